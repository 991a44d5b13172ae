package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What regular expressions do with texts: ECMA-262, 22.2.6 and 22.2.7. What they find keeps its
 * origins; where what they find depends on a hole, nothing is known.
 */
final class RegExpText {

  /** Steps of a match for one unit of fuel. */
  private static final int STEPS = 16;

  private RegExpText() {}

  /** Spends for steps. */
  private record Fuel(Evaluation run) implements LongConsumer {

    @Override
    public void accept(long steps) {
      run.spend(steps / STEPS);
    }
  }

  /** The places of the first match from a place on; null: there is none. */
  private static int @Nullable [] find(
      RegExpObject pattern, Outline outline, int start, Call call) {
    int[] found = pattern.regex().find(outline.characters(), start, new Fuel(call.run()));
    if (found != null && outline.hasHole(found[0], found[1])) {
      throw new NotKnown(outline.text());
    }
    return found;
  }

  /** A search that starts where the last ended; null: it finds nothing. */
  private static int @Nullable [] next(RegExpObject pattern, Outline outline, Call call) {
    double start = pattern.lastIndex(call);
    int[] found = start > outline.length() ? null : find(pattern, outline, (int) start, call);
    if (pattern.remembers()) {
      pattern.setLastIndex(found == null ? 0 : found[1]);
    }
    return found;
  }

  private static void mayBeInHole(Outline outline) {
    if (!outline.isKnown()) {
      throw new NotKnown(outline.text());
    }
  }

  static Value test(RegExpObject pattern, Text text, Call call) {
    Outline outline = Outline.of(text);
    boolean found = next(pattern, outline, call) != null;
    if (!found) {
      mayBeInHole(outline);
    }
    return Value.Bool.of(found);
  }

  static Value exec(RegExpObject pattern, Text text, Call call) {
    Outline outline = Outline.of(text);
    int[] found = next(pattern, outline, call);
    if (found == null) {
      mayBeInHole(outline);
      return Value.Nothing.NULL;
    }
    return result(pattern, outline, found, call);
  }

  /** What {@code exec} gives. */
  private static Value result(RegExpObject pattern, Outline outline, int[] found, Call call) {
    List<Value> items = new ArrayList<>();
    items.add(outline.slice(found[0], found[1]));
    items.addAll(groups(outline, found));
    ObjectValue named = named(pattern, items.subList(1, items.size()), call);
    ListValue result = call.run().list(items);
    result.setProperty("index", new Value.Num(found[0]));
    result.setProperty("input", outline.text());
    result.setProperty("groups", named == null ? Value.Nothing.UNDEFINED : named);
    if (pattern.regex().flags().indices()) {
      result.setProperty("indices", indices(pattern, found, call));
    }
    return result;
  }

  private static Value indices(RegExpObject pattern, int[] found, Call call) {
    List<Value> pairs = new ArrayList<>();
    for (int i = 0; i < found.length; i += 2) {
      pairs.add(
          found[i] < 0
              ? Value.Nothing.UNDEFINED
              : call.run().list(List.of(new Value.Num(found[i]), new Value.Num(found[i + 1]))));
    }
    ObjectValue named = named(pattern, pairs.subList(1, pairs.size()), call);
    ListValue indices = call.run().list(pairs);
    indices.setProperty("groups", named == null ? Value.Nothing.UNDEFINED : named);
    return indices;
  }

  private static List<Value> groups(Outline outline, int[] found) {
    List<Value> groups = new ArrayList<>();
    for (int i = 2; i < found.length; i += 2) {
      groups.add(found[i] < 0 ? Value.Nothing.UNDEFINED : outline.slice(found[i], found[i + 1]));
    }
    return groups;
  }

  private static @Nullable ObjectValue named(RegExpObject pattern, List<Value> groups, Call call) {
    if (pattern.regex().names().isEmpty()) {
      return null;
    }
    ObjectValue named = call.run().object();
    Prototypes.none(named);
    for (Map.Entry<String, List<Integer>> name : pattern.regex().names().entrySet()) {
      Value value = Value.Nothing.UNDEFINED;
      for (int number : name.getValue()) {
        if (groups.get(number - 1) != Value.Nothing.UNDEFINED) {
          value = groups.get(number - 1);
        }
      }
      named.put(name.getKey(), value);
    }
    return named;
  }

  /** All matches; the first only if the pattern is not global. */
  private static List<int[]> all(RegExpObject pattern, Outline outline, Call call) {
    List<int[]> all = new ArrayList<>();
    if (!pattern.isGlobal()) {
      int[] found = next(pattern, outline, call);
      if (found != null) {
        all.add(found);
      }
      return all;
    }
    int start = 0;
    while (start <= outline.length()) {
      int[] found = find(pattern, outline, start, call);
      if (found == null) {
        break;
      }
      Cost.items(found.length, call.run());
      all.add(found);
      start = found[1] > found[0] ? found[1] : advanced(pattern, outline, found[1]);
    }
    pattern.setLastIndex(0);
    return all;
  }

  private static int advanced(RegExpObject pattern, Outline outline, int at) {
    String text = outline.characters();
    boolean pair =
        pattern.regex().flags().byCodePoint()
            && at + 1 < text.length()
            && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    return pair ? at + 2 : at + 1;
  }

  static Value match(RegExpObject pattern, Text text, Call call) {
    if (!pattern.isGlobal()) {
      return exec(pattern, text, call);
    }
    Outline outline = Outline.of(text);
    List<Value> items = new ArrayList<>();
    for (int[] found : all(pattern, outline, call)) {
      items.add(outline.slice(found[0], found[1]));
    }
    if (items.isEmpty()) {
      mayBeInHole(outline);
      return Value.Nothing.NULL;
    }
    return call.run().list(items);
  }

  static Value matchAll(RegExpObject pattern, Text text, Call call) {
    Outline outline = Outline.of(text);
    List<Value> items = new ArrayList<>();
    for (int[] found : all(pattern, outline, call)) {
      items.add(result(pattern, outline, found, call));
    }
    return new IteratorObject("RegExp String", items, call.run());
  }

  static Value search(RegExpObject pattern, Text text, Call call) {
    Outline outline = Outline.of(text);
    int[] found = find(pattern, outline, 0, call);
    if (found == null || found[0] > outline.firstHole()) {
      mayBeInHole(outline);
    }
    return new Value.Num(found == null ? -1 : found[0]);
  }

  static Text replace(RegExpObject pattern, Text text, Call call) {
    Outline outline = Outline.of(text);
    List<Replacement.Found> matches = new ArrayList<>();
    for (int[] found : all(pattern, outline, call)) {
      List<Value> groups = groups(outline, found);
      matches.add(new Replacement.Found(found[0], found[1], groups, named(pattern, groups, call)));
    }
    return Replacement.put(outline, matches, call);
  }

  static ListValue split(RegExpObject pattern, Text text, double limit, Call call) {
    Outline outline = Outline.of(text);
    List<Value> parts = new ArrayList<>();
    int length = outline.length();
    if (length == 0) {
      if (limit > 0 && find(pattern, outline, 0, call) == null) {
        parts.add(text);
      }
      return call.run().list(parts);
    }
    int after = 0;
    int start = 0;
    while (start < length && parts.size() < limit) {
      int[] found = find(pattern, outline, start, call);
      if (found == null || found[0] >= length) {
        break;
      }
      if (found[1] == after) {
        start = advanced(pattern, outline, found[0]);
        continue;
      }
      parts.add(outline.slice(after, found[0]));
      for (Value group : groups(outline, found)) {
        if (parts.size() < limit) {
          parts.add(group);
        }
      }
      Cost.items(found.length, call.run());
      after = found[1];
      start = after;
    }
    if (parts.size() < limit) {
      parts.add(outline.slice(after, length));
    }
    return call.run().list(parts);
  }
}
