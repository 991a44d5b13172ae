package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.analyzer.rule.Rules;
import io.github.windlass.analyzer.rule.Suppression;
import io.github.windlass.analyzer.rule.SuppressionUse;
import java.util.ArrayList;
import java.util.List;

/** {@code windlass:allow} with a name that no rule has, or with none. */
public final class AllowOfUnknownRule implements Rule {

  /** How many letters a name may be away from the one that was meant. */
  private static final int SLIP = 4;

  /** How many are told. */
  private static final int MOST = 100;

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(SuppressionUse use) {
    List<Finding> findings = new ArrayList<>();
    Rules installed = null;
    for (SuppressionUse.Use each : use.uses()) {
      Suppression suppression = each.suppression();
      if (suppression.language() == Suppression.Language.WINDLASS) {
        if (suppression.names().isEmpty()) {
          findings.add(finding(Risk.LOW, at(suppression) + " names no rule.", null));
        }
        for (String name : suppression.names()) {
          if (!use.judging().contains(name)) {
            installed = installed == null ? Rules.installed() : installed;
            if (installed.rule(name).isEmpty()) {
              findings.add(
                  finding(Risk.LOW, at(suppression) + " names " + unknown(name, installed), null));
            }
          }
          if (findings.size() >= MOST) {
            return findings;
          }
        }
      }
    }
    return findings;
  }

  static String at(Suppression suppression) {
    return "windlass:allow on line " + suppression.comment().origin().start().line();
  }

  private static String unknown(String name, Rules installed) {
    String nearest = null;
    int least = SLIP + 1;
    for (Rule rule : installed.all()) {
      int distance = distance(name, rule.id());
      if (distance < least) {
        nearest = rule.id();
        least = distance;
      }
    }
    return name + ", which is no rule" + (nearest == null ? "." : "; " + nearest + " is.");
  }

  /** How many letters have to be put in, taken out or changed (Levenshtein). */
  private static int distance(String one, String other) {
    if (Math.abs(one.length() - other.length()) > SLIP) {
      return Integer.MAX_VALUE;
    }
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
