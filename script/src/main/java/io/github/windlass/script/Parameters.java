package io.github.windlass.script;

import io.github.windlass.extractor.Step.Parameter;
import java.util.ArrayList;
import java.util.List;

/** Values as they are bound to a statement. */
final class Parameters {

  private static final int DEPTH = 8;

  private Parameters() {}

  static Parameter of(Value value, Run run, Place place) {
    return of(value, run, place, DEPTH);
  }

  private static Parameter of(Value value, Run run, Place place, int depth) {
    run.meter.spend(1);
    if (value instanceof Unknown unknown) {
      return new Parameter.Unknown(unknown.reason());
    }
    if (value instanceof Value.Nothing) {
      return new Parameter.Null();
    }
    if (value instanceof Value.Bool bool) {
      return new Parameter.Bool(bool == Value.Bool.TRUE);
    }
    if (value instanceof Value.BigInt whole) {
      return new Parameter.Num(whole.value().toString());
    }
    if (value instanceof Value.Num) {
      return new Parameter.Num(run.language().text(value, run, place).text());
    }
    if (value instanceof ListValue list) {
      Unknown uncertain = list.uncertain();
      if (uncertain != null) {
        return new Parameter.Unknown(uncertain.reason());
      }
      if (depth == 0) {
        return new Parameter.Unknown("a list that is nested too deeply");
      }
      List<Parameter> items = new ArrayList<>(list.size());
      for (int i = 0; i < list.size(); i++) {
        items.add(of(list.get(i), run, place, depth - 1));
      }
      return new Parameter.Array(items);
    }
    Text text = value instanceof Text given ? given : run.language().parameter(value, run, place);
    return text.isKnown() ? new Parameter.Text(text.text()) : new Parameter.Unknown(reason(text));
  }

  private static String reason(Text text) {
    for (Text.Piece piece : text.pieces()) {
      if (piece instanceof Text.Piece.Hole hole) {
        return hole.reason();
      }
    }
    return text.text();
  }
}
