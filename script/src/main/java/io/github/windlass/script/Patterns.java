package io.github.windlass.script;

import io.github.windlass.extractor.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What takes values: declarations, assignments and parameters. */
final class Patterns {

  private final Run run;

  Patterns(Run run) {
    this.run = run;
  }

  /**
   * Gives a value to a pattern.
   *
   * @param declare where its names become variables; null: names are assigned
   * @param scope where its expressions are evaluated
   */
  void take(Pattern pattern, Value value, @Nullable Environment declare, Environment scope) {
    if (pattern instanceof Pattern.Name name) {
      if (declare != null) {
        run.declare(declare, name.name(), value);
      } else {
        assign(name, value, scope);
      }
      return;
    }
    run.meter.enter(Meter.PATTERN);
    run.paths.use(value);
    Place place = scope.place(pattern.span());
    if (pattern instanceof Pattern.Properties properties) {
      properties(properties, value, declare, scope, place);
    } else if (pattern instanceof Pattern.Items items) {
      items(items, value, declare, scope, place);
    } else {
      assign(target(pattern, scope, false), value, scope);
    }
    run.meter.leave(Meter.PATTERN);
  }

  private void assign(Pattern.Name name, Value value, Environment scope) {
    Cell<Value> cell = scope.find(name.name());
    if (cell != null) {
      cell.set(value);
      return;
    }
    Environment outermost = scope;
    for (Environment at = scope; at != null; at = at.outer()) {
      outermost = at;
    }
    run.declare(outermost, name.name(), value);
  }

  private void items(
      Pattern.Items pattern,
      Value value,
      @Nullable Environment declare,
      Environment scope,
      Place place) {
    List<Value> items = run.language().items(value, run, place);
    int at = 0;
    for (Pattern.Part part : pattern.items()) {
      run.meter.spend(1);
      if (part != null) {
        Value item =
            items == null
                ? unknownItem(value, "[" + at + "]", part.pattern().span(), scope)
                : at < items.size() ? items.get(at) : Value.Nothing.UNDEFINED;
        part(part, item, declare, scope);
      }
      at++;
    }
    Pattern rest = pattern.rest();
    if (rest != null) {
      ListValue left = run.list(List.of());
      if (items == null) {
        left.becomeUncertain(unknownItem(value, "the rest", rest.span(), scope));
      } else if (at < items.size()) {
        left = run.list(items.subList(at, items.size()));
      }
      take(rest, left, declare, scope);
    }
  }

  private static Unknown unknownItem(Value value, String which, Span span, Environment scope) {
    Place place = scope.place(span);
    Unknown why = value instanceof Unknown unknown ? unknown : null;
    if (value instanceof ListValue list) {
      why = list.uncertain();
    }
    String reason = why == null ? Run.shortened(place) : which + " of " + why.reason();
    boolean sends = Senders.of(value) != null;
    return why == null
        ? new Unknown(reason, place, sends)
        : new Unknown(reason, place, sends, why.code());
  }

  private void properties(
      Pattern.Properties pattern,
      Value value,
      @Nullable Environment declare,
      Environment scope,
      Place place) {
    if (value instanceof Value.Nothing) {
      run.members.member(value, "…", place);
    }
    Set<String> taken = new HashSet<>();
    for (Pattern.Properties.Entry entry : pattern.entries()) {
      Place at = scope.place(entry.part().pattern().span());
      Value key = run.expressions.evaluate(entry.key(), scope);
      String name = run.members.name(key, at);
      Value member;
      if (name == null) {
        member = run.members.unknownItem(value, at);
      } else {
        taken.add(name);
        member = run.members.member(value, name, at);
      }
      part(entry.part(), member, declare, scope);
    }
    Pattern rest = pattern.rest();
    if (rest != null) {
      take(rest, rest(value, taken, scope.place(rest.span())), declare, scope);
    }
  }

  private Value rest(Value value, Set<String> taken, Place place) {
    ObjectValue left = run.object();
    List<Value> keys = run.language().keys(value, run, place);
    if (keys == null) {
      left.becomeUncertain(run.members.unknownItem(value, place));
      return left;
    }
    for (Value key : keys) {
      run.meter.spend(1);
      String name = run.members.name(key, place);
      if (name != null && !taken.contains(name)) {
        left.put(name, run.members.member(value, name, place));
      }
    }
    return left;
  }

  private void part(
      Pattern.Part part, Value value, @Nullable Environment declare, Environment scope) {
    Expression otherwise = part.otherwise();
    Value taken = value;
    if (otherwise != null) {
      if (value == Value.Nothing.UNDEFINED) {
        run.meter.enter(Meter.PATTERN);
        taken = run.expressions.evaluate(otherwise, scope);
        run.meter.leave(Meter.PATTERN);
      } else if (value instanceof Unknown unknown) {
        Place place = scope.place(part.pattern().span());
        Guard guard = Guard.of(Run.shortened(place), true, unknown).not();
        run.paths.perhaps(guard, run.expressions.arm(otherwise, scope), Run.unlike(guard, place));
      }
    }
    take(part.pattern(), taken, declare, scope);
  }

  /** Gives arguments to the parameters of a function. */
  void parameters(Function function, List<Value> arguments, Environment scope) {
    List<Pattern.Part> parameters = function.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      part(
          parameters.get(i),
          i < arguments.size() ? arguments.get(i) : Value.Nothing.UNDEFINED,
          scope,
          scope);
    }
    Pattern rest = function.rest();
    if (rest != null) {
      List<Value> left = new ArrayList<>();
      for (int i = parameters.size(); i < arguments.size(); i++) {
        left.add(arguments.get(i));
      }
      take(rest, run.list(left), scope, scope);
    }
  }

  /** A value that a pattern which is read and then assigned means, with what it is a member of. */
  record Target(Pattern pattern, Value object, Value key, Value present) {}

  /** Evaluates a pattern that is a name, a member or an item. */
  Target target(Pattern pattern, Environment scope, boolean read) {
    Place place = scope.place(pattern.span());
    Value undefined = Value.Nothing.UNDEFINED;
    if (pattern instanceof Pattern.Member member) {
      Value object = run.expressions.evaluate(member.object(), scope);
      Value present = read ? run.members.member(object, member.name(), place) : undefined;
      return new Target(pattern, object, undefined, present);
    }
    if (pattern instanceof Pattern.Index index) {
      Value object = run.expressions.evaluate(index.object(), scope);
      Value key = run.expressions.evaluate(index.index(), scope);
      Value present = read ? run.members.item(object, key, place) : undefined;
      return new Target(pattern, object, key, present);
    }
    Value present =
        read && pattern instanceof Pattern.Name name
            ? run.expressions.variable(name.name(), name.span(), scope)
            : undefined;
    return new Target(pattern, undefined, undefined, present);
  }

  /** Gives a value to what was evaluated. */
  void assign(Target target, Value value, Environment scope) {
    Place place = scope.place(target.pattern().span());
    if (target.pattern() instanceof Pattern.Member member) {
      run.members.assign(target.object(), member.name(), value, place);
    } else if (target.pattern() instanceof Pattern.Index) {
      run.members.assignItem(target.object(), target.key(), value, place);
    } else {
      take(target.pattern(), value, null, scope);
    }
  }
}
