package io.github.windlass.script;

import java.util.Map;

/** What the text of a step's condition comes to where $a, $b and $c are known. */
final class ConditionText {

  private final String text;
  private final Map<String, Value> known;
  private int at;

  private ConditionText(String text, Map<String, Value> known) {
    this.text = text;
    this.known = known;
  }

  static boolean holds(String text, Map<String, Value> known) {
    ConditionText condition = new ConditionText(text, known);
    boolean holds = condition.any();
    if (condition.at != text.length()) {
      throw new IllegalArgumentException(text + " at " + condition.at);
    }
    return holds;
  }

  private boolean any() {
    boolean holds = all();
    while (text.startsWith(" || ", at)) {
      at += 4;
      holds |= all();
    }
    return holds;
  }

  private boolean all() {
    boolean holds = one();
    while (text.startsWith(" && ", at)) {
      at += 4;
      holds &= one();
    }
    return holds;
  }

  private boolean one() {
    if (takes("!(")) {
      boolean holds = any();
      at++;
      return !holds;
    }
    if (takes("catch (e)")) {
      return false;
    }
    if (takes("(not ")) {
      boolean holds = one();
      at++;
      return !holds;
    }
    boolean and = takes("(and ");
    if (and || takes("(or ")) {
      boolean first = one();
      at++;
      boolean second = one();
      at++;
      return and ? first && second : first || second;
    }
    if (takes("(")) {
      boolean holds = any();
      at++;
      return holds;
    }
    if (takes("true")) {
      return true;
    }
    String name = text.substring(at, at + 2);
    at += 2;
    takes(" === true");
    Value value = known.get(name);
    if (value == null) {
      throw new IllegalArgumentException(text + " at " + at);
    }
    return value == Value.Bool.TRUE;
  }

  private boolean takes(String start) {
    boolean takes = text.startsWith(start, at);
    at += takes ? start.length() : 0;
    return takes;
  }
}
