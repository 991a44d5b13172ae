package io.github.windlass.script.ecmascript.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.script.ecmascript.parser.ParseResult.Parsed;
import io.github.windlass.script.ecmascript.parser.ParseResult.SyntaxError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small sources and what becomes of them, by area, in {@code trees/}. Each was compared with
 * TypeScript 5.9.
 *
 * <p>A case is a source, and below it a line that begins with {@code ->}: the trees of its
 * statements, or {@code error}, the offset of what is wrong, and the reason. Cases are separated by
 * an empty line.
 */
class TreesTest {

  record Case(String area, String source, String expected) {

    @Override
    public String toString() {
      return area + ": " + source;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
            "lexical",
            "expressions",
            "arrows",
            "statements",
            "declarations",
            "modules",
            "types",
            "await",
            "javascript")
        .flatMap(area -> cases(area).stream());
  }

  private static List<Case> cases(String area) {
    List<Case> cases = new ArrayList<>();
    for (String block : resource("/trees/" + area + ".txt").split("\n\n")) {
      int last = block.lastIndexOf("\n-> ");
      assertThat(last).as("a line with -> in " + block).isPositive();
      cases.add(new Case(area, block.substring(0, last), block.substring(last + 4).strip()));
    }
    return cases;
  }

  private static String resource(String path) {
    try (InputStream in = TreesTest.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(path, e);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aSourceBecomesItsTree(Case example) {
    FileKind kind = example.area.equals("javascript") ? FileKind.JS : FileKind.TS;
    assertThat(print(example.source, kind)).isEqualTo(example.expected);
  }

  static String print(String source, FileKind kind) {
    return switch (EcmaScriptParser.parse(source, kind)) {
      case Parsed parsed -> SExpression.of(parsed.tree(), source);
      case SyntaxError error -> "error " + error.at().start() + ": " + error.reason();
    };
  }
}
