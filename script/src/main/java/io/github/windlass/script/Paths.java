package io.github.windlass.script;

import io.github.windlass.script.Boundary.Exit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways that a run takes: under which unknown conditions it is, which early ends lie behind it,
 * and whether it is in a loop of unknown length.
 */
final class Paths {

  /** What happens on one way. */
  interface Arm {
    Completion run();
  }

  /** Where a run was, to go back to when something is thrown. */
  record Mark(int conditions, int boundaries, int journal, int repeats, int nesting, int depth) {}

  /** How often a loop of unknown length is tried until what it changes is unknown. */
  private static final int TRIES = 4;

  private static final Arm NOTHING =
      new Arm() {
        @Override
        public Completion run() {
          return Completion.NORMAL;
        }
      };

  /** A part of a condition as text. */
  private record Part(String text, boolean loose) {}

  private final Journal journal;
  private final Meter meter;
  private final Recorder recorder;

  /** Guards that hold now, and ends that have not happened, in the order in which they came. */
  private final List<Object> conditions = new ArrayList<>();

  private final List<Boundary> boundaries = new ArrayList<>();
  private int guards;
  private int repeats;
  private @Nullable String text;
  private boolean textIsMade = true;

  Paths(Journal journal, Meter meter, Recorder recorder) {
    this.journal = journal;
    this.meter = meter;
    this.recorder = recorder;
  }

  Mark mark() {
    return new Mark(
        conditions.size(),
        boundaries.size(),
        journal.depth(),
        repeats,
        meter.nesting(),
        meter.depth());
  }

  /** Goes back to where a value is caught that was thrown within. */
  void back(Mark mark) {
    journal.settle(mark.journal());
    while (boundaries.size() > mark.boundaries()) {
      forget(boundaries.remove(boundaries.size() - 1));
    }
    leave(mark.conditions(), true);
    repeats = mark.repeats();
    meter.back(mark.nesting(), mark.depth());
  }

  /** Whether it is unknown if, or how often, what happens now happens. */
  boolean isUncertain() {
    return guards + repeats > 0;
  }

  boolean repeats() {
    return repeats > 0;
  }

  /** How many unknown conditions and loops there are around. */
  int uncertainty() {
    return guards + repeats;
  }

  Boundary open(Boundary.Kind kind, List<String> labels, @Nullable Function function) {
    Boundary boundary =
        new Boundary(
            kind,
            labels,
            function,
            conditions.size(),
            journal.depth(),
            uncertainty(),
            recorder.size());
    boundaries.add(boundary);
    return boundary;
  }

  /** Ends the innermost construct: the ways meet that led out of it. */
  void close(Boundary boundary) {
    boundaries.remove(boundaries.size() - 1);
    journal.settle(boundary.journal);
    forget(boundary);
  }

  private void forget(Boundary boundary) {
    for (Exit exit : boundary.exits) {
      conditions.remove(exit);
      textIsMade = false;
    }
  }

  /** The constructs around, the outermost first. */
  List<Boundary> boundaries() {
    return boundaries;
  }

  /** Where a completion leads to; null: out of the run. */
  @Nullable Boundary target(Completion completion) {
    for (int i = boundaries.size() - 1; i >= 0; i--) {
      Boundary boundary = boundaries.get(i);
      if (boundary.ends(completion)) {
        return boundary;
      }
      if (boundary.kind == Boundary.Kind.FUNCTION && completion.kind() != Completion.Kind.THROW) {
        return null;
      }
    }
    return null;
  }

  /**
   * Says that a completion may have happened. What follows runs only if it has not.
   *
   * @return whether it leads to a place within the run; a throw that nothing catches does not: what
   *     follows in a migration that has failed is nobody's matter
   */
  private boolean exit(Guard guard, Completion completion) {
    Boundary target = target(completion);
    if (target == null) {
      return false;
    }
    List<Guard> path = new ArrayList<>();
    for (int i = target.conditions; i < conditions.size(); i++) {
      if (conditions.get(i) instanceof Guard outer) {
        path.add(outer);
      }
    }
    path.add(guard);
    Exit exit = new Exit(target, path, completion);
    target.exits.add(exit);
    conditions.add(exit);
    textIsMade = false;
    return true;
  }

  private void enter(Guard guard) {
    conditions.add(guard);
    guards++;
    textIsMade = false;
  }

  /** Takes away the guards from a point on, and perhaps keeps the ends. */
  private List<Exit> leave(int from, boolean keep) {
    List<Exit> exits = List.of();
    for (int i = from; i < conditions.size(); i++) {
      if (conditions.get(i) instanceof Exit exit) {
        if (exits.isEmpty()) {
          exits = new ArrayList<>();
        }
        exits.add(exit);
      } else {
        guards--;
      }
    }
    if (conditions.size() > from) {
      conditions.subList(from, conditions.size()).clear();
      textIsMade = false;
    }
    if (keep) {
      conditions.addAll(exits);
    }
    return exits;
  }

  /** Runs something, and gives what it throws as its completion. */
  Completion attempt(Arm arm) {
    Mark mark = mark();
    try {
      return arm.run();
    } catch (Thrown thrown) {
      back(mark);
      return Completion.throwing(thrown);
    }
  }

  /** Runs both ways from an unknown condition, and joins them. */
  Completion either(Guard guard, Arm yes, Arm no, Unknown unlike) {
    int start = conditions.size();
    int depth = journal.depth();
    journal.begin();
    enter(guard);
    Completion first = attempt(yes);
    journal.settle(depth + 1);
    Journal.Changes firstChanges = journal.undo();
    List<Exit> firstExits = leave(start, false);
    Guard opposite = guard.not();
    journal.begin();
    enter(opposite);
    Completion second = attempt(no);
    journal.settle(depth + 1);
    Journal.Changes secondChanges = journal.undo();
    List<Exit> secondExits = leave(start, false);
    conditions.addAll(firstExits);
    conditions.addAll(secondExits);
    if (first.isLike(second)) {
      journal.join(firstChanges, secondChanges, unlike);
      return result(
          new Completion(
              first.kind(),
              first.label(),
              Joins.join(first.value(), second.value(), unlike),
              first.place()));
    }
    boolean firstEnds =
        second.isNormal()
            || (!first.isNormal() && second.kind() != Completion.Kind.THROW)
            || first.kind() == Completion.Kind.THROW;
    if (exit(firstEnds ? guard : opposite, firstEnds ? first : second)) {
      journal.fork(firstEnds ? firstChanges : secondChanges, unlike);
    }
    journal.redo(firstEnds ? secondChanges : firstChanges);
    return result(firstEnds ? second : first);
  }

  private static Completion result(Completion completion) {
    Place place = completion.place();
    if (completion.kind() == Completion.Kind.THROW && place != null) {
      throw new Thrown(completion.value(), place);
    }
    return completion;
  }

  /** Runs something of which it is unknown whether it happens. */
  Completion perhaps(Guard guard, Arm arm, Unknown unlike) {
    return either(guard, arm, NOTHING, unlike);
  }

  /**
   * Runs something once that happens an unknown number of times. Whatever it changes is unknown
   * before, within and afterwards, unless it always changes to the same.
   *
   * @param some what holds if it happens at all
   * @param sure whether it happens at least once
   */
  Completion repeat(Arm turn, Guard some, boolean sure, Unknown unlike) {
    for (int tries = 1; ; tries++) {
      int start = conditions.size();
      int steps = recorder.size();
      int depth = journal.depth();
      journal.begin();
      repeats++;
      Completion completion = attempt(turn);
      repeats--;
      journal.settle(depth + 1);
      Journal.Changes changes = journal.undo();
      if (journal.widen(changes, unlike) && tries < TRIES) {
        discard(start, steps);
        continue;
      }
      if (completion.isNormal()) {
        return completion;
      }
      if (sure) {
        return result(completion);
      }
      exit(some, completion);
      return Completion.NORMAL;
    }
  }

  /** Takes back what was recorded and all ends since a point; the journal is undone already. */
  void discard(int start, int steps) {
    for (Exit exit : leave(start, false)) {
      exit.boundary().exits.remove(exit);
    }
    recorder.truncate(steps);
  }

  /** The number of conditions, for {@link #discard}. */
  int conditions() {
    return conditions.size();
  }

  /** Whether an early end may have happened since a point. */
  boolean hasExits(int start) {
    for (int i = start; i < conditions.size(); i++) {
      if (conditions.get(i) instanceof Exit) {
        return true;
      }
    }
    return false;
  }

  /** Takes away the ends since a point that lead further out: a finally runs in any case. */
  List<Exit> suspend(int start) {
    return leave(start, false);
  }

  void resume(List<Exit> exits) {
    conditions.addAll(exits);
    textIsMade = false;
  }

  /** The guard of all the ways that led to a boundary. */
  static Guard guard(Boundary boundary) {
    StringBuilder all = new StringBuilder();
    Guard only = null;
    for (Exit exit : boundary.exits) {
      if (!all.isEmpty()) {
        all.append(" || ");
      }
      only = boundary.exits.size() == 1 && exit.path().size() == 1 ? exit.path().get(0) : null;
      for (int i = 0; i < exit.path().size(); i++) {
        all.append(i == 0 ? "" : " && ").append(exit.path().get(i).beside());
      }
    }
    return only != null ? only : Guard.of(all.toString(), boundary.exits.size() > 1, null);
  }

  /** How a value decides that decided a condition around, or one that led out. */
  @SuppressWarnings("ReferenceEquality") // an equal value of another turn may be another
  Truth known(Unknown value) {
    for (Object condition : conditions) {
      if (condition instanceof Guard guard) {
        if (guard.value() == value) {
          return guard.positive() ? Truth.TRUE : Truth.FALSE;
        }
      } else if (condition instanceof Exit exit) {
        List<Guard> left = left(exit);
        if (left.size() == 1 && left.get(0).value() == value) {
          return left.get(0).positive() ? Truth.FALSE : Truth.TRUE;
        }
      }
    }
    return Truth.UNKNOWN;
  }

  /** The guards of an end that do not hold now anyway. */
  private List<Guard> left(Exit exit) {
    List<Guard> left = new ArrayList<>(exit.path().size());
    for (Guard guard : exit.path()) {
      if (!holds(guard)) {
        left.add(guard);
      }
    }
    return left;
  }

  @SuppressWarnings("ReferenceEquality") // the very guard
  private boolean holds(Guard guard) {
    for (Object condition : conditions) {
      if (condition == guard) {
        return true;
      }
    }
    return false;
  }

  /** Under which condition the run is now, as text; null: under none. */
  @Nullable String condition() {
    if (!textIsMade) {
      text = makeText();
      textIsMade = true;
    }
    return text;
  }

  private @Nullable String makeText() {
    List<Part> parts = new ArrayList<>();
    for (Object condition : conditions) {
      Part part = null;
      if (condition instanceof Guard guard) {
        part = new Part(guard.text(), guard.loose());
      } else if (condition instanceof Exit exit) {
        List<Guard> left = left(exit);
        if (left.size() == 1) {
          Guard opposite = left.get(0).not();
          part = new Part(opposite.text(), opposite.loose());
        } else if (!left.isEmpty()) {
          StringBuilder all = new StringBuilder("!(");
          for (int i = 0; i < left.size(); i++) {
            all.append(i == 0 ? "" : " && ").append(left.get(i).beside());
          }
          part = new Part(all.append(')').toString(), false);
        }
      }
      if (part != null && !parts.contains(part)) {
        parts.add(part);
      }
    }
    if (parts.isEmpty()) {
      return null;
    }
    if (parts.size() == 1) {
      return parts.get(0).text();
    }
    StringBuilder all = new StringBuilder();
    for (Part part : parts) {
      all.append(all.isEmpty() ? "" : " && ");
      all.append(part.loose() ? "(" + part.text() + ")" : part.text());
    }
    meter.spend(all.length() >> 4);
    return all.toString();
  }
}
