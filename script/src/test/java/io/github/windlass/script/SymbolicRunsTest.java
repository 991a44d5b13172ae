package io.github.windlass.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A run in which conditions are unknown gives the steps of all the runs in which they are known:
 * those whose condition holds are the steps of that run, in the same order.
 */
class SymbolicRunsTest {

  private static final int SCRIPTS = 500;

  @Test
  void theStepsWhoseConditionsHoldAreThoseOfTheRunInWhichTheyAreKnown() {
    int compared = 0;
    for (long seed = 0; seed < SCRIPTS; seed++) {
      String text = RandomScript.of(seed);
      Script script = Lisp.read("test", text);
      Trial symbolic = Trial.of(script);
      if (symbolic.interpreter().isOver()) {
        continue;
      }
      compared++;
      for (int i = 0; i < 8; i++) {
        Map<String, Value> known =
            Map.of(
                "$a", Value.Bool.of((i & 1) > 0),
                "$b", Value.Bool.of((i & 2) > 0),
                "$c", Value.Bool.of((i & 4) > 0));
        Trial certain = Trial.of(script, known);
        List<Step.Sql> concrete = chosen(certain, known);
        // What follows a throw that nothing catches is of no matter, and has no condition.
        boolean fails =
            !certain.steps().isEmpty()
                && certain.steps().get(certain.steps().size() - 1) instanceof Step.Gap;
        List<Step.Sql> chosen = chosen(symbolic, known);
        String problem = compare(concrete, chosen, fails);
        assertThat(problem)
            .describedAs(
                "seed %d, %s, %s\nsymbolic: %s\nknown: %s",
                seed, known, text, symbolic.lines(), concrete)
            .isNull();
      }
    }
    assertThat(compared).isGreaterThan(SCRIPTS * 9 / 10);
  }

  private static List<Step.Sql> chosen(Trial symbolic, Map<String, Value> known) {
    List<Step.Sql> chosen = new ArrayList<>();
    for (Step step : symbolic.steps()) {
      if (step instanceof Step.Sql sql
          && (sql.condition() == null || ConditionText.holds(sql.condition(), known))) {
        chosen.add(sql);
      }
    }
    return chosen;
  }

  /**
   * What is wrong; null: nothing. A step that repeats stands for any number of lines.
   *
   * @param fails whether steps may be left over
   */
  private static @Nullable String compare(
      List<Step.Sql> concrete, List<Step.Sql> chosen, boolean fails) {
    // How many lines may be matched by the steps so far.
    Set<Integer> matched = new TreeSet<>(Set.of(0));
    int furthest = 0;
    for (Step.Sql step : chosen) {
      Set<Integer> next = new TreeSet<>();
      for (int at : matched) {
        if (step.repeats() || fails) {
          next.add(at);
        }
        int to = at;
        while (to < concrete.size() && matches(step, concrete.get(to), fails)) {
          next.add(++to);
          if (!step.repeats()) {
            break;
          }
        }
      }
      if (next.isEmpty()) {
        return furthest < concrete.size()
            ? "lost " + concrete.get(furthest).text()
            : "too much: " + step;
      }
      matched = next;
      furthest = Math.max(furthest, ((TreeSet<Integer>) next).last());
    }
    if (matched.contains(concrete.size())) {
      return null;
    }
    return furthest < concrete.size() ? "lost " + concrete.get(furthest).text() : "too much";
  }

  /**
   * Whether two texts are the same, whatever stands in their holes. Where both have some (a run in
   * which the conditions are known still does not know whether the server fails), they begin alike.
   *
   * @param fails whether what is thrown is not caught: what a finally sees then is of no matter
   */
  private static boolean matches(Step.Sql one, Step.Sql other, boolean fails) {
    if (fails && one.text().startsWith("V")) {
      return one.text().split(" ", 2)[0].equals(other.text().split(" ", 2)[0]);
    }
    if (one.holes().isEmpty() || other.holes().isEmpty()) {
      return stands(one, other.text()) || stands(other, one.text());
    }
    int alike = Math.min(one.holes().get(0).start(), other.holes().get(0).start());
    return one.text().regionMatches(0, other.text(), 0, alike);
  }

  private static boolean stands(Step.Sql step, String line) {
    StringBuilder pattern = new StringBuilder();
    int at = 0;
    for (Step.Hole hole : step.holes()) {
      pattern.append(Pattern.quote(step.text().substring(at, hole.start()))).append(".*");
      at = hole.end();
    }
    pattern.append(Pattern.quote(step.text().substring(at)));
    return line.matches(pattern.toString());
  }
}
