package io.github.windlass.script.ruby.object;

import io.github.windlass.script.Place;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The constants of a module.
 *
 * <p>They are not undone where both sides of an unknown condition are tried: a file that defines
 * one is read once, whenever it is first named. One that is given two values is unknown.
 */
public final class Constants {

  private final Map<String, Value> values = new LinkedHashMap<>();
  private final Place place;

  Constants(Place place) {
    this.place = place;
  }

  /** A constant; undefined: there is none of that name. */
  public Value get(String name) {
    return values.getOrDefault(name, Value.Nothing.UNDEFINED);
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** Defines one. */
  public void put(String name, Value value) {
    Value before = values.get(name);
    boolean differs =
        before != null
            && !before.equals(value)
            && !(before instanceof RubyModule stand && stand.isStandingIn());
    values.put(name, differs ? new Unknown(name + ", which is given two values", place) : value);
  }

  /** The names, in order. */
  public List<String> allKeys() {
    return new ArrayList<>(values.keySet());
  }
}
