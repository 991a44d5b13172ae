package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A picture of an object with options, by the names that TypeORM gives them.
 *
 * @param values options that are no lists
 * @param lists options that are lists
 * @param others why there may be other options; null: these are all
 */
public record Options(
    Map<String, Value> values, Map<String, Several<Value>> lists, @Nullable Unknown others) {

  public Options {
    values = Map.copyOf(values);
    lists = Map.copyOf(lists);
  }

  /** Options without lists. */
  public static Options of(Map<String, Value> values) {
    return new Options(values, Map.of(), null);
  }

  /** An option; undefined where it is not given. */
  public Value get(String name) {
    Value value = values.get(name);
    if (value != null) {
      return value;
    }
    return others == null ? Value.Nothing.UNDEFINED : others;
  }

  /** An option as text: of one that is not given, {@code undefined}. */
  public Text text(String name) {
    return Values.text(get(name));
  }

  /** Whether an option counts as true. */
  public Truth truth(String name) {
    return Values.truth(get(name));
  }

  /** An option that is a list; empty where it is not given. */
  public Several<Value> list(String name) {
    Several<Value> list = lists.get(name);
    if (list != null) {
      return list;
    }
    return get(name) instanceof Unknown unknown ? Several.unknown(unknown) : Several.none();
  }

  /** Whether an option is given as a list. */
  public boolean hasList(String name) {
    return lists.containsKey(name);
  }

  /** With another value of an option. */
  public Options with(String name, Value value) {
    Map<String, Value> changed = new LinkedHashMap<>(values);
    changed.put(name, value);
    return new Options(changed, lists, others);
  }

  /** With another list. */
  public Options with(String name, Several<Value> list) {
    Map<String, Several<Value>> changed = new LinkedHashMap<>(lists);
    changed.put(name, list);
    return new Options(values, changed, others);
  }
}
