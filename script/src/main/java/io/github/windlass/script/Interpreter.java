package io.github.windlass.script;

import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.Step;
import java.util.List;

/**
 * Runs scripts symbolically. Both sides of an unknown condition run, and the steps that they leave
 * say under which condition; a loop of unknown length runs once, and its steps repeat. One
 * interpreter is one run: it is used by one thread and then thrown away.
 *
 * <p>Where a limit is reached, the method of {@link Evaluation} that was called from outside the
 * run ends with an unknown value; after that, none does anything.
 *
 * <p>A stack of 512 kB is enough.
 */
public abstract class Interpreter implements Evaluation {

  Interpreter() {}

  /** A run that has not begun. */
  public static Interpreter of(Language language, Modules modules, Project project, Limits limits) {
    return new Run(language, modules, project, limits);
  }

  /**
   * Runs a module's statements in a scope. Never throws but {@link Thrown}; where a limit is
   * reached, the run ends with a gap and {@link #isOver} is true.
   */
  public abstract void run(Script script, Environment scope);

  /** Whether a limit was reached. Nothing more happens then. */
  public abstract boolean isOver();

  /** The steps so far. */
  public abstract List<Step> steps();
}
