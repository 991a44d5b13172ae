package io.github.windlass.script;

import io.github.windlass.extractor.Step.GapCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ways that a run takes: under which unknown conditions it is, which early ends lie behind it,
 * and whether it is in a loop of unknown length.
 */
final class Paths {

  /** So many comparisons tell of a guard, the last ones: each is looked at again and again. */
  private static final int COMPARISONS = 64;

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

  private final Run run;
  private final Journal journal;
  private final Meter meter;
  private final Recorder recorder;

  private final Circumstances circumstances;
  private final List<Boundary> boundaries = new ArrayList<>();

  /** What the script threw itself; all else that is thrown are errors that it did not mean. */
  private final Set<Value> meant = Collections.newSetFromMap(new IdentityHashMap<>());

  private final Split.Choices choices = new Split.Choices();

  /** The results of comparisons that depend on a guard. */
  private final Map<Guard, List<Unknown>> comparisons = new IdentityHashMap<>();

  private int repeats;
  private int risks;

  Paths(Run run, Journal journal, Meter meter, Recorder recorder) {
    this.run = run;
    this.journal = journal;
    this.meter = meter;
    this.recorder = recorder;
    this.circumstances = new Circumstances(meter);
  }

  Mark mark() {
    return new Mark(
        circumstances.size(),
        boundaries.size(),
        journal.depth(),
        repeats,
        meter.nesting(),
        meter.depth());
  }

  /** Goes back to where a value is caught that was thrown within. */
  void back(Mark mark) {
    journal.flatten(mark.journal());
    while (boundaries.size() > mark.boundaries()) {
      circumstances.forget(boundaries.remove(boundaries.size() - 1));
    }
    circumstances.addAll(circumstances.leave(mark.conditions()));
    repeats = mark.repeats();
    meter.back(mark.nesting(), mark.depth());
  }

  boolean repeats() {
    return repeats > 0;
  }

  /**
   * How often something was met that may fail where the migration runs, though it does not fail
   * here. Where this does not grow in a try, nothing but a throw leads to its handler.
   */
  int risks() {
    return risks;
  }

  /** Says that something may fail where the migration runs. */
  void risk() {
    risks++;
  }

  /** Says that a value is used: what a host object does, or what is unknown, may fail. */
  void use(Value value) {
    if (value instanceof HostObject
        || value instanceof Unknown
        || (value instanceof Text text && !text.isKnown())
        || (value instanceof ListValue list && list.uncertain() != null)) {
      risks++;
    }
  }

  /** How many unknown conditions and loops there are around. */
  int uncertainty() {
    return circumstances.guards() + repeats;
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
            circumstances.size(),
            journal.depth(),
            uncertainty(),
            recorder.size());
    boundaries.add(boundary);
    return boundary;
  }

  /**
   * Runs a construct that early ends may lead out of. Where some may have, the ways meet again at
   * its end.
   *
   * @return how it ends: normally, if by an end that leads just here; with the value that was
   *     returned
   */
  Completion within(Boundary boundary, Arm body) {
    Mark mark = mark();
    Completion completion;
    try {
      completion = body.run();
    } catch (Thrown thrown) {
      note(thrown);
      back(mark);
      completion = Completion.throwing(thrown);
      if (boundary.exits.isEmpty() && !boundary.ends(completion)) {
        close(boundary);
        throw thrown;
      }
    }
    boolean arrives = completion.isNormal() || boundary.ends(completion);
    if (boundary.exits.isEmpty()) {
      close(boundary);
      return arrives ? Completion.of(completion.value()) : completion;
    }
    return meet(boundary, completion, arrives);
  }

  private Completion meet(Boundary boundary, Completion completion, boolean arrives) {
    Meeting meeting = meet(boundary);
    Value value = Value.Nothing.UNDEFINED;
    boolean has = arrives;
    if (arrives) {
      value = completion.value();
    }
    Guard early = guard(boundary);
    Unknown unlike = unlike(boundary);
    for (int i = boundary.exits.size() - 1; i >= 0; i--) {
      Exit exit = boundary.exits.get(i);
      Value given = exit.completion().value();
      value = has ? join(given, value, guard(exit), unlike) : given;
      has = true;
    }
    Journal.Changes changes = meeting.ended();
    boolean leads = !arrives && exit(null, completion);
    Exit further = leads ? lastExit(completion) : null;
    close(boundary);
    List<Journal.Alternative> others = new ArrayList<>(meeting.others());
    if (arrives) {
      Split split = new Split(unlike, early, choices);
      changes = journal.joined(changes, meeting.last(), split);
    } else if (further != null) {
      others.add(new Journal.Alternative(further, meeting.last()));
    }
    journal.redo(new Journal.Ways(changes, others));
    return Completion.of(value);
  }

  private @Nullable Exit lastExit(Completion completion) {
    Boundary target = target(completion);
    return target == null ? null : target.exits.get(target.exits.size() - 1);
  }

  /**
   * The ways at the end of a construct, undone.
   *
   * @param ended what is common to those that led here early
   * @param last the one that did not
   * @param others those that lead further out
   */
  record Meeting(Journal.Changes ended, Journal.Changes last, List<Journal.Alternative> others) {}

  /** Undoes the ways through a construct from where the first of them ended early. */
  Meeting meet(Boundary boundary) {
    Journal.Ways ways = journal.undo(boundary.journal);
    List<Journal.Alternative> others = new ArrayList<>();
    Journal.Changes ended = null;
    for (int i = ways.ended().size() - 1; i >= 0; i--) {
      Journal.Alternative alternative = ways.ended().get(i);
      if (alternative.exit().boundary() != boundary) {
        others.add(0, alternative);
      } else if (ended == null) {
        ended = alternative.changes();
      } else {
        Split split = new Split(unlike(boundary), guard(alternative.exit()), choices);
        ended = journal.joined(alternative.changes(), ended, split);
      }
    }
    return new Meeting(ended == null ? Journal.Changes.NONE : ended, ways.last(), others);
  }

  /** What differs after a construct. */
  Unknown unlike(Boundary boundary) {
    Guard guard = guard(boundary);
    Place place = meter.place();
    if (place == null) {
      throw new IllegalStateException("nothing runs");
    }
    return Run.unlike(guard, place);
  }

  /** Ends the innermost construct. */
  void close(Boundary boundary) {
    boundaries.remove(boundaries.size() - 1);
    if (!boundary.exits.isEmpty()) {
      circumstances.forget(boundary);
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
      if (boundary.kind == Boundary.Kind.FUNCTION
          && completion.kind() != Completion.Kind.THROW
          && completion.kind() != Completion.Kind.LEAVE) {
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
  private boolean exit(@Nullable Guard guard, Completion completion) {
    Boundary target = target(completion);
    if (target == null) {
      unmeant(completion);
      return false;
    }
    List<Circumstance> path = circumstances.within(target);
    if (guard != null) {
      path.add(guard);
    }
    Exit exit = new Exit(target, path, completion);
    target.exits.add(exit);
    circumstances.add(exit);
    return true;
  }

  /** An error that the script did not mean may be one that only we see: what it hides is a gap. */
  void unmeant(Completion completion) {
    Place place = completion.place();
    if (completion.kind() == Completion.Kind.THROW
        && place != null
        && !meant.contains(completion.value())) {
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

  /** Runs something, and gives what it throws as its completion. */
  Completion attempt(Arm arm) {
    Mark mark = mark();
    try {
      return arm.run();
    } catch (Thrown thrown) {
      note(thrown);
      back(mark);
      return Completion.throwing(thrown);
    }
  }

  /** Runs both ways from an unknown condition, and joins them. */
  Completion either(Guard guard, Arm yes, Arm no, Unknown unlike) {
    Truth known = circumstances.truth(guard);
    if (known != Truth.UNKNOWN) {
      return known == Truth.TRUE ? yes.run() : no.run();
    }
    meter.enter(Meter.WAYS);
    Way first = way(guard, yes);
    Way second = way(guard.not(), no);
    meter.leave(Meter.WAYS);
    Completion one = first.completion();
    Completion other = second.completion();
    Split split = new Split(unlike, guard, choices);
    List<Journal.Alternative> ended = new ArrayList<>(first.ways().ended());
    if (one.isLike(other)) {
      circumstances.addAll(first.exits());
      circumstances.addAll(second.exits());
      ended.addAll(second.ways().ended());
      Journal.Changes both = journal.joined(first.ways().last(), second.ways().last(), split);
      journal.redo(new Journal.Ways(both, ended));
      Value value = Joins.join(one.value(), other.value(), split);
      return result(new Completion(one.kind(), one.label(), value, one.place()));
    }
    boolean firstEnds =
        other.isNormal()
            || (!one.isNormal() && other.kind() != Completion.Kind.THROW)
            || one.kind() == Completion.Kind.THROW;
    Way ends = firstEnds ? first : second;
    Way goesOn = firstEnds ? second : first;
    circumstances.addAll(ends.exits());
    Guard leads = firstEnds ? guard : guard.not();
    boolean exits = exit(leads, ends.completion());
    circumstances.addAll(goesOn.exits());
    ended.addAll(second.ways().ended());
    Exit exit = exits ? lastExit(ends.completion()) : null;
    if (exit != null) {
      ended.add(new Journal.Alternative(exit, ends.ways().last()));
    }
    journal.redo(new Journal.Ways(goesOn.ways().last(), ended));
    return result(goesOn.completion());
  }

  /**
   * A way that was gone and undone.
   *
   * @param exits the early ends on it, which are no conditions now
   */
  private record Way(Completion completion, Journal.Ways ways, List<Exit> exits) {}

  private Way way(Guard guard, Arm arm) {
    int start = circumstances.size();
    int depth = journal.depth();
    journal.begin();
    circumstances.add(guard);
    Completion completion = attempt(arm);
    Journal.Ways ways = journal.undo(depth);
    return new Way(completion, ways, circumstances.leave(start));
  }

  private static Completion result(Completion completion) {
    Place place = completion.place();
    if (completion.kind() == Completion.Kind.THROW && place != null) {
      throw new Thrown(completion.value(), place);
    }
    return completion;
  }

  /** The value of an expression one of whose ways was gone, or the early end of both. */
  Value value(Completion completion, Place place) {
    if (!completion.isNormal()) {
      throw Thrown.of(completion, place);
    }
    return completion.value();
  }

  /** Runs something of which it is unknown whether it happens. */
  Completion perhaps(Guard guard, Arm arm, Unknown unlike) {
    return either(guard, arm, NOTHING, unlike);
  }

  /** How a value decides that decided a condition around, or one that led out. */
  Truth truth(Unknown value) {
    return circumstances.truth(value);
  }

  /** Whether a guard holds here. */
  Truth truth(Guard guard) {
    return circumstances.truth(guard);
  }

  /** What an unknown value may be, where that is known; null: anything. */
  Split.@Nullable Choice choice(Value value) {
    return choices.of(value);
  }

  /**
   * The value that one of two known ones must be here: the condition on which it depends is
   * decided, or it counts as true here, and the other does not.
   */
  Value settled(Value value) {
    Value settled = value;
    while (settled instanceof Unknown unknown) {
      Split.Choice choice = choices.of(unknown);
      if (choice == null) {
        break;
      }
      Truth first = circumstances.truth(choice.guard());
      if (first == Truth.UNKNOWN) {
        Truth whole = circumstances.truth(unknown);
        if (whole != Truth.UNKNOWN) {
          first = first(choice, whole);
        }
      }
      if (first == Truth.UNKNOWN) {
        first = byComparison(choice.guard());
      }
      if (first == Truth.UNKNOWN) {
        break;
      }
      settled = first == Truth.TRUE ? choice.one() : choice.other();
    }
    return settled;
  }

  /** What two values that depend on a guard give in a comparison, which may tell of the guard. */
  Value compared(Value one, Value other, Guard guard, Unknown unlike) {
    Value value = join(one, other, guard, unlike);
    if (value instanceof Unknown unknown && choices.of(unknown) != null) {
      List<Unknown> known = comparisons.computeIfAbsent(guard, g -> new ArrayList<>());
      if (known.size() == COMPARISONS) {
        known.removeFirst();
      }
      known.add(unknown);
    }
    return value;
  }

  /** Whether a guard holds, as a comparison tells whose result is known here. */
  private Truth byComparison(Guard guard) {
    for (Unknown comparison : comparisons.getOrDefault(guard, List.of())) {
      Truth whole = circumstances.truth(comparison);
      Split.Choice choice = whole == Truth.UNKNOWN ? null : choices.of(comparison);
      Truth first = choice == null ? Truth.UNKNOWN : first(choice, whole);
      if (first != Truth.UNKNOWN) {
        return first;
      }
    }
    return Truth.UNKNOWN;
  }

  /** Whether the first of two values is meant, where it is known how that counts. */
  private Truth first(Split.Choice choice, Truth whole) {
    Truth one = run.language().truth(choice.one());
    if (one != Truth.UNKNOWN && one != whole) {
      return Truth.FALSE;
    }
    Truth other = run.language().truth(choice.other());
    return other != Truth.UNKNOWN && other != whole ? Truth.TRUE : Truth.UNKNOWN;
  }

  /** The value that both are, or an unknown one. */
  Value join(Value one, Value other, @Nullable Guard first, Unknown unlike) {
    return Joins.join(one, other, new Split(unlike, first, choices));
  }

  /** What is common to two ways that began here and were undone. */
  Journal.Changes joined(Journal.Changes one, Journal.Changes other, Unknown unlike) {
    return journal.joined(one, other, new Split(unlike, null, choices));
  }

  private void note(Thrown thrown) {
    if (thrown.isMeant()) {
      meant.add(thrown.value());
    }
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
      int start = circumstances.size();
      int steps = recorder.size();
      int depth = journal.depth();
      journal.begin();
      repeats++;
      Completion completion = attempt(turn);
      repeats--;
      Journal.Ways ways = journal.undo(depth);
      if (completion.isNormal() && journal.widen(ways.last(), split) && tries < TRIES) {
        discard(start, steps);
        continue;
      }
      meter.leave(Meter.WAYS);
      List<Journal.Alternative> ended = new ArrayList<>(ways.ended());
      if (!completion.isNormal() && sure) {
        journal.redo(ways);
        return result(completion);
      }
      if (!completion.isNormal() && exit(some, completion)) {
        Exit exit = lastExit(completion);
        if (exit != null) {
          ended.add(new Journal.Alternative(exit, ways.last()));
        }
      }
      journal.redo(new Journal.Ways(Journal.Changes.NONE, ended));
      return completion.isNormal() ? completion : Completion.NORMAL;
    }
  }

  /** Takes back what was recorded and all ends since a point; the journal is undone already. */
  void discard(int start, int steps) {
    drop(circumstances.leave(start));
    recorder.truncate(steps);
  }

  /** The number of circumstances, for {@link #discard}. */
  int circumstances() {
    return circumstances.size();
  }

  /** Whether an early end may have happened since a point. */
  boolean hasExits(int start) {
    return circumstances.hasExits(start);
  }

  /**
   * Takes away the ends since a point: a finally runs in any case, and a handler where the body did
   * not get so far.
   */
  List<Exit> suspend(int start) {
    return circumstances.leave(start);
  }

  /** Says that ends did not happen after all. */
  void drop(List<Exit> exits) {
    for (Exit exit : exits) {
      exit.boundary().exits.remove(exit);
    }
  }

  void resume(List<Exit> exits) {
    circumstances.addAll(exits);
  }

  /** The guard of all the ways that led to a boundary. */
  Guard guard(Boundary boundary) {
    if (boundary.exits.size() == 1) {
      return guard(boundary.exits.get(0));
    }
    StringBuilder all = new StringBuilder();
    for (Exit exit : boundary.exits) {
      all.append(all.isEmpty() ? "" : " || ").append(circumstances.text(exit.path()));
    }
    return Guard.of(all.toString(), boundary.exits.size() > 1, null);
  }

  /** The guard of one way that led out. */
  private Guard guard(Exit exit) {
    return exit.path().size() == 1 && exit.path().get(0) instanceof Guard guard
        ? guard
        : Guard.of(circumstances.text(exit.path()), false, null);
  }

  /** Under which condition the run is now, as text; null: under none. */
  @Nullable String condition() {
    return circumstances.text();
  }
}
