package io.github.windlass.snapshot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** The statements of a snapshot, and what of them needs what. */
final class Items {

  /** A statement, or several that belong together. */
  private static final class Item {

    /** Items of an earlier phase come earlier, unless they need one of a later. */
    private final Phase phase;

    /** What it is ordered by among its like. */
    private final String name;

    /** Without a semicolon at its end. */
    private final String sql;

    /** Objects that must be there before. */
    private final Set<ObjectId> needs;

    Item(Phase phase, String name, String sql, Collection<ObjectId> needs) {
      this.phase = phase;
      this.name = name;
      this.sql = sql;
      this.needs = new HashSet<>(needs);
    }
  }

  private static final Comparator<Item> ORDER =
      Comparator.comparing((Item item) -> item.phase)
          .thenComparing(item -> item.name)
          .thenComparing(item -> item.sql);

  private final List<Item> all = new ArrayList<>();
  private final Map<ObjectId, Item> makers = new HashMap<>();
  private final Map<ObjectId, ObjectId> owners = new HashMap<>();
  private final Map<ObjectId, Set<ObjectId>> dependencies = new HashMap<>();

  /** A statement that makes an object. */
  void make(ObjectId object, Phase phase, String name, String sql, ObjectId... needs) {
    Item item = new Item(phase, name, sql, List.of(needs));
    all.add(item);
    makers.put(object, item);
  }

  /** A statement that changes objects that are there. */
  void add(Phase phase, String name, String sql, Collection<ObjectId> needs) {
    all.add(new Item(phase, name, sql, needs));
  }

  /** Says that an object comes with another one: a default with its table. */
  void owned(ObjectId part, ObjectId owner) {
    owners.put(part, owner);
  }

  /** Says that an object needs another one. */
  void depends(ObjectId object, ObjectId needed) {
    dependencies.computeIfAbsent(object, each -> new HashSet<>()).add(needed);
  }

  /** Whether a statement makes an object, or what it comes with. */
  boolean makes(ObjectId object) {
    return makers.containsKey(owner(object));
  }

  /** What an object needs, as {@code pg_depend} says it. */
  Set<ObjectId> needsOf(ObjectId object) {
    return dependencies.getOrDefault(object, Set.of());
  }

  private ObjectId owner(ObjectId object) {
    ObjectId at = object;
    for (int i = 0; i < 8 && owners.get(at) instanceof ObjectId owner; i++) {
      at = owner;
    }
    return at;
  }

  /**
   * All statements in an order in which they can run. Where objects need one another in a circle,
   * the one that would come first by phase and name does.
   */
  List<String> sorted() {
    for (var dependency : dependencies.entrySet()) {
      Item item = makers.get(owner(dependency.getKey()));
      if (item != null) {
        item.needs.addAll(dependency.getValue());
      }
    }
    Map<Item, Set<Item>> waiting = new LinkedHashMap<>();
    Map<Item, List<Item>> followers = new HashMap<>();
    List<Item> items = new ArrayList<>(all);
    items.sort(ORDER);
    for (Item item : items) {
      Set<Item> before = new HashSet<>();
      for (ObjectId need : item.needs) {
        Item maker = makers.get(owner(need));
        if (maker != null && !maker.equals(item)) {
          before.add(maker);
        }
      }
      waiting.put(item, before);
      before.forEach(maker -> followers.computeIfAbsent(maker, m -> new ArrayList<>()).add(item));
    }
    List<String> sorted = new ArrayList<>();
    PriorityQueue<Item> ready = new PriorityQueue<>(ORDER);
    waiting.forEach((item, before) -> {
      if (before.isEmpty()) {
        ready.add(item);
      }
    });
    Set<Item> done = new HashSet<>();
    int next = 0;
    while (done.size() < items.size()) {
      Item item = ready.poll();
      if (item == null) {
        while (done.contains(items.get(next))) {
          next++;
        }
        item = items.get(next);
      }
      if (!done.add(item)) {
        continue;
      }
      sorted.add(item.sql);
      for (Item follower : followers.getOrDefault(item, List.of())) {
        Set<Item> before = waiting.getOrDefault(follower, Set.of());
        if (before.remove(item) && before.isEmpty()) {
          ready.add(follower);
        }
      }
    }
    return sorted;
  }
}
