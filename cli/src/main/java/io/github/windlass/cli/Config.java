package io.github.windlass.cli;

import io.github.windlass.analyzer.rule.Durations;
import io.github.windlass.analyzer.rule.RuleOptions;
import io.github.windlass.analyzer.rule.Suppression;
import io.github.windlass.cli.CommandLineTool.UsageException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What {@code windlass.toml} says.
 *
 * @param options values of options of the command line, by their names
 * @param ruleOptions what rules are told
 * @param session what the connection, the role or the database sets before a migration starts
 */
record Config(
    Map<String, List<String>> options, RuleOptions ruleOptions, Map<String, String> session) {

  /** What holds without a file. */
  static final Config NONE = new Config(Map.of(), RuleOptions.DEFAULTS, Map.of());

  /** The names of rules' options, in the file and behind {@code --rule-option}. */
  static final List<String> RULE_OPTIONS =
      List.of(
          "longest-lock-timeout",
          "shortest-build-timeout",
          "longest-statement-timeout",
          "most-statements",
          "reason-required",
          "honoured");

  Config {
    options = Map.copyOf(options);
    session = Map.copyOf(session);
  }

  /**
   * Options with another value for one of them.
   *
   * @param values one, or for {@code honoured} any number
   * @throws UsageException if there is no such option, or no such value
   */
  static RuleOptions with(RuleOptions options, String name, List<String> values) {
    String value = values.size() == 1 ? values.get(0) : "";
    return switch (name) {
      case "longest-lock-timeout" -> options.withLongestLockTimeout(time(name, value));
      case "shortest-build-timeout" -> options.withShortestBuildTimeout(time(name, value));
      case "longest-statement-timeout" -> options.withLongestStatementTimeout(time(name, value));
      case "most-statements" -> options.withMostStatements(number(name, value));
      case "reason-required" -> options.withReasonRequired(truth(name, value));
      case "honoured" -> options.withHonoured(languages(values));
      default ->
          throw new UsageException(
              "unknown option of rules '"
                  + name
                  + "'; there are "
                  + String.join(", ", RULE_OPTIONS));
    };
  }

  /** A time, as PostgreSQL writes one. */
  static Duration time(String name, String value) {
    return Durations.of(value)
        .orElseThrow(() ->
            new UsageException(name + " takes a time such as 5s or 15min, not '" + value + "'"));
  }

  private static int number(String name, String value) {
    try {
      int number = Integer.parseInt(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new UsageException(name + " takes a number, not '" + value + "'");
  }

  private static boolean truth(String name, String value) {
    if (value.equals("true") || value.equals("false")) {
      return value.equals("true");
    }
    throw new UsageException(name + " takes true or false, not '" + value + "'");
  }

  private static Set<Suppression.Language> languages(List<String> names) {
    Set<Suppression.Language> all = EnumSet.noneOf(Suppression.Language.class);
    for (String name : names) {
      if (!name.equals("none")) {
        all.add(language(name));
      }
    }
    return all;
  }

  private static Suppression.Language language(String name) {
    StringBuilder names = new StringBuilder();
    for (Suppression.Language each : Suppression.Language.values()) {
      String label = each.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (label.equals(name)) {
        return each;
      }
      names.append(names.isEmpty() ? "" : ", ").append(label);
    }
    throw new UsageException("honoured takes " + names + ", not '" + name + "'");
  }
}
