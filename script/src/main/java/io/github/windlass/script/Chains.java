package io.github.windlass.script;

import io.github.windlass.extractor.Step.GapCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chains of members, items and calls, link by link. */
final class Chains {

  private final Run run;

  Chains(Run run) {
    this.run = run;
  }

  Value evaluate(Expression.Chain chain, Environment scope) {
    Expression base = chain.base();
    Value value = run.expressions.evaluate(base, scope);
    Value self =
        base instanceof Expression.SuperMember ? scope.frame().self() : Value.Nothing.UNDEFINED;
    return follow(chain, 0, chain.links().size(), value, self, false, scope);
  }

  /**
   * Follows links.
   *
   * @param self what a first link that calls is called on
   * @param checked whether the first link is followed though it is optional
   */
  private Value follow(
      Expression.Chain chain,
      int from,
      int to,
      Value start,
      Value self,
      boolean checked,
      Environment scope) {
    Value value = start;
    Value on = self;
    boolean said = false;
    for (int i = from; i < to; i++) {
      run.meter.spend(1);
      Expression.Link link = chain.links().get(i);
      run.paths.use(value);
      if (said && value instanceof Unknown unknown && unknown.sends()) {
        // One gap says that a chain is lost; each link would say so again.
        value = new Unknown(unknown.reason(), unknown.place(), false, unknown.code());
      }
      int steps = run.recorder.size();
      if (link.optional() && value instanceof Value.Nothing) {
        return value == Value.Nothing.NULL ? Value.Nothing.UNDEFINED : value;
      }
      if (isOptional(link) && value instanceof Unknown && !(checked && i == from)) {
        return perhaps(chain, i, to, value, on, scope);
      }
      Expression.Link.Call call = i + 1 < to ? nextCall(chain.links().get(i + 1)) : null;
      Value next = null;
      if (link instanceof Expression.Link.Invoke) {
        next = invoke(value, (Expression.Link.Invoke) link, scope);
        if (next == null) {
          return Value.Nothing.UNDEFINED;
        }
      } else if (link instanceof Expression.Link.Call) {
        next = call(value, on, (Expression.Link.Call) link, scope);
      } else if (call != null) {
        next = invoke(value, link, call, scope);
      }
      if (next != null) {
        // The result of a call: what is called next is called on nothing.
        on = Value.Nothing.UNDEFINED;
        said |= run.recorder.size() > steps;
        i += link instanceof Expression.Link.Call || link instanceof Expression.Link.Invoke ? 0 : 1;
        value = next;
      } else {
        on = value;
        if (!isWithin(value, link, i + 1 < to ? chain.links().get(i + 1) : null)) {
          value = read(value, link, scope);
        }
      }
    }
    return value;
  }

  /** Whether a member of what is unknown only leads to another, which says why it is unknown. */
  private boolean isWithin(Value value, Expression.Link link, Expression.@Nullable Link next) {
    return value instanceof Unknown unknown
        && unknown.code() == GapCode.DYNAMIC
        && link instanceof Expression.Link.Member
        && next instanceof Expression.Link.Member
        && run.paths.choice(unknown) == null;
  }

  private static boolean isOptional(Expression.Link link) {
    return link.optional() || (link instanceof Expression.Link.Invoke call && call.optionalCall());
  }

  /** A call that is made of the link before it, as a method of what is before that. */
  private static Expression.Link.@Nullable Call nextCall(Expression.Link link) {
    return link instanceof Expression.Link.Call call && !call.optional() ? call : null;
  }

  private Value read(Value value, Expression.Link link, Environment scope) {
    Place place = scope.place(link.span());
    if (link instanceof Expression.Link.Member member) {
      return member(value, member.name(), place);
    }
    Expression.Link.Index index = (Expression.Link.Index) link;
    Value key = run.expressions.evaluate(index.index(), scope);
    return value instanceof Unknown unknown && run.paths.choice(unknown) == null
        ? item(unknown, place)
        : run.members.item(value, key, place);
  }

  private Value call(Value value, Value on, Expression.Link.Call call, Environment scope) {
    Literals.Arguments arguments = run.literals.arguments(call.arguments(), scope, value);
    Place place = scope.place(call.span());
    run.meter.at(place.source(), place.span());
    return kept(run.calls.call(value, on, arguments.values(), place));
  }

  /** Calls a method; null: it has none, and need not. */
  private @Nullable Value invoke(Value value, Expression.Link.Invoke call, Environment scope) {
    Place place = scope.place(call.span());
    if (!call.optionalCall()) {
      return invoke(value, call.name(), call.arguments(), place, scope);
    }
    Value method = member(value, call.name(), place);
    if (method instanceof Value.Nothing) {
      return null;
    }
    if (value instanceof HostObject) {
      return method instanceof Unknown unknown
          ? run.perhaps(
              unknown.reason(),
              () -> invoke(value, call.name(), call.arguments(), place, scope),
              place)
          : invoke(value, call.name(), call.arguments(), place, scope);
    }
    Literals.Arguments arguments = run.literals.arguments(call.arguments(), scope, method);
    run.meter.at(place.source(), place.span());
    return kept(run.calls.call(method, value, arguments.values(), place));
  }

  /** Calls what a member or an index means; null: that is unknown. */
  private @Nullable Value invoke(
      Value value, Expression.Link link, Expression.Link.Call call, Environment scope) {
    Place place = scope.place(call.span());
    if (link instanceof Expression.Link.Member member) {
      return invoke(value, member.name(), call.arguments(), place, scope);
    }
    Expression.Link.Index index = (Expression.Link.Index) link;
    Place at = scope.place(index.span());
    Value key = run.expressions.evaluate(index.index(), scope);
    String name = run.members.name(key, at);
    if (name != null) {
      return invoke(value, name, call.arguments(), place, scope);
    }
    Value method =
        value instanceof Unknown unknown ? item(unknown, at) : run.members.item(value, key, at);
    return call(method, value, call, scope);
  }

  /** The rest of a chain that may end before a link. */
  private Value perhaps(
      Expression.Chain chain, int from, int to, Value value, Value on, Environment scope) {
    Place whole = scope.place(chain.span());
    Place before =
        scope.place(from == 0 ? chain.base().span() : chain.links().get(from - 1).span());
    Paths.Arm rest =
        new Paths.Arm() {
          @Override
          public Completion run() {
            return Completion.of(follow(chain, from, to, value, on, true, scope));
          }
        };
    Unknown condition = value instanceof Unknown unknown ? unknown : null;
    return run.paths.value(
        run.paths.either(
            Guard.of(before.text(), condition),
            rest,
            new Conditions.Given(Value.Nothing.UNDEFINED),
            new Unknown(Run.shortened(whole), whole)),
        whole);
  }

  private Value member(Value target, String name, Place place) {
    return target instanceof Unknown unknown
            && unknown.code() == GapCode.DYNAMIC
            && run.paths.choice(unknown) == null
        ? item(unknown, place)
        : run.members.member(target, name, place);
  }

  /** A member of what is unknown: the text of the chain says best what. */
  private static Unknown item(Unknown target, Place place) {
    return new Unknown(Run.shortened(place), place, target.sends(), target.code());
  }

  private Value invoke(
      Value target, String name, List<Expression.Item> items, Place place, Environment scope) {
    Value callee = hasSpread(items) ? run.members.find(target, name, place) : null;
    Literals.Arguments arguments = run.literals.arguments(items, scope, callee);
    run.meter.at(place.source(), place.span());
    Value value = run.members.invoke(target, name, arguments.values(), place);
    Unknown uncertain = arguments.uncertain();
    if (uncertain != null) {
      if (target instanceof ListValue list) {
        list.becomeUncertain(uncertain);
      }
      if (value instanceof ListValue list) {
        list.becomeUncertain(uncertain);
      }
    }
    return kept(value);
  }

  private static boolean hasSpread(List<Expression.Item> items) {
    for (Expression.Item item : items) {
      if (item.spread()) {
        return true;
      }
    }
    return false;
  }

  private Value kept(Value value) {
    if (value instanceof Text text) {
      run.meter.keep(text, 0);
    }
    return value;
  }

  /** {@code tag`…`}: calls the tag with the texts and the values between them. */
  Value tagged(Expression.TaggedText tagged, Environment scope) {
    Place place = scope.place(tagged.span());
    Value self = Value.Nothing.UNDEFINED;
    Value function = null;
    String name = null;
    Expression.Link last = lastLink(tagged.tag());
    if (last instanceof Expression.Link.Member member) {
      self = beforeLast((Expression.Chain) tagged.tag(), scope);
      name = member.name();
    } else if (last instanceof Expression.Link.Index index) {
      self = beforeLast((Expression.Chain) tagged.tag(), scope);
      Value key = run.expressions.evaluate(index.index(), scope);
      Place at = scope.place(index.span());
      name = run.members.name(key, at);
      function = name == null ? run.members.item(self, key, at) : null;
    } else {
      function = run.expressions.evaluate(tagged.tag(), scope);
    }
    List<Value> arguments = new ArrayList<>();
    arguments.add(texts(tagged, scope));
    for (Expression value : tagged.values()) {
      arguments.add(run.expressions.evaluate(value, scope));
    }
    run.meter.at(place.source(), place.span());
    return kept(call(function, self, name, arguments, place));
  }

  private static Expression.@Nullable Link lastLink(Expression tag) {
    return tag instanceof Expression.Chain chain && !chain.links().isEmpty()
        ? chain.links().get(chain.links().size() - 1)
        : null;
  }

  /** The value of a chain without its last link. */
  private Value beforeLast(Expression.Chain chain, Environment scope) {
    Value base = run.expressions.evaluate(chain.base(), scope);
    int last = chain.links().size() - 1;
    return follow(chain, 0, last, base, Value.Nothing.UNDEFINED, false, scope);
  }

  private Value call(
      @Nullable Value function,
      Value target,
      @Nullable String name,
      List<Value> arguments,
      Place place) {
    if (name != null) {
      return run.members.invoke(target, name, arguments, place);
    }
    return run.calls.call(
        function == null ? Value.Nothing.UNDEFINED : function, target, arguments, place);
  }

  private ListValue texts(Expression.TaggedText tagged, Environment scope) {
    List<Value> cooked = new ArrayList<>();
    for (Expression.TextLiteral literal : tagged.cooked()) {
      cooked.add(run.literals.text(literal, scope));
    }
    List<Value> raw = new ArrayList<>();
    for (int i = 0; i < tagged.raw().size(); i++) {
      String text = tagged.raw().get(i);
      Place place = scope.place(tagged.cooked().get(i).span());
      raw.add(text.equals(place.text()) ? Text.verbatim(text, place) : Text.produced(text, place));
    }
    ListValue texts = run.list(cooked);
    texts.setProperty("raw", run.list(raw));
    return texts;
  }
}
