package io.github.windlass.script;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list that the script may change. */
public final class ListValue implements Value, Mutable {

  private final Journal journal;
  private List<Value> items;
  private @Nullable Unknown uncertain;

  ListValue(Journal journal, List<Value> items) {
    this.journal = journal;
    this.items = new ArrayList<>(items);
  }

  /** The items, as they are now. */
  public List<Value> items() {
    return List.copyOf(items);
  }

  /** The number of items. */
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
    items.add(item);
  }

  /** Changes an item; fills up with undefined. */
  public void set(int index, Value item) {
    journal.changing(this);
    while (items.size() <= index) {
      items.add(Nothing.UNDEFINED);
    }
    items.set(index, item);
  }

  /** Changes all items. */
  public void replace(List<Value> newItems) {
    journal.changing(this);
    items = new ArrayList<>(newItems);
  }

  /** Says that it is unknown which items it has. */
  public void becomeUncertain(Unknown why) {
    journal.changing(this);
    uncertain = why;
  }

  private record Picture(List<Value> items, @Nullable Unknown uncertain) {}

  @Override
  public Object save() {
    return new Picture(List.copyOf(items), uncertain);
  }

  @Override
  public void restore(Object picture) {
    Picture saved = (Picture) picture;
    items = new ArrayList<>(saved.items());
    uncertain = saved.uncertain();
  }

  @Override
  public void join(Object one, Object other, Unknown unlike) {
    Picture first = (Picture) one;
    Picture second = (Picture) other;
    boolean longer = first.items().size() >= second.items().size();
    restore(longer ? first : second);
    if (uncertain == null) {
      uncertain = (longer ? second : first).uncertain();
    }
    if (!first.items().equals(second.items())) {
      uncertain = unlike;
    }
  }
}
