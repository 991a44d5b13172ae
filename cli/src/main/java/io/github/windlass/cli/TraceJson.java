package io.github.windlass.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.windlass.extractor.Problem;
import io.github.windlass.tracer.Observed;
import io.github.windlass.tracer.TraceReport;
import io.github.windlass.tracer.TracedMigration;
import io.github.windlass.tracer.TracedStatement;
import io.github.windlass.tracer.Verdict;
import io.github.windlass.tracer.observe.SchemaChange;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What {@code trace --output json} writes, which is a public contract: {@code docs/json.md}. */
final class TraceJson {

  private final JsonGenerator out;
  private final JsonReport predicted;

  TraceJson(JsonGenerator out) {
    this.out = out;
    this.predicted = new JsonReport(out);
  }

  /** One server's report, or several under {@code servers}. */
  void reports(List<TraceReport> reports, String version) throws IOException {
    out.writeStartObject();
    predicted.tool(version);
    if (reports.size() == 1) {
      fields(reports.get(0));
    } else {
      out.writeArrayFieldStart("servers");
      for (TraceReport report : reports) {
        out.writeStartObject();
        fields(report);
        out.writeEndObject();
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  private void fields(TraceReport report) throws IOException {
    out.writeNumberField("postgres", report.postgres());
    out.writeStringField("server", report.server());
    out.writeArrayFieldStart("migrations");
    for (TracedMigration migration : report.migrations()) {
      migration(migration);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("problems");
    for (Problem problem : report.problems()) {
      out.writeStartObject();
      out.writeStringField("path", problem.path());
      out.writeStringField("reason", Credentials.masked(problem.reason()));
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeObjectFieldStart("summary");
    predicted.summaryFields(TraceWords.analyzed(report));
    out.writeObjectFieldStart("verdicts");
    for (Verdict verdict : Verdict.values()) {
      out.writeNumberField(verdict.name(), report.count(verdict));
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private void migration(TracedMigration migration) throws IOException {
    out.writeStartObject();
    predicted.migrationFields(migration.predicted().migration());
    out.writeArrayFieldStart("statements");
    for (TracedStatement statement : migration.statements()) {
      statement(statement);
    }
    out.writeEndArray();
    predicted.findingsAndGaps(migration.predicted());
    out.writeEndObject();
  }

  private void statement(TracedStatement statement) throws IOException {
    out.writeStartObject();
    predicted.statementFields(statement.predicted());
    out.writeStringField("verdict", statement.verdict().name());
    texts("differences", statement.differences());
    texts("notes", statement.notes());
    Observed observed = statement.observed();
    if (observed == null) {
      out.writeNullField("observed");
    } else {
      out.writeObjectFieldStart("observed");
      predicted.effects(observed.effects());
      seconds(observed.time());
      out.writeBooleanField("polled", observed.polled());
      out.writeArrayFieldStart("waits");
      for (Observed.Wait wait : observed.waits()) {
        out.writeStartObject();
        out.writeStringField("relation", wait.relation().toString());
        out.writeStringField("wanted", wait.wanted().manualName());
        seconds(wait.time());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeArrayFieldStart("changes");
      for (SchemaChange change : observed.changes()) {
        out.writeStartObject();
        out.writeStringField("kind", change.kind().name());
        out.writeStringField("object", change.object());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private void texts(String name, List<String> texts) throws IOException {
    out.writeArrayFieldStart(name);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }

  /** To the microsecond. */
  private void seconds(Duration time) throws IOException {
    out.writeNumberField("seconds", time.toNanos() / 1000 / 1e6);
  }
}
