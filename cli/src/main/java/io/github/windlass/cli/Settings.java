package io.github.windlass.cli;

import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.Windlass;
import io.github.windlass.analyzer.rule.RuleOptions;
import io.github.windlass.analyzer.rule.Rules;
import io.github.windlass.analyzer.snapshot.Snapshot;
import io.github.windlass.cli.CommandLineTool.UsageException;
import io.github.windlass.extractor.rails.schema.Version;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the user asked for, checked. */
record Settings(Arguments arguments, Config config) {

  /** What a project's {@code windlass.toml} says, unless the command line says otherwise. */
  static Settings of(Arguments arguments, Path directory) {
    Config config = ConfigFile.around(directory);
    return new Settings(arguments.or(config.options()), config);
  }

  /** What rules are told: by {@code --rule-option}, else by the file. */
  RuleOptions ruleOptions() {
    RuleOptions options = config.ruleOptions();
    for (String each : arguments.values("--rule-option")) {
      int equals = each.indexOf('=');
      if (equals < 0) {
        throw new UsageException("--rule-option takes NAME=VALUE, not '" + each + "'");
      }
      options =
          Config.with(
              options,
              each.substring(0, equals),
              List.of(each.substring(equals + 1).split(",", -1)));
    }
    return options;
  }

  /** What is set before a migration starts. */
  Map<String, String> session() {
    return config.session();
  }

  String format() {
    String format = arguments.value("--format");
    return format == null ? "auto" : format;
  }

  /** The server's version: as given, else the snapshot's, else the newest. */
  int postgres(@Nullable Snapshot snapshot) {
    String major = arguments.value("--postgres");
    return major != null
        ? major(major)
        : snapshot == null ? Windlass.NEWEST_POSTGRES : snapshot.version();
  }

  /** The servers' versions, of which there may be several, with commas. */
  List<Integer> versions(@Nullable Snapshot snapshot) {
    String list = arguments.value("--postgres");
    if (list == null) {
      return List.of(postgres(snapshot));
    }
    List<Integer> versions = new ArrayList<>();
    for (String each : list.split(",", -1)) {
      int version = major(each.strip());
      if (!versions.contains(version)) {
        versions.add(version);
      }
    }
    return versions;
  }

  private static int major(String text) {
    try {
      return checkPostgres(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      throw new UsageException("--postgres takes a major version such as 17, not '" + text + "'");
    }
  }

  /** The version, if it is one that is known. */
  static int checkPostgres(int major) {
    if (major < Windlass.OLDEST_POSTGRES || major > Windlass.NEWEST_POSTGRES) {
      throw new UsageException(
          "PostgreSQL "
              + Windlass.OLDEST_POSTGRES
              + " to "
              + Windlass.NEWEST_POSTGRES
              + " are known, not "
              + major);
    }
    return major;
  }

  /** What is said of the project: the version of Rails, by {@code rails}. */
  Map<String, String> project() {
    String rails = arguments.value("--rails");
    if (rails == null) {
      return Map.of();
    }
    if (Version.of(rails) == null) {
      throw new UsageException("--rails takes a version such as 7.2, not '" + rails + "'");
    }
    return Map.of("rails", rails);
  }

  List<String> history() {
    return arguments.values("--history");
  }

  /** The rules to judge by: those of sets and of names, less those after a hyphen. */
  Rules rules() {
    Rules installed = Rules.installed();
    String list = arguments.value("--rules");
    return list == null ? installed.byDefault() : new RuleChoice(installed).of(list);
  }

  /** Whether safe ways are shown as the files of frameworks that have them. */
  boolean showsFiles() {
    String kind = arguments.value("--rewrites");
    if (kind == null || kind.equals("sql")) {
      return false;
    }
    if (kind.equals("files")) {
      return true;
    }
    throw new UsageException("--rewrites takes sql or files, not '" + kind + "'");
  }

  /** Whether files are to be changed. */
  boolean fix() {
    boolean fix = arguments.has("--fix");
    if (!fix && (arguments.has("--yes") || arguments.has("--since"))) {
      throw new UsageException("--yes and --since are for --fix");
    }
    if (fix && (batch() != null || arguments.has("--output"))) {
      throw new UsageException("--fix prints a diff: it takes no --output and no --batch");
    }
    return fix;
  }

  /** Whether files are changed without asking. */
  boolean yes() {
    return arguments.has("--yes");
  }

  /** The commit that has all that has run; null: HEAD. */
  @Nullable String since() {
    return arguments.value("--since");
  }

  /** The file of {@code --snapshot}; null without. */
  @Nullable String snapshotFile() {
    String file = arguments.value("--snapshot");
    if (file != null && arguments.has("--db-url")) {
      throw new UsageException("--snapshot and --db-url are two answers to one question");
    }
    return file;
  }

  /** A number from 1 on; 0 without the option. */
  int number(String option, int most) {
    String text = arguments.value(option);
    if (text == null) {
      return 0;
    }
    try {
      int number = Integer.parseInt(text.replace("_", ""));
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // As one that is too small.
    }
    throw new UsageException(option + " takes a number from 1 to " + most + ", not '" + text + "'");
  }

  /** A time such as {@code 30s}, {@code 500ms} or {@code 5min}; null without the option. */
  @Nullable Duration time(String option) {
    String text = arguments.value(option);
    if (text == null) {
      return null;
    }
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    String unit = text.substring(digits).strip();
    if (digits > 0 && digits < 9) {
      long count = Long.parseLong(text.substring(0, digits));
      Duration time =
          switch (unit) {
            case "ms" -> Duration.ofMillis(count);
            case "", "s" -> Duration.ofSeconds(count);
            case "m", "min" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ZERO;
          };
      if (!time.isZero() && time.compareTo(Duration.ofDays(1)) <= 0) {
        return time;
      }
    }
    throw new UsageException(
        option + " takes a time such as 30s, 500ms or 5min, up to a day, not '" + text + "'");
  }

  /** The file of {@code --stats-file}; null without. */
  @Nullable String statsFile() {
    return arguments.value("--stats-file");
  }

  /** The URL of a live database; null without. */
  @Nullable String databaseUrl() {
    return arguments.value("--db-url");
  }

  /** The URL of a live database, which the command cannot do without. */
  String neededUrl() {
    String url = databaseUrl();
    if (url == null) {
      throw new UsageException(
          "no --db-url given; see " + arguments.command().fullName() + " --help");
    }
    return url;
  }

  /** The schemas to read; empty: all. */
  List<String> schemas() {
    return arguments.values("--schema");
  }

  List<String> paths() {
    return arguments.paths();
  }

  @Nullable String batch() {
    return arguments.value("--batch");
  }

  /** The least risk that {@code --ci} complains of; null without {@code --ci}. */
  @Nullable Risk threshold() {
    String level = arguments.value("--max-risk");
    Risk threshold = Risk.HIGH;
    if (level != null) {
      try {
        threshold = Risk.valueOf(level.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new UsageException(
            "unknown risk '" + level + "'; there are SAFE, LOW, MEDIUM, HIGH, CRITICAL");
      }
    }
    return arguments.has("--ci") ? threshold : null;
  }

  /** The kind of output, one of those that the command has; the first unless told otherwise. */
  String output(String... kinds) {
    String kind = arguments.value("--output");
    if (kind == null) {
      return kinds[0];
    }
    for (String known : kinds) {
      if (known.equals(kind)) {
        return kind;
      }
    }
    if (batch() != null) {
      throw new UsageException("--batch writes --output jsonl, not '" + kind + "'");
    }
    throw new UsageException(
        kind.equals("jsonl")
            ? "--output jsonl is for --batch"
            : "unknown output '" + kind + "'; there are " + String.join(", ", kinds));
  }
}
