package io.github.windlass.analyzer;

import io.github.windlass.extractor.Step;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import java.util.List;

/**
 * Reads a text with holes: each is taken for an identifier, a literal, nothing, or a column, as the
 * syntax around it allows. What stands for a hole has its length, so that all offsets stay.
 */
public final class HoleReading {

  private static final int ATTEMPTS = 64;

  /** What a hole is taken for, in the order in which that is tried. */
  private enum Reading {
    IDENTIFIER,
    LITERAL,
    NUMBER,
    NOTHING,
    COLUMN
  }

  private HoleReading() {}

  /**
   * The statements of a step's text.
   *
   * @return with a syntax error where no reading of the holes makes sense of it
   */
  public static Script read(Step.Sql step) {
    List<Step.Hole> holes = step.holes();
    if (holes.isEmpty()) {
      return PostgresParser.parse(step.text());
    }
    int[] readings = new int[holes.size()];
    Script first = parse(step, readings);
    Script script = first;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int error = firstError(script);
      int next = error < 0 ? -1 : hole(holes, readings, error);
      if (next < 0) {
        break;
      }
      readings[next]++;
      script = parse(step, readings);
    }
    return firstError(script) < 0 ? script : first;
  }

  /** Where the first syntax error is; -1: there is none. */
  private static int firstError(Script script) {
    for (Script.Item item : script.items()) {
      if (item instanceof Script.SyntaxError error) {
        return error.at().end();
      }
    }
    return -1;
  }

  /** The last hole before an error that can still be read in another way; -1: none. */
  private static int hole(List<Step.Hole> holes, int[] readings, int error) {
    for (int i = holes.size() - 1; i >= 0; i--) {
      if (holes.get(i).start() <= error && readings[i] < Reading.values().length - 1) {
        return i;
      }
    }
    return -1;
  }

  private static Script parse(Step.Sql step, int[] readings) {
    StringBuilder text = new StringBuilder(step.text());
    for (int i = 0; i < readings.length; i++) {
      Step.Hole hole = step.holes().get(i);
      String stand = text.substring(hole.start(), hole.end());
      text.replace(hole.start(), hole.end(), stand(stand, Reading.values()[readings[i]]));
    }
    return PostgresParser.parse(text.toString());
  }

  private static String stand(String hole, Reading reading) {
    int length = hole.length();
    return switch (reading) {
      case IDENTIFIER -> identifier(hole);
      case LITERAL -> length < 2 ? "1" : "'" + " ".repeat(length - 2) + "'";
      case NUMBER -> "1".repeat(length);
      case NOTHING -> " ".repeat(length);
      case COLUMN -> length < 5 ? " ".repeat(length) : "a int" + " ".repeat(length - 5);
    };
  }

  /** A name in which one recognises the hole: {@code __process_env_schema_}. */
  public static String identifier(String hole) {
    StringBuilder name = new StringBuilder(hole.length());
    for (int i = 0; i < hole.length(); i++) {
      char c = hole.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      name.append(letter || (i > 0 && c >= '0' && c <= '9') ? c : '_');
    }
    return name.toString();
  }
}
