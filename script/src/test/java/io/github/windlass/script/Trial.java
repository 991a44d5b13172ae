package io.github.windlass.script;

import io.github.windlass.extractor.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run of a script in the tests' notation. */
final class Trial {

  private final Interpreter interpreter;
  private final Environment scope = new Environment(null);

  private Trial(Script script, LispLanguage language, Limits limits) {
    interpreter =
        Interpreter.of(
            language,
            (specifier, from, run) -> new Unknown("module " + specifier, from),
            new NoFiles(),
            limits);
    try {
      interpreter.run(script, scope);
    } catch (Thrown thrown) {
      interpreter.gap(Step.GapCode.DYNAMIC, "throws " + thrown.value(), thrown.place());
    }
  }

  static Trial of(String text) {
    return of(text, Limits.DEFAULT);
  }

  static Trial of(Script script) {
    return new Trial(script, new LispLanguage(), Limits.DEFAULT);
  }

  static Trial of(String text, Limits limits) {
    return new Trial(Lisp.read("test", text), new LispLanguage(), limits);
  }

  /** A run in which some of what is unknown otherwise is known. */
  static Trial of(Script script, Map<String, Value> known) {
    return new Trial(script, new LispLanguage(known), Limits.DEFAULT);
  }

  /** The steps as lines: {@code A}, {@code A if c}, {@code A repeats}, {@code dynamic: reason}. */
  static List<String> steps(String text) {
    return of(text).lines();
  }

  List<Step> steps() {
    return interpreter.steps();
  }

  Interpreter interpreter() {
    return interpreter;
  }

  /** The value of a variable at the end. */
  @Nullable Value value(String name) {
    return interpreter.variable(scope, name);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Step step : interpreter.steps()) {
      lines.add(
          switch (step) {
            case Step.Sql sql ->
                sql.text()
                    + (sql.repeats() ? " repeats" : "")
                    + (sql.condition() == null ? "" : " if " + sql.condition());
            case Step.Gap gap -> gap.code().code() + ": " + gap.reason();
          });
    }
    return lines;
  }
}
