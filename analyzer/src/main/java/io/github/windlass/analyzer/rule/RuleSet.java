package io.github.windlass.analyzer.rule;

import java.util.Locale;

/** What a rule is about. The sets are chosen by name; {@link #SAFETY} alone judges unless asked. */
public enum RuleSet {
  /** What makes a server in use wait, fail or lose time. */
  SAFETY("others wait, or the migration fails"),
  /** What breaks the version of the application that runs while the migration does. */
  COMPATIBILITY("the application's running version breaks"),
  /** What cannot be had back. */
  DATA_LOSS("data are gone"),
  /** What goes wrong when a migration is interrupted, repeated, or runs under load. */
  ROBUSTNESS("trouble when a migration is interrupted, repeated or runs under load"),
  /** Types that are regretted later. */
  TYPES("types that are regretted later"),
  /** Names and habits. */
  STYLE("names and habits"),
  /** Who may do what. */
  SECURITY("who may do what");

  private final String description;

  RuleSet(String description) {
    this.description = description;
  }

  /** The name as {@code --rules} takes it: {@code data-loss}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What its rules warn of, in a few words. */
  public String description() {
    return description;
  }
}
