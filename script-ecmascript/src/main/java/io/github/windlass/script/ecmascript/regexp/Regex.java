package io.github.windlass.script.ecmascript.regexp;

import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A regular expression. */
public final class Regex {

  private final Flags flags;
  private final Program program;
  private final int groups;
  private final Map<String, List<Integer>> names;

  private Regex(Flags flags, Program program, PatternParser parser) {
    this.flags = flags;
    this.program = program;
    this.groups = parser.groupCount();
    this.names = parser.names();
  }

  /**
   * Reads a regular expression.
   *
   * @throws PatternError if it is none
   */
  public static Regex of(String pattern, Flags flags) throws PatternError {
    PatternParser parser = new PatternParser(pattern, flags);
    Node node = parser.parse();
    return new Regex(flags, Program.of(node, parser.groupCount(), flags.byCodePoint()), parser);
  }

  /** What the letters after it say. */
  public Flags flags() {
    return flags;
  }

  /** How many groups it keeps. */
  public int groups() {
    return groups;
  }

  /** The names of groups, with their numbers, in order. */
  public Map<String, List<Integer>> names() {
    return names;
  }

  /**
   * Looks for the first match from a place on, or at that place only if it is sticky.
   *
   * @param meter is told of steps done; what it throws ends the search
   * @return start and end of the match and of each group, -1 where there is none; null: no match
   */
  public int @Nullable [] find(String text, int start, LongConsumer meter) {
    Matcher matcher = new Matcher(program, text, flags.byCodePoint(), meter);
    for (int at = start; at <= text.length(); at++) {
      if (matcher.matches(at)) {
        int[] places = new int[2 * (groups + 1)];
        for (int i = 0; i < places.length; i++) {
          places[i] = matcher.slot(i);
        }
        return places;
      }
      if (flags.sticky()) {
        return null;
      }
      boolean pair =
          flags.byCodePoint()
              && at + 1 < text.length()
              && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
      at += pair ? 1 : 0;
    }
    return null;
  }
}
