package io.github.windlass.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.windlass.analyzer.AnalyzedMigration;
import io.github.windlass.analyzer.AnalyzedStatement;
import io.github.windlass.analyzer.AnalyzedStatement.HeldLock;
import io.github.windlass.analyzer.AnalyzedStatement.LockUpgrade;
import io.github.windlass.analyzer.DurationEstimate;
import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.Effects.Blocks;
import io.github.windlass.analyzer.Effects.Failure;
import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Finding.RewriteStep;
import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Report;
import io.github.windlass.analyzer.RewriteFiles;
import io.github.windlass.extractor.Extraction;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Origin;
import io.github.windlass.extractor.Position;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.WrittenMigrations;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The JSON shapes, which are a public contract: {@code docs/json.md}. */
final class JsonReport {

  private final JsonGenerator out;

  /** The rewrites of the migration that is written. */
  private RewriteFiles files = RewriteFiles.NONE;

  JsonReport(JsonGenerator out) {
    this.out = out;
  }

  // --- analyze -------------------------------------------------------------------------------

  void report(Report report, String version) throws IOException {
    out.writeStartObject();
    tool(version);
    out.writeNumberField("postgres", report.postgres());
    out.writeArrayFieldStart("migrations");
    for (AnalyzedMigration migration : report.migrations()) {
      migration(migration);
    }
    out.writeEndArray();
    out.writeObjectFieldStart("summary");
    summaryFields(report);
    out.writeEndObject();
    out.writeEndObject();
  }

  void tool(String version) throws IOException {
    out.writeObjectFieldStart("tool");
    out.writeStringField("name", "windlass");
    out.writeStringField("version", version);
    out.writeEndObject();
  }

  void summaryFields(Report report) throws IOException {
    out.writeNumberField("migrations", report.migrations().size());
    out.writeNumberField("statements", report.statements());
    out.writeNumberField("gaps", report.gaps());
    coverage(report.coverage());
    out.writeStringField("maxRisk", report.maxRisk().name());
    out.writeNumberField("findings", report.findings().size());
    out.writeNumberField("allowed", report.allowed().size());
  }

  void migration(AnalyzedMigration analyzed) throws IOException {
    files = RewriteFiles.of(analyzed);
    out.writeStartObject();
    migrationFields(analyzed.migration());
    out.writeArrayFieldStart("statements");
    for (AnalyzedStatement statement : analyzed.statements()) {
      out.writeStartObject();
      statementFields(statement);
      out.writeEndObject();
    }
    out.writeEndArray();
    findingsAndGaps(analyzed);
    out.writeEndObject();
  }

  void migrationFields(Migration migration) throws IOException {
    out.writeStringField("path", migration.path());
    out.writeStringField("format", migration.format());
    out.writeStringField("transaction", migration.transaction().name());
  }

  void findingsAndGaps(AnalyzedMigration analyzed) throws IOException {
    findings(analyzed.findings());
    out.writeArrayFieldStart("gaps");
    for (Step.Gap gap : analyzed.gaps()) {
      out.writeStartObject();
      gapFields(gap);
      out.writeEndObject();
    }
    out.writeEndArray();
    allowed(analyzed.allowed());
  }

  void statementFields(AnalyzedStatement statement) throws IOException {
    out.writeStringField("sql", statement.sql());
    origin(statement.origin());
    out.writeStringField("condition", statement.condition());
    out.writeBooleanField("repeats", statement.repeats());
    out.writeBooleanField("approximate", statement.approximate());
    Effects effects = statement.effects();
    effects(effects);
    out.writeArrayFieldStart("held");
    for (HeldLock held : statement.held()) {
      out.writeStartObject();
      out.writeStringField("relation", held.relation().toString());
      out.writeStringField("mode", held.mode().manualName());
      out.writeNumberField("since", held.since());
      out.writeEndObject();
    }
    out.writeEndArray();
    upgrades(statement.upgrades());
    elsewhere(statement.connection(), statement.waits());
    Blocks blocks = effects.blocks();
    out.writeObjectFieldStart("blocks");
    out.writeBooleanField("reads", blocks.reads());
    out.writeBooleanField("writes", blocks.writes());
    out.writeBooleanField("ddl", blocks.ddl());
    out.writeBooleanField("autovacuum", blocks.autovacuum());
    out.writeEndObject();
    out.writeStringField("risk", statement.risk().name());
    duration(statement.duration());
    out.writeArrayFieldStart("assumptions");
    for (String assumption : effects.assumptions()) {
      out.writeString(assumption);
    }
    out.writeEndArray();
    findings(statement.findings());
    allowed(statement.allowed());
  }

  /** Few have any: the others have no such field. */
  private void allowed(List<Finding> findings) throws IOException {
    if (findings.isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("allowed");
    for (Finding finding : findings) {
      out.writeStartObject();
      out.writeStringField("rule", finding.rule());
      out.writeStringField("risk", finding.risk().name());
      out.writeStringField("message", finding.message());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** It is known where sizes are: the others have no such field. */
  private void duration(@Nullable DurationEstimate duration) throws IOException {
    if (duration != null) {
      out.writeObjectFieldStart("duration");
      out.writeNumberField("seconds", duration.time().toMillis() / 1000.0);
      out.writeStringField("basis", duration.basis());
      out.writeEndObject();
    }
  }

  /** Few statements have one: the others have no such field. */
  private void upgrades(List<LockUpgrade> upgrades) throws IOException {
    if (upgrades.isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("upgrades");
    for (LockUpgrade upgrade : upgrades) {
      out.writeStartObject();
      out.writeStringField("relation", upgrade.relation().toString());
      out.writeStringField("from", upgrade.from().manualName());
      out.writeStringField("to", upgrade.to().manualName());
      out.writeNumberField("since", upgrade.since());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** Few migrations use two connections at once: others have no such fields. */
  private void elsewhere(int connection, List<HeldLock> waits) throws IOException {
    if (connection != 0) {
      out.writeNumberField("connection", connection);
    }
    if (waits.isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("waits");
    for (HeldLock held : waits) {
      out.writeStartObject();
      out.writeStringField("relation", held.relation().toString());
      out.writeStringField("mode", held.mode().manualName());
      out.writeNumberField("since", held.since());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  void effects(Effects effects) throws IOException {
    out.writeObjectFieldStart("effects");
    out.writeArrayFieldStart("locks");
    for (Lock lock : effects.locks()) {
      out.writeStartObject();
      out.writeStringField("relation", lock.relation().toString());
      out.writeStringField("kind", lock.kind().label());
      out.writeStringField("mode", lock.mode().manualName());
      out.writeBooleanField("existing", lock.existing());
      out.writeEndObject();
    }
    out.writeEndArray();
    relations("rewrites", effects.rewrites());
    relations("scans", effects.scans());
    relations("indexBuilds", effects.indexBuilds());
    relations("created", effects.created());
    relations("dropped", effects.dropped());
    Failure fails = effects.fails();
    if (fails == null) {
      out.writeNullField("fails");
    } else {
      out.writeObjectFieldStart("fails");
      out.writeStringField("sqlstate", fails.sqlstate());
      out.writeStringField("reason", fails.reason());
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private void relations(String name, List<RelationName> relations) throws IOException {
    out.writeArrayFieldStart(name);
    for (RelationName relation : relations) {
      out.writeString(relation.toString());
    }
    out.writeEndArray();
  }

  private void findings(List<Finding> findings) throws IOException {
    out.writeArrayFieldStart("findings");
    for (Finding finding : findings) {
      out.writeStartObject();
      out.writeStringField("rule", finding.rule());
      out.writeStringField("risk", finding.risk().name());
      out.writeStringField("message", finding.message());
      rewrite(finding.rewrite());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void rewrite(@Nullable SafeRewrite rewrite) throws IOException {
    if (rewrite == null) {
      out.writeNullField("rewrite");
      return;
    }
    out.writeObjectFieldStart("rewrite");
    out.writeArrayFieldStart("steps");
    for (RewriteStep step : rewrite.steps()) {
      out.writeStartObject();
      out.writeStringField("sql", step.sql());
      out.writeStringField("transaction", step.transaction().name());
      out.writeStringField("note", step.note());
      out.writeEndObject();
    }
    out.writeEndArray();
    written(files.of(rewrite));
    out.writeEndObject();
  }

  /** Frameworks whose migrations are code have them: the others have no such fields. */
  private void written(@Nullable WrittenMigrations written) throws IOException {
    if (written == null) {
      return;
    }
    out.writeArrayFieldStart("files");
    for (SourceFile file : written.files()) {
      out.writeStartObject();
      out.writeStringField("path", file.path());
      out.writeStringField("text", file.text());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("notes");
    for (String note : written.notes()) {
      out.writeString(note);
    }
    out.writeEndArray();
  }

  // --- extract -------------------------------------------------------------------------------

  /** Writes each migration as soon as it is read. */
  Extraction extraction(Function<Consumer<Migration>, Extraction> reading) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("migrations");
    Extraction extraction;
    try {
      extraction = reading.apply(this::told);
    } catch (Unwritten e) {
      throw e.failure;
    }
    out.writeEndArray();
    out.writeObjectFieldStart("summary");
    out.writeNumberField("migrations", extraction.migrations().size());
    out.writeNumberField("statements", extraction.statements());
    out.writeNumberField("gaps", extraction.gaps());
    coverage(extraction.coverage());
    out.writeEndObject();
    out.writeEndObject();
    return extraction;
  }

  private void told(Migration migration) {
    try {
      migration(migration);
    } catch (IOException e) {
      throw new Unwritten(e);
    }
  }

  /**
   * Ends a reading whose report cannot be written; what a reading throws itself is another thing.
   */
  private static final class Unwritten extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final IOException failure;

    Unwritten(IOException failure) {
      super(failure);
      this.failure = failure;
    }
  }

  void migration(Migration migration) throws IOException {
    out.writeStartObject();
    out.writeStringField("path", migration.path());
    out.writeStringField("format", migration.format());
    out.writeStringField("name", migration.name());
    out.writeStringField("dialect", migration.dialect().id());
    out.writeStringField("transaction", migration.transaction().name());
    out.writeArrayFieldStart("steps");
    for (Step step : migration.steps()) {
      out.writeStartObject();
      switch (step) {
        case Step.Sql sql -> sqlFields(sql);
        case Step.Gap gap -> {
          out.writeStringField("kind", "gap");
          gapFields(gap);
        }
      }
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void sqlFields(Step.Sql sql) throws IOException {
    out.writeStringField("kind", "sql");
    out.writeStringField("sql", sql.text());
    origin(sql.origin());
    out.writeStringField("condition", sql.condition());
    out.writeBooleanField("repeats", sql.repeats());
    out.writeBooleanField("approximate", !sql.holes().isEmpty());
    out.writeArrayFieldStart("holes");
    for (Step.Hole hole : sql.holes()) {
      out.writeStartObject();
      out.writeNumberField("start", hole.start());
      out.writeNumberField("end", hole.end());
      out.writeStringField("reason", hole.reason());
      out.writeEndObject();
    }
    out.writeEndArray();
    if (!sql.parameters().isEmpty()) {
      out.writeArrayFieldStart("params");
      for (Step.Parameter parameter : sql.parameters()) {
        parameter(parameter);
      }
      out.writeEndArray();
    }
    elsewhere(sql.connection(), List.of());
  }

  private void parameter(Step.Parameter parameter) throws IOException {
    switch (parameter) {
      case Step.Parameter.Null() -> out.writeNull();
      case Step.Parameter.Bool(boolean value) -> out.writeBoolean(value);
      case Step.Parameter.Num(String value) -> number(value);
      case Step.Parameter.Text(String value) -> out.writeString(value);
      case Step.Parameter.Array(List<Step.Parameter> items) -> {
        out.writeStartArray();
        for (Step.Parameter item : items) {
          parameter(item);
        }
        out.writeEndArray();
      }
      case Step.Parameter.Unknown(String reason) -> {
        out.writeStartObject();
        out.writeStringField("unknown", reason);
        out.writeEndObject();
      }
    }
  }

  /** JSON has no infinity and no NaN; they are texts, as the driver sends them. */
  private void number(String value) throws IOException {
    if (Character.isDigit(value.charAt(value.length() - 1))) {
      out.writeNumber(value);
    } else {
      out.writeString(value);
    }
  }

  // --- both ----------------------------------------------------------------------------------

  private void gapFields(Step.Gap gap) throws IOException {
    out.writeStringField("code", gap.code().code());
    out.writeStringField("reason", gap.reason());
    origin(gap.origin());
  }

  private void origin(Origin origin) throws IOException {
    out.writeObjectFieldStart("origin");
    out.writeStringField("path", origin.path());
    position("start", origin.start());
    position("end", origin.end());
    out.writeEndObject();
  }

  private void position(String name, Position position) throws IOException {
    out.writeObjectFieldStart(name);
    out.writeNumberField("line", position.line());
    out.writeNumberField("column", position.column());
    out.writeEndObject();
  }

  /** Four digits, so that 2 of 3 is 0.6667. */
  private void coverage(double coverage) throws IOException {
    out.writeNumberField("coverage", Math.round(coverage * 10_000) / 10_000.0);
  }
}
