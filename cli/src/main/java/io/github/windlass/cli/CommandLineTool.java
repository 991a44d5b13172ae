package io.github.windlass.cli;

import io.github.windlass.analyzer.Report;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.Windlass;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.analyzer.rule.Rules;
import io.github.windlass.analyzer.snapshot.Snapshot;
import io.github.windlass.extractor.Extraction;
import io.github.windlass.extractor.Extractors;
import io.github.windlass.extractor.MigrationExtractor;
import io.github.windlass.extractor.Problem;
import io.github.windlass.snapshot.DatabaseStatistics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The command line, apart from the process that it runs in. */
final class CommandLineTool {

  /** Nothing to complain of. */
  static final int FINE = 0;

  /** With {@code --ci}: something at or over the threshold. */
  static final int FINDINGS = 1;

  /** Wrong usage, or input that could not be read. */
  static final int UNREADABLE = 2;

  /** An error of ours. */
  static final int INTERNAL_ERROR = 3;

  private final Terminal terminal;

  CommandLineTool(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Runs a command and gives its exit status. */
  int run(String... args) {
    try (ReportStream out = new ReportStream(terminal.out())) {
      int status = dispatch(out, args);
      out.flush();
      return out.failed() ? failed(out, status) : status;
    } catch (UsageException e) {
      terminal.say(e.getMessage() == null ? "wrong usage" : e.getMessage());
      return UNREADABLE;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return internalError(e, Arrays.asList(args).contains("--debug"));
    }
  }

  private int dispatch(ReportStream out, String... args) {
    Arguments arguments = Arguments.of(args);
    Command command = arguments.command();
    if (arguments.has("--help")) {
      out.print(Help.of(command));
      return FINE;
    }
    return switch (command) {
      case WINDLASS -> windlass(out, arguments);
      case ANALYZE -> analyze(out, settings(arguments));
      case EXTRACT -> extract(out, settings(arguments));
      case SNAPSHOT -> snapshot(out, settings(arguments));
      case TRACE -> new TraceCommand(terminal, settings(arguments), extractors()).run(out);
      case EXTRACT_STATS -> extractStats(out, settings(arguments));
      case RULES -> rules(out);
      case EXPLAIN -> explain(out, arguments.paths());
      case FORMATS -> formats(out);
      case INIT -> init();
    };
  }

  private Settings settings(Arguments arguments) {
    return Settings.of(arguments, terminal.directory());
  }

  // --- commands ------------------------------------------------------------------------------

  private int windlass(ReportStream out, Arguments arguments) {
    if (arguments.has("--version")) {
      out.print("windlass " + Version.number() + "\n");
      return FINE;
    }
    terminal.err().print(Help.of(Command.WINDLASS));
    return UNREADABLE;
  }

  private int analyze(ReportStream out, Settings settings) {
    Risk threshold = settings.threshold();
    boolean files = settings.showsFiles();
    Before before = Before.of(settings, terminal);
    if (settings.batch() != null) {
      return Batch.analyze(terminal, out, settings, extractors(), before.snapshot(), threshold);
    }
    boolean fix = settings.fix();
    Windlass windlass = windlass(settings, before.snapshot());
    Report report = windlass.analyze(settings.paths());
    if (fix) {
      report = new FixCommand(terminal, settings, extractors(), windlass).fix(report, out);
    } else {
      print(report, settings, files, out);
    }
    out.flush();
    if (say(report.problems()) || before.incomplete()) {
      return UNREADABLE;
    }
    return threshold != null && reaches(report, threshold) ? FINDINGS : FINE;
  }

  private void print(Report report, Settings settings, boolean files, ReportStream out) {
    switch (settings.output("text", "json")) {
      case "json" -> out.json(json -> new JsonReport(json).report(report, Version.number()));
      default ->
          out.print(new TextReport(terminal.width(), terminal.colours(), files).report(report));
    }
  }

  private static boolean reaches(Report report, Risk threshold) {
    return report.maxRisk() != Risk.SAFE && report.maxRisk().isAtLeast(threshold);
  }

  private int extract(ReportStream out, Settings settings) {
    Before before = Before.of(settings, terminal);
    if (settings.batch() != null) {
      return Batch.extract(terminal, out, settings, extractors(), before.snapshot());
    }
    String output = settings.output("text", "sql", "json");
    Windlass windlass =
        reading(settings, before.snapshot(), extractors(), terminal)
            .history(settings.history())
            .postgres(settings.postgres(before.snapshot()))
            .build();
    List<Problem> problems =
        switch (output) {
          case "json" -> json(windlass, settings.paths(), out);
          case "sql" -> {
            Extraction read = windlass.read(settings.paths());
            out.print(SqlReport.of(read));
            yield read.problems();
          }
          default -> {
            Extraction read = windlass.read(settings.paths());
            out.print(new TextReport(terminal.width(), terminal.colours()).extraction(read));
            yield read.problems();
          }
        };
    out.flush();
    return say(problems) || before.incomplete() ? UNREADABLE : FINE;
  }

  /** Writes migrations while others are still being read, and gives what could not be read. */
  private static List<Problem> json(Windlass windlass, List<String> paths, ReportStream out) {
    List<Problem> problems = new ArrayList<>();
    out.json(json ->
        problems.addAll(
            new JsonReport(json).extraction(told -> windlass.read(paths, told)).problems()));
    return problems;
  }

  private int snapshot(ReportStream out, Settings settings) {
    out.print(Database.snapshot(settings.neededUrl(), settings.schemas(), terminal.environment()));
    return FINE;
  }

  private int extractStats(ReportStream out, Settings settings) {
    DatabaseStatistics statistics =
        Database.statistics(settings.neededUrl(), settings.schemas(), terminal.environment());
    Instant taken = Instant.now();
    out.json(json -> new StatsReport(json).report(statistics, taken, Version.number()));
    return FINE;
  }

  private int rules(ReportStream out) {
    Rules rules = Rules.installed();
    int width = 0;
    for (Rule rule : rules.all()) {
      width = Math.max(width, rule.id().length());
    }
    for (RuleSet set : RuleSet.values()) {
      List<Rule> ofSet = rules.only(rule -> rule.set() == set).all();
      if (!ofSet.isEmpty()) {
        String judging = set == RuleSet.SAFETY ? " (judges unless others are asked for)" : "";
        out.print(set.label() + ": " + set.description() + judging + "\n");
        for (Rule rule : ofSet) {
          out.print("  " + Plain.pad(rule.id(), width + 2) + summary(rule.page()) + "\n");
        }
        out.print("\n");
      }
    }
    out.print("windlass explain RULE tells more.\n");
    return FINE;
  }

  /** The first paragraph of a page. */
  private static String summary(String page) {
    String[] paragraphs = page.split("\n\n", 3);
    return paragraphs.length < 2 ? "" : paragraphs[1].replace('\n', ' ').strip();
  }

  private int explain(ReportStream out, List<String> ids) {
    if (ids.isEmpty()) {
      throw new UsageException("no RULE given; windlass rules lists them");
    }
    Rules rules = Rules.installed();
    for (String id : ids) {
      out.print(rule(rules, id).page());
    }
    return FINE;
  }

  private static Rule rule(Rules rules, String id) {
    return rules
        .rule(id)
        .orElseThrow(() -> new UsageException("unknown rule '" + id + "'; see windlass rules"));
  }

  private int formats(ReportStream out) {
    int width = 0;
    Extractors extractors = extractors();
    for (MigrationExtractor extractor : extractors.all()) {
      width = Math.max(width, extractor.format().length());
    }
    for (MigrationExtractor extractor : extractors.all()) {
      String gap = " ".repeat(width - extractor.format().length() + 2);
      out.print(extractor.format() + gap + extractor.description() + "\n");
    }
    return FINE;
  }

  /** Writes a file of settings in which all is a comment. */
  private int init() {
    try (InputStream template = CommandLineTool.class.getResourceAsStream(ConfigFile.NAME)) {
      if (template == null) {
        throw new IllegalStateException("no template of " + ConfigFile.NAME);
      }
      Files.write(
          terminal.directory().resolve(ConfigFile.NAME),
          template.readAllBytes(),
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw new UsageException(ConfigFile.NAME + " is there already");
    } catch (IOException e) {
      throw new UsageException(ConfigFile.NAME + " cannot be written: " + e.getMessage());
    }
    terminal.say("wrote " + ConfigFile.NAME);
    return FINE;
  }

  // --- what commands share -------------------------------------------------------------------

  private Extractors extractors() {
    return Extractors.installed();
  }

  private Windlass windlass(Settings settings, @Nullable Snapshot snapshot) {
    return windlass(settings, snapshot, extractors(), terminal)
        .history(settings.history())
        .postgres(settings.postgres(snapshot))
        .build();
  }

  /** What all commands that judge migrations tell the library. */
  static Windlass.Builder windlass(
      Settings settings, @Nullable Snapshot snapshot, Extractors extractors, Terminal terminal) {
    return reading(settings, snapshot, extractors, terminal)
        .rules(settings.rules())
        .ruleOptions(settings.ruleOptions())
        .session(settings.session())
        .sizes(StatsFile.sizes(settings, snapshot, terminal));
  }

  /** What all commands that read migrations tell the library. */
  private static Windlass.Builder reading(
      Settings settings, @Nullable Snapshot snapshot, Extractors extractors, Terminal terminal) {
    if (settings.paths().isEmpty()) {
      throw new UsageException("no PATH given: a file, a folder or a pattern");
    }
    Windlass.Builder builder =
        Windlass.builder()
            .extractors(extractors)
            .project(settings.project())
            .directory(terminal.directory());
    extractor(extractors, settings.format()).ifPresent(builder::format);
    if (snapshot != null) {
      builder.snapshot(snapshot);
    }
    return builder;
  }

  /** The extractor of {@code --format}; empty for {@code auto}. */
  static Optional<MigrationExtractor> extractor(Extractors extractors, String format) {
    if (format.equals("auto")) {
      return Optional.empty();
    }
    Optional<MigrationExtractor> found = extractors.forFormat(format);
    if (found.isEmpty()) {
      StringBuilder names = new StringBuilder("auto");
      extractors.all().forEach(extractor -> names.append(", ").append(extractor.format()));
      throw new UsageException("unknown format '" + format + "'; there are " + names);
    }
    return found;
  }

  private boolean say(List<Problem> problems) {
    problems.forEach(problem -> terminal.say(problem.toString()));
    return !problems.isEmpty();
  }

  private int failed(ReportStream out, int status) {
    if (out.readerGone()) {
      return status;
    }
    terminal.say("cannot write the report: " + out.failure());
    return UNREADABLE;
  }

  private int internalError(Throwable error, boolean debug) {
    String what = error.getMessage() == null ? "" : ": " + error.getMessage();
    terminal.say(
        "internal error: "
            + error.getClass().getSimpleName()
            + what
            + (debug ? "" : " (--debug shows where)"));
    if (debug) {
      error.printStackTrace(terminal.err());
    }
    return INTERNAL_ERROR;
  }

  /** Wrong usage, said in one line. */
  static final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
      super(message);
    }
  }
}
