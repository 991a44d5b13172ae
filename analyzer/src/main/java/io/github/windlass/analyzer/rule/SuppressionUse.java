package io.github.windlass.analyzer.rule;

import java.util.List;
import java.util.Set;

/**
 * The comments that allow findings in a migration, and what they did.
 *
 * @param options what holds for them
 * @param uses in the order of the comments
 * @param judging the ids of the rules that judged
 */
public record SuppressionUse(RuleOptions options, List<Use> uses, Set<String> judging) {

  /**
   * A comment and what it did.
   *
   * @param allowed the ids of the rules whose findings it allowed
   */
  public record Use(Suppression suppression, Set<String> allowed) {

    public Use {
      allowed = Set.copyOf(allowed);
    }
  }

  public SuppressionUse {
    uses = List.copyOf(uses);
    judging = Set.copyOf(judging);
  }
}
