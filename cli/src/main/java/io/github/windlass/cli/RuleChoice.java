package io.github.windlass.cli;

import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.analyzer.rule.Rules;
import io.github.windlass.cli.CommandLineTool.UsageException;
import java.util.ArrayList;
import java.util.List;

/**
 * A choice of rules: sets and rules with commas between them, from left to right. {@code all} and
 * {@code none} are sets; what begins with {@code -} is left out. A choice that begins with {@code
 * +} or {@code -} starts from the rules that judge by default.
 */
final class RuleChoice {

  private final Rules installed;

  RuleChoice(Rules installed) {
    this.installed = installed;
  }

  Rules of(String list) {
    List<Rule> chosen = new ArrayList<>();
    if (list.startsWith("+") || list.startsWith("-")) {
      chosen.addAll(installed.byDefault().all());
    }
    for (String part : list.split(",", -1)) {
      String name = part.strip();
      boolean out = name.startsWith("-");
      List<Rule> meant = named(out || name.startsWith("+") ? name.substring(1) : name);
      chosen.removeAll(meant);
      if (!out) {
        chosen.addAll(meant);
      }
    }
    return new Rules(chosen);
  }

  private List<Rule> named(String name) {
    if (name.equals("none")) {
      return List.of();
    }
    if (name.equals("all")) {
      return installed.all();
    }
    for (RuleSet set : RuleSet.values()) {
      if (set.label().equals(name)) {
        return installed.only(rule -> rule.set() == set).all();
      }
    }
    return List.of(
        installed
            .rule(name)
            .orElseThrow(() ->
                new UsageException(
                    "unknown rule or set of rules '" + name + "'; see windlass rules")));
  }
}
