package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values by keys of any kind, in order: what maps and sets hold. */
final class KeyedEntries {

  /** A key and its value. */
  record Entry(Value key, Value value) implements HostObject {

    @Override
    public String describe() {
      return "entry";
    }
  }

  /**
   * The entries, under a name for each key. A property that is no entry is one that there is on one
   * way only.
   */
  private final ObjectValue entries;

  /** The names of keys that are objects. They stay, whichever way is taken. */
  private final Map<Value, String> objects = new HashMap<>();

  KeyedEntries(Evaluation run) {
    this.entries = run.object();
  }

  private String name(Value key) {
    String name = Equality.primitiveKey(key);
    if (name != null) {
      return name;
    }
    String known = objects.get(key);
    if (known == null) {
      known = "o" + objects.size();
      objects.put(key, known);
    }
    return known;
  }

  /** Why it is uncertain what is in it; null: it is certain. */
  @Nullable Unknown uncertain() {
    return entries.uncertain();
  }

  /**
   * Whether there is a key.
   *
   * @throws NotKnown if the key is not known
   */
  Truth has(Value key) {
    String name = name(key);
    if (entries.get(name) instanceof Entry) {
      return Truth.TRUE;
    }
    return entries.has(name) || entries.uncertain() != null ? Truth.UNKNOWN : Truth.FALSE;
  }

  /**
   * The value of a key; undefined if there is none.
   *
   * @throws NotKnown if it is not known
   */
  Value get(Value key) {
    Value held = entries.get(name(key));
    if (held instanceof Entry entry) {
      return entry.value();
    }
    Unknown uncertain = held instanceof Unknown unlike ? unlike : entries.uncertain();
    if (uncertain != null) {
      throw new NotKnown(uncertain);
    }
    return Value.Nothing.UNDEFINED;
  }

  /** Adds or changes a value; of an unknown key: says that it is uncertain what is in it. */
  void put(Value key, Value value, Call call) {
    try {
      String name = name(key);
      Value first =
          key instanceof Value.Num num && num.value() == 0
              ? new Value.Num(0)
              : entries.get(name) instanceof Entry entry ? entry.key() : key;
      entries.put(name, new Entry(first, value));
    } catch (NotKnown unknown) {
      entries.becomeUncertain(call.unknown(key));
    }
  }

  /** Takes a key away. Whether it was there. */
  Truth remove(Value key, Call call) {
    try {
      Truth had = has(key);
      entries.remove(name(key));
      return had;
    } catch (NotKnown unknown) {
      entries.becomeUncertain(call.unknown(key));
      return Truth.UNKNOWN;
    }
  }

  void clear() {
    for (String name : entries.allKeys()) {
      entries.remove(name);
    }
  }

  /** All entries in order; null: it is unknown which. */
  @Nullable List<Entry> all(Evaluation run) {
    if (entries.uncertain() != null) {
      return null;
    }
    List<Entry> all = new ArrayList<>();
    for (String name : entries.allKeys()) {
      if (!(entries.get(name) instanceof Entry entry)) {
        return null;
      }
      all.add(entry);
    }
    Cost.items(all.size(), run);
    return all;
  }
}
