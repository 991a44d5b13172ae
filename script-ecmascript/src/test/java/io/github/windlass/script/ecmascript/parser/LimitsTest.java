package io.github.windlass.script.ecmascript.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.windlass.script.ecmascript.parser.ParseResult.Parsed;
import io.github.windlass.script.ecmascript.parser.ParseResult.SyntaxError;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hostile texts end in a tree or an error, on a small stack, in a time that grows with the text's
 * length only. The bound on time is far from what is measured; it catches what hangs.
 */
class LimitsTest {

  private static final int SMALL_STACK = 512 * 1024;
  private static final Duration HANGING = Duration.ofSeconds(10);

  /** {@code open}, as often as wanted, then {@code middle}, then {@code close} as often. */
  record Nest(String open, String middle, String close) {

    String text(int depth) {
      return open.repeat(depth) + middle + close.repeat(depth);
    }
  }

  static Stream<Nest> nests() {
    return Stream.of(
        new Nest("(", "x", ")"),
        new Nest("[", "", "]"),
        new Nest("({a:", "1", "})"),
        new Nest("f(", "", ")"),
        new Nest("x[", "", "]"),
        new Nest("`${", "1", "}`"),
        new Nest("!", "1", ""),
        new Nest("typeof ", "1", ""),
        new Nest("await ", "1", ""),
        new Nest("new ", "X", ""),
        new Nest("<T>", "x", ""),
        new Nest("x=>", "1", ""),
        new Nest("()=>{", "", "}"),
        new Nest("(a)=>", "1", ""),
        new Nest("(a=", "1", ")"),
        new Nest("({a=", "b", "}"),
        new Nest("async(x=", "", ")=>1"),
        new Nest("a?(b):c=>", "1", ""),
        new Nest("a?(b=(", "", ""),
        new Nest("a?", "b", ":c"),
        new Nest("<T>(", "", ""),
        new Nest("a<", "b", ""),
        new Nest("f<T<", "", ">>()"),
        new Nest("a<[", "b", "]>[0]"),
        new Nest("a<(b:", "c", ")=>d>(e)"),
        new Nest("(class{m(){", "", "}})"),
        new Nest("(class extends (", "B", "){})"),
        new Nest("(class{[", "1", "]=1})"),
        new Nest("@(", "a", ") class{}"),
        new Nest("(function(){", "", "})"),
        new Nest("({m(){", "", "}})"),
        new Nest("{", "", "}"),
        new Nest("if(x)", ";", ""),
        new Nest("for(;;)", ";", ""),
        new Nest("l:", ";", ""),
        new Nest("try{", "", "}finally{}"),
        new Nest("switch(x){case ", "1", ":}"),
        new Nest("namespace a{", "", "}"),
        new Nest("var [", "a", "]=1"),
        new Nest("let x:[", "", "]"),
        new Nest("let x:{a:", "1", "}"),
        new Nest("let x:()=>", "a", ""),
        new Nest("let x:(a:", "", ""),
        new Nest("let x:A extends infer B extends ", "C", ""),
        new Nest("let x:A extends B ? ", "c", ""),
        new Nest("type A<T extends ", "", ""),
        new Nest("yield ", "1", ""),
        new Nest("else ", ";", ""),
        new Nest("/*", "", ""),
        new Nest("`", "", ""),
        new Nest("'", "", ""));
  }

  @ParameterizedTest
  @MethodSource("nests")
  void nestingIsReadOrEndsInAnError(Nest nest) {
    for (int depth : new int[] {40, 1_000, 50_000}) {
      ParseResult result = parse(nest.text(depth));
      if (result instanceof SyntaxError error) {
        assertThat(error.reason()).doesNotContain("stack");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("nests")
  void nestingThatIsNotClosedEndsInAnError(Nest nest) {
    assertThat(isRead(nest.open.repeat(1_001))).isFalse();
  }

  @Test
  void reasonableNestingIsRead() {
    assertThat(isRead(new Nest("(", "x", ")").text(150))).isTrue();
    assertThat(isRead(new Nest("f(function () {", "", "})").text(45))).isTrue();
    assertThat(isRead(new Nest("({ a: [", "", "] })").text(60))).isTrue();
  }

  @Test
  void whatIsTooDeepIsSaidToBeSo() {
    ParseResult result = parse(new Nest("(", "x", ")").text(50_000));
    assertThat(result)
        .isInstanceOfSatisfying(
            SyntaxError.class,
            error -> {
              assertThat(error.limit()).isTrue();
              assertThat(error.reason()).isEqualTo("nested deeper than 200 levels");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+a", "||a", "**a", ".b", "?.b", "()", "[0]", "!", "`x`", ",a", " as b", "?b:a", "=a",
        "<b>()", "+\n'b'", " in b", "&&b||c", "==b*c+d", ";a", "\na", "//c\n", "/*c*/"
      })
  void chainsAreReadAtAnyLength(String link) {
    assertThat(isRead("a" + link.repeat(100_000))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "if (a) b; else ",
        "a ? b : ",
        "a = ",
        "import 'a';",
        "export {a as b};",
        "class A { a = 1; }"
      })
  void whatGoesOnAtTheEndIsReadAtAnyLength(String link) {
    assertThat(isRead(link.repeat(100_000) + "c")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"|A", "&A", "[]", ".B", " extends B ? C : D", "['b']"})
  void chainsOfTypesAreReadAtAnyLength(String link) {
    assertThat(isRead("let x: A" + link.repeat(100_000))).isTrue();
  }

  @Test
  void attemptsThatFailDoNotMultiply() {
    // Each is tried as an arrow function, or as type arguments, before it is read as what it is.
    for (String text :
        new String[] {
          "a?(b):c=>",
          "a?(b,c):d=>",
          "a?async(b):c=>",
          "(a=",
          "(a={b:",
          "a<[",
          "a<{b:",
          "a?(b=c?(d):e=>"
        }) {
      parse(text.repeat(30) + "x");
      parse(text.repeat(60) + "x");
    }
  }

  @Test
  void randomTextsEndInAResult() {
    Random random = new Random(3);
    for (int round = 0; round < 300; round++) {
      StringBuilder text = new StringBuilder();
      int range = round % 3 == 0 ? 0x10000 : 0x80;
      for (int i = 0; i < 2_000; i++) {
        text.append((char) random.nextInt(range));
      }
      parse(text.toString());
    }
  }

  @Test
  void aLongTextTakesTimeByItsLength() {
    String line =
        "export class A { async up(q: Runner): Promise<void> { await q.query(`SELECT ${a}`); } }\n";
    assertThat(isRead(line.repeat(5_000_000 / line.length()))).isTrue();
  }

  // Not by an assertion on the result itself, which would print a tree of any depth.
  private static boolean isRead(String text) {
    return parse(text) instanceof Parsed;
  }

  private static ParseResult parse(String text) {
    AtomicReference<ParseResult> result = new AtomicReference<>();
    assertTimeoutPreemptively(
        HANGING,
        () -> {
          Thread thread =
              new Thread(
                  null,
                  () -> result.set(EcmaScriptParser.parse(text, FileKind.TS)),
                  "small stack",
                  SMALL_STACK);
          thread.start();
          thread.join();
        });
    assertThat(result.get())
        .as("a result for " + text.substring(0, Math.min(40, text.length())))
        .isNotNull();
    return result.get();
  }
}
