package io.github.windlass.extractor.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Extractors;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.UnreadableSourceException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a runner's mark, and what only looks like one. */
class LayoutMarksTest {

  /** A project of one file with its settings beside it. */
  private record Beside(String name, String settings) implements Project {

    static final Beside NONE = new Beside("", "");

    @Override
    public SourceFile read(String path) throws UnreadableSourceException {
      if (!name.isEmpty() && path.endsWith("/" + name)) {
        return new SourceFile(path, settings);
      }
      throw new UnreadableSourceException("no such file");
    }

    @Override
    public List<String> list(String folder) {
      return List.of();
    }
  }

  /** A project whose folder is Supabase's own. */
  private record Within(String standing) implements Project {
    @Override
    public SourceFile read(String path) throws UnreadableSourceException {
      throw new UnreadableSourceException("no such file");
    }

    @Override
    public List<String> list(String folder) {
      return List.of();
    }
  }

  @Test
  void aCommentInAFileOfGolangMigrateIsNoMarkOfAnother() {
    SourceFile source = new SourceFile("m/1_a.up.sql", "-- Up Migration\nSELECT 1;");
    assertThat(Extractors.installed().detect(source, Beside.NONE).orElseThrow().format())
        .isEqualTo("golang-migrate");
    Beside manifest =
        new Beside("package.json", "{ \"dependencies\": { \"node-pg-migrate\": \"7\" } }");
    assertThat(Extractors.installed().detect(source, manifest).orElseThrow().format())
        .isEqualTo("node-pg-migrate");
  }

  @Test
  void supabasesFolderIsKnownFromWithinToo() {
    SourceFile source = new SourceFile("20240101000000_a.sql", "SELECT 1;");
    Extractors all = Extractors.installed();
    assertThat(all.detect(source, new Within("supabase/migrations/")).orElseThrow().format())
        .isEqualTo("supabase");
    assertThat(all.detect(source, new Within("db/migrations/")).orElseThrow().format())
        .isEqualTo("sql");
  }

  /** What a text is taken for, of which a line's end is written as {@code ~}. */
  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sql     | -- rambler once ran this~SELECT 1;
          sql     | -- ramblers~SELECT 1;
          rambler | -- rambler up~SELECT 1;
          rambler | -- rambler down~SELECT 1;
          sql     | -- UP MIGRATION: adds a column~SELECT 1;
          node-pg-migrate | -- Up Migration~SELECT 1;
          node-pg-migrate | -- Up Migration: a~SELECT 1;~-- Down Migration: a~SELECT 2;
          """)
  void aCommentThatSpeaksOfARunnerIsNoMark(String format, String text) {
    assertThat(
            Extractors.installed()
                .detect(new SourceFile("m/a.sql", lines(text)), Beside.NONE)
                .orElseThrow()
                .format())
        .isEqualTo(format);
  }

  /** How many statements are sent, and the lines and reasons of the gaps. */
  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          rambler         | 1 | -- rambler up~SELECT 1;~-- rambler upp~SELECT 2;                                             | 3: Rambler knows no such mark, and does not send what follows
          rambler         | 1 | -- why~SET x = 1;~-- rambler up~SELECT 1;                                                    | 2: it stands before the first -- rambler, so Rambler does not send it
          rambler         | 1 | -- why~-- rambler up~SELECT 1;                                                               | none
          sql-migrate     | 1 | -- why~SET x = 1;~-- +migrate Up~SELECT 1;                                                   | 2: it stands before the first mark of a direction, so sql-migrate does not send it
          sql-migrate     | 1 | -- why~-- +migrate Up~SELECT 1;                                                              | none
          node-pg-migrate | 1 | -- why~SET x = 1;~-- Up Migration~SELECT 1;                                                  | 2: it stands before the first mark, so node-pg-migrate does not send it
          node-pg-migrate | 1 | -- why~-- Up Migration~SELECT 1;                                                             | none
          liquibase       | 1 | --liquibase formatted sql~-- why~SET x = 1;~--changeset a:1~SELECT 1;                        | 3: it stands before the first --changeset, so Liquibase does not send it
          liquibase       | 1 | --liquibase formatted sql~-- why~--changeset a:1~SELECT 1;                                   | none
          liquibase       | 1 | --liquibase formatted sql~SELECT 0;~--changeset a:1~SELECT 1;~--ignoreLines:start~SELECT 2;~--changeset a:2~SELECT 3; | 5: no --ignoreLines:end follows, so Liquibase sends nothing of the rest of the file & 2: it stands before the first --changeset, so Liquibase does not send it
          liquibase       | 2 | --liquibase formatted sql~--property name:a value:b~~--changeset a:1~SELECT 1;~--ignoreLines:start~SELECT 2;~--ignoreLines:end~SELECT 3; | none
          tern            | 1 | {{ if .a }}~DROP TABLE a;~{{ end }}                                                          | 3: depends on the template's end & 1: what is sent depends on the template's if & 3: what is sent depends on the template's end
          tern            | 1 | {{if .a}}~DROP TABLE a;~{{ end }}                                                            | 3: depends on the template's end & 1: what is sent depends on the template's if & 3: what is sent depends on the template's end
          tern            | 1 | {{- if .a -}}~DROP TABLE a;~{{ end }}                                                        | 3: depends on the template's end & 1: what is sent depends on the template's if & 3: what is sent depends on the template's end
          tern            | 1 | {{- if .a}}~DROP TABLE a;~{{ end }}                                                          | 3: depends on the template's end & 1: what is sent depends on the template's if & 3: what is sent depends on the template's end
          tern            | 2 | {{ if .a }}~SELECT 1;~{{else}}~SELECT 2;~{{end}}                                             | 5: depends on the template's end & 1: what is sent depends on the template's if & 3: what is sent depends on the template's else & 5: what is sent depends on the template's end
          """)
  void whatIsNotSentIsNotSilent(String format, int sent, String text, @Nullable String gaps) {
    MigrationExtractor extractor = Extractors.installed().forFormat(format).orElseThrow();
    Migration migration =
        extractor.extract(new SourceFile("m/1_a.sql", lines(text)), Beside.NONE).get(0);
    assertThat(migration.statements()).hasSize(sent);
    assertThat(migration.gaps())
        .extracting(gap -> gap.origin().start().line() + ": " + gap.reason())
        .containsExactly(gaps == null ? new String[0] : gaps.split(" & "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"golang-migrate", "tern"})
  void anArrayOfWordsIsNoActionOfATemplateAndACommentWritesNothing(String format) {
    String text =
        """
        {{/* why */}}
        {{- /* how */ -}}
        UPDATE t SET a = '{{a,b},{c,d}}', b = '{{a},{b}}', c = {{.C}}, d = {{ $d }}, e = {{e}};
        """;
    MigrationExtractor extractor = Extractors.installed().forFormat(format).orElseThrow();
    Migration migration =
        extractor.extract(new SourceFile("m/1_a.up.sql", text), Beside.NONE).get(0);
    assertThat(migration.gaps()).isEmpty();
    assertThat(migration.statements()).hasSize(1);
    assertThat(migration.statements().getFirst().holes())
        .extracting(hole -> hole.reason().split(" ", 2)[0])
        .containsExactly(".C", "the", "the");
  }

  private static String lines(String text) {
    return text.replace('~', '\n') + "\n";
  }

  private static TransactionMode mode(String format, String path, Beside project) {
    return first(format, path, project).transaction();
  }

  private static Migration first(String format, String path, Beside project) {
    SourceFile source = new SourceFile(path, "ALTER TABLE t ADD COLUMN a int;");
    return Extractors.installed().forFormat(format).orElseThrow().extract(source, project).get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:h2:mem:test, H2",
    "jdbc:h2:mem:test;DB_CLOSE_DELAY=-1;MODE=PostgreSQL, POSTGRES",
    "jdbc:h2:mem:test;MODE=MySQL, H2",
    "jdbc:mysql://localhost/a?x=;mode=postgresql, MYSQL",
    "jdbc:postgresql://localhost/a, POSTGRES",
  })
  void flywaysUrlTellsTheDatabaseForWhichTheSqlIsWritten(String url, Dialect dialect) {
    Beside settings = new Beside("flyway.conf", "flyway.url=" + url + "\n");
    assertThat(first("flyway", "m/V1__a.sql", settings).dialect()).isEqualTo(dialect);
  }

  @Test
  void aCommentBehindASettingInTomlIsNotPartOfIt() {
    assertThat(
            mode(
                "diesel",
                "m/1_a/up.sql",
                new Beside("metadata.toml", "run_in_transaction = false # an index\n")))
        .isEqualTo(TransactionMode.NONE);
    assertThat(
            mode(
                "flyway",
                "m/V1__a.sql",
                new Beside("flyway.toml", "[flyway] # of all\ngroup = true # all at once\n")))
        .isEqualTo(TransactionMode.ALL_PENDING);
    assertThat(
            mode(
                "flyway",
                "m/V1__a.sql",
                new Beside("flyway.conf", "flyway.group=true # no comment here\n")))
        .isEqualTo(TransactionMode.PER_MIGRATION);
  }
}
