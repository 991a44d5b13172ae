package io.github.windlass.script.ecmascript;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.script.Expression;
import io.github.windlass.script.Expression.TextLiteral.Characters;
import io.github.windlass.script.Expression.TextLiteral.Inserted;
import io.github.windlass.script.Statement;
import io.github.windlass.script.ecmascript.parser.EcmaScriptParser;
import io.github.windlass.script.ecmascript.parser.FileKind;
import io.github.windlass.script.ecmascript.parser.ParseResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoweringTest {

  private static Lowered lower(String text) {
    ParseResult result = EcmaScriptParser.parse(text, FileKind.TS);
    assertThat(result).isInstanceOf(ParseResult.Parsed.class);
    return Lowering.lower(new SourceFile("a.ts", text), ((ParseResult.Parsed) result).tree());
  }

  private static Expression expression(String text) {
    List<Statement> body = lower("x(" + text + ")").script().body();
    Expression.Chain call =
        (Expression.Chain) ((Statement.Evaluate) body.get(body.size() - 1)).expression();
    Expression argument = ((Expression.Link.Call) call.links().get(0)).arguments().get(0).value();
    assertThat(argument).isNotNull();
    return argument == null ? call : argument;
  }

  private static List<Characters> characters(String text) {
    Expression.TextLiteral literal = (Expression.TextLiteral) expression(text);
    return literal.parts().stream()
        .filter(Characters.class::isInstance)
        .map(Characters.class::cast)
        .toList();
  }

  /** Pieces that stand in the source as they are: the text at their span. */
  private static void checkPlaces(String text) {
    for (Characters piece : characters(text)) {
      if (piece.verbatim()) {
        Span span = piece.span();
        assertThat(("x(" + text + ")").substring(span.start(), span.end())).isEqualTo(piece.text());
      }
    }
  }

  @Test
  void textWithoutEscapesIsOnePieceInItsPlace() {
    assertThat(characters("'SELECT 1'"))
        .containsExactly(new Characters("SELECT 1", new Span(3, 11), true));
    assertThat(characters("`a\nb`")).containsExactly(new Characters("a\nb", new Span(3, 6), true));
    assertThat(characters("''")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'a\\nb'",
        "'\\x41\\u0042c\\u{43}d\\u{1F600}e'",
        "'a\\\r\nb\\\nc'",
        "`a\r\nb\rc`",
        "`\\``",
        "'\\\\'",
        "'\\0'",
        "\"\\\"quoted\\\" name\"",
        "`a\\${b}c${1}d\\te`",
        "'\\q\\'\\\"'",
      })
  void textIsCutAtItsEscapesAndKeepsItsPlaces(String text) {
    checkPlaces(text);
    Expression.TextLiteral literal = (Expression.TextLiteral) expression(text);
    StringBuilder value = new StringBuilder();
    for (Expression.TextLiteral.Part part : literal.parts()) {
      switch (part) {
        case Characters piece -> value.append(piece.text());
        case Inserted inserted -> value.append('#');
      }
    }
    assertThat(value.toString()).isEqualTo(cooked(text));
  }

  private static String cooked(String text) {
    ParseResult.Parsed parsed =
        (ParseResult.Parsed) EcmaScriptParser.parse("x(" + text + ")", FileKind.TS);
    var statement =
        (io.github.windlass.script.ecmascript.tree.Statement.ExpressionStatement)
            parsed.tree().statements().get(0);
    var call =
        (io.github.windlass.script.ecmascript.tree.Expression.CallExpression)
            statement.expression();
    return switch (call.arguments().get(0)) {
      case io.github.windlass.script.ecmascript.tree.Literal.StringLiteral literal ->
          literal.text();
      case io.github.windlass.script.ecmascript.tree.Literal.NoSubstitutionTemplateLiteral
              literal ->
          String.valueOf(literal.text());
      case io.github.windlass.script.ecmascript.tree.Expression.TemplateExpression template ->
          template.head().text() + "#" + template.templateSpans().get(0).literal().text();
      default -> "";
    };
  }

  @Test
  void chainsOfOperatorsAreLists() {
    Expression.Operation sum = (Expression.Operation) expression("a + 'b' + c - (d * e)");
    assertThat(sum.terms()).hasSize(3);
    Expression.Shortcut any = (Expression.Shortcut) expression("a || b || c");
    assertThat(any.operands()).hasSize(3);
    Expression.Conditional choice = (Expression.Conditional) expression("a ? 1 : b ? 2 : 3");
    assertThat(choice.branches()).hasSize(2);
    Expression.Chain chain = (Expression.Chain) expression("a.b(c)[d]?.e!.f as any");
    assertThat(chain.links()).hasSize(4);
  }

  @Test
  void parenthesesEndAnOptionalChain() {
    Expression.Chain outer = (Expression.Chain) expression("(a?.b).c");
    assertThat(outer.links()).hasSize(1);
    assertThat(outer.base()).isInstanceOf(Expression.Chain.class);
    Expression.Chain flat = (Expression.Chain) expression("(a.b).c");
    assertThat(flat.links()).hasSize(2);
  }

  @Test
  void whatIsExportedIsKnownWithoutRunning() {
    Lowered lowered =
        lower(
            """
            import { q } from "./q";
            export const { a, b: [c] } = x;
            export function f() {}
            export class K {}
            export enum E { A }
            export interface Nothing {}
            export type T = string;
            export { q, f as g, local };
            export { m as n } from "./m";
            export * as ns from "./ns";
            export * from "./star";
            export default 1;
            const local = 1;
            """);
    assertThat(lowered.own()).containsExactly("a", "c", "f", "K", "E", "g", "local", "default");
    assertThat(lowered.passed().keySet()).containsExactlyInAnyOrder("q", "n", "ns");
    assertThat(lowered.stars()).extracting(Lowered.Source::specifier).containsExactly("./star");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=",
        "a**",
        "new ",
        "!",
        "typeof ",
        "x=>",
        "a?b:",
        "`${",
        "(",
        "[",
        "f(",
        "({a:",
        "(class{x=",
        "(()=>{return ",
        "{",
        "if(a)",
        "if(a);else ",
        "for(;;)",
        "a:",
        "try{",
        "function f(){",
        "class A{static{",
        "namespace A{",
        "switch(a){case 1:"
      })
  void deepNestingNeedsLittleStack(String opening) throws InterruptedException {
    for (int depth : new int[] {40, 90, 140, 190, 240, 10_000}) {
      String text = opening.repeat(depth) + "a" + closing(opening).repeat(depth);
      Throwable[] failure = new Throwable[1];
      Thread thread =
          new Thread(
              null,
              () -> {
                if (EcmaScriptParser.parse(text, FileKind.TS)
                    instanceof ParseResult.Parsed parsed) {
                  Lowering.lower(new SourceFile("a.ts", text), parsed.tree());
                }
              },
              "small",
              512 << 10);
      thread.setUncaughtExceptionHandler((where, thrown) -> failure[0] = thrown);
      thread.start();
      thread.join();
      assertThat(failure[0]).as(opening + " × " + depth).isNull();
    }
  }

  private static String closing(String opening) {
    return switch (opening) {
      case "`${" -> "}`";
      case "(", "f(" -> ")";
      case "[" -> "]";
      case "({a:", "(class{x=", "(()=>{return " -> "})";
      case "{", "function f(){", "namespace A{", "switch(a){case 1:" -> "}";
      case "try{" -> "}catch{}";
      case "class A{static{" -> "}}";
      default -> "";
    };
  }
}
