package io.github.windlass.sql.postgres.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.tree.ObjectStatement.CommentStmt;
import io.github.windlass.sql.postgres.tree.ObjectStatement.DropStmt;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LexerTest {

  // --- strings -------------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'a''b'                         | a'b",
        "'a\\nb'                        | a\\nb",
        "E'a\\'b\\\\c\\q'               | a'b\\cq",
        "E'\\x41\\102\\u0043\\U00000044'| ABCD",
        "E'\\xc3\\xa9'                  | é",
        "E'\\ud83d\\ude00'              | 😀",
        "$$a'b$$                        | a'b",
        "$x$a$$b$y$c$x$                 | a$$b$y$c",
        "$é$a$é$                        | a",
        "U&'\\0061\\+000062\\\\'        | ab\\",
        "U&'!0061!!' UESCAPE '!'        | a!",
        "U&'\\d83d\\de00'               | 😀",
        "u&'a' uescape $$!$$            | a",
      })
  void aStringMeans(String literal, String meaning) {
    assertThat(comment(literal)).isEqualTo(meaning);
  }

  @Test
  void aLineBreakContinuesAString() {
    assertThat(comment("'a'\n'b'")).isEqualTo("ab");
    assertThat(comment("'a' -- c\r\n  -- d\r\n 'b'\r'c'")).isEqualTo("abc");
    assertThat(comment("E'\\t'\n'\\n'")).isEqualTo("\t\n");
    assertThat(comment("U&'\\0061'\n'\\0062'")).isEqualTo("ab");
    assertThat(error("SELECT 'a' 'b'")).isEqualTo("syntax error at or near \"'b'\"");
    assertThat(error("COMMENT ON TABLE t IS 'a' /*\n*/ 'b'"))
        .isEqualTo("syntax error at or near \"'b'\"");
  }

  @Test
  void commentsMayStandAroundUescape() {
    assertThat(comment("U&'!0061' /* a */ UESCAPE -- b\n '!'")).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "E'\\xff'",
        "E'\\xc3'",
        "E'\\xc3é'",
        "E'\\xed\\xa0\\x80'",
        "E'\\0'",
        "E'\\x00'",
        "E'\\400'",
        "E'\\u123'",
        "E'\\U0000006'",
        "E'\\u0000'",
        "E'\\U00110000'",
        "E'\\ud83d'",
        "E'\\ude00'",
        "E'\\ud83da'",
        "E'\\ud83d'\n'\\ude00'",
        "U&'\\061'",
        "U&'\\+00006'",
        "U&'\\0000'",
        "U&'\\+110000'",
        "U&'\\d83d'",
        "U&'\\d83d\\\\'",
        "U&'a' UESCAPE",
        "U&'a' UESCAPE 1",
        "U&'a' UESCAPE ''",
        "U&'a' UESCAPE '!!'",
        "U&'a' UESCAPE 'a'",
        "U&'a' UESCAPE '+'",
        "U&'a' UESCAPE ' '",
        "U&'a' UESCAPE ''''",
        "U&'a' UESCAPE U&'!'",
        "$1$a$1$",
        "$a$b",
        "'\0'",
      })
  void aStringIsRefused(String literal) {
    assertThat(error("COMMENT ON TABLE t IS " + literal)).isNotNull();
  }

  // --- names ---------------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ABC                            | abc",
        "ÀBC                            | Àbc",
        "\"aBc\"                        | aBc",
        "\"a\"\"b\"                     | a\"b",
        "a$1                            | a$1",
        "U&\"\\0041\\+000062\"          | Ab",
        "U&\"!0041\" UESCAPE '!'        | A",
        "😀                             | 😀",
      })
  void aNameMeans(String spelling, String meaning) {
    assertThat(name(spelling)).isEqualTo(meaning);
  }

  @Test
  void aNameEndsAfter63Bytes() {
    assertThat(name("a".repeat(64))).isEqualTo("a".repeat(63));
    assertThat(name("\"" + "é".repeat(40) + "\"")).isEqualTo("é".repeat(31));
    assertThat(name("a" + "😀".repeat(20))).isEqualTo("a" + "😀".repeat(15));
    assertThat(name("U&\"" + "\\00e9".repeat(40) + "\"")).isEqualTo("é".repeat(31));
  }

  // --- numbers, parameters, operators --------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1.",
        ".5",
        "1_000",
        "1_0.0_1",
        "1e5",
        "1.e-5",
        "0x1F",
        "0x_1f",
        "0o17",
        "0b1_0",
        "99999999999999999999",
        "0xFFFFFFFFFFFFFFFFFF",
        "$1",
        "$2147483647",
        "1 a"
      })
  void aNumberIsRead(String number) {
    assertThat(error("SELECT " + number)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1a",
        "1_",
        "1__0",
        "1.5a",
        "1._5",
        "1e",
        "1e+",
        "1e5_",
        "0x",
        "0x_",
        "0xg",
        "0x1g",
        "0o8",
        "0o18",
        "0b2",
        "0b12",
        "0x1F$",
        "1é",
        "$1a",
        "$2147483648",
        "1.a"
      })
  void aNumberIsRefused(String number) {
    assertThat(error("SELECT " + number)).isNotNull();
  }

  @Test
  void bitStringsDoNotDoubleTheirQuote() {
    assertThat(kinds("b'0''1'")).containsExactly(Token.BCONST, Token.SCONST);
    assertThat(kinds("x'0'\n'1'")).containsExactly(Token.XCONST);
  }

  @Test
  void anOperatorEndsBeforeASignThatCouldBelongToANumber() {
    assertThat(kinds("*-")).containsExactly(Token.STAR, Token.MINUS);
    assertThat(kinds("=>-")).containsExactly(Token.EQUALS_GREATER, Token.MINUS);
    assertThat(kinds("<=+-+"))
        .containsExactly(Token.LESS_EQUALS, Token.PLUS, Token.MINUS, Token.PLUS);
    assertThat(kinds("@-")).containsExactly(Token.OP);
    assertThat(kinds("->>")).containsExactly(Token.OP);
    assertThat(kinds("||-")).containsExactly(Token.OP);
  }

  @Test
  void anOperatorEndsBeforeAComment() {
    assertThat(kinds("+/*x*/-")).containsExactly(Token.PLUS, Token.MINUS);
    assertThat(kinds("@--x")).containsExactly(Token.OP);
    assertThat(kinds("*/**/")).containsExactly(Token.STAR);
  }

  @Test
  void anOperatorHasLessThan64Characters() {
    assertThat(kinds("@".repeat(63))).containsExactly(Token.OP);
    assertThat(kinds("@".repeat(64))).containsExactly(Token.INVALID);
  }

  private static List<Token> kinds(String text) {
    Tokens tokens = Lexer.scan(text);
    List<Token> kinds = new ArrayList<>();
    for (int i = 0; i < tokens.count() - 1; i++) {
      kinds.add(Token.of(tokens.kind(i)));
    }
    return kinds;
  }

  private static @Nullable String comment(String literal) {
    Script script = PostgresParser.parse("COMMENT ON TABLE t IS " + literal);
    assertThat(script.errors()).isEmpty();
    return ((CommentStmt) script.statements().get(0)).comment();
  }

  private static String name(String spelling) {
    Script script = PostgresParser.parse("DROP TABLE " + spelling);
    assertThat(script.errors()).isEmpty();
    DropStmt drop = (DropStmt) script.statements().get(0);
    return ((QualifiedName) drop.objects().get(0)).last();
  }

  private static @Nullable String error(String sql) {
    Script script = PostgresParser.parse(sql);
    return script.errors().isEmpty() ? null : script.errors().get(0).reason();
  }
}
