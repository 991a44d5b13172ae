package io.github.windlass.extractor.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.windlass.analyzer.schema.CatalogSchemaView;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.ProjectFolder;
import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.conformance.SentStatement.Kind;
import io.github.windlass.fixtures.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * What a framework itself sent to a real server, in {@code fixtures/FRAMEWORK}, against what an
 * extractor says that it sends.
 */
public final class RecordedMigrations {

  private RecordedMigrations() {}

  /**
   * A test for each recording.
   *
   * @param atLeast fewer than there are: to be raised now and then, never lowered
   */
  public static Stream<DynamicTest> of(
      String framework, MigrationExtractor extractor, int atLeast) {
    return of(framework, extractor, Map.of(), atLeast);
  }

  /**
   * The same, of recordings that need settings.
   *
   * @param settings what the user would say of the project, such as a framework's version
   */
  public static Stream<DynamicTest> of(
      String framework, MigrationExtractor extractor, Map<String, String> settings, int atLeast) {
    List<Recording> recordings = Recording.of(framework);
    assertThat(recordings).hasSizeGreaterThan(atLeast);
    return recordings.stream()
        .map(recording ->
            dynamicTest(
                recording.name(),
                recording.migration().toUri(),
                () -> check(recording, extractor, settings)));
  }

  private static void check(
      Recording recording, MigrationExtractor extractor, Map<String, String> settings)
      throws Exception {
    Path folder = recording.folder();
    SourceFile source =
        new SourceFile(
            folder.relativize(recording.migration()).toString().replace('\\', '/'),
            Files.readString(recording.migration()));
    List<Migration> migrations =
        extractor.extract(source, project(folder, settings), before(recording));
    assertThat(migrations)
        .extracting(Migration::name)
        .containsExactlyElementsOf(recording.units().stream().map(Recording.Unit::name).toList());
    for (int i = 0; i < migrations.size(); i++) {
      Migration migration = migrations.get(i);
      Recording.Unit unit = recording.units().get(i);
      assertThat(opensTransaction(migration.transaction()))
          .as("%s is a transaction", migration.transaction())
          .isEqualTo(unit.transaction());
      if (recording.fromRows()) {
        assertThat(isUncertain(migration)).as("what depends on rows is told as such").isTrue();
      } else {
        changes(migration, unit);
        queries(migration, unit);
      }
    }
  }

  private static Project project(Path folder, Map<String, String> settings) throws IOException {
    return settings.isEmpty()
        ? ProjectFolder.at(folder)
        : new ProjectFolder(folder, "", ProjectFolder.SIZE_LIMIT, settings);
  }

  /** The same statements, with the same values, in the same order, and no gaps. */
  private static void changes(Migration migration, Recording.Unit unit) {
    List<String> told = new ArrayList<>(lines(SentStatement.of(migration), Kind.CHANGE));
    for (Step.Gap gap : migration.gaps()) {
      told.add("gap: " + gap.code().code() + ": " + gap.reason());
    }
    assertThat(String.join("\n", told))
        .isEqualTo(String.join("\n", lines(SentStatement.of(unit), Kind.CHANGE)));
  }

  /**
   * A migration's own queries need not be told, but what is told was sent. Reads of the catalog are
   * not recorded.
   */
  private static void queries(Migration migration, Recording.Unit unit) {
    assertThat(lines(SentStatement.of(unit), Kind.QUERY))
        .containsAll(
            lines(SentStatement.of(migration), Kind.QUERY).stream()
                .filter(line -> !line.contains("information_schema") && !line.contains("pg_"))
                .toList());
  }

  /** Whether something is a gap, depends on a condition, repeats, or has unknown parts. */
  private static boolean isUncertain(Migration migration) {
    return migration.steps().stream()
        .anyMatch(step ->
            switch (step) {
              case Step.Gap gap -> true;
              case Step.Sql sql ->
                  sql.condition() != null
                      || sql.repeats()
                      || !sql.holes().isEmpty()
                      || sql.parameters().stream()
                          .anyMatch(Step.Parameter.Unknown.class::isInstance);
            });
  }

  private static List<String> lines(List<SentStatement> sent, Kind kind) {
    return sent.stream().filter(one -> one.kind() == kind).map(SentStatement::line).toList();
  }

  /** As the command line: a history begins at an empty database, without one nothing is known. */
  private static SchemaView before(Recording recording) {
    return recording.setup().isEmpty()
        ? CatalogSchemaView.ofUnknownDatabase(15)
        : CatalogSchemaView.ofEmptyDatabase(15).after(recording.setup());
  }

  private static boolean opensTransaction(TransactionMode mode) {
    return switch (mode) {
      case PER_MIGRATION, ALL_PENDING -> true;
      case IMPLICIT, NONE, EXPLICIT -> false;
    };
  }
}
