package io.github.windlass.analyzer;

import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.RuleOptions;
import io.github.windlass.analyzer.rule.Suppression;
import io.github.windlass.analyzer.rule.SuppressionUse;
import io.github.windlass.extractor.Comment;
import io.github.windlass.extractor.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which findings of a migration comments allow. */
final class Allowances {

  /** How many comments are heeded; what further ones would allow is told. */
  private static final int COMMENTS = 10_000;

  /** How many statements before a comment may be the one that it stands in or behind. */
  private static final int BACK = 64;

  /**
   * A comment that allows findings.
   *
   * @param allowed the rules whose findings it allowed so far
   */
  private record Allowance(Suppression suppression, Set<String> allowed) {}

  private final List<Allowance> all = new ArrayList<>();

  /** Those that count and speak of single statements, by the places of these. */
  private final Map<Origin, List<Allowance>> ofStatements = new HashMap<>();

  /** Those that count and speak of more. */
  private final List<Allowance> ofMore = new ArrayList<>();

  private final RuleOptions options;

  Allowances(List<Comment> comments, List<CheckedStatement> statements, RuleOptions options) {
    this.options = options;
    Map<String, List<Origin>> places = new HashMap<>();
    for (Comment comment : comments) {
      Suppression suppression = Suppression.of(comment).orElse(null);
      if (suppression != null && all.size() < COMMENTS) {
        if (places.isEmpty()) {
          places = places(statements);
        }
        add(suppression, places.getOrDefault(comment.origin().path(), List.of()));
      }
    }
  }

  private void add(Suppression suppression, List<Origin> places) {
    Allowance allowance = new Allowance(suppression, new HashSet<>());
    all.add(allowance);
    if (!options.honoured().contains(suppression.language())
        || (options.reasonRequired()
            && suppression.language() != Suppression.Language.STRONG_MIGRATIONS
            && suppression.reason().isEmpty())) {
      return;
    }
    switch (suppression.scope()) {
      case FILE, ENCLOSED -> ofMore.add(allowance);
      case STATEMENT -> {
        for (Origin place : spokenOf(suppression.comment().origin(), places)) {
          ofStatements.computeIfAbsent(place, ignored -> new ArrayList<>()).add(allowance);
        }
      }
    }
  }

  /** The places of statements in each file, without repetition, in order. */
  private static Map<String, List<Origin>> places(List<CheckedStatement> statements) {
    Map<String, Set<Origin>> distinct = new HashMap<>();
    for (CheckedStatement statement : statements) {
      distinct
          .computeIfAbsent(statement.origin().path(), ignored -> new HashSet<>())
          .add(statement.origin());
    }
    Map<String, List<Origin>> places = new HashMap<>();
    distinct.forEach((path, origins) -> {
      List<Origin> sorted = new ArrayList<>(origins);
      sorted.sort(
          Comparator.comparingInt((Origin each) -> each.span().start())
              .thenComparingInt(each -> each.span().end()));
      places.put(path, sorted);
    });
    return places;
  }

  boolean areNone() {
    return all.isEmpty();
  }

  /** Whether a comment allows what a rule says of a statement; notes that it did. */
  boolean allow(String rule, CheckedStatement statement) {
    boolean allowed = false;
    for (Allowance each : ofStatements.getOrDefault(statement.origin(), List.of())) {
      allowed |= allow(rule, each);
    }
    for (Allowance each : ofMore) {
      Origin comment = each.suppression().comment().origin();
      if (comment.path().equals(statement.origin().path())
          && (each.suppression().scope() == Suppression.Scope.FILE
              || contains(comment, statement.origin()))) {
        allowed |= allow(rule, each);
      }
    }
    return allowed;
  }

  /** Whether a comment allows what a rule says of the migration as a whole; notes that it did. */
  boolean allow(String rule) {
    boolean allowed = false;
    for (Allowance each : ofMore) {
      if (each.suppression().scope() == Suppression.Scope.FILE) {
        allowed |= allow(rule, each);
      }
    }
    return allowed;
  }

  private static boolean allow(String rule, Allowance by) {
    boolean allows = by.suppression().names(rule);
    if (allows) {
      by.allowed().add(rule);
    }
    return allows;
  }

  /** What the comments did. */
  SuppressionUse use(Set<String> judging) {
    List<SuppressionUse.Use> uses = new ArrayList<>();
    for (Allowance each : all) {
      uses.add(new SuppressionUse.Use(each.suppression(), each.allowed()));
    }
    return new SuppressionUse(options, uses, judging);
  }

  /**
   * The statement that a comment stands in, or else behind on its line, or else before.
   *
   * @param places in order
   */
  private static List<Origin> spokenOf(Origin comment, List<Origin> places) {
    int next = firstFrom(comment.span().end(), places);
    List<Origin> around = new ArrayList<>();
    List<Origin> behind = new ArrayList<>();
    for (int i = next - 1; i >= Math.max(0, next - BACK); i--) {
      Origin each = places.get(i);
      if (contains(each, comment)) {
        around.add(each);
      } else if (each.span().end() <= comment.span().start()
          && each.end().line() == comment.start().line()) {
        int last = behind.isEmpty() ? -1 : behind.get(0).span().end();
        if (each.span().end() > last) {
          behind.clear();
        }
        if (each.span().end() >= last) {
          behind.add(each);
        }
      }
    }
    if (!around.isEmpty() || !behind.isEmpty()) {
      return around.isEmpty() ? behind : around;
    }
    List<Origin> before = new ArrayList<>();
    for (int i = next;
        i < places.size() && places.get(i).span().start() == places.get(next).span().start();
        i++) {
      before.add(places.get(i));
    }
    return before;
  }

  /** The first place that starts at an offset or after it. */
  private static int firstFrom(int offset, List<Origin> places) {
    int low = 0;
    int high = places.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (places.get(middle).span().start() < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static boolean contains(Origin outer, Origin inner) {
    return outer.span().start() <= inner.span().start() && inner.span().end() <= outer.span().end();
  }
}
