package io.github.windlass.extractor.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a glance at settings in a script tells. */
class ScriptSettingsTest {

  private static String out(String text) {
    return String.valueOf(ScriptSettings.of(text).first("out"));
  }

  @Test
  void aTextThatLooksLikeTheBeginOfACommentIsNone() {
    assertThat(out("schema: './src/**/*.ts', out: './drizzle'")).isEqualTo("./drizzle");
    assertThat(out("schema: \"./src/*\", out: './drizzle' /* here */")).isEqualTo("./drizzle");
    assertThat(out("schema: `./src//${a}/*.ts`, out: './drizzle'")).isEqualTo("./drizzle");
    assertThat(out("url: 'postgres://host//db', out: './drizzle'")).isEqualTo("./drizzle");
    assertThat(out("a: 'it\\'s // here', out: './drizzle'")).isEqualTo("./drizzle");
  }

  @Test
  void whatIsInACommentIsNotSaid() {
    assertThat(out("// out: './a'\nout: './b'")).isEqualTo("./b");
    assertThat(out("/* don't: out: './a' */ out: './b'")).isEqualTo("./b");
    assertThat(out("// it's not out: './a'\nout: './b'")).isEqualTo("./b");
    assertThat(out("a: 1, // out: './a'")).isEqualTo("null");
  }

  @Test
  void aQuoteWithoutAnotherEndsWithItsLine() {
    assertThat(out("'a\n/* out: './a' */ out: './b'")).isEqualTo("./b");
    assertThat(out("out: './b\\")).isEqualTo("./b\\");
  }
}
