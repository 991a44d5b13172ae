package io.github.windlass.script;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A construct that early ends lead out of: to its end if they may have happened. */
final class Boundary {

  enum Kind {
    /** A call, or a module: ended by return. */
    FUNCTION,
    /** A loop or switch: ended by break. */
    BREAKABLE,
    /** A turn of a loop: ended by continue. */
    TURN,
    /** A labeled statement that is no loop: ended by break or leave with its label. */
    LABELED,
    /** The body of a try with a catch: ended by throw. */
    TRY
  }

  final Kind kind;
  final List<String> labels;
  final @Nullable Function function;
  final List<Value> arguments;

  /** Where it began in the conditions, the journal, and by the count of what is uncertain. */
  final int conditions;

  final int journal;
  final int uncertainty;
  final int steps;
  final List<Exit> exits = new ArrayList<>(2);

  Boundary(
      Kind kind,
      List<String> labels,
      @Nullable Function function,
      List<Value> arguments,
      int conditions,
      int journal,
      int uncertainty,
      int steps) {
    this.kind = kind;
    this.labels = labels;
    this.function = function;
    this.arguments = arguments;
    this.conditions = conditions;
    this.journal = journal;
    this.uncertainty = uncertainty;
    this.steps = steps;
  }

  /** Whether a completion ends here, if it comes from within, past no function that ends it. */
  boolean ends(Completion completion) {
    String label = completion.label();
    return switch (completion.kind()) {
      case NORMAL -> false;
      case RETURN -> kind == Kind.FUNCTION;
      case LEAVE -> kind == Kind.LABELED && label != null && labels.contains(label);
      case THROW -> kind == Kind.TRY;
      case BREAK ->
          label == null ? kind == Kind.BREAKABLE : kind != Kind.TURN && labels.contains(label);
      case CONTINUE -> kind == Kind.TURN && (label == null || labels.contains(label));
    };
  }
}
