package io.github.windlass.cli;

import io.github.windlass.analyzer.Risk;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The commands and their options, said in code: picocli's annotations would be read by reflection
 * at each start.
 */
final class Commands {

  private Commands() {}

  static CommandSpec windlass() {
    CommandSpec windlass =
        command("windlass", "Says what database migrations do to a live PostgreSQL.");
    windlass.addOption(
        OptionSpec.builder("--version")
            .versionHelp(true)
            .type(boolean.class)
            .description("Print the version and leave.")
            .build());
    windlass.addSubcommand("analyze", analyze());
    windlass.addSubcommand("extract", extract());
    windlass.addSubcommand(
        "formats", command("formats", "List the migration formats that can be read."));
    windlass.usageMessage().synopsisSubcommandLabel("COMMAND");
    windlass
        .usageMessage()
        .footer(
            "",
            "Exit status: 0 fine, 1 risk at or over the threshold (--ci), 2 wrong usage or",
            "unreadable input, 3 an internal error.");
    return windlass;
  }

  private static CommandSpec analyze() {
    CommandSpec spec =
        command(
            "analyze",
            "Reports locks, rewrites, scans and risk of each statement. Several PATHs are one"
                + " ordered history: earlier files are context for later ones.");
    format(spec);
    spec.addOption(
        OptionSpec.builder("--postgres")
            .paramLabel("N")
            .type(int.class)
            .description("The server's major version, 10 to 18 (default 18).")
            .build());
    history(spec);
    output(spec, "text (default) or json; with --batch: jsonl.");
    batch(spec);
    spec.addOption(
        OptionSpec.builder("--ci")
            .type(boolean.class)
            .description("Exit with status 1 if a risk is at or over the threshold.")
            .build());
    spec.addOption(
        OptionSpec.builder("--max-risk")
            .paramLabel("LEVEL")
            .type(Risk.class)
            .description("The threshold of --ci: LOW, MEDIUM, HIGH (default) or CRITICAL.")
            .build());
    debug(spec);
    paths(spec);
    return spec;
  }

  private static CommandSpec extract() {
    CommandSpec spec =
        command("extract", "Prints the SQL that migrations send, without judging it.");
    format(spec);
    history(spec);
    output(spec, "text (default), sql or json; with --batch: jsonl.");
    batch(spec);
    debug(spec);
    paths(spec);
    return spec;
  }

  private static CommandSpec command(String name, String description) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage().description(description).abbreviateSynopsis(true).sortOptions(false);
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .type(boolean.class)
            .description("Print this and leave.")
            .build());
    return spec;
  }

  private static void format(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("--format")
            .paramLabel("F")
            .type(String.class)
            .description("What the files are: auto (default) or a name from `windlass formats`.")
            .build());
  }

  private static void history(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("--history")
            .paramLabel("PATH")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("Migrations that ran before; may be given several times.")
            .build());
  }

  private static void output(CommandSpec spec, String kinds) {
    spec.addOption(
        OptionSpec.builder("--output")
            .paramLabel("KIND")
            .type(String.class)
            .description("How to report: " + kinds)
            .build());
  }

  private static void batch(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("--batch")
            .paramLabel("FILE")
            .type(String.class)
            .description(
                "Answer the requests in FILE, one JSON object a line; - is standard input.")
            .build());
  }

  private static void debug(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("--debug")
            .type(boolean.class)
            .description("Print the stack trace of an internal error.")
            .build());
  }

  private static void paths(CommandSpec spec) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("PATH")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("A file, a folder, or a pattern such as 'db/**/*.sql'.")
            .build());
  }
}
