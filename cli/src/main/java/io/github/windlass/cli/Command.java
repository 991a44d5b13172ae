package io.github.windlass.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the command line offers. */
enum Command {
  WINDLASS("windlass", "Says what database migrations do to a live PostgreSQL.", false),
  ANALYZE(
      "analyze",
      "Reports locks, rewrites, scans and risk of each statement. Several PATHs are one ordered"
          + " history: earlier files are context for later ones.",
      true),
  EXTRACT("extract", "Prints the SQL that migrations send, without judging it.", true),
  SNAPSHOT(
      "snapshot",
      "Writes the schema of a live database as SQL, for analyze --snapshot. Only reads.",
      false),
  EXTRACT_STATS(
      "extract-stats",
      "Writes the sizes and the activity of a live database's tables as JSON, for analyze"
          + " --stats-file. Only reads.",
      false),
  TRACE(
      "trace",
      "Runs migrations on a real PostgreSQL, which it starts for that, and holds what each"
          + " statement does beside what was predicted. What ran before them is --history, or else"
          + " the earlier migrations of the folder.",
      true),
  RULES("rules", "Lists the rules, set by set.", false),
  EXPLAIN("explain", "Prints the page of a rule: windlass explain RULE.", true),
  FORMATS("formats", "Lists the formats of migrations that can be read.", false),
  INIT("init", "Writes a windlass.toml with all settings as comments.", false);

  /**
   * An option.
   *
   * @param value what its value is called in the help; null: it has none
   * @param repeatable whether it may be given several times
   */
  record Option(String name, @Nullable String value, boolean repeatable, String description) {

    private static Option flag(String name, String description) {
      return new Option(name, null, false, description);
    }

    private static Option of(String name, String value, String description) {
      return new Option(name, value, false, description);
    }
  }

  private final String label;
  private final String description;
  private final boolean takesPaths;

  Command(String label, String description, boolean takesPaths) {
    this.label = label;
    this.description = description;
    this.takesPaths = takesPaths;
  }

  /** The word that calls it. */
  String label() {
    return label;
  }

  /** The words that call it, for messages. */
  String fullName() {
    return this == WINDLASS ? label : WINDLASS.label + " " + label;
  }

  String description() {
    return description;
  }

  boolean takesPaths() {
    return takesPaths;
  }

  List<Option> options() {
    Option help = Option.flag("--help", "Print this and leave.");
    Option format =
        Option.of("--format", "F", "What the files are: auto (default), or see windlass formats.");
    Option history =
        new Option("--history", "PATH", true, "Migrations that ran before; may be repeated.");
    Option snapshot =
        Option.of(
            "--snapshot",
            "FILE",
            "The schema before the first of them, as windlass snapshot wrote it.");
    Option database =
        Option.of(
            "--db-url",
            "URL",
            "Read the schema from a live database instead: postgresql://user@host/name; a password"
                + " may come from PGPASSWORD. Only reads.");
    Option rails =
        Option.of(
            "--rails",
            "X.Y",
            "The version of Rails; without it, that of Gemfile.lock, or else 7.2.");
    Option batch =
        Option.of(
            "--batch",
            "FILE",
            "Answer the requests in FILE, one JSON object a line; - is standard input.");
    Option rules =
        Option.of(
            "--rules",
            "LIST",
            "Rules and sets of rules to judge by, with commas: safety (default), all, none,"
                + " data-loss, +rule, -rule; see windlass rules.");
    Option stats =
        Option.of(
            "--stats-file", "FILE", "Sizes of tables, so that risks and times are estimated.");
    Option maxRisk =
        Option.of("--max-risk", "LEVEL", "The threshold: LOW, MEDIUM, HIGH (default) or CRITICAL.");
    Option debug = Option.flag("--debug", "Print the stack trace of an internal error.");
    Option ruleOption =
        new Option(
            "--rule-option",
            "NAME=VALUE",
            true,
            "Tell the rules: longest-lock-timeout=5s, reason-required=true and the like; may be"
                + " repeated.");
    return switch (this) {
      case WINDLASS -> List.of(help, Option.flag("--version", "Print the version and leave."));
      case ANALYZE ->
          List.of(
              format,
              rails,
              Option.of(
                  "--postgres",
                  "N",
                  "The server's major version, 10 to 18; without it, the snapshot's or 18."),
              history,
              snapshot,
              database,
              rules,
              ruleOption,
              Option.of(
                  "--rewrites",
                  "KIND",
                  "Show safe ways as sql (default), or as files: migrations of the framework."),
              stats,
              Option.of("--output", "KIND", "text (default) or json; with --batch: jsonl."),
              Option.flag(
                  "--fix",
                  "Show how SQL files become safer, as a diff, and change them if that is wanted: a"
                      + " question on a terminal, else --yes. Files that HEAD has stay as they"
                      + " are."),
              Option.flag("--yes", "With --fix: write without asking."),
              Option.of(
                  "--since",
                  "REF",
                  "With --fix: change also what HEAD has and this commit has not."),
              batch,
              Option.flag("--ci", "Exit with 1 if a risk is at or over the threshold."),
              maxRisk,
              debug,
              help);
      case EXTRACT ->
          List.of(
              format,
              rails,
              history,
              snapshot,
              database,
              Option.of("--output", "KIND", "text (default), sql or json; with --batch: jsonl."),
              batch,
              debug,
              help);
      case SNAPSHOT, EXTRACT_STATS ->
          List.of(
              Option.of(
                  "--db-url",
                  "URL",
                  "The database: postgresql://user@host:port/name, or jdbc:postgresql:…; what it"
                      + " leaves out comes from PGHOST, PGUSER, PGPASSWORD and the like."),
              new Option("--schema", "NAME", true, "Only this schema; may be repeated."),
              debug,
              help);
      case TRACE ->
          List.of(
              format,
              rails,
              Option.of(
                  "--postgres",
                  "N",
                  "The server's major version, 10 to 18 (default), or several: 14,16,18."),
              Option.of(
                  "--db-url",
                  "URL",
                  "Use this server instead of one of our own; a database is made for the trace, and"
                      + " dropped."),
              Option.flag(
                  "--allow-non-empty",
                  "With --db-url: though the database that the URL names holds tables."),
              Option.of(
                  "--docker-image",
                  "IMAGE",
                  "Use a server in a container instead, such as postgis/postgis:17-3.5."),
              new Option(
                  "--history",
                  "PATH",
                  true,
                  "Migrations that ran before, from an empty database on; may be repeated."),
              Option.of(
                  "--snapshot",
                  "FILE",
                  "The schema before the first of them, as windlass snapshot wrote it."),
              new Option(
                  "--seed", "FILE", true, "SQL that is run after the history; may be repeated."),
              Option.of("--rows", "N", "Fill each table with N synthetic rows, up to 100,000,000."),
              Option.flag("--probe", "Let readers and writers run beside, to see who waits."),
              Option.of(
                  "--statement-timeout",
                  "TIME",
                  "How long a statement may run: 30s (default), 500ms, 5min."),
              rules,
              ruleOption,
              stats,
              Option.of("--output", "KIND", "text (default), json or markdown."),
              Option.of(
                  "--record",
                  "DIR",
                  "Also record each statement by itself, and write that to DIR as fixtures/observed"
                      + " is."),
              Option.flag(
                  "--ci",
                  "Exit with 1 on a mismatch, a failure, a skipped statement, or a risk at or over"
                      + " the threshold."),
              maxRisk,
              debug,
              help);
      case RULES, EXPLAIN, FORMATS, INIT -> List.of(help);
    };
  }
}
