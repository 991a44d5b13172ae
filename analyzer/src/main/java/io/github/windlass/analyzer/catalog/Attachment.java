package io.github.windlass.analyzer.catalog;

import java.util.Set;

/**
 * A trigger, rule or policy of a table.
 *
 * @param function the trigger's function, without its schema; empty for rules and policies
 * @param columns the columns that its definition names
 */
public record Attachment(Kind kind, String name, String function, Set<String> columns) {

  /** What is attached. */
  public enum Kind {
    TRIGGER,
    RULE,
    POLICY
  }

  public Attachment {
    columns = Set.copyOf(columns);
  }
}
