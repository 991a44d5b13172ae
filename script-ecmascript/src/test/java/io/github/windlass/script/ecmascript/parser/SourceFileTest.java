package io.github.windlass.script.ecmascript.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.ecmascript.parser.ParseResult.Parsed;
import io.github.windlass.script.ecmascript.parser.ParseResult.SyntaxError;
import io.github.windlass.script.ecmascript.tree.Comment;
import io.github.windlass.script.ecmascript.tree.Literal.NoSubstitutionTemplateLiteral;
import io.github.windlass.script.ecmascript.tree.SourceFile;
import io.github.windlass.script.ecmascript.tree.Statement.ExpressionStatement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceFileTest {

  @Test
  void spansBeginBehindBlanksAndCommentsAndEndWithTheLastToken() {
    SourceFile file = read(" /* a */ b ; // c\n  d", FileKind.TS);
    assertThat(file.span()).isEqualTo(new Span(9, 21));
    assertThat(file.statements())
        .extracting(statement -> statement.span())
        .containsExactly(new Span(9, 12), new Span(20, 21));
  }

  @Test
  void commentsAreKeptInOrderAlsoThoseInTypesAndThosePassedTwice() {
    SourceFile file =
        read("#!/bin/x\n// a\nlet b: /* c */ d; (/* e */ f) /* g */ < h // i", FileKind.TS);
    assertThat(file.comments())
        .containsExactly(
            new Comment(Comment.Kind.SINGLE_LINE_COMMENT, new Span(9, 13)),
            new Comment(Comment.Kind.MULTI_LINE_COMMENT, new Span(21, 28)),
            new Comment(Comment.Kind.MULTI_LINE_COMMENT, new Span(33, 40)),
            new Comment(Comment.Kind.MULTI_LINE_COMMENT, new Span(44, 51)),
            new Comment(Comment.Kind.SINGLE_LINE_COMMENT, new Span(56, 60)));
  }

  @Test
  void anEmptyFileIsAFile() {
    SourceFile file = read("", FileKind.TS);
    assertThat(file.statements()).isEmpty();
    assertThat(file.span()).isEqualTo(new Span(0, 0));
    assertThat(file.externalModule()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import 'a'",
        "import a = require('a')",
        "export {}",
        "export const a = 1",
        "export default a",
        "export = a",
        "export import a = b",
        "f(import.meta)"
      })
  void whatImportsOrExportsIsAModule(String text) {
    assertThat(read(text, FileKind.TS).externalModule()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "import a = b.c",
        "import('a')",
        "export as namespace a",
        "namespace a { export const b = 1 }"
      })
  void whatDoesNotIsAScript(String text) {
    assertThat(read(text, FileKind.TS).externalModule()).isFalse();
    assertThat(read(text, FileKind.MTS).externalModule()).isTrue();
  }

  @Test
  void lineBreaksInTemplatesAreOneLineFeedInTheValueOnly() {
    ExpressionStatement statement =
        (ExpressionStatement) read("`a\r\nb\rc`", FileKind.TS).statements().getFirst();
    NoSubstitutionTemplateLiteral literal = (NoSubstitutionTemplateLiteral) statement.expression();
    assertThat(literal.text()).isEqualTo("a\nb\nc");
    assertThat(literal.rawText()).isEqualTo("a\r\nb\rc");
  }

  @Test
  void anErrorSaysWhereAndKeepsTheStatementsBefore() {
    assertThat(EcmaScriptParser.parse("a; b; c d", FileKind.TS))
        .isInstanceOfSatisfying(
            SyntaxError.class,
            error -> {
              assertThat(error.at()).isEqualTo(new Span(8, 9));
              assertThat(error.limit()).isFalse();
              assertThat(error.before()).hasSize(2);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "a.ts, TS",
    "a.d.ts, DTS",
    "a.d.mts, DTS",
    "A.MTS, MTS",
    "a.cts, CTS",
    "a.js, JS",
    "a.mjs, MJS",
    "a.cjs, CJS",
    "a, TS"
  })
  void theKindOfAFileIsItsExtension(String path, FileKind kind) {
    assertThat(FileKind.of(path)).isEqualTo(kind);
  }

  private static SourceFile read(String text, FileKind kind) {
    ParseResult result = EcmaScriptParser.parse(text, kind);
    assertThat(result).isInstanceOf(Parsed.class);
    return ((Parsed) result).tree();
  }
}
