package io.github.windlass.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A list that the script may change. */
public final class ListValue extends Mutable implements Value {

  private final Journal journal;
  private List<Value> items;
  private @Nullable Unknown uncertain;

  /** On what each item depends; null: nothing is known of that, or the list is certain. */
  private @Nullable List<@Nullable Guard> guards;

  private Map<String, Value> properties = Map.of();

  ListValue(Journal journal, List<Value> items) {
    this.journal = journal;
    this.items = new ArrayList<>(items);
    journal.made(this);
    journal.keep(items.size());
  }

  /** The items, as they are now. */
  public List<Value> items() {
    return List.copyOf(items);
  }

  /** The number of items. */
  @Override
  public int size() {
    return items.size();
  }

  /** An item; undefined where there is none. */
  public Value get(int index) {
    return index >= 0 && index < items.size() ? items.get(index) : Nothing.UNDEFINED;
  }

  /**
   * Why it is uncertain which items it has; null: it is certain. {@link #items} are those of one
   * way, and a loop over them may take others.
   */
  public @Nullable Unknown uncertain() {
    return uncertain;
  }

  /** Adds an item at the end. */
  public void add(Value item) {
    journal.changing(this);
    journal.keep(1);
    items.add(item);
    if (guards != null) {
      guards.add(null);
    }
  }

  /** Changes an item; fills up with undefined. */
  public void set(int index, Value item) {
    journal.changing(this);
    journal.keep(Math.max(0, index - items.size()) + 1);
    guards = null;
    while (items.size() <= index) {
      items.add(Nothing.UNDEFINED);
    }
    items.set(index, item);
  }

  /** Changes all items. */
  public void replace(List<Value> newItems) {
    journal.changing(this);
    journal.keep(newItems.size());
    items = new ArrayList<>(newItems);
    guards = null;
  }

  /** Says that it is unknown which items it has. */
  public void becomeUncertain(Unknown why) {
    journal.changing(this);
    uncertain = why;
    guards = null;
  }

  /**
   * Whether it is uncertain which items it has, but of each it is known on what it depends that it
   * is there: {@link Evaluation#forItem} runs what is done with it under that condition.
   */
  public boolean isGuarded() {
    return guards != null && uncertain != null;
  }

  /** On what it depends that an item is there; null: it is there for certain. */
  @Nullable Guard guard(int index) {
    return guards == null || index >= guards.size() ? null : guards.get(index);
  }

  /** Whether two items are there under the same conditions, as far as is known. */
  public boolean isAlike(int one, int other) {
    return Objects.equals(guard(one), guard(other));
  }

  /**
   * A property that it has beside its items, such as {@code raw} of the texts of a tagged template;
   * null: it has none of that name.
   */
  public @Nullable Value property(String name) {
    return properties.get(name);
  }

  /** The names of the properties that it has beside its items, in order. */
  public List<String> propertyNames() {
    return List.copyOf(properties.keySet());
  }

  /** Gives it a property beside its items. */
  public void setProperty(String name, Value value) {
    journal.changing(this);
    Map<String, Value> changed = new LinkedHashMap<>(properties);
    changed.put(name, value);
    properties = changed;
  }

  private record Picture(
      List<Value> items,
      @Nullable Unknown uncertain,
      @Nullable List<@Nullable Guard> guards,
      Map<String, Value> properties) {

    /** Whether it is certain which items it has, or of each on what it depends. */
    boolean isCertain() {
      return uncertain == null || guards != null;
    }

    Value property(String name) {
      return properties.getOrDefault(name, Nothing.UNDEFINED);
    }

    boolean startsWith(Picture other) {
      for (int i = 0; i < other.items.size(); i++) {
        Guard guard = guards == null ? null : guards.get(i);
        Guard that = other.guards == null ? null : other.guards.get(i);
        if (!Joins.same(items.get(i), other.items.get(i)) || !Objects.equals(guard, that)) {
          return false;
        }
      }
      return true;
    }
  }

  @Override
  Object save() {
    return new Picture(
        List.copyOf(items), uncertain, guards == null ? null : new ArrayList<>(guards), properties);
  }

  @Override
  void restore(Object picture) {
    Picture saved = (Picture) picture;
    items = new ArrayList<>(saved.items());
    uncertain = saved.uncertain();
    guards = saved.guards() == null ? null : new ArrayList<>(saved.guards());
    properties = saved.properties();
  }

  /**
   * Lists of the same length differ by items, which become unknown. Of others, none of the items is
   * lost, since SQL may be sent through any: the longer list's, joined with those of the shorter.
   * If the longer one only goes on where the shorter ends, it is known which items depend on what.
   */
  @Override
  void join(Object one, Object other, Split split) {
    Picture first = (Picture) one;
    Picture second = (Picture) other;
    boolean longer = first.items().size() >= second.items().size();
    Picture most = longer ? first : second;
    Picture least = longer ? second : first;
    List<Value> joined = new ArrayList<>(most.items());
    boolean same = most.startsWith(least);
    for (int i = 0; i < least.items().size() && !same; i++) {
      joined.set(i, Joins.join(first.items().get(i), second.items().get(i), split));
    }
    Map<String, Value> both = new LinkedHashMap<>(first.properties());
    both.putAll(second.properties());
    for (Map.Entry<String, Value> entry : both.entrySet()) {
      String name = entry.getKey();
      entry.setValue(Joins.join(first.property(name), second.property(name), split));
    }
    properties = both;
    Guard guard = split.first();
    boolean certain = first.isCertain() && second.isCertain();
    items = joined;
    uncertain = first.uncertain() == null ? second.uncertain() : first.uncertain();
    guards = null;
    if (most.items().size() != least.items().size()) {
      uncertain = uncertain == null ? split.unlike() : uncertain;
      if (same && certain && guard != null) {
        guards = guards(most, least.items().size(), longer ? guard : guard.not());
      }
    } else if (certain && same) {
      guards = most.guards();
    }
  }

  /** The guards of items, of which those from one on have another more; null: they have two. */
  private static @Nullable List<@Nullable Guard> guards(Picture picture, int from, Guard guard) {
    List<@Nullable Guard> guards = new ArrayList<>();
    for (int i = 0; i < picture.items().size(); i++) {
      Guard before = picture.guards() == null ? null : picture.guards().get(i);
      if (i >= from && before != null) {
        return null;
      }
      guards.add(i < from ? before : guard);
    }
    return guards;
  }

  @Override
  boolean covers(Object picture, Object other) {
    Picture first = (Picture) picture;
    Picture second = (Picture) other;
    if (first.uncertain() == null
        && (second.uncertain() != null || first.items().size() != second.items().size())) {
      return false;
    }
    int both = Math.min(first.items().size(), second.items().size());
    for (int i = 0; i < both; i++) {
      if (!Joins.covers(first.items().get(i), second.items().get(i))) {
        return false;
      }
    }
    for (int i = both; i < second.items().size(); i++) {
      if (Senders.of(second.items().get(i)) != null && Senders.of(this) == null) {
        return false;
      }
    }
    Set<String> names = new HashSet<>(first.properties().keySet());
    names.addAll(second.properties().keySet());
    for (String name : names) {
      if (!Joins.covers(first.property(name), second.property(name))) {
        return false;
      }
    }
    return true;
  }
}
