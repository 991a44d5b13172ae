package io.github.windlass.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A script of the tests' notation that a seed decides. It ends, and its conditions are $a, $b, $c.
 */
final class RandomScript {

  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private int queries;
  private int functions;

  private RandomScript(long seed) {
    random = new Random(seed);
  }

  static String of(long seed) {
    RandomScript script = new RandomScript(seed);
    script.text.append(
        "(let x 0) (let y 0) (let l [\"L\"]) (let o {k 1}) (let p o) (let m []) (let s \"S\") ");
    int count = 1 + script.random.nextInt(3);
    for (int i = 0; i < count; i++) {
      int name = script.functions;
      script.text.append("(fn f").append(name).append(" [p] ");
      script.statements(3, false, true);
      script.text.append("(return ").append(script.value()).append(")) ");
      script.functions++;
    }
    script.statements(4, false, false);
    script.text.append("(db.query (text \"end \" x y o.k p.k s)) (each q l (db.query q))");
    return script.text.toString();
  }

  private void statements(int depth, boolean loop, boolean function) {
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      statement(depth, loop, function);
      text.append(' ');
    }
  }

  private void body(int depth, boolean loop, boolean function) {
    text.append("(do ");
    statements(depth, loop, function);
    text.append(")");
  }

  private void statement(int depth, boolean loop, boolean function) {
    int kind = random.nextInt(depth <= 0 ? 9 : 25);
    switch (kind) {
      case 0, 1 -> text.append("(db.query \"Q").append(queries++).append("\")");
      case 2 -> text.append("(db.query (text \"V").append(queries++).append(" \" x \" \" y o.k))");
      case 3 ->
          text.append(random.nextBoolean() ? "(set x " : "(set y ").append(value()).append(")");
      case 4 -> text.append(random.nextBoolean() ? "(++ x)" : "(set o.k " + value() + ")");
      case 5 -> text.append("(l.push \"L").append(queries++).append("\")");
      case 6 -> {
        if (functions > 0) {
          String call = "(f" + random.nextInt(functions) + " x)";
          text.append(random.nextBoolean() ? call : "(set y " + call + ")");
        } else {
          text.append("(set s \"T\")");
        }
      }
      case 7 -> {
        String end = "1";
        if (loop && random.nextInt(3) > 0) {
          end = random.nextBoolean() ? "(break)" : "(continue)";
        } else if (function) {
          end = "(return " + value() + ")";
        } else if (random.nextInt(4) == 0) {
          end = "(throw \"T\")";
        }
        text.append("(if ").append(condition(1)).append(' ').append(end).append(")");
      }
      case 8 ->
          text.append("(set s (? ").append(condition(1)).append(" \"S1\" \"S2\")) (db.query s)");
      case 9, 10, 11 -> {
        text.append("(if ").append(condition(2)).append(' ');
        body(depth - 1, loop, function);
        if (random.nextBoolean()) {
          text.append(' ');
          body(depth - 1, loop, function);
        }
        text.append(")");
      }
      case 12 -> {
        text.append("(each t [1 2] ");
        statements(depth - 1, true, function);
        text.append(")");
      }
      case 13 -> {
        text.append("(for ((let i 0)) (< i 2) (++ i) ");
        statements(depth - 1, true, function);
        text.append(")");
      }
      case 14 -> {
        text.append("(switch $").append((char) ('a' + random.nextInt(3))).append(" (case true ");
        statements(depth - 1, false, function);
        text.append(random.nextBoolean() ? "(break)" : "").append(") (default ");
        statements(depth - 1, false, function);
        text.append("))");
      }
      case 15 -> {
        text.append("(try ");
        statements(depth - 1, loop, function);
        text.append("(if ").append(condition(1)).append(" (throw \"E\")) ");
        statements(depth - 1, loop, function);
        text.append("(catch e (db.query e) ");
        statements(depth - 1, loop, function);
        text.append("))");
      }
      case 16 -> {
        text.append("(try ");
        statements(depth - 1, loop, function);
        text.append("(finally ");
        statements(depth - 1, false, false);
        text.append("))");
      }
      case 17 -> {
        text.append(random.nextBoolean() ? "(and " : "(or ").append(condition(1)).append(' ');
        text.append("(db.query \"Q").append(queries++).append("\"))");
      }
      case 18 -> {
        text.append("(label m (do ");
        statements(depth - 1, loop, function);
        text.append("(if ").append(condition(1)).append(" (break m)) ");
        statements(depth - 1, loop, function);
        text.append("))");
      }
      case 19 ->
          text.append("(set p (? ")
              .append(condition(1))
              .append(" o {k 7})) (set p.k ")
              .append(value())
              .append(") (db.query (text \"P\" p.k o.k))");
      case 20 -> text.append("(if ").append(condition(1)).append(" (set p {k 8})) (++ p.k)");
      case 21 -> {
        text.append("(set m (? ").append(condition(1)).append(" [\"M1\" \"M2\"] [\"M3\"]))");
        text.append(random.nextBoolean() ? " (m.push \"M4\")" : "");
        text.append(" (each q m (db.query q)");
        if (random.nextBoolean()) {
          text.append(" (if ").append(condition(1)).append(" (break))");
        }
        text.append(")");
      }
      case 22 ->
          text.append("((? ")
              .append(condition(1))
              .append(" (=> [] (++ x) (db.query \"C1\"))")
              .append(" (=> [] (set y 2) (db.query \"C2\"))))");
      case 23 ->
          text.append("(l.forEach (=> [q] (if ")
              .append(condition(1))
              .append(" (return))")
              .append(" (db.query (text \"F\" q))))");
      default -> text.append("(each q l (db.query q))");
    }
  }

  private String value() {
    return Integer.toString(random.nextInt(4));
  }

  private String condition(int depth) {
    String name = "$" + (char) ('a' + random.nextInt(3));
    if (depth == 0) {
      return name;
    }
    List<String> forms =
        new ArrayList<>(
            List.of(
                name,
                name,
                "(not " + condition(depth - 1) + ")",
                "(and " + condition(depth - 1) + " " + condition(depth - 1) + ")",
                "(or " + condition(depth - 1) + " " + condition(depth - 1) + ")",
                "true"));
    return forms.get(random.nextInt(forms.size()));
  }
}
