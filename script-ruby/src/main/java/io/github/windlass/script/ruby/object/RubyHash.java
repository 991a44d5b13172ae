package io.github.windlass.script.ruby.object;

import io.github.windlass.script.Cell;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.HashMethods;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code { key => value }}, in order. */
public final class RubyHash implements HostObject {

  /**
   * What it holds.
   *
   * @param uncertain why it is unknown which entries it has; null: it is known
   * @param otherwise what it gives for a key that it has not; null: nil
   */
  private record State(
      Map<Value, Value> entries, @Nullable Unknown uncertain, @Nullable Value otherwise) {}

  /** So many entries cost a unit of fuel when they are copied. */
  private static final int COPIED = 8;

  private final Evaluation run;
  private final Cell<State> state;

  private RubyHash(Evaluation run, State initial) {
    this.run = run;
    run.spend(initial.entries().size() / COPIED);
    this.state = run.cell(initial, RubyHash::joined);
  }

  /** A new hash without entries. */
  public static RubyHash empty(Evaluation run) {
    return new RubyHash(run, new State(Map.of(), null, null));
  }

  /** A new hash. */
  public static RubyHash of(Map<Value, Value> entries, Evaluation run) {
    return new RubyHash(run, new State(unchanging(entries), null, null));
  }

  private static Map<Value, Value> unchanging(Map<Value, Value> entries) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  /** After two ways on which it changed unlike, all entries may be there. */
  private static State joined(State one, State other) {
    Map<Value, Value> entries = new LinkedHashMap<>(one.entries());
    Unknown uncertain = one.uncertain() == null ? other.uncertain() : one.uncertain();
    for (Map.Entry<Value, Value> entry : other.entries().entrySet()) {
      Value before = entries.putIfAbsent(entry.getKey(), entry.getValue());
      if (before != null && !before.equals(entry.getValue())) {
        Place place = before instanceof Unknown unknown ? unknown.place() : null;
        place = place == null && entry.getValue() instanceof Unknown u ? u.place() : place;
        if (place != null) {
          entries.put(entry.getKey(), new Unknown("depends on a condition", place));
        }
      }
    }
    Value otherwise = one.otherwise() == null ? other.otherwise() : one.otherwise();
    return new State(unchanging(entries), uncertain, otherwise);
  }

  @Override
  public String describe() {
    return "a hash";
  }

  /** Its entries, in order. */
  public Map<Value, Value> entries() {
    return state.get().entries();
  }

  /** Why it is unknown which entries it has; null: it is known. */
  public @Nullable Unknown uncertain() {
    return state.get().uncertain();
  }

  /** A value; null: it has no such key. */
  public @Nullable Value find(Value key) {
    return state.get().entries().get(key);
  }

  /** The value of a symbol; null: it has no such key, and no string of that name. */
  public @Nullable Value option(String name) {
    return find(Symbol.of(name));
  }

  /** The value of a symbol or a string of that name; null: it has neither. */
  public @Nullable Value named(String name) {
    Value value = find(Symbol.of(name));
    return value == null ? find(Text.of(name)) : value;
  }

  /** What it gives for keys that it has not; null: nil. */
  public @Nullable Value otherwise() {
    return state.get().otherwise();
  }

  /** Changes what it gives for keys that it has not. */
  public void setOtherwise(Value value) {
    state.set(new State(entries(), uncertain(), value));
  }

  /** Adds or changes an entry. */
  public void put(Value key, Value value) {
    if (key instanceof Unknown unknown) {
      becomeUncertain(unknown);
      return;
    }
    run.spend(entries().size() / COPIED);
    Map<Value, Value> changed = new LinkedHashMap<>(entries());
    changed.put(key, value);
    state.set(new State(Collections.unmodifiableMap(changed), uncertain(), otherwise()));
  }

  /** Takes an entry away. */
  public @Nullable Value remove(Value key) {
    run.spend(entries().size() / COPIED);
    Map<Value, Value> changed = new LinkedHashMap<>(entries());
    Value removed = changed.remove(key);
    state.set(new State(Collections.unmodifiableMap(changed), uncertain(), otherwise()));
    return removed;
  }

  /** Changes all entries. */
  public void replace(Map<Value, Value> entries) {
    state.set(new State(unchanging(entries), uncertain(), otherwise()));
  }

  /** Says that it is unknown which entries it has. */
  public void becomeUncertain(Unknown why) {
    state.set(new State(entries(), why, otherwise()));
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return invoke(name, List.of(), run, place);
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    return HashMethods.invoke(this, name, Arguments.of(arguments), run, place);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof RubyHash that
            && uncertain() == null
            && that.uncertain() == null
            && entries().equals(that.entries()));
  }

  @Override
  public int hashCode() {
    return entries().keySet().hashCode();
  }
}
