package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.plpgsql.RoutineFrame;
import io.github.windlass.sql.postgres.plpgsql.RoutineFrame.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that can be seen at one place of a body, innermost first ({@code pl_funcs.c}). */
final class PlpgsqlNames {

  /** What a label marks. */
  enum Label {
    ROUTINE,
    BLOCK,
    LOOP
  }

  /**
   * A variable.
   *
   * @param cursorParameters the number of a bound cursor's parameters; -1 for other variables
   */
  record Variable(Shape shape, boolean constant, int cursorParameters) {

    static Variable of(Shape shape) {
      return new Variable(shape, false, -1);
    }

    static Variable constant(Shape shape) {
      return new Variable(shape, true, -1);
    }

    boolean isBoundCursor() {
      return cursorParameters >= 0;
    }

    /** Whether it surely has fields, so that it is a row target by itself. */
    boolean isRecord() {
      return shape == Shape.RECORD;
    }

    boolean mayBeRecord() {
      return shape == Shape.RECORD || shape == Shape.UNKNOWN;
    }
  }

  /** A variable that a name means, and how many of the name's parts are the variable's. */
  record Found(Variable variable, int parts) {}

  private static final class Scope {
    final @Nullable Scope outer;
    final @Nullable String label;
    final Label kind;
    final Map<String, Variable> variables = new HashMap<>(8);

    Scope(@Nullable Scope outer, @Nullable String label, Label kind) {
      this.outer = outer;
      this.label = label;
      this.kind = kind;
    }
  }

  private Scope scope;

  PlpgsqlNames(RoutineFrame frame) {
    scope = new Scope(null, frame.name(), Label.ROUTINE);
    int number = 0;
    for (RoutineFrame.Parameter parameter : frame.parameters()) {
      number++;
      add("$" + number, Variable.of(parameter.shape()));
      if (!parameter.name().isEmpty()) {
        add(parameter.name(), Variable.of(parameter.shape()));
      }
    }
    switch (frame.returns()) {
      case TRIGGER -> {
        add("new", Variable.of(Shape.RECORD));
        add("old", Variable.of(Shape.RECORD));
        for (String name :
            List.of(
                "tg_name",
                "tg_when",
                "tg_level",
                "tg_op",
                "tg_relid",
                "tg_relname",
                "tg_table_name",
                "tg_table_schema",
                "tg_nargs",
                "tg_argv")) {
          add(name, Variable.of(Shape.SCALAR));
        }
      }
      case EVENT_TRIGGER -> {
        add("tg_event", Variable.of(Shape.SCALAR));
        add("tg_tag", Variable.of(Shape.SCALAR));
      }
      case NOTHING, PROCEDURE, VALUE, PARAMETERS, SET, SET_OF_PARAMETERS -> {}
    }
    add("found", Variable.of(Shape.SCALAR));
  }

  void push(@Nullable String label, Label kind) {
    scope = new Scope(scope, label, kind);
  }

  void pop() {
    if (scope.outer != null) {
      scope = scope.outer;
    }
  }

  void add(String name, Variable variable) {
    scope.variables.put(name, variable);
  }

  /** Whether the innermost scope has a name. */
  boolean isDeclaredHere(String name) {
    return scope.variables.containsKey(name);
  }

  /** {@code plpgsql_ns_lookup}; null where a name means no variable. */
  @Nullable Found find(List<String> names) {
    String first = names.get(0);
    for (Scope each = scope; each != null; each = each.outer) {
      Variable variable = each.variables.get(first);
      if (variable != null && (names.size() == 1 || variable.mayBeRecord())) {
        return new Found(variable, 1);
      }
      if (names.size() > 1 && first.equals(each.label)) {
        Variable qualified = each.variables.get(names.get(1));
        if (qualified != null && (names.size() == 2 || qualified.mayBeRecord())) {
          return new Found(qualified, 2);
        }
      }
    }
    return null;
  }

  /** What the innermost scope with a label is; null: there is none. */
  @Nullable Label label(String label) {
    for (Scope each = scope; each != null; each = each.outer) {
      if (label.equals(each.label)) {
        return each.kind;
      }
    }
    return null;
  }

  boolean isInLoop() {
    for (Scope each = scope; each != null; each = each.outer) {
      if (each.kind == Label.LOOP) {
        return true;
      }
    }
    return false;
  }
}
