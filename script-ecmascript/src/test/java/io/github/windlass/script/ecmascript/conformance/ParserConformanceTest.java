package io.github.windlass.script.ecmascript.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.fixtures.Golden;
import io.github.windlass.fixtures.Json;
import io.github.windlass.script.ecmascript.parser.EcmaScriptParser;
import io.github.windlass.script.ecmascript.parser.FileKind;
import io.github.windlass.script.ecmascript.parser.ParseResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Our sources in {@code fixtures/ecmascript} and mutations of them are read as TypeScript's own
 * parser read them when {@code fixtures/record/script-ecmascript/record.mjs} recorded it: accepted
 * or rejected alike, and accepted with the same tree.
 */
class ParserConformanceTest {

  private static final Path FOLDER = Golden.root().resolve("fixtures/ecmascript");

  /** Parts the cases of a file. */
  private static final String CASE = "(?m)^// ----\n";

  private static final int DISAGREEMENTS_SHOWN = 5;

  private final CanonicalTree tree = new CanonicalTree();

  /** One recorded verdict on a text: the digest of its tree, or {@code reject}. */
  private record Recorded(String name, String text, String verdict) {

    boolean isRejected() {
      return verdict.equals("reject");
    }
  }

  @TestFactory
  Stream<DynamicTest> sourcesAreReadAsTypeScriptReadsThem() throws IOException {
    return names().stream().map(name -> DynamicTest.dynamicTest(name, () -> check(cases(name), 0)));
  }

  @TestFactory
  Stream<DynamicTest> mutationsAreReadAsTypeScriptReadsThem() throws IOException {
    return names().stream()
        .map(name ->
            DynamicTest.dynamicTest(
                name,
                () -> {
                  List<Recorded> mutations = mutations(name);
                  long rejected = mutations.stream().filter(Recorded::isRejected).count();
                  check(mutations, (int) (rejected / 1000));
                }));
  }

  /** Agreement over next to nothing, or over nothing but errors, would say nothing. */
  @Test
  void theRecordingIsLarge() throws Exception {
    long accepted = 0;
    long rejected = 0;
    for (String name : names()) {
      accepted += cases(name).stream().filter(recorded -> !recorded.isRejected()).count();
      rejected += mutations(name).stream().filter(Recorded::isRejected).count();
    }
    assertThat(accepted).isGreaterThan(1500);
    assertThat(rejected).isGreaterThan(10_000);
  }

  /**
   * Reads all texts and fails with the first disagreements.
   *
   * @param tolerated how many texts that TypeScript rejects may be accepted
   */
  private void check(List<Recorded> all, int tolerated) {
    List<String> disagreements = new ArrayList<>();
    int accepted = 0;
    for (Recorded recorded : all) {
      String problem =
          switch (EcmaScriptParser.parse(recorded.text(), FileKind.of(recorded.name()))) {
            case ParseResult.Parsed parsed -> {
              String lines = tree.write(parsed.tree());
              if (!recorded.isRejected()) {
                yield CanonicalTree.digest(lines).equals(recorded.verdict())
                    ? ""
                    : "TypeScript reads it otherwise than we:\n" + lines;
              }
              accepted++;
              yield accepted > tolerated ? "TypeScript rejects it, we accept it" : "";
            }
            case ParseResult.SyntaxError error ->
                recorded.isRejected()
                    ? ""
                    : "TypeScript accepts it, we do not: " + error.reason() + " at " + error.at();
          };
      if (!problem.isEmpty()) {
        disagreements.add(explain(recorded, problem));
      }
    }
    assertThat(all).isNotEmpty();
    assertThat(disagreements.stream().limit(DISAGREEMENTS_SHOWN))
        .as("%d of %d disagree; the first of them", disagreements.size(), all.size())
        .isEmpty();
  }

  private static String explain(Recorded recorded, String problem) {
    return problem
        + "\n  "
        + recorded.text()
        + "\n  (node compare.mjs --as "
        + recorded.name()
        + " --text '…' in fixtures/record/script-ecmascript shows where)\n";
  }

  private static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches(".*\\.[cm]?[jt]s"))
          .sorted()
          .toList();
    }
  }

  private static List<Recorded> cases(String name) throws Exception {
    String text = Files.readString(FOLDER.resolve(name));
    Path recording = FOLDER.resolve(name + ".recorded");
    assertThat(recording).as("%s is not recorded: run record.mjs", name).exists();
    List<String> lines = Files.readAllLines(recording);
    assertThat(lines.get(1))
        .as("%s has changed since it was recorded: run record.mjs", name)
        .isEqualTo("# sha256 " + sha256(text));
    List<String> verdicts = lines.subList(2, lines.size());
    String[] cases = text.split(CASE, -1);
    assertThat(cases).as("cases of %s", name).hasSameSizeAs(verdicts);
    List<Recorded> recorded = new ArrayList<>();
    for (int i = 0; i < cases.length; i++) {
      recorded.add(new Recorded(name, cases[i], verdicts.get(i)));
    }
    return recorded;
  }

  private static List<Recorded> mutations(String name) throws IOException {
    List<Recorded> mutations = new ArrayList<>();
    for (String line : Files.readAllLines(FOLDER.resolve("mutations").resolve(name + ".jsonl"))) {
      // ["verdict","text"]: the verdict holds neither quotes nor commas.
      int comma = line.indexOf(',');
      mutations.add(
          new Recorded(
              name,
              Json.read(line.substring(comma + 1, line.length() - 1)),
              line.substring(2, comma - 1)));
    }
    return mutations;
  }

  private static String sha256(String text) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash);
  }
}
