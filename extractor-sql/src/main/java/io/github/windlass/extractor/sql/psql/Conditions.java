package io.github.windlass.extractor.sql.psql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * psql's {@code \if … \elif … \else … \endif}, where most conditions are unknown (manual, psql).
 */
final class Conditions {

  /**
   * One {@code \if}.
   *
   * @param before guards of the earlier branches, all unknown
   * @param guard of this branch; null: known to be true
   * @param never whether this branch is known not to run
   * @param done whether an earlier branch, or this, is known to run
   */
  private record Frame(List<String> before, @Nullable String guard, boolean never, boolean done) {

    static Frame of(List<String> before, String condition, boolean done) {
      Boolean known = value(condition);
      if (done || Boolean.FALSE.equals(known)) {
        return new Frame(before, null, true, done);
      }
      return known == null
          ? new Frame(before, condition, false, false)
          : new Frame(before, null, false, true);
    }

    Frame next(String condition) {
      List<String> all = new ArrayList<>(before);
      if (guard != null) {
        all.add(guard);
      }
      return of(List.copyOf(all), condition, done);
    }

    private void describe(List<String> parts) {
      before.forEach(condition -> parts.add("not " + condition));
      if (guard != null) {
        parts.add(guard);
      }
    }
  }

  private final List<Frame> frames = new ArrayList<>();

  /** How many of the frames certainly do not run. */
  private int nevers;

  /** The guards under which the script has not ended. */
  private final List<String> after = new ArrayList<>();

  void enter(String condition) {
    push(Frame.of(List.of(), condition, false));
  }

  private void push(Frame frame) {
    frames.add(frame);
    nevers += frame.never() ? 1 : 0;
  }

  private Frame pop() {
    Frame last = frames.remove(frames.size() - 1);
    nevers -= last.never() ? 1 : 0;
    return last;
  }

  /** Goes to the next branch; false where there is none to leave. */
  boolean orElse(String condition) {
    if (frames.isEmpty()) {
      return false;
    }
    push(pop().next(condition));
    return true;
  }

  boolean leave() {
    if (frames.isEmpty()) {
      return false;
    }
    pop();
    return true;
  }

  boolean isOpen() {
    return !frames.isEmpty();
  }

  int depth() {
    return frames.size();
  }

  /** Forgets what a script has opened and not closed. */
  void cut(int depth) {
    while (frames.size() > depth) {
      pop();
    }
  }

  /** Whether what stands here certainly does not run. */
  boolean never() {
    return nevers > 0;
  }

  /** The script ends here; false where that is certain. */
  boolean quit() {
    String text = text();
    if (text == null) {
      return false;
    }
    after.add("not (" + text + ")");
    return true;
  }

  /** The condition under which what stands here runs; null: always. */
  @Nullable String text() {
    if (frames.isEmpty() && after.isEmpty()) {
      return null;
    }
    List<String> parts = new ArrayList<>(after);
    frames.forEach(frame -> frame.describe(parts));
    return parts.isEmpty() ? null : String.join(" and ", parts);
  }

  /**
   * The value of a boolean constant as psql takes it ({@code ParseVariableBool}); null: unknown.
   */
  private static @Nullable Boolean value(String condition) {
    return switch (condition.toLowerCase(Locale.ROOT)) {
      case "true", "tru", "tr", "t", "yes", "ye", "y", "on", "1" -> Boolean.TRUE;
      case "false", "fals", "fal", "fa", "f", "no", "n", "off", "of", "0" -> Boolean.FALSE;
      default -> null;
    };
  }
}
