package io.github.windlass.cli;

import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.Windlass;
import io.github.windlass.cli.CommandLineTool.UsageException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** What the user asked for. */
record Settings(ParseResult parsed) {

  String format() {
    return parsed.matchedOptionValue("--format", "auto");
  }

  int postgres() {
    int major = parsed.matchedOptionValue("--postgres", Windlass.NEWEST_POSTGRES);
    checkPostgres(major);
    return major;
  }

  static void checkPostgres(int major) {
    if (major < Windlass.OLDEST_POSTGRES || major > Windlass.NEWEST_POSTGRES) {
      throw new UsageException(
          "PostgreSQL "
              + Windlass.OLDEST_POSTGRES
              + " to "
              + Windlass.NEWEST_POSTGRES
              + " are known, not "
              + major);
    }
  }

  List<String> history() {
    return parsed.matchedOptionValue("--history", List.of());
  }

  List<String> paths() {
    return parsed.matchedPositionalValue(0, List.of());
  }

  @Nullable String batch() {
    return parsed.matchedOptionValue("--batch", null);
  }

  /** The least risk that {@code --ci} complains of; null without {@code --ci}. */
  @Nullable Risk threshold() {
    Risk level = parsed.matchedOptionValue("--max-risk", Risk.HIGH);
    return parsed.hasMatchedOption("--ci") ? level : null;
  }

  /** The kind of output, one of those that the command has; the first unless told otherwise. */
  String output(String... kinds) {
    String kind = parsed.matchedOptionValue("--output", kinds[0]);
    for (String known : kinds) {
      if (known.equals(kind)) {
        return kind;
      }
    }
    if (kind.equals("jsonl") != (batch() != null)) {
      throw new UsageException(
          batch() != null
              ? "--batch writes --output jsonl, not '" + kind + "'"
              : "--output jsonl is for --batch");
    }
    throw new UsageException(
        "unknown output '" + kind + "'; there are " + String.join(", ", kinds));
  }
}
