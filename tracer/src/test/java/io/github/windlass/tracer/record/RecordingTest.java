package io.github.windlass.tracer.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.analyzer.Windlass;
import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.tracer.Traces;
import io.github.windlass.tracer.server.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {

  private static Migration migration(String name, String... texts) {
    List<Step> steps = new ArrayList<>();
    for (String text : texts) {
      steps.add(Step.Sql.verbatim(new SourceFile(name, text), new Span(0, text.length())));
    }
    return new Migration(name, "sql", name, Dialect.POSTGRES, TransactionMode.NONE, steps);
  }

  @Test
  void theStatementsOfMigrationsAreRecordedAsTheFixturesAre(@TempDir Path folder) throws Exception {
    List<Migration> history = List.of(migration("1", "CREATE TABLE \"T\" (id int PRIMARY KEY)"));
    List<Migration> migrations =
        List.of(
            migration(
                "2",
                "ALTER TABLE \"T\" ADD COLUMN name text; BEGIN; COMMIT;",
                "CREATE INDEX CONCURRENTLY i ON \"T\" (name)",
                "ALTER TABLE \"T\" ADD COLUMN name text"));
    Recording recording =
        Recording.of(Windlass.builder().build().analyze(history, migrations), history);

    assertThat(recording.cases()).extracting(RecordedCase::id).containsExactly("2-1", "2-2", "2-3");
    assertThat(recording.cases())
        .extracting(RecordedCase::transaction)
        .containsExactly(true, false, true);
    try (Server server = Traces.server(Windlass.NEWEST_POSTGRES)) {
      recording.recordOn(server);
    }
    recording.write(folder.resolve("observed"));

    Path written = folder.resolve("observed");
    assertThat(Files.readString(written.resolve("own.json")))
        .contains(
            "\"truth\":[{\"versions\":[18],\"locks\":[{\"relation\":\"public.T\",\"kind\":\"r\","
                + "\"mode\":\"ACCESS EXCLUSIVE\"}],\"rewrite\":false,\"scan\":false,"
                + "\"class\":\"brief\",\"error\":null}]")
        .contains("SHARE UPDATE EXCLUSIVE")
        .contains("\"sqlstate\":\"42701\"");
    assertThat(RecordedCases.in(written, 1).differences(Windlass.NEWEST_POSTGRES)).isEmpty();
  }
}
