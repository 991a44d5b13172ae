package io.github.windlass.cli;

import io.github.windlass.analyzer.AnalyzedMigration;
import io.github.windlass.analyzer.Effects.Failure;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.Windlass;
import io.github.windlass.analyzer.snapshot.Snapshot;
import io.github.windlass.cli.CommandLineTool.UsageException;
import io.github.windlass.extractor.Extraction;
import io.github.windlass.extractor.Extractors;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Problem;
import io.github.windlass.extractor.UnreadableSourceException;
import io.github.windlass.tracer.Observed;
import io.github.windlass.tracer.TraceOptions;
import io.github.windlass.tracer.TraceReport;
import io.github.windlass.tracer.TracedMigration;
import io.github.windlass.tracer.TracedStatement;
import io.github.windlass.tracer.Tracer;
import io.github.windlass.tracer.Verdict;
import io.github.windlass.tracer.record.Recording;
import io.github.windlass.tracer.rows.SyntheticRows;
import io.github.windlass.tracer.server.Server;
import io.github.windlass.tracer.server.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code windlass trace}. Nothing else touches the tracer, so that other runs load none of it, nor
 * of JDBC.
 */
final class TraceCommand {

  private static final int MOST_ROWS = 100_000_000;

  /**
   * undefined_table, undefined_object, undefined_function, undefined_column, invalid_schema_name
   */
  private static final Set<String> NOT_THERE = Set.of("42P01", "42704", "42883", "42703", "3F000");

  private final Terminal terminal;
  private final Settings settings;
  private final Extractors extractors;
  private final Set<String> problems = new LinkedHashSet<>();
  private boolean unreadable;

  /** Its cases are those of the first server. */
  private @Nullable Recording recording;

  TraceCommand(Terminal terminal, Settings settings, Extractors extractors) {
    this.terminal = terminal;
    this.settings = settings;
    this.extractors = extractors;
  }

  /** Traces on each server in turn, reports, and gives the exit status. */
  int run(ReportStream out) {
    String output = settings.output("text", "json", "markdown");
    Risk threshold = settings.threshold();
    TraceOptions options = options();
    int rows = settings.number("--rows", MOST_ROWS);
    TraceServers servers = new TraceServers(settings, terminal);
    Before before = Before.ofFile(settings, terminal);
    unreadable = before.incomplete();
    if (isNothingThere()) {
      return CommandLineTool.UNREADABLE;
    }
    List<String> history = history(before.snapshot());
    String record = settings.arguments().value("--record");
    List<TraceReport> reports = new ArrayList<>();
    try (ProgressLine progress = ProgressLine.on(terminal)) {
      for (TraceServers.Choice choice : servers.choices(before.snapshot())) {
        choice.announce(progress);
        try (Server server = choice.start()) {
          Tracer tracer = Tracer.on(server).options(options);
          if (rows > 0) {
            tracer = tracer.prepare(new SyntheticRows(rows, progress));
          }
          reports.add(trace(tracer, server, history, before.snapshot(), progress));
          if (record != null) {
            record(server, progress);
          }
        } catch (ServerException e) {
          EndingJvm.await();
          unreadable = true;
          problems.add(String.valueOf(e.getMessage()));
        }
        EndingJvm.await();
      }
    }
    write(record);
    problems.forEach(terminal::say);
    if (reports.isEmpty()) {
      return CommandLineTool.UNREADABLE;
    }
    write(reports, output, out);
    out.flush();
    if (unreadable) {
      return CommandLineTool.UNREADABLE;
    }
    if (history.isEmpty() && before.snapshot() == null) {
      tellOfHistory(reports);
    }
    return threshold != null && reports.stream().anyMatch(report -> fails(report, threshold))
        ? CommandLineTool.FINDINGS
        : CommandLineTool.FINE;
  }

  /** Tells of plain paths that lead nowhere; a server is not started if there are no others. */
  private boolean isNothingThere() {
    List<String> missing = new ArrayList<>();
    for (String path : settings.paths()) {
      boolean plain = path.chars().noneMatch(c -> "*?[{".indexOf(c) >= 0);
      try {
        if (plain && !Files.exists(terminal.directory().resolve(path))) {
          missing.add(path);
        }
      } catch (InvalidPathException e) {
        // Whoever reads it says so.
        return false;
      }
    }
    if (missing.isEmpty() || missing.size() < settings.paths().size()) {
      return false;
    }
    missing.forEach(path -> terminal.say(path + ": no such file or folder"));
    return true;
  }

  /** What is not there may only not be known to us. */
  private void tellOfHistory(List<TraceReport> reports) {
    for (TraceReport report : reports) {
      for (TracedMigration migration : report.migrations()) {
        for (TracedStatement statement : migration.statements()) {
          Observed observed = statement.observed();
          Failure failure = observed == null ? null : observed.effects().fails();
          if (failure != null && NOT_THERE.contains(failure.sqlstate())) {
            terminal.say(
                "nothing ran before these migrations; --history names earlier ones, --snapshot the"
                    + " schema of a database");
            return;
          }
        }
      }
    }
  }

  private TraceOptions options() {
    Duration timeout = settings.time("--statement-timeout");
    TraceOptions options = TraceOptions.DEFAULTS.withProbe(settings.arguments().has("--probe"));
    return timeout == null ? options : options.withStatementTimeout(timeout);
  }

  private void write(List<TraceReport> reports, String output, ReportStream out) {
    switch (output) {
      case "json" -> out.json(json -> new TraceJson(json).reports(reports, Version.number()));
      case "markdown" -> out.print(new TraceMarkdown(reports).text());
      default -> out.print(new TraceText(terminal.width(), terminal.colours()).reports(reports));
    }
  }

  /** Whether {@code --ci} has something to complain of. */
  private static boolean fails(TraceReport report, Risk threshold) {
    for (TracedMigration migration : report.migrations()) {
      Risk risk = migration.predicted().maxRisk();
      if (risk != Risk.SAFE && risk.isAtLeast(threshold)) {
        return true;
      }
      for (TracedStatement statement : migration.statements()) {
        Observed observed = statement.observed();
        if (statement.verdict() == Verdict.MISMATCH
            || statement.verdict() == Verdict.FAILED
            || statement.verdict() == Verdict.SKIPPED
            || (observed != null && observed.effects().fails() != null)) {
          return true;
        }
      }
    }
    return false;
  }

  // --- what is recorded ----------------------------------------------------------------------

  private void record(Server server, ProgressLine progress) {
    Recording all = recording;
    if (all != null) {
      progress.preparing("recording on PostgreSQL " + server.versionText());
      try {
        all.recordOn(server);
      } catch (SQLException e) {
        EndingJvm.await();
        unreadable = true;
        problems.add("--record: PostgreSQL " + server.versionText() + ": " + e.getMessage());
      }
    }
  }

  private void write(@Nullable String folder) {
    Recording all = recording;
    if (folder != null && all != null) {
      try {
        all.write(terminal.directory().resolve(folder));
      } catch (IOException | InvalidPathException e) {
        unreadable = true;
        problems.add(folder + ": cannot be written: " + e.getMessage());
      }
    }
  }

  // --- what is run ---------------------------------------------------------------------------

  /** What {@code --history} names, or else the earlier migrations of the folder. */
  private List<String> history(@Nullable Snapshot snapshot) {
    if (!settings.history().isEmpty() || snapshot != null) {
      return settings.history();
    }
    Windlass reader =
        CommandLineTool.windlass(settings, emptyDatabase(), extractors, terminal).build();
    List<String> earlier =
        new EarlierMigrations(reader, terminal.directory()).before(settings.paths());
    if (!earlier.isEmpty()) {
      String what =
          earlier.size() == 1 ? "an earlier migration" : earlier.size() + " earlier migrations";
      terminal.say("history: " + what + " of the folder, from " + earlier.get(0) + " on");
    }
    return earlier;
  }

  private TraceReport trace(
      Tracer tracer,
      Server server,
      List<String> history,
      @Nullable Snapshot snapshot,
      ProgressLine progress) {
    progress.preparing("reading migrations");
    Windlass windlass =
        CommandLineTool.windlass(
                settings, snapshot == null ? emptyDatabase() : snapshot, extractors, terminal)
            .history(history)
            .postgres(server.version())
            .build();
    Extraction read = windlass.read(settings.paths());
    for (Problem problem : read.problems()) {
      problems.add(problem.toString());
      unreadable = true;
    }
    List<Migration> before = new ArrayList<>();
    String file = settings.arguments().value("--snapshot");
    before.addAll(file == null ? List.of() : sql(List.of(file)));
    before.addAll(windlass.history().migrations());
    List<Migration> seeds = sql(settings.arguments().values("--seed"));
    before.addAll(seeds);
    List<AnalyzedMigration> predicted = windlass.analyze(seeds, read.migrations());
    if (recording == null) {
      recording = Recording.of(predicted, before);
    }
    TraceReport report = tracer.trace(predicted, before, progress);
    boolean several = settings.versions(snapshot).size() > 1;
    for (Problem problem : report.problems()) {
      problems.add((several ? "PostgreSQL " + report.postgres() + ": " : "") + problem);
      unreadable |= problem.path().equals("server");
    }
    return report;
  }

  /** Scripts of SQL, as psql runs them. */
  private List<Migration> sql(List<String> files) {
    if (files.isEmpty()) {
      return List.of();
    }
    Windlass.Builder builder =
        Windlass.builder().extractors(extractors).directory(terminal.directory());
    extractors.forFormat("sql").ifPresent(builder::format);
    Extraction read = builder.build().read(files);
    for (Problem problem : read.problems()) {
      throw new UsageException(problem.toString());
    }
    return read.migrations();
  }

  /** What there is in a new database: nothing is there, and all of that is known. */
  private static Snapshot emptyDatabase() {
    try {
      return Snapshot.read(
          """
          -- windlass:snapshot 1
          -- windlass:complete * public
          -- windlass:end
          """);
    } catch (UnreadableSourceException e) {
      throw new IllegalStateException(e);
    }
  }
}
