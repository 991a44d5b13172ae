package io.github.windlass.tracer.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.windlass.analyzer.AnalyzedMigration;
import io.github.windlass.analyzer.AnalyzedStatement;
import io.github.windlass.analyzer.Effects.Failure;
import io.github.windlass.analyzer.HoleReading;
import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.Windlass;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.effects.StatementEffects;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.tree.SessionStatement.TransactionStmt;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.UtilityStatement.CopyStmt;
import io.github.windlass.tracer.server.Server;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Cases and what servers of several versions did with them, to be written as {@code
 * fixtures/observed} is.
 */
public final class Recording {

  private final List<String> base;
  private final List<String> enlarge;
  private final Map<RecordedCase, Map<Integer, Truth>> truths = new LinkedHashMap<>();

  /** Cases that start from the same base, of which nothing is recorded yet. */
  public Recording(List<String> base, List<String> enlarge, List<RecordedCase> cases) {
    this.base = List.copyOf(base);
    this.enlarge = List.copyOf(enlarge);
    cases.forEach(each -> truths.put(each, new TreeMap<>()));
  }

  /**
   * A case of each statement of migrations that always runs and is wholly known, but for those that
   * control transactions. The base is the history, and the setup of a case what the migrations send
   * before it.
   */
  public static Recording of(List<AnalyzedMigration> predicted, List<Migration> history) {
    List<String> base = new ArrayList<>();
    for (Migration migration : history) {
      for (Step.Sql step : migration.statements()) {
        for (Script.Item item : HoleReading.read(step).items()) {
          if (item instanceof Script.Parsed parsed && isCase(step, parsed.statement())) {
            base.add(parsed.span().in(step.text()));
          }
        }
      }
    }
    List<RecordedCase> cases = new ArrayList<>();
    List<String> before = new ArrayList<>();
    for (AnalyzedMigration migration : predicted) {
      Iterator<AnalyzedStatement> statements = migration.statements().iterator();
      for (Step.Sql step : migration.migration().statements()) {
        for (Script.Item item : HoleReading.read(step).items()) {
          if (item instanceof Script.Parsed parsed && statements.hasNext()) {
            AnalyzedStatement statement = statements.next();
            if (isCase(step, parsed.statement())) {
              cases.add(
                  ofStatement(migration.migration(), cases.size() + 1, statement, parsed, before));
              before.add(statement.sql());
            }
          }
        }
      }
    }
    return new Recording(base, List.of(), cases);
  }

  private static boolean isCase(Step.Sql step, Statement statement) {
    return step.condition() == null
        && step.holes().isEmpty()
        && step.parameters().isEmpty()
        && !(statement instanceof TransactionStmt)
        && !(statement instanceof CopyStmt copy && (copy.isProgram() || copy.filename() != null));
  }

  private static RecordedCase ofStatement(
      Migration migration,
      int number,
      AnalyzedStatement predicted,
      Script.Parsed parsed,
      List<String> before) {
    String target =
        predicted.effects().locks().stream()
            .map(Lock::relation)
            .map(Object::toString)
            .findFirst()
            .orElse(null);
    boolean block =
        migration.transaction() != TransactionMode.NONE || !isRefusedInBlocks(parsed.statement());
    return new RecordedCase(
        migration.name() + "-" + number,
        "own",
        predicted.sql(),
        target,
        false,
        before,
        block,
        false,
        List.of());
  }

  private static boolean isRefusedInBlocks(Statement statement) {
    Failure failure =
        StatementEffects.predict(
                statement,
                Catalog.empty(),
                new StatementEffects.Setting(Windlass.NEWEST_POSTGRES, true, Set.of()))
            .effects()
            .fails();
    return failure != null && failure.sqlstate().equals("25001");
  }

  /** The cases. */
  public List<RecordedCase> cases() {
    return List.copyOf(truths.keySet());
  }

  /**
   * Records all cases on a server, beside what is recorded of other versions.
   *
   * @throws SQLException if the server is gone, or does not take the base
   */
  public void recordOn(Server server) throws SQLException {
    try (CaseRecorder recorder = CaseRecorder.on(server, base, enlarge)) {
      for (Map.Entry<RecordedCase, Map<Integer, Truth>> each : truths.entrySet()) {
        each.getValue().put(server.version(), recorder.record(each.getKey()));
      }
    }
  }

  /**
   * Writes the base, and a file of each category, into a folder that is made if it is not there.
   *
   * @throws IOException if a file cannot be written
   */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("base.json"), base());
    Map<String, List<String>> lines = new TreeMap<>();
    for (Map.Entry<RecordedCase, Map<Integer, Truth>> each : truths.entrySet()) {
      lines
          .computeIfAbsent(each.getKey().category(), category -> new ArrayList<>())
          .add(line(each.getKey(), each.getValue()));
    }
    for (Map.Entry<String, List<String>> each : lines.entrySet()) {
      Files.writeString(
          folder.resolve(each.getKey() + ".json"),
          "{\"cases\": [\n" + String.join(",\n", each.getValue()) + "\n]}\n");
    }
  }

  // --- JSON -------------------------------------------------------------------------------------

  /** What is written with a generator. */
  private interface Written {
    void with(JsonGenerator json) throws IOException;
  }

  private static String json(Written written) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      written.with(json);
    }
    return text.toString();
  }

  private String base() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String sql : base) {
      lines.add(json(json -> json.writeString(sql)));
    }
    return "{\"base\": [\n"
        + String.join(",\n", lines)
        + "],\n\"enlarge\": "
        + json(json -> strings(json, enlarge))
        + "}\n";
  }

  private static void strings(JsonGenerator json, List<String> strings) throws IOException {
    json.writeStartArray();
    for (String each : strings) {
      json.writeString(each);
    }
    json.writeEndArray();
  }

  private static String line(RecordedCase recorded, Map<Integer, Truth> truths) throws IOException {
    // Versions that did the same share an entry.
    Map<Truth, List<Integer>> versions = new LinkedHashMap<>();
    truths.forEach((version, truth) ->
        versions.computeIfAbsent(truth, each -> new ArrayList<>()).add(version));
    return json(json -> {
      json.writeStartObject();
      json.writeStringField("category", recorded.category());
      json.writeStringField("target", recorded.target());
      if (recorded.secondary()) {
        json.writeBooleanField("secondary", true);
      }
      json.writeFieldName("setup");
      strings(json, recorded.setup());
      json.writeBooleanField("transaction", recorded.transaction());
      if (recorded.enlarge()) {
        json.writeBooleanField("enlarge", true);
      }
      if (!recorded.probe().isEmpty()) {
        json.writeFieldName("probe");
        strings(json, recorded.probe());
      }
      json.writeStringField("id", recorded.id());
      json.writeStringField("statement", recorded.statement());
      json.writeArrayFieldStart("truth");
      for (Map.Entry<Truth, List<Integer>> each : versions.entrySet()) {
        truth(json, each.getKey(), each.getValue());
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private static void truth(JsonGenerator json, Truth truth, List<Integer> versions)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("versions");
    for (int version : versions) {
      json.writeNumber(version);
    }
    json.writeEndArray();
    if (truth.setupError() != null) {
      json.writeStringField("setup_error", truth.setupError());
      json.writeEndObject();
      return;
    }
    json.writeArrayFieldStart("locks");
    for (Truth.HeldLock lock : truth.locks()) {
      json.writeStartObject();
      json.writeStringField("relation", lock.relation());
      json.writeStringField("kind", String.valueOf(lock.kind()));
      json.writeStringField("mode", lock.mode().manualName());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanField("rewrite", truth.rewrite());
    json.writeBooleanField("scan", truth.scan());
    json.writeStringField("class", truth.danger().name().toLowerCase(Locale.ROOT));
    list(json, "rewrites", truth.rewrites());
    if (!truth.indexBuilds().isEmpty()) {
      json.writeArrayFieldStart("index_builds");
      for (Truth.IndexBuild build : truth.indexBuilds()) {
        json.writeStartObject();
        json.writeStringField("index", build.index());
        json.writeStringField("table", build.table());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    list(json, "scanned", truth.scanned());
    if (truth.requested()) {
      json.writeBooleanField("locks_requested", true);
    }
    Failure error = truth.error();
    if (error == null) {
      json.writeNullField("error");
    } else {
      json.writeObjectFieldStart("error");
      json.writeStringField("sqlstate", error.sqlstate());
      json.writeStringField("message", error.reason());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /** A list that is left out where it is empty. */
  private static void list(JsonGenerator json, String name, List<String> strings)
      throws IOException {
    if (!strings.isEmpty()) {
      json.writeFieldName(name);
      strings(json, strings);
    }
  }
}
