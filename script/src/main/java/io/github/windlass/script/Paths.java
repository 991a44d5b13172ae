package io.github.windlass.script;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.script.Boundary.Exit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private final Run run;
  private final Journal journal;
  private final Meter meter;
  private final Recorder recorder;

  /** Guards that hold now, and ends that have not happened, in the order in which they came. */
  private final List<Object> conditions = new ArrayList<>();

  private final List<Boundary> boundaries = new ArrayList<>();

  /** The guards among the conditions. */
  private final Set<Guard> active = Collections.newSetFromMap(new IdentityHashMap<>());

  /** By how many conditions each value is decided. */
  private final Map<Unknown, Integer> deciding = new IdentityHashMap<>();

  /** What the script threw itself; all else that is thrown are errors that it did not mean. */
  private final Set<Value> meant = Collections.newSetFromMap(new IdentityHashMap<>());

  private final Split.Choices choices = new Split.Choices();
  private int repeats;
  private @Nullable String text;
  private boolean textIsMade = true;

  Paths(Run run, Journal journal, Meter meter, Recorder recorder) {
    this.run = run;
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
    addAll(leave(mark.conditions()));
    repeats = mark.repeats();
    meter.back(mark.nesting(), mark.depth());
  }

  /** Whether it is unknown if, or how often, what happens now happens. */
  boolean isUncertain() {
    return active.size() + repeats > 0;
  }

  boolean repeats() {
    return repeats > 0;
  }

  /** How many unknown conditions and loops there are around. */
  int uncertainty() {
    return active.size() + repeats;
  }

  /** Begins a construct. */
  Boundary open(Boundary.Kind kind, List<String> labels) {
    return open(kind, labels, null, List.of());
  }

  /** Begins a call. */
  Boundary open(Function function, List<Value> arguments) {
    return open(Boundary.Kind.FUNCTION, List.of(), function, arguments);
  }

  private Boundary open(
      Boundary.Kind kind, List<String> labels, @Nullable Function function, List<Value> arguments) {
    Boundary boundary =
        new Boundary(
            kind,
            labels,
            function,
            arguments,
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
    if (boundary.exits.isEmpty()) {
      return;
    }
    int kept = boundary.conditions;
    for (int i = kept; i < conditions.size(); i++) {
      Object condition = conditions.get(i);
      if (condition instanceof Exit exit && exit.boundary() == boundary) {
        removed(exit);
      } else {
        conditions.set(kept++, condition);
      }
    }
    conditions.subList(kept, conditions.size()).clear();
    textIsMade = false;
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
      unmeant(completion);
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
    add(exit);
    return true;
  }

  /** An error that the script did not mean may be one that only we see: what it hides is a gap. */
  private void unmeant(Completion completion) {
    Place place = completion.place();
    if (place != null && !meant.contains(completion.value())) {
      recorder.gap(
          GapCode.DYNAMIC,
          "fails here, it seems: " + describe(completion.value(), place),
          place.origin());
    }
  }

  private String describe(Value value, Place place) {
    Text text = value instanceof Text given ? given : run.language().text(value, run, place);
    return Run.shortened(text.text());
  }

  private void enter(Guard guard) {
    conditions.add(guard);
    active.add(guard);
    count(guard, 1);
    textIsMade = false;
  }

  private void add(Exit exit) {
    conditions.add(exit);
    for (Guard guard : exit.path()) {
      count(guard, 1);
    }
    textIsMade = false;
  }

  private void removed(Exit exit) {
    for (Guard guard : exit.path()) {
      count(guard, -1);
    }
  }

  /** Notes by how many conditions a value is decided. */
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

  /** Takes away all conditions from a point on, and gives the ends among them. */
  private List<Exit> leave(int from) {
    List<Exit> exits = List.of();
    for (int i = from; i < conditions.size(); i++) {
      Object condition = conditions.get(i);
      if (condition instanceof Exit exit) {
        if (exits.isEmpty()) {
          exits = new ArrayList<>();
        }
        exits.add(exit);
        removed(exit);
      } else if (condition instanceof Guard guard) {
        active.remove(guard);
        count(guard, -1);
      }
    }
    if (conditions.size() > from) {
      conditions.subList(from, conditions.size()).clear();
      textIsMade = false;
    }
    return exits;
  }

  private void addAll(List<Exit> exits) {
    for (Exit exit : exits) {
      add(exit);
    }
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
    Truth known = truth(guard);
    if (known != Truth.UNKNOWN) {
      return known == Truth.TRUE ? yes.run() : no.run();
    }
    meter.enter(Meter.WAYS);
    Way first = way(guard, yes);
    Way second = way(guard.not(), no);
    meter.leave(Meter.WAYS);
    addAll(first.exits());
    addAll(second.exits());
    Completion one = first.completion();
    Completion other = second.completion();
    Split split = new Split(unlike, guard, choices);
    if (one.isLike(other)) {
      journal.join(first.changes(), second.changes(), split);
      Value value = Joins.join(one.value(), other.value(), split);
      return result(new Completion(one.kind(), one.label(), value, one.place()));
    }
    boolean firstEnds =
        other.isNormal()
            || (!one.isNormal() && other.kind() != Completion.Kind.THROW)
            || one.kind() == Completion.Kind.THROW;
    Way ends = firstEnds ? first : second;
    if (exit(firstEnds ? guard : guard.not(), ends.completion())) {
      journal.fork(ends.changes(), firstEnds ? split : new Split(unlike, guard.not(), choices));
    }
    journal.redo(firstEnds ? second.changes() : first.changes());
    return result(firstEnds ? other : one);
  }

  /**
   * A way that was gone and undone.
   *
   * @param exits the early ends on it, which are no conditions now
   */
  private record Way(Completion completion, Journal.Changes changes, List<Exit> exits) {}

  private Way way(Guard guard, Arm arm) {
    int start = conditions.size();
    int depth = journal.depth();
    journal.begin();
    enter(guard);
    Completion completion = attempt(arm);
    journal.settle(depth + 1);
    Journal.Changes changes = journal.undo();
    return new Way(completion, changes, leave(start));
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

  /** Whether a guard holds now; unknown where that depends. */
  Truth truth(Guard guard) {
    if (conditions.isEmpty()) {
      return Truth.UNKNOWN;
    }
    if (active.contains(guard)) {
      return Truth.TRUE;
    }
    if (active.contains(guard.not())) {
      return Truth.FALSE;
    }
    Unknown value = guard.value();
    Truth known = value == null ? Truth.UNKNOWN : known(value);
    if (known == Truth.UNKNOWN || guard.positive()) {
      return known;
    }
    return known == Truth.TRUE ? Truth.FALSE : Truth.TRUE;
  }

  /** What an unknown value may be, where that is known; null: anything. */
  Split.@Nullable Choice choice(Value value) {
    return choices.of(value);
  }

  /** The value that both are, or an unknown one. */
  Value join(Value one, Value other, @Nullable Guard first, Unknown unlike) {
    return Joins.join(one, other, new Split(unlike, first, choices));
  }

  /** Says that the script throws a value itself. */
  void throwing(Value value) {
    meant.add(value);
  }

  /**
   * Runs something once that happens an unknown number of times. Whatever it changes is unknown
   * before, within and afterwards, unless it always changes to the same.
   *
   * @param some what holds if it happens at all
   * @param sure whether it happens at least once
   */
  Completion repeat(Arm turn, Guard some, boolean sure, Unknown unlike) {
    Split split = new Split(unlike, null, choices);
    meter.enter(Meter.WAYS);
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
      if (journal.widen(changes, split) && tries < TRIES) {
        discard(start, steps);
        continue;
      }
      meter.leave(Meter.WAYS);
      if (completion.isNormal() || sure) {
        return result(completion);
      }
      exit(some, completion);
      return Completion.NORMAL;
    }
  }

  /** Takes back what was recorded and all ends since a point; the journal is undone already. */
  void discard(int start, int steps) {
    for (Exit exit : leave(start)) {
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
    return leave(start);
  }

  void resume(List<Exit> exits) {
    addAll(exits);
  }

  /** The guard of all the ways that led to a boundary. */
  static Guard guard(Boundary boundary) {
    StringBuilder all = new StringBuilder();
    Guard only = boundary.exits.size() == 1 ? guard(boundary.exits.get(0)) : null;
    if (only != null) {
      return only;
    }
    for (Exit exit : boundary.exits) {
      if (!all.isEmpty()) {
        all.append(" || ");
      }
      for (int i = 0; i < exit.path().size(); i++) {
        all.append(i == 0 ? "" : " && ").append(exit.path().get(i).beside());
      }
    }
    return Guard.of(all.toString(), boundary.exits.size() > 1, null);
  }

  /** The guard of one way that led out; null: it is more than one. */
  static @Nullable Guard guard(Exit exit) {
    return exit.path().size() == 1 ? exit.path().get(0) : null;
  }

  /** How a value decides that decided a condition around, or one that led out. */
  @SuppressWarnings("ReferenceEquality") // an equal value of another turn may be another
  Truth known(Unknown value) {
    if (!deciding.containsKey(value)) {
      return Truth.UNKNOWN;
    }
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
      if (!active.contains(guard)) {
        left.add(guard);
      }
    }
    return left;
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
    Set<Part> parts = new LinkedHashSet<>();
    meter.spend(conditions.size());
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
      if (part != null) {
        parts.add(part);
      }
    }
    if (parts.isEmpty()) {
      return null;
    }
    if (parts.size() == 1) {
      return parts.iterator().next().text();
    }
    StringBuilder all = new StringBuilder();
    for (Part part : parts) {
      all.append(all.isEmpty() ? "" : " && ");
      all.append(part.loose() ? "(" + part.text() + ")" : part.text());
    }
    meter.spend(all.length() >> 3);
    return all.toString();
  }
}
