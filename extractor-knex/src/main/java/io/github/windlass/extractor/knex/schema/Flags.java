package io.github.windlass.extractor.knex.schema;

import io.github.windlass.extractor.knex.client.Sql;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;

/** Options that are on, off, or unknown. */
final class Flags {

  private Flags() {}

  /** Whether a value is given: neither undefined, null nor the empty text. */
  static boolean isGiven(Value value) {
    return !(value instanceof Value.Nothing) && !(value instanceof Text text && text.length() == 0);
  }

  /** Writes words if a value counts as true; where that is unknown, a hole. */
  static void words(Value value, String words, Evaluation run, Sql out) {
    Truth truth = run.language().truth(value);
    switch (truth) {
      case TRUE -> out.add(words);
      case FALSE -> {}
      case UNKNOWN -> unknown(value, out);
    }
  }

  /** Writes a hole in the place of words that depend on a value. */
  static void unknown(Value value, Sql out) {
    if (value instanceof Unknown unknown) {
      out.add(" ").add(Text.hole(unknown));
    } else if (value instanceof Text text) {
      out.add(" ").add(text);
    }
  }
}
