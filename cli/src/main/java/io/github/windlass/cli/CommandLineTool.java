package io.github.windlass.cli;

import io.github.windlass.analyzer.Report;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.Windlass;
import io.github.windlass.extractor.Extraction;
import io.github.windlass.extractor.Extractors;
import io.github.windlass.extractor.MigrationExtractor;
import io.github.windlass.extractor.Problem;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

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
    CommandSpec root = Commands.windlass();
    ParseResult parsed;
    try {
      parsed = new CommandLine(root).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args);
    } catch (ParameterException e) {
      String command = e.getCommandLine().getCommandSpec().qualifiedName();
      throw new UsageException(usageMessage(e) + "; see " + command + " --help");
    }
    ParseResult innermost = parsed;
    while (innermost.hasSubcommand()) {
      innermost = innermost.subcommand();
    }
    CommandSpec command = innermost.commandSpec();
    if (innermost.isUsageHelpRequested()
        || (!parsed.hasSubcommand() && !innermost.isVersionHelpRequested())) {
      out.print(usage(command));
      if (args.length == 0) {
        return UNREADABLE;
      }
      return FINE;
    }
    if (innermost.isVersionHelpRequested()) {
      out.print("windlass " + Version.number() + "\n");
      return FINE;
    }
    return switch (command.name()) {
      case "analyze" -> analyze(out, new Settings(innermost));
      case "extract" -> extract(out, new Settings(innermost));
      case "formats" -> formats(out);
      default -> throw new IllegalStateException(command.name());
    };
  }

  // --- commands ------------------------------------------------------------------------------

  private int analyze(ReportStream out, Settings settings) {
    Risk threshold = settings.threshold();
    if (settings.batch() != null) {
      return Batch.analyze(terminal, out, settings, extractors(), threshold);
    }
    Windlass windlass = windlass(settings);
    Report report = windlass.analyze(settings.paths());
    switch (settings.output("text", "json")) {
      case "json" -> out.json(json -> new JsonReport(json).report(report, Version.number()));
      default -> out.print(new TextReport(terminal.width(), terminal.colours()).report(report));
    }
    out.flush();
    if (say(report.problems())) {
      return UNREADABLE;
    }
    return threshold != null && reaches(report, threshold) ? FINDINGS : FINE;
  }

  private static boolean reaches(Report report, Risk threshold) {
    return report.maxRisk() != Risk.SAFE && report.maxRisk().isAtLeast(threshold);
  }

  private int extract(ReportStream out, Settings settings) {
    if (settings.batch() != null) {
      return Batch.extract(terminal, out, settings, extractors());
    }
    Extraction extraction = windlass(settings).read(settings.paths());
    switch (settings.output("text", "sql", "json")) {
      case "json" -> out.json(json -> new JsonReport(json).extraction(extraction));
      case "sql" -> out.print(SqlReport.of(extraction));
      default ->
          out.print(new TextReport(terminal.width(), terminal.colours()).extraction(extraction));
    }
    out.flush();
    return say(extraction.problems()) ? UNREADABLE : FINE;
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

  // --- what commands share -------------------------------------------------------------------

  private Extractors extractors() {
    return Extractors.installed();
  }

  private Windlass windlass(Settings settings) {
    if (settings.paths().isEmpty()) {
      throw new UsageException("no PATH given: a file, a folder or a pattern");
    }
    Extractors extractors = extractors();
    Windlass.Builder builder =
        Windlass.builder()
            .extractors(extractors)
            .postgres(settings.postgres())
            .history(settings.history())
            .directory(terminal.directory());
    extractor(extractors, settings.format()).ifPresent(builder::format);
    return builder.build();
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

  /** What picocli complains of, in our words where its own are for programmers. */
  private static String usageMessage(ParameterException e) {
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String argument = unmatched.getUnmatched().get(0);
      return "unknown " + (argument.startsWith("-") ? "option" : "command") + " " + argument;
    }
    String message = e.getMessage() == null ? "" : Plain.oneLine(e.getMessage());
    return message.isEmpty()
        ? "wrong usage"
        : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  private static String usage(CommandSpec command) {
    StringWriter text = new StringWriter();
    command.commandLine().usage(new PrintWriter(text), CommandLine.Help.Ansi.OFF);
    return text.toString();
  }

  /** Wrong usage, said in one line. */
  static final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
      super(message);
    }
  }
}
