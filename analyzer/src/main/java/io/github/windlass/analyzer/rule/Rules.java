package io.github.windlass.analyzer.rule;

import io.github.windlass.extractor.Installed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Rules to judge by.
 *
 * @param all by id
 */
public record Rules(List<Rule> all) {

  public Rules {
    List<Rule> sorted = new ArrayList<>(all);
    sorted.sort(BY_ID);
    all = List.copyOf(sorted);
  }

  /** No lambda: every run comes through here, and the first lambda of a run costs most. */
  private static final Comparator<Rule> BY_ID =
      new Comparator<>() {
        @Override
        public int compare(Rule one, Rule other) {
          return one.id().compareTo(other.id());
        }
      };

  /** None: effects and risks alone. */
  public static Rules none() {
    return new Rules(List.of());
  }

  /** The rules on the class path, of all sets. */
  public static Rules installed() {
    return new Rules(Installed.of(Rule.class));
  }

  /** Those of the set that judges unless others are asked for. */
  public Rules byDefault() {
    return only(rule -> rule.set() == RuleSet.SAFETY);
  }

  /** Those that a condition picks. */
  public Rules only(Predicate<Rule> condition) {
    return new Rules(all.stream().filter(condition).toList());
  }

  /** The rule of an id, if it is among them. */
  public Optional<Rule> rule(String id) {
    return all.stream().filter(rule -> rule.id().equals(id)).findFirst();
  }
}
