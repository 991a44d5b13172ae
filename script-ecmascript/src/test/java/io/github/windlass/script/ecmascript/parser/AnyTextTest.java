package io.github.windlass.script.ecmascript.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.ecmascript.parser.ParseResult.Parsed;
import io.github.windlass.script.ecmascript.parser.ParseResult.SyntaxError;
import io.github.windlass.script.ecmascript.tree.Comment;
import io.github.windlass.script.ecmascript.tree.SourceFile;
import io.github.windlass.script.ecmascript.tree.Statement;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Properties of any text, with counterexamples that jqwik makes small. */
class AnyTextTest {

  private static final String PROGRAM =
      """
      import { MigrationInterface, type QueryRunner as Runner } from "typeorm" with { type: "x" };
      /* é */ export default class A<T extends B = C> implements D<T> {
        readonly #name?: string = `a${b ? (c) : d}e${`f`}`; static { this.x ??= 1_000n }
        @dec() async up(q: Runner, ...rest: any[]): Promise<void> {
          for (const [k, { v = /[/]\\//gi }] of Object.entries(x as const)) await q?.query<T>("\\u{1F600}\\
      ", k!); // end
          label: do { if (a < b && c > (d)) continue label; else throw new E(`x`) } while (0x1F >>> 2)
        }
      }
      """;

  @Property(tries = 2_000)
  void anyCharactersGiveAResultWithinTheText(@ForAll String text, @ForAll FileKind kind) {
    check(text, kind);
  }

  @Property(tries = 2_000)
  void whatIsNearlyAProgramGivesAResultWithinTheText(
      @ForAll("nearlyPrograms") String text, @ForAll FileKind kind) {
    check(text, kind);
  }

  @Property(tries = 700)
  void aTruncatedProgramGivesAResultWithinTheText(@ForAll @IntRange(max = 700) int length) {
    check(PROGRAM.substring(0, Math.min(length, PROGRAM.length())), FileKind.TS);
  }

  @Property(tries = 1_000)
  void aProgramWithACharacterChangedGivesAResultWithinTheText(
      @ForAll @IntRange(max = 700) int at, @ForAll char character) {
    StringBuilder text = new StringBuilder(PROGRAM);
    text.setCharAt(Math.min(at, PROGRAM.length() - 1), character);
    check(text.toString(), FileKind.TS);
  }

  @Property(tries = 300)
  void blanksAndCommentsBetweenStatementsChangeNothing(@ForAll("blanks") String blanks) {
    String plain = "a;b\n;" + PROGRAM;
    String spaced = "a;" + blanks + "b\n;" + blanks + PROGRAM;
    assertThat(TreesTest.print(spaced, FileKind.TS)).isEqualTo(TreesTest.print(plain, FileKind.TS));
  }

  private static void check(String text, FileKind kind) {
    switch (EcmaScriptParser.parse(text, kind)) {
      case Parsed parsed -> {
        SourceFile file = parsed.tree();
        int end = 0;
        for (Statement statement : file.statements()) {
          end = follows(statement.span(), end, text);
        }
        int commentEnd = 0;
        for (Comment comment : file.comments()) {
          commentEnd = follows(comment.span(), commentEnd, text);
          assertThat(text.substring(comment.span().start()))
              .startsWith(comment.kind() == Comment.Kind.SINGLE_LINE_COMMENT ? "//" : "/*");
        }
      }
      case SyntaxError error -> {
        assertThat(error.at().end()).isLessThanOrEqualTo(text.length());
        assertThat(error.reason()).isNotBlank();
      }
    }
  }

  private static int follows(Span span, int end, String text) {
    assertThat(span.start()).isGreaterThanOrEqualTo(end);
    assertThat(span.end()).isBetween(span.start(), text.length());
    return span.end();
  }

  @Provide
  Arbitrary<String> blanks() {
    return Arbitraries.of(
            " ", "\n", "\t", "\u00a0", "\u2028", "\ufeff", "/**/", "/* a\nb */", "// c\n", "\r\n")
        .list()
        .ofMaxSize(6)
        .map(words -> String.join("", words));
  }

  @Provide
  Arbitrary<String> nearlyPrograms() {
    Arbitrary<String> word =
        Arbitraries.of(
            "a",
            "b",
            "(",
            ")",
            "{",
            "}",
            "[",
            "]",
            "<",
            ">",
            "=>",
            "=",
            ":",
            "?",
            "?.",
            ".",
            "...",
            ",",
            ";",
            "+",
            "-",
            "/",
            "`",
            "${",
            "'x'",
            "1",
            "#p",
            "@",
            "!",
            "\n",
            "//c\n",
            "/*c*/",
            "async",
            "await",
            "yield",
            "function",
            "class",
            "new",
            "let",
            "const",
            "if",
            "else",
            "for",
            "of",
            "in",
            "return",
            "type",
            "interface",
            "enum",
            "namespace",
            "declare",
            "import",
            "export",
            "default",
            "from",
            "as",
            "is",
            "extends",
            "static",
            "get",
            "typeof",
            "infer");
    return word.list().ofMaxSize(16).map(words -> String.join(" ", words));
  }
}
