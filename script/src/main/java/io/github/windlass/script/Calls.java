package io.github.windlass.script;

import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step.GapCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls of functions of all kinds. */
final class Calls {

  /** How deep functions are looked for in what is given to an unknown function. */
  private static final int DEPTH = 3;

  /** How often a function may be within itself under more and more unknown conditions. */
  private static final int WITHIN_ITSELF = 2;

  /** The same where its arguments are others each time. */
  private static final int WITH_OTHERS = 5;

  private final Run run;

  /** How many functions run, one within the other, that unknown functions may call. */
  private int calledBack;

  Calls(Run run) {
    this.run = run;
  }

  /** Calls a value. */
  Value call(Value function, Value self, List<Value> arguments, Place place) {
    if (function instanceof Closure closure) {
      return enter(closure, self, arguments, place);
    }
    if (function instanceof HostObject host) {
      run.meter.enter(Meter.HOST);
      Value value = host.call(self, arguments, run, place);
      run.meter.leave(Meter.HOST);
      return value;
    }
    if (function instanceof Unknown unknown) {
      Split.Choice choice = run.paths.choice(unknown);
      return choice == null
          ? unknown(unknown, self, arguments, place)
          : either(
              choice,
              new Called(choice.one(), self, arguments, place),
              new Called(choice.other(), self, arguments, place),
              place);
    }
    throw run.language().error(Run.shortened(place) + ": no function", run, place);
  }

  /** Does the same with each of two values. */
  Value either(Split.Choice choice, Paths.Arm one, Paths.Arm other, Place place) {
    Unknown unlike = new Unknown(Run.shortened(place), place);
    return run.paths.value(run.paths.either(choice.guard(), one, other, unlike), place);
  }

  private final class Called implements Paths.Arm {
    private final Value function;
    private final Value self;
    private final List<Value> arguments;
    private final Place place;

    Called(Value function, Value self, List<Value> arguments, Place place) {
      this.function = function;
      this.self = self;
      this.arguments = arguments;
      this.place = place;
    }

    @Override
    public Completion run() {
      return Completion.of(call(function, self, arguments, place));
    }
  }

  private final class Constructed implements Paths.Arm {
    private final Value constructor;
    private final List<Value> arguments;
    private final Place place;

    Constructed(Value constructor, List<Value> arguments, Place place) {
      this.constructor = constructor;
      this.arguments = arguments;
      this.place = place;
    }

    @Override
    public Completion run() {
      return Completion.of(construct(constructor, arguments, place));
    }
  }

  /** Makes an object. */
  Value construct(Value constructor, List<Value> arguments, Place place) {
    if (constructor instanceof ClassValue type) {
      return run.classes.construct(type, arguments, place);
    }
    if (constructor instanceof HostObject host) {
      run.meter.enter(Meter.HOST);
      Value value = host.construct(arguments, run, place);
      run.meter.leave(Meter.HOST);
      return value;
    }
    if (constructor instanceof Unknown unknown) {
      Split.Choice choice = run.paths.choice(unknown);
      return choice == null
          ? unknown(unknown, Value.Nothing.UNDEFINED, arguments, place)
          : either(
              choice,
              new Constructed(choice.one(), arguments, place),
              new Constructed(choice.other(), arguments, place),
              place);
    }
    if (constructor instanceof Closure closure
        && closure.function().kind() != Function.Kind.ARROW) {
      ObjectValue made = new ObjectValue(run.journal, run.classes.classOf(closure));
      Value given = enter(closure, made, arguments, place);
      return given instanceof Value.Nothing ? made : given;
    }
    throw run.language().error(Run.shortened(place) + ": no constructor", run, place);
  }

  /** Runs a module. */
  void module(Script script, Environment scope) {
    scope.setFrame(new Frame(null, scope, scope.self(), null, false, List.of()));
    Paths.Arm body =
        new Paths.Arm() {
          @Override
          public Completion run() {
            return runBody(script.body(), scope);
          }
        };
    int nesting = run.meter.nesting();
    int depth = run.meter.depth();
    run.meter.enter(Meter.MODULE);
    try {
      run.paths.within(run.paths.open(Boundary.Kind.FUNCTION, List.of()), body);
    } finally {
      // Who reads a module goes on where it throws.
      run.meter.back(nesting, depth);
    }
  }

  private Completion runBody(List<Statement> body, Environment scope) {
    return run.statements.run(body, scope);
  }

  private Value enter(Closure closure, Value self, List<Value> arguments, Place place) {
    Function function = closure.function();
    if (function.async() && !function.generator()) {
      return run.language()
          .promise(
              new Supplier<Value>() {
                @Override
                public Value get() {
                  return body(closure, self, arguments, place);
                }
              },
              run,
              place);
    }
    return body(closure, self, arguments, place);
  }

  private Value body(Closure closure, Value self, List<Value> arguments, Place place) {
    Function function = closure.function();
    Unknown endless = withinItself(function, arguments, place);
    if (endless != null) {
      return endless;
    }
    int nesting = run.meter.nesting();
    int depth = run.meter.depth();
    run.meter.enter(Meter.CALL);
    run.meter.enterCall();
    Boundary boundary = run.paths.open(function, arguments);
    boolean arrow = function.kind() == Function.Kind.ARROW;
    Environment scope = new Environment(closure.environment());
    Frame frame =
        new Frame(
            closure,
            scope,
            arrow ? closure.self() : self,
            closure.home(),
            closure.isStatic(),
            arguments);
    scope.setFrame(frame);
    if (function.generator()) {
      frame.yieldTo(run.list(List.of()));
    }
    Paths.Arm body = new Body(function, arguments, scope);
    ListValue yielded = frame.yielded();
    if (yielded != null) {
      generate(boundary, body, yielded, place);
      run.meter.back(nesting, depth);
      return run.language().generated(yielded, run, place);
    }
    Completion completion = run.paths.within(boundary, body);
    run.meter.back(nesting, depth);
    if (completion.kind() == Completion.Kind.LEAVE) {
      throw Thrown.of(completion, place);
    }
    return completion.value();
  }

  /** Runs a generator to its end, or until it has given so many items that it may have none. */
  @SuppressWarnings("ReferenceEquality") // its own items
  private void generate(Boundary boundary, Paths.Arm body, ListValue items, Place place) {
    Paths.Mark mark = run.paths.mark();
    try {
      run.paths.within(boundary, body);
    } catch (Expressions.Endless endless) {
      if (endless.items() != items) {
        throw endless;
      }
      run.paths.back(mark);
      run.paths.close(boundary);
      items.becomeUncertain(new Unknown(Run.shortened(place), place));
    }
  }

  private final class Body implements Paths.Arm {
    private final Function function;
    private final List<Value> arguments;
    private final Environment scope;

    Body(Function function, List<Value> arguments, Environment scope) {
      this.function = function;
      this.arguments = arguments;
      this.scope = scope;
    }

    @Override
    public Completion run() {
      patternsOf(function, arguments, scope);
      return runBody(function.body(), scope);
    }
  }

  private void patternsOf(Function function, List<Value> arguments, Environment scope) {
    run.patterns.parameters(function, arguments, scope);
  }

  /**
   * What a function gives that is within itself for ever, or nobody knows how often: each time
   * under one more unknown condition, as where it walks through an unknown tree. Where a call
   * around it had arguments that stand for these, its steps are those that are there already.
   */
  @SuppressWarnings("ReferenceEquality") // the very function
  private @Nullable Unknown withinItself(Function function, List<Value> arguments, Place place) {
    int uncertainty = run.paths.uncertainty();
    if (uncertainty < WITHIN_ITSELF) {
      return null;
    }
    int times = 0;
    boolean covered = false;
    Boundary outermost = null;
    List<Boundary> boundaries = run.paths.boundaries();
    for (int i = boundaries.size() - 1; i >= 0; i--) {
      Boundary boundary = boundaries.get(i);
      if (boundary.function == function && boundary.uncertainty < uncertainty) {
        uncertainty = boundary.uncertainty;
        outermost = boundary;
        covered |= covers(boundary.arguments, arguments);
        times++;
      }
    }
    if (outermost == null || times < (covered ? WITHIN_ITSELF : WITH_OTHERS)) {
      return null;
    }
    boolean sends = Senders.ofArguments(arguments) != null;
    if (!covered && (sends || run.recorder.size() > outermost.steps)) {
      String name = function.name() == null ? "a function" : function.name() + "()";
      run.gap(GapCode.DYNAMIC, name + " calls itself, and it is unknown how often", place);
    }
    return new Unknown(Run.shortened(place), place, sends);
  }

  private static boolean covers(List<Value> some, List<Value> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (!Joins.covers(some.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Calls what is unknown. Where SQL may be sent, that is a gap. Functions that are given to it are
   * called as if they were, so that no SQL in them is lost. What else is given to it is taken to
   * stay as it is: few functions change their arguments, and many are given a list to log.
   */
  Unknown unknown(Unknown function, Value self, List<Value> arguments, Place place) {
    boolean sends =
        function.sends()
            || Senders.ofArgument(self) != null
            || Senders.ofArguments(arguments) != null;
    String reason = callee(function, place);
    Unknown callee = new Unknown(reason, function.place(), sends, function.code());
    if (sends) {
      run.gap(function.code(), "calls " + reason + ", which may send SQL", place);
    }
    for (Value argument : arguments) {
      callBack(argument, callee, place, DEPTH);
    }
    return new Unknown(Run.shortened(place), place, sends, function.code());
  }

  /** What is called, without its arguments, where the reason has them. */
  private static String callee(Unknown function, Place place) {
    String text = place.source().text();
    int end = place.span().end();
    int open = end;
    String reason = function.reason();
    boolean written =
        reason.indexOf('(') > 0
            && text.startsWith(reason.substring(0, reason.indexOf('(')), place.span().start());
    if (written && end > 0 && text.charAt(end - 1) == ')') {
      int depth = 0;
      do {
        open--;
        depth += text.charAt(open) == ')' ? 1 : text.charAt(open) == '(' ? -1 : 0;
      } while (depth > 0 && open > place.span().start());
    }
    return open == end || open == place.span().start()
        ? reason
        : Run.shortened(new Place(place.source(), new Span(place.span().start(), open)));
  }

  /** Whether something runs that an unknown function may call. */
  boolean isCalledBack() {
    return calledBack > 0;
  }

  private void callBack(Value argument, Unknown function, Place place, int depth) {
    if (argument instanceof Closure closure) {
      Guard guard = Guard.of(function.reason(), null);
      Unknown unlike = Run.unlike(guard, place);
      run.paths.perhaps(guard, new CalledBack(closure, function, place, unlike), unlike);
    } else if (depth > 0 && argument instanceof ListValue list) {
      for (int i = 0; i < list.size(); i++) {
        run.meter.spend(1);
        callBack(list.get(i), function, place, depth - 1);
      }
    } else if (depth > 0 && argument instanceof ObjectValue object) {
      for (String key : object.allKeys()) {
        run.meter.spend(1);
        callBack(object.get(key), function, place, depth - 1);
      }
    }
  }

  /** A function that an unknown function may call, once or more. */
  private final class CalledBack implements Paths.Arm {
    private final Closure closure;
    private final Unknown function;
    private final Place place;
    private final Unknown unlike;
    private boolean repeating;

    CalledBack(Closure closure, Unknown function, Place place, Unknown unlike) {
      this.closure = closure;
      this.function = function;
      this.place = place;
      this.unlike = unlike;
    }

    @Override
    public Completion run() {
      if (!repeating) {
        repeating = true;
        Guard some = Guard.of(function.reason(), true, null);
        return run.paths.repeat(this, some, true, unlike);
      }
      Unknown given =
          new Unknown(
              "what " + function.reason() + " passes", place, function.sends(), function.code());
      List<Value> arguments = new ArrayList<>();
      for (int i = 0; i < closure.function().parameters().size(); i++) {
        arguments.add(given);
      }
      calledBack++;
      try {
        call(closure, given, arguments, place);
      } finally {
        calledBack--;
      }
      // Whoever waits for the unknown function waits for this, too, for all that is known.
      run.turn(run.lastTurn());
      return Completion.NORMAL;
    }
  }

  /** The frame whose {@code arguments} are seen from a scope; null: none. */
  static @Nullable Frame withArguments(Environment scope) {
    for (Environment at = scope; at != null; at = at.outer()) {
      Closure function = at.frame().function();
      if (function != null && function.function().kind() != Function.Kind.ARROW) {
        return at.frame();
      }
    }
    return null;
  }
}
