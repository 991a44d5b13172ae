package io.github.windlass.extractor.knex.client;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The function of a project's settings that says how names are sent: {@code wrapIdentifier(name,
 * asUsual, context)} ({@code customWrapIdentifier} of {@code lib/client.js}). It is taken to say
 * the same of the same name.
 */
public final class Naming {

  private static final NativeFunction AS_USUAL =
      new NativeFunction(
          "wrapIdentifierImpl",
          (self, arguments, run, place) ->
              Arguments.at(arguments, 0) instanceof Text name
                  ? Formatter.quoted(name)
                  : new Unknown("a name", place));

  private final Value function;
  private final Evaluation run;
  private final Map<String, Text> known = new HashMap<>();

  public Naming(Value function, Evaluation run) {
    this.function = function;
    this.run = run;
  }

  /** Whether it is known what it makes of a name. */
  public boolean isKnown(Place place) {
    return written(Text.of("aNameOf2Words"), place).known() != null;
  }

  /** A name as it is sent. */
  Text written(Text name, Place place) {
    String key = name.known();
    if (key == null) {
      return mapped(name, place);
    }
    Text text = known.get(key);
    if (text == null) {
      text = mapped(name, place);
      known.put(key, text);
    }
    String written = text.known();
    // Where the name is kept, it keeps its place.
    return written != null && written.equals(Formatter.quoted(name).text())
        ? Formatter.quoted(name)
        : text;
  }

  private Text mapped(Text name, Place place) {
    Value result =
        run.call(
            function,
            Value.Nothing.UNDEFINED,
            List.of(name, AS_USUAL, Value.Nothing.UNDEFINED),
            place);
    String written = result instanceof Text text ? text.known() : null;
    return written == null
        ? Text.hole(new Unknown("how the knexfile maps " + name.text(), place))
        : Text.of(written);
  }
}
