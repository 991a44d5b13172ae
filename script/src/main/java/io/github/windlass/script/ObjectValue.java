package io.github.windlass.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object with properties that the script may change: a literal, or an instance of a class. */
public final class ObjectValue implements Value, Mutable {

  /** What a property holds. */
  sealed interface Slot {

    /** A value. */
    record Data(Value value) implements Slot {}

    /** Functions that read and write. */
    record Accessor(@Nullable Value getter, @Nullable Value setter) implements Slot {}
  }

  private final Journal journal;
  private final @Nullable ClassValue type;
  private Map<String, Slot> slots = new LinkedHashMap<>();
  private Set<String> hidden = Set.of();
  private @Nullable ObjectValue prototype;
  private boolean frozen;
  private @Nullable Unknown uncertain;

  ObjectValue(Journal journal, @Nullable ClassValue type) {
    this.journal = journal;
    this.type = type;
  }

  /** The class that it is an instance of; null: none. */
  public @Nullable ClassValue type() {
    return type;
  }

  /** The names of its properties, in order, but for hidden ones. */
  public List<String> keys() {
    List<String> keys = new ArrayList<>(slots.keySet());
    keys.removeAll(hidden);
    return keys;
  }

  /** The names of all its properties, in order. */
  public List<String> allKeys() {
    return new ArrayList<>(slots.keySet());
  }

  /**
   * Where properties are looked for that neither it nor its class has, and so on; null: nowhere.
   */
  public @Nullable ObjectValue prototype() {
    return prototype;
  }

  /** Changes where else properties are looked for; null: nowhere. */
  public void setPrototype(@Nullable ObjectValue newPrototype) {
    journal.changing(this);
    prototype = newPrototype;
  }

  /** Whether it has a property of its own. */
  public boolean has(String key) {
    return slots.containsKey(key);
  }

  /**
   * A property of its own that is a value; undefined if there is none. Getters are run by {@link
   * Evaluation#member}.
   */
  public Value get(String key) {
    return slots.get(key) instanceof Slot.Data data ? data.value() : Nothing.UNDEFINED;
  }

  /** Why it is uncertain which properties it has; null: it is certain. */
  public @Nullable Unknown uncertain() {
    return uncertain;
  }

  /** Changes a property, or adds it. */
  public void put(String key, Value value) {
    journal.changing(this);
    slots.put(key, new Slot.Data(value));
  }

  /**
   * Makes a property of functions that read and write it.
   *
   * @param getter null: it reads as undefined
   * @param setter null: it cannot be changed
   */
  public void define(String key, @Nullable Value getter, @Nullable Value setter) {
    put(key, new Slot.Accessor(getter, setter));
  }

  /** What reads a property of its own that is an accessor; null: it is none, or has no such. */
  public @Nullable Value getter(String key) {
    return slots.get(key) instanceof Slot.Accessor accessor ? accessor.getter() : null;
  }

  /** What changes a property of its own that is an accessor; null: it is none, or has no such. */
  public @Nullable Value setter(String key) {
    return slots.get(key) instanceof Slot.Accessor accessor ? accessor.setter() : null;
  }

  /** Says whether a property is left out where properties are listed. */
  public void hide(String key, boolean hide) {
    if (hidden.contains(key) != hide) {
      journal.changing(this);
      Set<String> changed = new HashSet<>(hidden);
      if (hide) {
        changed.add(key);
      } else {
        changed.remove(key);
      }
      hidden = changed;
    }
  }

  /** Whether a property is left out where properties are listed. */
  public boolean isHidden(String key) {
    return hidden.contains(key);
  }

  /** Says that scripts cannot change it any more; {@link #put} still does. */
  public void freeze() {
    journal.changing(this);
    frozen = true;
  }

  /** Whether scripts cannot change it any more. */
  public boolean isFrozen() {
    return frozen;
  }

  /** Takes a property away. */
  public void remove(String key) {
    journal.changing(this);
    slots.remove(key);
  }

  /** Says that it is unknown which properties it has. */
  public void becomeUncertain(Unknown why) {
    journal.changing(this);
    uncertain = why;
  }

  @Nullable Slot slot(String key) {
    return slots.get(key);
  }

  void put(String key, Slot slot) {
    journal.changing(this);
    slots.put(key, slot);
  }

  private record Picture(
      Map<String, Slot> slots,
      Set<String> hidden,
      @Nullable ObjectValue prototype,
      boolean frozen,
      @Nullable Unknown uncertain) {}

  @Override
  public Object save() {
    return new Picture(new LinkedHashMap<>(slots), hidden, prototype, frozen, uncertain);
  }

  @Override
  public void restore(Object picture) {
    Picture saved = (Picture) picture;
    slots = new LinkedHashMap<>(saved.slots());
    hidden = saved.hidden();
    prototype = saved.prototype();
    frozen = saved.frozen();
    uncertain = saved.uncertain();
  }

  @Override
  public void join(Object one, Object other, Unknown unlike) {
    Picture first = (Picture) one;
    Picture second = (Picture) other;
    Map<String, Slot> joined = new LinkedHashMap<>(first.slots());
    for (Map.Entry<String, Slot> entry : second.slots().entrySet()) {
      Slot slot = joined.get(entry.getKey());
      if (!entry.getValue().equals(slot)) {
        joined.put(entry.getKey(), new Slot.Data(unlike));
      }
    }
    for (String key : first.slots().keySet()) {
      if (!second.slots().containsKey(key)) {
        joined.put(key, new Slot.Data(unlike));
      }
    }
    slots = joined;
    hidden = first.hidden();
    prototype = first.prototype();
    frozen = first.frozen() && second.frozen();
    uncertain = first.uncertain() == null ? second.uncertain() : first.uncertain();
  }
}
