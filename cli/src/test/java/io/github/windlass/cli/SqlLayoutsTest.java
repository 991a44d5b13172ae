package io.github.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.github.windlass.extractor.Extraction;
import io.github.windlass.extractor.Extractors;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationReader;
import io.github.windlass.extractor.ProjectFolder;
import io.github.windlass.extractor.Step;
import io.github.windlass.fixtures.Golden;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each folder of {@code fixtures/sql-layouts} is a project of some migration runner; its golden
 * file says what is told of it without {@code --format}.
 */
class SqlLayoutsTest {

  @TestFactory
  Stream<DynamicTest> projects() throws IOException {
    Path all = Golden.root().resolve("fixtures/sql-layouts");
    try (Stream<Path> folders = Files.list(all)) {
      return folders.filter(Files::isDirectory).sorted().toList().stream()
          .map(folder ->
              dynamicTest(folder.getFileName().toString(), folder.toUri(), () -> check(folder)));
    }
  }

  /**
   * What the runners themselves sent to a real server, and in which transactions: recorded by
   * {@code fixtures/record/sql-layouts}.
   */
  @TestFactory
  Stream<DynamicTest> recorded() throws IOException {
    Path all = Golden.root().resolve("fixtures/sql-layouts");
    try (Stream<Path> folders = Files.list(all)) {
      List<Path> recorded =
          folders
              .filter(folder -> Files.exists(folder.resolve("recorded.jsonl")))
              .sorted()
              .toList();
      assertThat(recorded).hasSizeGreaterThan(8);
      return recorded.stream()
          .map(folder ->
              dynamicTest(folder.getFileName().toString(), folder.toUri(), () -> compare(folder)));
    }
  }

  /** Statements, each with a number that it shares with those of the same transaction. */
  private static final class Sent {
    private final List<String> statements = new ArrayList<>();
    private final Map<Object, Integer> numbers = new HashMap<>();

    void add(String sql, Object transaction) {
      for (Script.Item item : PostgresParser.parse(sql).items()) {
        Integer number = numbers.computeIfAbsent(transaction, any -> numbers.size() + 1);
        statements.add(
            number
                + ": "
                + (item instanceof Script.Parsed parsed
                    ? SqlPrinter.print(parsed.statement())
                    : sql.substring(item.span().start(), item.span().end())));
      }
    }
  }

  private static void compare(Path folder) throws IOException {
    Sent recorded = new Sent();
    boolean failed = false;
    for (String line : Files.readAllLines(folder.resolve("recorded.jsonl"))) {
      try (JsonParser json = new JsonFactory().createParser(line)) {
        String sql = null;
        int transaction = 0;
        while (json.nextToken() != null) {
          switch (json.currentName() == null ? "" : json.currentName()) {
            case "sql" -> sql = json.getText();
            case "transaction" -> transaction = json.getValueAsInt();
            case "failed" -> failed = json.getValueAsBoolean();
            default -> {
              // which runner and server it was
            }
          }
        }
        if (sql != null) {
          recorded.add(sql, transaction);
        }
      }
    }
    Extraction extraction =
        new MigrationReader(Extractors.installed(), null, folder, ProjectFolder.SIZE_LIMIT)
            .read(List.of("."));
    Sent told = new Sent();
    for (Migration migration : extraction.migrations()) {
      Object own = new Object();
      for (Step.Sql step : migration.statements()) {
        told.add(
            step.text(),
            switch (migration.transaction()) {
              case ALL_PENDING -> "all";
              case PER_MIGRATION, IMPLICIT -> own;
              case NONE, EXPLICIT -> new Object();
            });
      }
    }
    assertThat(told.statements).containsExactlyElementsOf(recorded.statements);
    assertThat(extraction.gaps() > 0).as("what fails is told as a gap").isEqualTo(failed);
  }

  private static void check(Path folder) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(new byte[0]),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of("COLUMNS", "80"),
            folder,
            false);
    int status = new CommandLineTool(terminal).run("extract", "--output", "json", ".");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(status).isZero();
    Golden.check(
        "sql-layouts/" + folder.getFileName() + ".json", out.toString(StandardCharsets.UTF_8));
  }
}
