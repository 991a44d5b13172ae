package io.github.windlass.script;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object with properties that the script may change: a literal, or an instance of a class. */
public final class ObjectValue extends Mutable implements Value {

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
  private @Nullable Value base;
  private @Nullable Unknown uncertain;

  ObjectValue(Journal journal, @Nullable ClassValue type) {
    this.journal = journal;
    this.type = type;
    journal.made(this);
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
    put(key, new Slot.Data(value));
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

  /** What the class above, which is no class of the script, made; it has the members left. */
  @Nullable Value base() {
    return base;
  }

  void setBase(Value newBase) {
    journal.changing(this);
    base = newBase;
  }

  Collection<Slot> slots() {
    return slots.values();
  }

  @Nullable Slot slot(String key) {
    return slots.get(key);
  }

  void put(String key, Slot slot) {
    journal.changing(this);
    journal.keep(1);
    slots.put(key, slot);
  }

  private record Picture(
      Map<String, Slot> slots,
      Set<String> hidden,
      @Nullable ObjectValue prototype,
      boolean frozen,
      @Nullable Value base,
      @Nullable Unknown uncertain) {}

  @Override
  Object save() {
    return new Picture(new LinkedHashMap<>(slots), hidden, prototype, frozen, base, uncertain);
  }

  @Override
  void restore(Object picture) {
    Picture saved = (Picture) picture;
    slots = new LinkedHashMap<>(saved.slots());
    hidden = saved.hidden();
    prototype = saved.prototype();
    frozen = saved.frozen();
    base = saved.base();
    uncertain = saved.uncertain();
  }

  @Override
  void join(Object one, Object other, Split split) {
    Picture first = (Picture) one;
    Picture second = (Picture) other;
    Map<String, Slot> joined = new LinkedHashMap<>(first.slots());
    for (Map.Entry<String, Slot> entry : second.slots().entrySet()) {
      joined.put(entry.getKey(), join(joined.get(entry.getKey()), entry.getValue(), split));
    }
    for (Map.Entry<String, Slot> entry : first.slots().entrySet()) {
      if (!second.slots().containsKey(entry.getKey())) {
        joined.put(entry.getKey(), join(null, entry.getValue(), split));
      }
    }
    slots = joined;
    hidden = first.hidden();
    prototype = first.prototype();
    frozen = first.frozen() && second.frozen();
    base = first.base() == null ? second.base() : first.base();
    uncertain = first.uncertain() == null ? second.uncertain() : first.uncertain();
  }

  private static Slot join(@Nullable Slot one, Slot other, Split split) {
    if (other.equals(one)) {
      return other;
    }
    if (other instanceof Slot.Data second) {
      Value first = one instanceof Slot.Data data ? data.value() : Nothing.UNDEFINED;
      Value joined = Joins.join(first, second.value(), split);
      return new Slot.Data(joined);
    }
    return new Slot.Data(split.unlike());
  }

  @Override
  boolean covers(Object picture, Object other) {
    Picture first = (Picture) picture;
    Picture second = (Picture) other;
    if (first.uncertain() == null && second.uncertain() != null) {
      return false;
    }
    for (Map.Entry<String, Slot> entry : second.slots().entrySet()) {
      Slot slot = first.slots().get(entry.getKey());
      boolean covered =
          slot instanceof Slot.Data data
              ? Joins.covers(
                  data.value(),
                  entry.getValue() instanceof Slot.Data that ? that.value() : Nothing.UNDEFINED)
              : entry.getValue().equals(slot);
      if (!covered) {
        return false;
      }
    }
    for (Map.Entry<String, Slot> entry : first.slots().entrySet()) {
      if (!second.slots().containsKey(entry.getKey())
          && !(entry.getValue() instanceof Slot.Data data && data.value() instanceof Unknown)) {
        return false;
      }
    }
    return true;
  }

  @Override
  int size() {
    return slots.size();
  }
}
