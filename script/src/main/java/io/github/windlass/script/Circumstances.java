package io.github.windlass.script;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Under which conditions a run is now, in the order in which they came; and their text. */
final class Circumstances {

  /** So many ends that depend on ends are written out at most. */
  private static final int DEPTH = 12;

  /** A part of a condition as text. */
  private record Part(String text, boolean loose) {

    String beside() {
      return loose ? "(" + text + ")" : text;
    }
  }

  private final Meter meter;
  private final List<Circumstance> all = new ArrayList<>();
  private final Set<Circumstance> present = Collections.newSetFromMap(new IdentityHashMap<>());

  /** By how many circumstances each value is decided. */
  private final Map<Unknown, Integer> deciding = new IdentityHashMap<>();

  private int guards;
  private @Nullable String text;
  private boolean textIsMade = true;

  Circumstances(Meter meter) {
    this.meter = meter;
  }

  int size() {
    return all.size();
  }

  /** The number of guards. */
  int guards() {
    return guards;
  }

  void add(Circumstance circumstance) {
    all.add(circumstance);
    present.add(circumstance);
    guards += circumstance instanceof Guard ? 1 : 0;
    count(circumstance, 1);
    textIsMade = false;
  }

  void addAll(List<Exit> exits) {
    for (Exit exit : exits) {
      add(exit);
    }
  }

  private void removed(Circumstance circumstance) {
    present.remove(circumstance);
    guards -= circumstance instanceof Guard ? 1 : 0;
    count(circumstance, -1);
    textIsMade = false;
  }

  /** Takes away all from a point on, and gives the ends among them. */
  List<Exit> leave(int from) {
    List<Exit> exits = List.of();
    for (int i = from; i < all.size(); i++) {
      Circumstance circumstance = all.get(i);
      removed(circumstance);
      if (circumstance instanceof Exit exit) {
        if (exits.isEmpty()) {
          exits = new ArrayList<>();
        }
        exits.add(exit);
      }
    }
    if (all.size() > from) {
      all.subList(from, all.size()).clear();
    }
    return exits;
  }

  /** Takes away the ends that lead to a construct. */
  void forget(Boundary boundary) {
    int kept = Math.min(boundary.conditions, all.size());
    for (int i = kept; i < all.size(); i++) {
      Circumstance circumstance = all.get(i);
      if (circumstance instanceof Exit exit && exit.boundary() == boundary) {
        removed(exit);
      } else {
        all.set(kept++, circumstance);
      }
    }
    all.subList(kept, all.size()).clear();
  }

  /** Whether an early end may have happened since a point. */
  boolean hasExits(int from) {
    for (int i = from; i < all.size(); i++) {
      if (all.get(i) instanceof Exit) {
        return true;
      }
    }
    return false;
  }

  /**
   * Under which circumstances a run is within a construct: what does not lead to its end, which is
   * where those that do are of no matter any more.
   */
  List<Circumstance> within(Boundary boundary) {
    List<Circumstance> within = new ArrayList<>();
    for (int i = boundary.conditions; i < all.size(); i++) {
      Circumstance circumstance = all.get(i);
      if (!(circumstance instanceof Exit exit && exit.boundary() == boundary)) {
        within.add(circumstance);
      }
    }
    meter.spend(within.size() >> 2);
    return within;
  }

  /** Notes by how many circumstances a value is decided. */
  private void count(Circumstance circumstance, int by) {
    if (circumstance instanceof Exit exit) {
      for (Circumstance part : exit.path()) {
        if (part instanceof Guard guard) {
          count(guard, by);
        }
      }
    } else {
      count((Guard) circumstance, by);
    }
  }

  private void count(Guard guard, int by) {
    Unknown value = guard.value();
    if (value != null) {
      int now = deciding.getOrDefault(value, 0) + by;
      if (now == 0) {
        deciding.remove(value);
      } else {
        deciding.put(value, now);
      }
    }
  }

  /** Whether a guard holds now; unknown where that depends. */
  Truth truth(Guard guard) {
    if (all.isEmpty()) {
      return Truth.UNKNOWN;
    }
    if (present.contains(guard)) {
      return Truth.TRUE;
    }
    if (present.contains(guard.not())) {
      return Truth.FALSE;
    }
    Unknown value = guard.value();
    Truth known = value == null ? Truth.UNKNOWN : truth(value);
    if (known == Truth.UNKNOWN || guard.positive()) {
      return known;
    }
    return known == Truth.TRUE ? Truth.FALSE : Truth.TRUE;
  }

  /** How a value decides that decided a condition around, or one that led out. */
  @SuppressWarnings("ReferenceEquality") // an equal value of another turn may be another
  Truth truth(Unknown value) {
    if (!deciding.containsKey(value)) {
      return Truth.UNKNOWN;
    }
    for (Circumstance circumstance : all) {
      if (circumstance instanceof Guard guard) {
        if (guard.value() == value) {
          return Truth.of(guard.positive());
        }
      } else if (circumstance instanceof Exit exit) {
        List<Circumstance> left = left(exit, 0);
        if (left != null
            && left.size() == 1
            && left.get(0) instanceof Guard guard
            && guard.value() == value) {
          return Truth.of(!guard.positive());
        }
      }
    }
    return Truth.UNKNOWN;
  }

  /**
   * On what an end depends that does not hold now anyway; null: it cannot have happened now. Empty:
   * it has.
   */
  private @Nullable List<Circumstance> left(Exit exit, int depth) {
    List<Circumstance> left = new ArrayList<>(exit.path().size());
    meter.spend(1 + (exit.path().size() >> 2));
    for (Circumstance circumstance : exit.path()) {
      if (present.contains(circumstance)) {
        continue;
      }
      if (circumstance instanceof Guard guard) {
        if (present.contains(guard.not())) {
          return null;
        }
      } else if (circumstance instanceof Exit earlier && depth < DEPTH) {
        List<Circumstance> ofEarlier = left(earlier, depth + 1);
        if (ofEarlier == null) {
          continue;
        }
        if (ofEarlier.isEmpty()) {
          return null;
        }
      }
      left.add(circumstance);
    }
    return left;
  }

  /** All as text; null: there are none. */
  @Nullable String text() {
    if (!textIsMade) {
      Set<Part> parts = new LinkedHashSet<>();
      for (Circumstance circumstance : all) {
        add(circumstance, parts, 0);
      }
      text = parts.isEmpty() ? null : all(parts).text();
      textIsMade = true;
    }
    return text;
  }

  /** The text of a path. */
  String text(List<Circumstance> path) {
    Set<Part> parts = new LinkedHashSet<>();
    for (Circumstance circumstance : path) {
      add(circumstance, parts, 0);
    }
    return all(parts).text();
  }

  private Part all(Set<Part> parts) {
    if (parts.size() == 1) {
      return parts.iterator().next();
    }
    StringBuilder together = new StringBuilder();
    for (Part part : parts) {
      together.append(together.isEmpty() ? "" : " && ").append(part.beside());
    }
    meter.spend(parts.size() + (together.length() >> 3));
    return new Part(together.toString(), false);
  }

  private void add(Circumstance circumstance, Set<Part> parts, int depth) {
    if (circumstance instanceof Guard guard) {
      parts.add(new Part(guard.text(), guard.loose()));
    } else if (circumstance instanceof Exit exit && depth < DEPTH) {
      List<Circumstance> left = left(exit, depth);
      if (left == null) {
        return;
      }
      if (left.size() == 1 && left.get(0) instanceof Guard guard) {
        add(guard.not(), parts, depth);
        return;
      }
      Set<Part> happened = new LinkedHashSet<>();
      for (Circumstance part : left) {
        add(part, happened, depth + 1);
      }
      if (!happened.isEmpty()) {
        parts.add(new Part("!(" + all(happened).text() + ")", false));
      }
    }
  }
}
