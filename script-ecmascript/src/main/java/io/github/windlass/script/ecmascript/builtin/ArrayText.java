package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;

/** Lists as text. */
final class ArrayText {

  /** Lists within lists. */
  private static final int DEEPEST = 100;

  private ArrayText() {}

  /** The items with something between; each keeps its origins. */
  static Text join(ListValue list, Text separator, Evaluation run, Place place) {
    Text.Builder builder = new Text.Builder();
    join(list, separator, new ArrayList<>(), builder, run, place);
    return builder.build();
  }

  private static void join(
      ListValue list,
      Text separator,
      List<ListValue> around,
      Text.Builder builder,
      Evaluation run,
      Place place) {
    for (ListValue outer : around) {
      if (outer == list) {
        return;
      }
    }
    Unknown uncertain = list.uncertain();
    if (uncertain != null) {
      builder.add(Text.hole(uncertain));
      return;
    }
    if (around.size() >= DEEPEST) {
      builder.add(Text.hole(Unknowns.of(list, place)));
      return;
    }
    around.add(list);
    int size = list.size();
    // Each item becomes pieces of the text, which take more than an item.
    run.spend(4 + 2L * size);
    Cost.characters((double) size * separator.length(), run);
    for (int i = 0; i < size; i++) {
      if (i > 0) {
        builder.add(separator);
      }
      switch (list.get(i)) {
        case Value.Nothing nothing -> {}
        case ListValue inner -> join(inner, Text.produced(",", place), around, builder, run, place);
        case Value item -> {
          Text text = Coercion.text(item, run, place);
          Cost.characters(text.length() + 4, run);
          builder.add(text);
        }
      }
    }
    around.removeLast();
  }
}
