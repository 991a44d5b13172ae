package io.github.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cannot open postgres://me:secret@host/db now | cannot open postgres://me:***@host/db now",
        "postgresql://me:s@e:c@host/db?x=1 | postgresql://me:***@host/db?x=1",
        "postgres://me@host/db | postgres://me@host/db",
        "https://example.org:8080/a | https://example.org:8080/a",
        "jdbc:postgresql://h/d?user=u&password=secret&x=1 |"
            + " jdbc:postgresql://h/d?user=u&password=***&x=1",
        "a://b:c@d e://f:g@h | a://b:***@d e://f:***@h",
        "password=secret word | password=*** word",
        "nothing at all | nothing at all",
        ":// | ://",
      })
  void passwordsAreMasked(String text, String masked) {
    assertThat(Credentials.masked(text)).isEqualTo(masked);
  }
}
