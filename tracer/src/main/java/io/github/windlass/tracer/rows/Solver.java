package io.github.windlass.tracer.rows;

import io.github.windlass.tracer.rows.Table.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for expressions with which all rows satisfy what is asked of them. Nothing is worked out:
 * likely expressions are tried on the server, those first that are likelier.
 */
final class Solver {

  /** So many combinations are tried for one constraint. */
  private static final int MOST = 1_500;

  /** Rounds over all constraints, as what satisfies one may break another. */
  private static final int ROUNDS = 3;

  /** So long is looked for the values of a table. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final long deadline = System.nanoTime() + PATIENCE.toNanos();
  private final Table table;
  private final Trial trial;
  private final List<Check> asked;

  /** What may be tried for a column. */
  interface Choice {
    List<String> of(Column column, List<String> constraints);
  }

  private final Choice choice;

  Solver(Table table, Trial trial, Choice choice) {
    this.table = table;
    this.trial = trial;
    this.choice = choice;
    this.asked = Trial.asked(table);
  }

  /**
   * Changes expressions until nothing is said against them.
   *
   * @return what cannot be satisfied; null if all is
   */
  @Nullable String solve(Map<Integer, String> expressions) {
    for (Column column : table.columns()) {
      String expression = expressions.get(column.number());
      if (expression != null) {
        String refused = accepted(column, expression, expressions);
        if (refused != null) {
          return refused;
        }
      }
    }
    boolean[] passes = trial.passes(asked, expressions);
    for (int round = 0; round < ROUNDS && failing(passes) != null; round++) {
      for (int i = 0; i < asked.size(); i++) {
        if (!passes[i]) {
          satisfy(i, passes, expressions);
          passes = trial.passes(asked, expressions);
        }
      }
    }
    Check failing = failing(passes);
    return failing == null
        ? null
        : "no values were found for " + failing.name() + ": " + failing.expression();
  }

  private boolean isLate() {
    return System.nanoTime() - deadline > 0;
  }

  private @Nullable Check failing(boolean[] passes) {
    for (int i = 0; i < passes.length; i++) {
      if (!passes[i]) {
        return asked.get(i);
      }
    }
    return null;
  }

  /** Finds values that can be made at all. */
  private @Nullable String accepted(
      Column column, String expression, Map<Integer, String> expressions) {
    String refused = trial.refusal(column, expression);
    if (refused == null) {
      return null;
    }
    List<String> others = new ArrayList<>(choice.of(column, constraints(column)));
    // Better any value than none.
    if (others.remove("NULL")) {
      others.add("NULL");
    }
    for (String other : others) {
      if (!isLate() && trial.refusal(column, other) == null) {
        expressions.put(column.number(), other);
        return null;
      }
    }
    return "no value was found for column "
        + column.name()
        + " of type "
        + column.written()
        + ": "
        + refused;
  }

  private List<String> constraints(Column column) {
    List<String> constraints = new ArrayList<>();
    for (Check check : table.checks()) {
      if (check.columns().contains(column.number())) {
        constraints.add(check.expression());
      }
    }
    return constraints;
  }

  /** The columns that decide a check, those among them that computed ones are made of. */
  private List<Column> deciding(Check check, Map<Integer, String> expressions) {
    Set<Integer> numbers = new HashSet<>(check.columns());
    for (Column column : table.columns()) {
      if (column.generated() && numbers.contains(column.number())) {
        Set<String> names = Constants.names(String.valueOf(column.fallback()));
        for (Column other : table.columns()) {
          if (names.contains(other.name())) {
            numbers.add(other.number());
          }
        }
      }
    }
    return table.columns().stream()
        .filter(column -> numbers.contains(column.number()))
        .filter(column -> expressions.containsKey(column.number()))
        .toList();
  }

  /** A place in the lists of expressions; the likelier, the less the sum. */
  private record Place(int sum, List<Integer> at) {}

  private void satisfy(int number, boolean[] before, Map<Integer, String> expressions) {
    Check check = asked.get(number);
    List<Column> columns = deciding(check, expressions);
    List<List<String>> lists = new ArrayList<>();
    for (Column column : columns) {
      lists.add(choice.of(column, constraints(column)));
    }
    if (columns.isEmpty()) {
      return;
    }
    List<Check> touched = new ArrayList<>();
    List<Boolean> passed = new ArrayList<>();
    touched.add(check);
    passed.add(true);
    for (int i = 0; i < asked.size(); i++) {
      if (i != number && asked.get(i).columns().stream().anyMatch(check.columns()::contains)) {
        touched.add(asked.get(i));
        passed.add(before[i]);
      }
    }
    PriorityQueue<Place> places =
        new PriorityQueue<>((one, other) -> Integer.compare(one.sum(), other.sum()));
    Set<List<Integer>> seen = new HashSet<>();
    List<Integer> first = new ArrayList<>();
    columns.forEach(column -> first.add(0));
    places.add(new Place(0, first));
    for (int tries = 0; tries < MOST && !places.isEmpty() && !isLate(); tries++) {
      Place place = places.remove();
      List<String> chosen = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        chosen.add(lists.get(i).get(place.at().get(i)));
      }
      Map<Integer, String> changed = Trial.with(expressions, columns, chosen);
      if (isBetter(trial.passes(touched, changed), passed)) {
        expressions.putAll(changed);
        return;
      }
      for (int i = 0; i < columns.size(); i++) {
        int next = place.at().get(i) + 1;
        if (next < lists.get(i).size()) {
          List<Integer> at = new ArrayList<>(place.at());
          at.set(i, next);
          if (seen.add(at)) {
            places.add(new Place(place.sum() + 1, at));
          }
        }
      }
    }
  }

  private static boolean isBetter(boolean[] passes, List<Boolean> before) {
    for (int i = 0; i < passes.length; i++) {
      if (before.get(i) && !passes[i]) {
        return false;
      }
    }
    return true;
  }
}
