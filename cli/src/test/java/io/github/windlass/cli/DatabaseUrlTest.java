package io.github.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass.cli.CommandLineTool.UsageException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgres://me:pw@host:5433/shop | jdbc:postgresql://host:5433/shop",
        "postgresql://host/shop | jdbc:postgresql://host:5432/shop",
        "postgresql://me@host | jdbc:postgresql://host:5432/me",
        "postgresql://a:1,b:2/shop | jdbc:postgresql://a:1,b:2/shop",
        "postgresql://[::1]:5433/shop | jdbc:postgresql://[::1]:5433/shop",
        "postgresql://host/sh%20op | jdbc:postgresql://host:5432/sh+op",
        "postgresql:///shop?host=h&port=7 | jdbc:postgresql://h:7/shop",
        "postgresql://%2Frun%2Fpg/shop | jdbc:postgresql://localhost/shop",
        "postgresql:///shop?host=/run/pg | jdbc:postgresql://localhost/shop",
        "postgresql://h/shop?schema=app&connection_limit=5 | jdbc:postgresql://h:5432/shop",
        "jdbc:postgresql://h/shop?user=u&password=pw | jdbc:postgresql://h/shop?user=u&password=pw",
      })
  void isWhatTheDriverTakes(String url, String jdbc) {
    assertThat(DatabaseUrl.of(url, Map.of()).jdbc()).isEqualTo(jdbc);
  }

  @Test
  void saysWhatLibpqSays() {
    DatabaseUrl url =
        DatabaseUrl.of(
            "postgresql://m%40e:p%3Aw@host/shop?sslmode=require&connect_timeout=3"
                + "&target_session_attrs=read-write&application_name=x",
            Map.of());
    assertThat(url.properties())
        .containsEntry("user", "m@e")
        .containsEntry("password", "p:w")
        .containsEntry("sslmode", "require")
        .containsEntry("connectTimeout", "3")
        .containsEntry("targetServerType", "primary")
        .containsEntry("ApplicationName", "x");
  }

  @Test
  void leavesTheRestToTheEnvironment() {
    Map<String, String> environment =
        Map.of(
            "PGHOST", "envhost",
            "PGPORT", "6000",
            "PGUSER", "envuser",
            "PGPASSWORD", "envpw",
            "PGDATABASE", "envdb",
            "PGSSLMODE", "verify-full");
    DatabaseUrl bare = DatabaseUrl.of("postgresql://", environment);
    assertThat(bare.jdbc()).isEqualTo("jdbc:postgresql://envhost:6000/envdb");
    assertThat(bare.properties())
        .containsEntry("user", "envuser")
        .containsEntry("password", "envpw")
        .containsEntry("sslmode", "verify-full");
    DatabaseUrl given = DatabaseUrl.of("postgresql://me@host:1/db", environment);
    assertThat(given.jdbc()).isEqualTo("jdbc:postgresql://host:1/db");
    assertThat(given.properties()).containsEntry("user", "me").containsEntry("password", "envpw");
  }

  @Test
  void aFolderIsThatOfASocket() {
    DatabaseUrl url = DatabaseUrl.of("postgresql://%2Frun%2Fpg:6000/shop", Map.of());
    assertThat(url.properties())
        .containsEntry("socketFactoryArg", "/run/pg/.s.PGSQL.6000")
        .containsEntry("sslmode", "disable");
    assertThat(url.name()).isEqualTo("database shop at /run/pg/.s.PGSQL.6000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://me:hunter22@host/db",
        "host=localhost password=hunter22",
        "",
        "postgresql://me:hunter22@host:12x/db",
        "postgresql://me:hunter22%zz@host/db",
        "postgresql://me:hunter22@host/db?hunter=1",
      })
  void whatIsWrongIsSaidWithoutThePassword(String url) {
    assertThatThrownBy(() -> DatabaseUrl.of(url, Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--db-url")
        .hasMessageNotContaining("hunter22");
  }

  @Test
  void namesAndMessagesHideThePassword() {
    DatabaseUrl url = DatabaseUrl.of("postgresql://me:hunter22@host/db", Map.of());
    assertThat(url).hasToString("database db at host:5432");
    assertThat(url.masked("no hunter22 here")).isEqualTo("no *** here");
    assertThat(url.masked("postgres://me:hunter22@host")).isEqualTo("postgres://me:***@host");
    DatabaseUrl jdbc = DatabaseUrl.of("jdbc:postgresql://h/d?password=hunter22", Map.of());
    assertThat(jdbc.toString()).doesNotContain("hunter22");
  }
}
