package io.github.windlass.extractor.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.windlass.extractor.Extractors;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.UnreadableSourceException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever a file says, every layout answers in bounded time, with places that are in the file. */
class HostileLayoutsTest {

  private static final int SIZE = 1 << 19;

  private static final List<String> PIECES =
      List.of(
          "-- +goose StatementBegin\n",
          "-- +goose Up\n-- +goose ENVSUB ON\n${a ",
          "-- +goose Up\nSELECT 1; SELECT ",
          "-- +goose\n",
          "-- +migrate Up\n-- +migrate StatementEnd\n",
          "-- migrate:up\n-- migrate:down\n",
          "-- rambler up\n;\n",
          "--liquibase formatted sql\n--changeset a:b endDelimiter:/\n",
          "--liquibase formatted sql\n--changeset a:b\n'\\'",
          "--changeset \"\n--property name: value:\n--ignoreLines:start\n",
          "-- up migration -- down migration\n",
          "---- create above / drop below ----\n{{ if }}",
          "-- atlas:delimiter \\n\n-- atlas:txmode none\n\n",
          "--bun:split\n",
          "${x}${",
          "<<<%%%}}}",
          "/* liquibase rollback ",
          "begin end case ",
          "$$ ' \" $a$ ",
          "((((((((",
          "\r",
          "\u0000\u0001\uFFFF",
          "\\i x\n\\if\n",
          ";");

  private static final List<String> PATHS =
      List.of(
          "m/V1__a.sql",
          "m/B1__a.sql",
          "m/1_a.up.sql",
          "m/1_a.tx.up.sql",
          "supabase/migrations/1_a.sql",
          "1_a/up.sql",
          "deploy/a.sql",
          "migrations/1_a.sql",
          "beforeMigrate.sql",
          "V__.sql",
          "V99999999999999999999999999999999.1__.sql",
          ".sql");

  private static final Project NOTHING =
      new Project() {
        @Override
        public SourceFile read(String path) throws UnreadableSourceException {
          throw new UnreadableSourceException("no such file");
        }

        @Override
        public List<String> list(String folder) {
          return List.of();
        }
      };

  @TestFactory
  Stream<DynamicTest> pieces() {
    return PIECES.stream()
        .map(piece ->
            dynamicTest(
                "much of " + piece.strip(), () -> check(piece.repeat(SIZE / piece.length()))));
  }

  @TestFactory
  Stream<DynamicTest> paths() {
    return PATHS.stream()
        .map(path ->
            dynamicTest(
                path,
                () -> {
                  for (String piece : PIECES) {
                    check(path, piece + piece + "SELECT 1;\n" + piece);
                  }
                }));
  }

  private static void check(String text) {
    check("m/V1__a.sql", text);
  }

  private static void check(String path, String text) {
    SourceFile source = new SourceFile(path, text);
    for (MigrationExtractor extractor : Extractors.installed().all()) {
      if (!isOfFiles(extractor)) {
        continue;
      }
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            extractor.match(source, NOTHING);
            extractor.orderKey(source, NOTHING);
            extractor.leavesOut(source, NOTHING);
            for (Migration migration : extractor.extract(source, NOTHING)) {
              for (Step step : migration.steps()) {
                int end =
                    switch (step) {
                      case Step.Sql sql -> sql.origin().span().end();
                      case Step.Gap gap -> gap.origin().span().end();
                    };
                assertThat(end).isLessThanOrEqualTo(text.length());
              }
            }
          },
          extractor.format());
    }
  }

  /** Those that read files of SQL; not those that read schemas of other tools. */
  private static boolean isOfFiles(MigrationExtractor extractor) {
    return extractor.format().equals("sql")
        || extractor.getClass().getPackageName().endsWith(".layout");
  }
}
