package io.github.windlass.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.snapshot.DatabaseStatistics;
import io.github.windlass.snapshot.TableStatistics;
import io.github.windlass.snapshot.TableStatistics.Activity;
import io.github.windlass.snapshot.TableStatistics.IndexStatistics;
import io.github.windlass.snapshot.TableStatistics.Partitions;
import io.github.windlass.snapshot.TableStatistics.Size;
import io.github.windlass.snapshot.TableStatistics.Upkeep;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What {@code extract-stats} writes and {@link StatsFile} reads: {@code docs/json.md}. */
final class StatsReport {

  private final JsonGenerator out;

  StatsReport(JsonGenerator out) {
    this.out = out;
  }

  void report(DatabaseStatistics statistics, Instant taken, String version) throws IOException {
    out.writeStartObject();
    new JsonReport(out).tool(version);
    out.writeNumberField("postgres", statistics.postgres());
    out.writeStringField("server", statistics.server());
    out.writeStringField("database", statistics.database());
    time("taken", taken);
    time("since", statistics.since());
    out.writeArrayFieldStart("tables");
    for (TableStatistics table : statistics.tables()) {
      table(table);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void table(TableStatistics table) throws IOException {
    out.writeStartObject();
    out.writeStringField("schema", table.name().schema());
    out.writeStringField("name", table.name().name());
    out.writeStringField("kind", table.kind().label());
    out.writeBooleanField("unlogged", table.unlogged());
    RelationName parent = table.partitionOf();
    if (parent != null) {
      out.writeObjectFieldStart("partitionOf");
      out.writeStringField("schema", parent.schema());
      out.writeStringField("name", parent.name());
      out.writeEndObject();
    }
    count("rows", table.rows());
    Size size = table.size();
    if (size != null) {
      out.writeNumberField("bytes", size.bytes());
      out.writeNumberField("totalBytes", size.totalBytes());
      out.writeNumberField("indexBytes", size.indexBytes());
      out.writeNumberField("toastBytes", size.toastBytes());
    }
    Partitions partitions = table.partitions();
    if (partitions != null) {
      out.writeObjectFieldStart("partitions");
      out.writeNumberField("count", partitions.count());
      count("rows", partitions.rows());
      out.writeNumberField("bytes", partitions.bytes());
      out.writeNumberField("totalBytes", partitions.totalBytes());
      out.writeEndObject();
    }
    out.writeArrayFieldStart("indexes");
    for (IndexStatistics index : table.indexes()) {
      out.writeStartObject();
      out.writeStringField("name", index.name());
      out.writeNumberField("bytes", index.bytes());
      out.writeNumberField("scans", index.scans());
      out.writeBooleanField("valid", index.valid());
      out.writeEndObject();
    }
    out.writeEndArray();
    Upkeep upkeep = table.upkeep();
    time("lastVacuum", upkeep.lastVacuum());
    time("lastAutovacuum", upkeep.lastAutovacuum());
    time("lastAnalyze", upkeep.lastAnalyze());
    time("lastAutoanalyze", upkeep.lastAutoanalyze());
    if (size != null) {
      activity(table.activity());
    }
    out.writeEndObject();
  }

  private void activity(Activity activity) throws IOException {
    out.writeObjectFieldStart("activity");
    out.writeNumberField("seqScans", activity.seqScans());
    out.writeNumberField("seqRows", activity.seqRows());
    out.writeNumberField("indexScans", activity.indexScans());
    out.writeNumberField("indexRows", activity.indexRows());
    out.writeNumberField("inserts", activity.inserts());
    out.writeNumberField("updates", activity.updates());
    out.writeNumberField("hotUpdates", activity.hotUpdates());
    out.writeNumberField("deletes", activity.deletes());
    out.writeNumberField("liveRows", activity.liveRows());
    out.writeNumberField("deadRows", activity.deadRows());
    out.writeNumberField("changesSinceAnalyze", activity.changesSinceAnalyze());
    out.writeEndObject();
  }

  private void count(String name, @Nullable Long count) throws IOException {
    if (count == null) {
      out.writeNullField(name);
    } else {
      out.writeNumberField(name, count);
    }
  }

  private void time(String name, @Nullable Instant time) throws IOException {
    out.writeStringField(
        name, time == null ? null : time.truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
