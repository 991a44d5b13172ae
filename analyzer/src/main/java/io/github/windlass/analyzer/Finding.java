package io.github.windlass.analyzer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A judgement of a rule.
 *
 * @param rule the rule's id
 * @param message what happens and what to do, for a person in a hurry
 * @param rewrite the safe way to the same schema; null where there is none
 */
public record Finding(String rule, Risk risk, String message, @Nullable SafeRewrite rewrite) {

  /** The same judgement in other words. */
  Finding saying(String words) {
    return new Finding(rule, risk, words, rewrite);
  }

  /** The same judgement, without a safe way. */
  Finding withoutRewrite() {
    return new Finding(rule, risk, message, null);
  }

  /** Steps to the same schema, in order. */
  public record SafeRewrite(List<RewriteStep> steps) {

    public SafeRewrite {
      steps = List.copyOf(steps);
    }
  }

  /** One step of a rewrite. */
  public record RewriteStep(String sql, RewriteTransaction transaction, String note) {}

  /** Where a step of a rewrite runs. */
  public enum RewriteTransaction {
    /** In a transaction of its own. */
    OWN,
    /** Outside any transaction block. */
    NONE,
    /** With the step before. */
    SAME
  }
}
