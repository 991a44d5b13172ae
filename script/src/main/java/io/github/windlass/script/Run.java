package io.github.windlass.script;

import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.Step.GapCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run: its state, and its face to host objects, languages and extractors. */
final class Run extends Interpreter {

  /** So many characters of a source are in a reason at most. */
  private static final int REASON = 77;

  /** On so many conditions the items of a list may depend for all its ways to be taken. */
  private static final int WAYS = 3;

  private final Language language;
  private final Modules modules;
  private final Project project;
  final Meter meter;
  final Journal journal;
  final Recorder recorder;
  final Paths paths;
  final Members members;
  final Calls calls;
  final Classes classes;
  final Patterns patterns;
  final Literals literals;
  final Expressions expressions;
  final Statements statements;
  private boolean running;

  Run(Language language, Modules modules, Project project, Limits limits) {
    this.language = language;
    this.modules = modules;
    this.project = project;
    meter = new Meter(limits);
    journal = new Journal(meter);
    recorder = new Recorder(meter);
    paths = new Paths(this, journal, meter, recorder);
    members = new Members(this);
    calls = new Calls(this);
    classes = new Classes(this);
    patterns = new Patterns(this);
    literals = new Literals(this);
    expressions = new Expressions(this);
    statements = new Statements(this);
  }

  @Override
  public Project project() {
    return project;
  }

  @Override
  public Language language() {
    return language;
  }

  @Override
  public boolean isOver() {
    return meter.reached() != null;
  }

  @Override
  public List<Step> steps() {
    return recorder.steps();
  }

  /** What is asked of a run from outside. */
  private interface Request {
    Value answer();
  }

  /**
   * Answers what may come from outside the run, where a limit must not get out, or from a host
   * object or language within it, whose callers must get to know.
   */
  private Value answer(Request request, Place place) {
    if (running) {
      return request.answer();
    }
    LimitReached before = meter.reached();
    if (before != null) {
      return new Unknown(before.reason(), place, true, GapCode.LIMIT);
    }
    Paths.Mark mark = paths.mark();
    running = true;
    try {
      return request.answer();
    } catch (LimitReached limit) {
      return over(limit, place);
    } catch (StackOverflowError overflow) {
      // The run is over, so that nobody meets what the error left half done.
      return over(meter.overflow(), place);
    } catch (Thrown thrown) {
      paths.back(mark);
      throw thrown;
    } finally {
      running = false;
    }
  }

  private Unknown over(LimitReached limit, Place place) {
    Place last = meter.place();
    recorder.lastGap(limit.reason(), (last == null ? place : last).origin());
    return new Unknown(limit.reason(), place, true, GapCode.LIMIT);
  }

  @Override
  public void run(Script script, Environment scope) {
    scope.setSource(script.source());
    Place place = scope.place(new Span(0, 0));
    answer(
        new Request() {
          @Override
          public Value answer() {
            calls.module(script, scope);
            return Value.Nothing.UNDEFINED;
          }
        },
        place);
  }

  @Override
  public void spend(long fuel) {
    meter.spend(fuel);
  }

  @Override
  public Value call(Value function, Value self, List<Value> arguments, Place place) {
    return answer(
        new Request() {
          @Override
          public Value answer() {
            return calls.call(function, self, arguments, place);
          }
        },
        place);
  }

  @Override
  public Value construct(Value constructor, List<Value> arguments, Place place) {
    return answer(
        new Request() {
          @Override
          public Value answer() {
            return calls.construct(constructor, arguments, place);
          }
        },
        place);
  }

  @Override
  public Value member(Value target, String name, Place place) {
    return answer(
        new Request() {
          @Override
          public Value answer() {
            return members.member(target, name, place);
          }
        },
        place);
  }

  @Override
  public Value invoke(Value target, String name, List<Value> arguments, Place place) {
    return answer(
        new Request() {
          @Override
          public Value answer() {
            return members.invoke(target, name, arguments, place);
          }
        },
        place);
  }

  @Override
  public void assign(Value target, String name, Value value, Place place) {
    answer(
        new Request() {
          @Override
          public Value answer() {
            members.assign(target, name, value, place);
            return value;
          }
        },
        place);
  }

  @Override
  public Value perhaps(String condition, Supplier<Value> body, Place place) {
    return answer(
        new Request() {
          @Override
          public Value answer() {
            Guard guard = Guard.of(condition, null);
            return paths.value(paths.perhaps(guard, new Given(body), unlike(guard, place)), place);
          }
        },
        place);
  }

  @Override
  public Value forItem(ListValue list, int index, Supplier<Value> body, Place place) {
    Guard guard = list.guard(index);
    if (guard == null) {
      return body.get();
    }
    return answer(
        new Request() {
          @Override
          public Value answer() {
            return paths.value(paths.perhaps(guard, new Given(body), unlike(guard, place)), place);
          }
        },
        place);
  }

  @Override
  public @Nullable Value eachWay(ListValue list, Function<List<Value>, Value> body, Place place) {
    Set<Guard> guards = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < list.size(); i++) {
      Guard guard = list.guard(i);
      if (guard != null && !guards.contains(guard.not())) {
        guards.add(guard);
      }
    }
    if (guards.size() > WAYS) {
      return null;
    }
    return answer(
        new Request() {
          @Override
          public Value answer() {
            return paths.value(eachWay(list, 0, List.of(), body, place), place);
          }
        },
        place);
  }

  private Completion eachWay(
      ListValue list,
      int from,
      List<Value> before,
      Function<List<Value>, Value> body,
      Place place) {
    List<Value> there = new ArrayList<>(before);
    for (int i = from; i < list.size(); i++) {
      Guard guard = list.guard(i);
      Truth is = guard == null ? Truth.TRUE : paths.truth(guard);
      if (is == Truth.TRUE) {
        there.add(list.get(i));
      } else if (guard != null && is == Truth.UNKNOWN) {
        int index = i;
        return paths.either(
            guard,
            () -> eachWay(list, index, there, body, place),
            () -> eachWay(list, index, there, body, place),
            unlike(guard, place));
      }
    }
    return Completion.of(body.apply(there));
  }

  @Override
  public Value repeatedly(Supplier<Value> body, Place place) {
    return answer(
        new Request() {
          @Override
          public Value answer() {
            Guard guard = Guard.of(shortened(place), true, null);
            return paths.value(
                paths.repeat(new Given(body), guard, false, unlike(guard, place)), place);
          }
        },
        place);
  }

  @Override
  public Value module(String specifier, Place from) {
    return answer(
        new Request() {
          @Override
          public Value answer() {
            return modules.load(specifier, from, Run.this);
          }
        },
        from);
  }

  @Override
  public void caught(Thrown thrown) {
    if (!thrown.isMeant()) {
      paths.unmeant(Completion.throwing(thrown));
    }
  }

  private record Given(Supplier<Value> body) implements Paths.Arm {

    @Override
    public Completion run() {
      return Completion.of(body.get());
    }
  }

  @Override
  public ListValue list(List<Value> items) {
    return new ListValue(journal, items);
  }

  @Override
  public ObjectValue object() {
    return new ObjectValue(journal, null);
  }

  @Override
  public @Nullable Value variable(Environment scope, String name) {
    Cell<Value> cell = scope.find(name);
    return cell == null ? null : read(cell);
  }

  @Override
  public void declare(Environment scope, String name, Value value) {
    Cell<Value> cell = scope.own(name);
    if (cell == null) {
      cell = variable();
      scope.declare(name, cell);
    }
    cell.set(value);
  }

  /** A variable that is undefined yet: a value that it gets later is undone with its branch. */
  Cell<Value> variable() {
    return new Cell<>(journal, Value.Nothing.UNDEFINED, null);
  }

  /** The value of a variable. */
  Value read(Cell<Value> cell) {
    Value value = cell.get();
    return value instanceof Imported imported
        ? members.member(imported.object(), imported.name(), imported.place())
        : value;
  }

  @Override
  public ObjectValue properties(Closure function) {
    return classes.properties(function);
  }

  @Override
  public ClassValue classOf(Closure function) {
    return classes.classOf(function);
  }

  @Override
  public boolean sends(Value value) {
    return Senders.of(value) != null;
  }

  @Override
  public <T> Cell<T> cell(T initial, BinaryOperator<T> merge) {
    return new Cell<>(journal, initial, merge);
  }

  @Override
  public void sql(Text sql, List<Value> parameters, int connection, Place place) {
    meter.at(place.source(), place.span());
    paths.risk();
    List<Step.Parameter> bound = new ArrayList<>(parameters.size());
    for (Value parameter : parameters) {
      bound.add(Parameters.of(parameter, this, place));
    }
    recorder.sql(sql, bound, connection, paths.condition(), paths.repeats(), place);
  }

  @Override
  public int turn() {
    return recorder.turn();
  }

  @Override
  public void turn(int at) {
    recorder.turn(at);
  }

  @Override
  public int lastTurn() {
    return recorder.lastTurn();
  }

  @Override
  public void gap(GapCode code, String reason, Place place) {
    paths.risk();
    recorder.gap(code, reason, place.origin());
  }

  /** What differs after a guard. */
  static Unknown unlike(Guard guard, Place place) {
    return new Unknown("depends on " + shortened(guard.text()), place);
  }

  /** What stands at a place as a reason gives it: on one line, and not too long. */
  static String shortened(Place place) {
    return shortened(place.source().text(), place.span().start(), place.span().end());
  }

  /** A text as a reason gives it. */
  static String shortened(String text) {
    return shortened(text, 0, text.length());
  }

  private static String shortened(String text, int start, int end) {
    StringBuilder shortened = new StringBuilder();
    boolean space = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        space = !shortened.isEmpty();
        continue;
      }
      if (shortened.length() >= REASON) {
        return shortened.append('…').toString();
      }
      if (space) {
        shortened.append(' ');
        space = false;
      }
      shortened.append(c);
    }
    return shortened.toString();
  }
}
