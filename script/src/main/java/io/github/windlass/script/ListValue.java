package io.github.windlass.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A list that the script may change. */
public final class ListValue extends Mutable implements Value {

  private final Journal journal;
  private List<Value> items;
  private @Nullable Unknown uncertain;
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
  }

  /** Changes an item; fills up with undefined. */
  public void set(int index, Value item) {
    journal.changing(this);
    journal.keep(Math.max(0, index - items.size()) + 1);
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
  }

  /** Says that it is unknown which items it has. */
  public void becomeUncertain(Unknown why) {
    journal.changing(this);
    uncertain = why;
  }

  /**
   * A property that it has beside its items, such as {@code raw} of the texts of a tagged template;
   * null: it has none of that name.
   */
  public @Nullable Value property(String name) {
    return properties.get(name);
  }

  /** Gives it a property beside its items. */
  public void setProperty(String name, Value value) {
    journal.changing(this);
    Map<String, Value> changed = new HashMap<>(properties);
    changed.put(name, value);
    properties = changed;
  }

  private record Picture(
      List<Value> items, @Nullable Unknown uncertain, Map<String, Value> properties) {}

  @Override
  Object save() {
    return new Picture(List.copyOf(items), uncertain, properties);
  }

  @Override
  void restore(Object picture) {
    Picture saved = (Picture) picture;
    items = new ArrayList<>(saved.items());
    uncertain = saved.uncertain();
    properties = saved.properties();
  }

  /**
   * Lists of the same length differ by items, which become unknown. Of others, none of the items is
   * lost, since SQL may be sent through any: the longer list's, joined with those of the shorter.
   */
  @Override
  void join(Object one, Object other, Unknown unlike) {
    Picture first = (Picture) one;
    Picture second = (Picture) other;
    boolean longer = first.items().size() >= second.items().size();
    List<Value> some = longer ? first.items() : second.items();
    List<Value> few = longer ? second.items() : first.items();
    List<Value> joined = new ArrayList<>(some);
    for (int i = 0; i < few.size(); i++) {
      joined.set(i, Joins.join(some.get(i), few.get(i), unlike));
    }
    items = joined;
    Map<String, Value> both = new HashMap<>(second.properties());
    for (Map.Entry<String, Value> entry : first.properties().entrySet()) {
      Value value = both.getOrDefault(entry.getKey(), Nothing.UNDEFINED);
      both.put(entry.getKey(), Joins.join(entry.getValue(), value, unlike));
    }
    properties = both;
    uncertain = first.uncertain() == null ? second.uncertain() : first.uncertain();
    if (uncertain == null && some.size() != few.size()) {
      uncertain = unlike;
    }
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
    return true;
  }
}
