package io.github.windlass.analyzer;

import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.RuleOptions;
import io.github.windlass.analyzer.rule.Suppression;
import io.github.windlass.analyzer.rule.SuppressionUse;
import io.github.windlass.extractor.Comment;
import io.github.windlass.extractor.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which findings of a migration comments allow. */
final class Allowances {

  /**
   * A comment that allows findings.
   *
   * @param origins the places of the statements that it speaks of
   * @param allowed the rules whose findings it allowed so far
   */
  private record Allowance(
      Suppression suppression, Set<Origin> origins, Set<String> allowed, boolean counts) {}

  private final List<Allowance> allowances = new ArrayList<>();
  private final RuleOptions options;

  Allowances(List<Comment> comments, List<CheckedStatement> statements, RuleOptions options) {
    this.options = options;
    for (Comment comment : comments) {
      Suppression suppression = Suppression.of(comment).orElse(null);
      if (suppression != null) {
        allowances.add(
            new Allowance(
                suppression,
                origins(suppression, statements),
                new HashSet<>(),
                options.honoured().contains(suppression.language())
                    && (!options.reasonRequired()
                        || suppression.language() == Suppression.Language.STRONG_MIGRATIONS
                        || !suppression.reason().isEmpty())));
      }
    }
  }

  boolean areNone() {
    return allowances.isEmpty();
  }

  /** Whether a comment allows what a rule says of a statement; notes that it did. */
  boolean allow(String rule, CheckedStatement statement) {
    boolean allowed = false;
    for (Allowance each : allowances) {
      if (each.counts()
          && each.suppression().names(rule)
          && each.origins().contains(statement.origin())) {
        each.allowed().add(rule);
        allowed = true;
      }
    }
    return allowed;
  }

  /** Whether a comment allows what a rule says of the migration as a whole; notes that it did. */
  boolean allow(String rule) {
    boolean allowed = false;
    for (Allowance each : allowances) {
      if (each.counts()
          && each.suppression().scope() == Suppression.Scope.FILE
          && each.suppression().names(rule)) {
        each.allowed().add(rule);
        allowed = true;
      }
    }
    return allowed;
  }

  /** What the comments did. */
  SuppressionUse use(Set<String> judging) {
    List<SuppressionUse.Use> uses = new ArrayList<>();
    for (Allowance each : allowances) {
      uses.add(new SuppressionUse.Use(each.suppression(), each.allowed()));
    }
    return new SuppressionUse(options, uses, judging);
  }

  private static Set<Origin> origins(Suppression suppression, List<CheckedStatement> statements) {
    Origin comment = suppression.comment().origin();
    Set<Origin> inFile = new HashSet<>();
    for (CheckedStatement statement : statements) {
      if (statement.origin().path().equals(comment.path())) {
        inFile.add(statement.origin());
      }
    }
    return switch (suppression.scope()) {
      case FILE -> inFile;
      case ENCLOSED -> {
        Set<Origin> enclosed = new HashSet<>();
        for (Origin each : inFile) {
          if (contains(comment, each)) {
            enclosed.add(each);
          }
        }
        yield enclosed;
      }
      case STATEMENT -> spokenOf(comment, inFile);
    };
  }

  /** The statement that a comment stands in, or else behind on its line, or else before. */
  private static Set<Origin> spokenOf(Origin comment, Set<Origin> inFile) {
    Set<Origin> around = new HashSet<>();
    int behind = -1;
    int before = Integer.MAX_VALUE;
    for (Origin each : inFile) {
      if (contains(each, comment)) {
        around.add(each);
      }
      if (each.span().end() <= comment.span().start()
          && each.end().line() == comment.start().line()) {
        behind = Math.max(behind, each.span().end());
      }
      if (each.span().start() >= comment.span().end()) {
        before = Math.min(before, each.span().start());
      }
    }
    if (!around.isEmpty()) {
      return around;
    }
    Set<Origin> spokenOf = new HashSet<>();
    for (Origin each : inFile) {
      if (behind >= 0 ? each.span().end() == behind : each.span().start() == before) {
        spokenOf.add(each);
      }
    }
    return spokenOf;
  }

  private static boolean contains(Origin outer, Origin inner) {
    return outer.span().start() <= inner.span().start() && inner.span().end() <= outer.span().end();
  }
}
