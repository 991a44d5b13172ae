package io.github.windlass.extractor.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.Extractors;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.UnreadableSourceException;
import java.util.List;
import org.junit.jupiter.api.Test;

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

  private static String format(String text) {
    return Extractors.installed()
        .detect(new SourceFile("m/a.sql", text), Beside.NONE)
        .orElseThrow()
        .format();
  }

  private static List<Step> steps(String format, String text) {
    MigrationExtractor extractor = Extractors.installed().forFormat(format).orElseThrow();
    Migration migration = extractor.extract(new SourceFile("m/1_a.sql", text), Beside.NONE).get(0);
    return migration.steps();
  }

  @Test
  void aCommentThatSpeaksOfRamblerIsNoMark() {
    assertThat(format("-- rambler once ran this\nSELECT 1;")).isEqualTo("sql");
    assertThat(format("-- ramblers\nSELECT 1;")).isEqualTo("sql");
    assertThat(format("-- rambler up\nSELECT 1;")).isEqualTo("rambler");
    assertThat(format("-- rambler down\nSELECT 1;")).isEqualTo("rambler");
  }

  @Test
  void whatFollowsAMarkThatRamblerDoesNotKnowIsNotSilent() {
    List<Step> steps = steps("rambler", "-- rambler up\nSELECT 1;\n-- rambler upp\nSELECT 2;\n");
    assertThat(steps).hasSize(2);
    assertThat(((Step.Gap) steps.get(1)).origin().start().line()).isEqualTo(3);
  }

  @Test
  void whatStandsBeforeTheFirstMarkIsNotSilent() {
    for (String format : List.of("sql-migrate", "rambler", "node-pg-migrate", "liquibase")) {
      String mark =
          switch (format) {
            case "sql-migrate" -> "-- +migrate Up";
            case "rambler" -> "-- rambler up";
            case "node-pg-migrate" -> "-- Up Migration";
            default -> "--changeset a:1";
          };
      String head = format.equals("liquibase") ? "--liquibase formatted sql\n" : "";
      List<Step> steps = steps(format, head + "-- why\nSET x = 1;\n" + mark + "\nSELECT 1;\n");
      assertThat(steps).as(format).hasSize(2);
      assertThat(steps)
          .as(format)
          .filteredOn(Step.Gap.class::isInstance)
          .extracting(step -> ((Step.Gap) step).reason())
          .singleElement()
          .asString()
          .startsWith("it stands before the first ")
          .endsWith(" does not send it");
      assertThat(steps(format, head + "-- why\n" + mark + "\nSELECT 1;\n")).hasSize(1);
    }
  }

  @Test
  void aConditionOfATemplateIsAGapWithOrWithoutBlanks() {
    for (String action : List.of("{{ if .a }}", "{{if .a}}", "{{- if .a -}}", "{{- if .a}}")) {
      assertThat(steps("tern", action + "\nDROP TABLE a;\n{{ end }}"))
          .as(action)
          .filteredOn(Step.Gap.class::isInstance)
          .extracting(step -> ((Step.Gap) step).reason())
          .contains("what is sent depends on the template's if");
    }
    assertThat(steps("tern", "{{ if .a }}\nSELECT 1;\n{{else}}\nSELECT 2;\n{{end}}"))
        .filteredOn(Step.Gap.class::isInstance)
        .extracting(step -> ((Step.Gap) step).reason())
        .contains("what is sent depends on the template's else");
  }

  private static TransactionMode mode(String format, String path, Beside project) {
    SourceFile source = new SourceFile(path, "ALTER TABLE t ADD COLUMN a int;");
    return Extractors.installed()
        .forFormat(format)
        .orElseThrow()
        .extract(source, project)
        .get(0)
        .transaction();
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

  @Test
  void whatLiquibasePassesOverIsNotSilent() {
    String head = "--liquibase formatted sql\n";
    assertThat(
            steps(
                "liquibase",
                head
                    + "SELECT 0;\n--changeset a:1\nSELECT 1;\n--ignoreLines:start\n"
                    + "SELECT 2;\n--changeset a:2\nSELECT 3;\n"))
        .filteredOn(Step.Gap.class::isInstance)
        .extracting(step -> ((Step.Gap) step).origin().start().line())
        .containsExactlyInAnyOrder(2, 5);
    assertThat(
            steps(
                "liquibase",
                head
                    + "--property name:a value:b\n\n--changeset a:1\nSELECT 1;\n"
                    + "--ignoreLines:start\nSELECT 2;\n--ignoreLines:end\nSELECT 3;\n"))
        .hasSize(2)
        .noneMatch(Step.Gap.class::isInstance);
  }
}
