package io.github.windlass.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchPathTest {

  /** What the server shows; and what of it is no name in SQL must not get out of its quotes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"$user\", public | \"$user\", \"public\"",
        "App,  other | \"app\", \"other\"",
        "`` | ''",
        "\"\" | \"\"",
        "\"a\"\"b\", c | \"a\"\"b\", \"c\"",
        "a;drop | \"a;drop\"",
        "a\"b;-- | \"a\"\"b;--\"",
        "\"open | \"open\""
      })
  void namesAreQuotedAnew(String shown, String names) {
    assertThat(SearchPath.statement(shown, null)).isEqualTo("SET search_path = " + names);
  }

  @Test
  void theUsersOwnSchemaIsNamed() {
    assertThat(SearchPath.statement("\"$user\", public", "me"))
        .isEqualTo("SET search_path = \"me\", \"public\"");
  }
}
