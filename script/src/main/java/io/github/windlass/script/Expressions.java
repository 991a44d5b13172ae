package io.github.windlass.script;

import io.github.windlass.extractor.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What expressions give. */
final class Expressions {

  private static final Set<BinaryOperator> COMPARISONS =
      Set.of(
          BinaryOperator.EQUAL,
          BinaryOperator.NOT_EQUAL,
          BinaryOperator.STRICT_EQUAL,
          BinaryOperator.STRICT_NOT_EQUAL);

  /** So many values of which one is meant are compared one by one. */
  private static final int COMPARED = 4;

  /** So many items of a generator are run for at most: it may be meant to give them for ever. */
  private static final int YIELDED = 1_000;

  /** Ends a generator that gives items for ever. */
  static final class Endless extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ListValue items;

    Endless(ListValue items) {
      super(null, null, false, false);
      this.items = items;
    }

    ListValue items() {
      return items;
    }
  }

  private final Run run;
  private final Chains chains;
  private final Conditions conditions;

  Expressions(Run run) {
    this.run = run;
    this.chains = new Chains(run);
    this.conditions = new Conditions(run);
  }

  Conditions conditions() {
    return conditions;
  }

  /** The value of an expression in a scope. */
  Value evaluate(Expression expression, Environment scope) {
    if (expression instanceof Expression.Variable variable) {
      run.meter.spend(1);
      Value value = variable(variable.name(), variable.span(), scope);
      run.paths.use(value);
      return value;
    }
    if (expression instanceof Expression.Constant constant) {
      run.meter.spend(1);
      return constant.value();
    }
    run.meter.enter(Meter.EXPRESSION);
    Value value = compound(expression, scope);
    run.meter.leave(Meter.EXPRESSION);
    run.paths.use(value);
    return value;
  }

  /**
   * No {@code switch} with patterns: its variables would take most of the stack, and it takes time
   * to link when the first script runs. That no kind is missing is tested.
   */
  private Value compound(Expression expression, Environment scope) {
    if (expression instanceof Expression.TextLiteral) {
      return run.literals.text((Expression.TextLiteral) expression, scope);
    }
    if (expression instanceof Expression.Chain) {
      return chains.evaluate((Expression.Chain) expression, scope);
    }
    if (expression instanceof Expression.Self) {
      return scope.frame().self();
    }
    if (expression instanceof Expression.ListLiteral) {
      return run.literals.list(((Expression.ListLiteral) expression).items(), scope);
    }
    if (expression instanceof Expression.ObjectLiteral) {
      return run.literals.object((Expression.ObjectLiteral) expression, scope);
    }
    if (expression instanceof Expression.FunctionLiteral) {
      return function(((Expression.FunctionLiteral) expression).function(), scope);
    }
    if (expression instanceof Expression.ClassLiteral) {
      return run.classes.define(((Expression.ClassLiteral) expression).definition(), scope);
    }
    if (expression instanceof Expression.New) {
      return construct((Expression.New) expression, scope);
    }
    if (expression instanceof Expression.SuperCall) {
      return superCall((Expression.SuperCall) expression, scope);
    }
    if (expression instanceof Expression.SuperMember) {
      return superMember((Expression.SuperMember) expression, scope);
    }
    if (expression instanceof Expression.Operation) {
      return operation((Expression.Operation) expression, scope);
    }
    if (expression instanceof Expression.Unary) {
      return unary((Expression.Unary) expression, scope);
    }
    if (expression instanceof Expression.Shortcut) {
      return conditions.shortcut((Expression.Shortcut) expression, scope);
    }
    if (expression instanceof Expression.Conditional) {
      return conditions.conditional((Expression.Conditional) expression, 0, scope);
    }
    if (expression instanceof Expression.Assign) {
      return assign((Expression.Assign) expression, scope);
    }
    if (expression instanceof Expression.AssignOperation) {
      return assignOperation((Expression.AssignOperation) expression, scope);
    }
    if (expression instanceof Expression.AssignShortcut) {
      return conditions.assignShortcut((Expression.AssignShortcut) expression, scope);
    }
    if (expression instanceof Expression.Increment) {
      return increment((Expression.Increment) expression, scope);
    }
    if (expression instanceof Expression.Delete) {
      return delete((Expression.Delete) expression, scope);
    }
    if (expression instanceof Expression.Await) {
      return await((Expression.Await) expression, scope);
    }
    if (expression instanceof Expression.Yield) {
      return yielded((Expression.Yield) expression, scope);
    }
    if (expression instanceof Expression.Sequence) {
      return sequence((Expression.Sequence) expression, scope);
    }
    if (expression instanceof Expression.TaggedText) {
      return chains.tagged((Expression.TaggedText) expression, scope);
    }
    if (expression instanceof Expression.RegularExpression) {
      return regularExpression((Expression.RegularExpression) expression, scope);
    }
    if (expression instanceof Expression.Perform) {
      return perform((Expression.Perform) expression, scope);
    }
    return opaque((Expression.Opaque) expression, scope);
  }

  private Value perform(Expression.Perform performed, Environment scope) {
    Completion completion = run.statements.execute(performed.statement(), scope);
    return run.paths.value(completion, scope.place(performed.span()));
  }

  private static Unknown opaque(Expression.Opaque opaque, Environment scope) {
    return new Unknown(opaque.reason(), scope.place(opaque.span()));
  }

  private Value superCall(Expression.SuperCall call, Environment scope) {
    List<Value> arguments = run.literals.arguments(call.arguments(), scope, null).values();
    return run.classes.superCall(scope, arguments, scope.place(call.span()));
  }

  private Value superMember(Expression.SuperMember member, Environment scope) {
    return run.classes.superMember(scope, member.name(), scope.place(member.span()));
  }

  private Value await(Expression.Await await, Environment scope) {
    Value promise = evaluate(await.promise(), scope);
    run.paths.risk();
    return run.language().await(promise, run, scope.place(await.span()));
  }

  private Value regularExpression(Expression.RegularExpression pattern, Environment scope) {
    Place place = scope.place(pattern.span());
    return run.language().pattern(pattern.pattern(), pattern.flags(), run, place);
  }

  /** An expression as one of two ways. */
  Paths.Arm arm(Expression expression, Environment scope) {
    return new Evaluated(expression, scope);
  }

  private final class Evaluated implements Paths.Arm {
    private final Expression expression;
    private final Environment scope;

    Evaluated(Expression expression, Environment scope) {
      this.expression = expression;
      this.scope = scope;
    }

    @Override
    public Completion run() {
      return Completion.of(evaluate(expression, scope));
    }
  }

  /** The value of a variable, of the function's arguments, or of what the language has. */
  Value variable(String name, Span span, Environment scope) {
    Value value = find(name, span, scope);
    if (value == null && run.calls.isCalledBack()) {
      // It may be declared by then: what is called back is mostly called later.
      return new Unknown(name, scope.place(span));
    }
    if (value == null) {
      throw run.language().undefinedVariable(name, run, scope.place(span));
    }
    return value;
  }

  private @Nullable Value find(String name, Span span, Environment scope) {
    Cell<Value> cell = scope.find(name);
    if (cell != null) {
      return run.paths.settled(run.read(cell));
    }
    if (name.equals("arguments")) {
      Frame frame = Calls.withArguments(scope);
      if (frame != null) {
        ListValue list = run.list(frame.arguments());
        run.declare(frame.scope(), name, list);
        return list;
      }
    }
    return run.language().global(name, run, scope.place(span));
  }

  private static Closure function(Function function, Environment scope) {
    Frame frame = scope.frame();
    return function.kind() == Function.Kind.ARROW
        ? new Closure(function, scope, frame.self(), frame.home(), frame.isStatic())
        : method(function, scope);
  }

  static Closure method(Function function, Environment scope) {
    return new Closure(function, scope, Value.Nothing.UNDEFINED, null, false);
  }

  private Value construct(Expression.New made, Environment scope) {
    Value constructor = evaluate(made.callee(), scope);
    List<Value> arguments = run.literals.arguments(made.arguments(), scope, constructor).values();
    Place place = scope.place(made.span());
    run.meter.at(place.source(), place.span());
    return run.calls.construct(constructor, arguments, place);
  }

  private Value operation(Expression.Operation operation, Environment scope) {
    Value value = evaluate(operation.first(), scope);
    for (Expression.Operation.Term term : operation.terms()) {
      Value right = evaluate(term.right(), scope);
      value = operate(term.operator(), value, right, scope.place(term.span()));
    }
    return value;
  }

  Value operate(BinaryOperator operator, Value left, Value right, Place place) {
    run.meter.spend(1);
    if (COMPARISONS.contains(operator)) {
      Value compared = compared(operator, left, right, place, COMPARED);
      if (compared != null) {
        return compared;
      }
    }
    Value value = run.language().operate(operator, left, right, run, place);
    if (value instanceof Text text) {
      run.meter.keep(text, left instanceof Text before ? before.length() : 0);
    }
    return value;
  }

  /**
   * What a comparison gives with each of two values of which one is meant, so that where its result
   * is known it is known which is; null: there is none such.
   */
  private @Nullable Value compared(
      BinaryOperator operator, Value left, Value right, Place place, int depth) {
    Split.Choice ofLeft = run.paths.choice(left);
    Split.Choice choice = ofLeft == null ? run.paths.choice(right) : ofLeft;
    if (choice == null || depth == 0) {
      return null;
    }
    run.meter.spend(1);
    List<Value> results = new ArrayList<>(2);
    for (Value each : List.of(choice.one(), choice.other())) {
      Value first = ofLeft == null ? left : each;
      Value second = ofLeft == null ? each : right;
      Value result = compared(operator, first, second, place, depth - 1);
      results.add(
          result == null ? run.language().operate(operator, first, second, run, place) : result);
    }
    Unknown unlike = new Unknown(Run.shortened(place), place);
    return run.paths.compared(results.get(0), results.get(1), choice.guard(), unlike);
  }

  private Value unary(Expression.Unary unary, Environment scope) {
    Value operand;
    if (unary.operator() == UnaryOperator.TYPE_OF
        && unary.operand() instanceof Expression.Variable variable) {
      Value found = find(variable.name(), variable.span(), scope);
      operand = found == null ? Value.Nothing.UNDEFINED : found;
    } else {
      operand = evaluate(unary.operand(), scope);
    }
    return run.language().operate(unary.operator(), operand, run, scope.place(unary.span()));
  }

  private Value assign(Expression.Assign assign, Environment scope) {
    Pattern pattern = assign.target();
    if (pattern instanceof Pattern.Member || pattern instanceof Pattern.Index) {
      Patterns.Target target = run.patterns.target(pattern, scope, false);
      Value value = evaluate(assign.value(), scope);
      run.patterns.assign(target, value, scope);
      return value;
    }
    Value value = evaluate(assign.value(), scope);
    run.patterns.take(pattern, value, null, scope);
    return value;
  }

  private Value assignOperation(Expression.AssignOperation assign, Environment scope) {
    Patterns.Target target = run.patterns.target(assign.target(), scope, true);
    Value right = evaluate(assign.value(), scope);
    Value value = operate(assign.operator(), target.present(), right, scope.place(assign.span()));
    run.patterns.assign(target, value, scope);
    return value;
  }

  private Value increment(Expression.Increment increment, Environment scope) {
    Patterns.Target target = run.patterns.target(increment.target(), scope, true);
    Place place = scope.place(increment.span());
    Value before = target.present();
    if (!(before instanceof Value.Num) && !(before instanceof Value.BigInt)) {
      before = run.language().operate(UnaryOperator.PLUS, before, run, place);
    }
    Value by =
        before instanceof Value.BigInt
            ? new Value.BigInt(java.math.BigInteger.valueOf(increment.by()))
            : new Value.Num(increment.by());
    Value after = run.language().operate(BinaryOperator.ADD, before, by, run, place);
    run.patterns.assign(target, after, scope);
    return increment.before() ? after : before;
  }

  private Value delete(Expression.Delete delete, Environment scope) {
    Value object = evaluate(delete.object(), scope);
    Value key = evaluate(delete.key(), scope);
    Place place = scope.place(delete.span());
    if (object instanceof ClassValue type) {
      object = type.statics();
    } else if (object instanceof Closure function) {
      object = run.properties(function);
    }
    if (object instanceof ObjectValue properties) {
      String name = run.members.name(key, place);
      if (name == null) {
        run.members.assignItem(object, key, Value.Nothing.UNDEFINED, place);
      } else if (!properties.isFrozen()) {
        properties.remove(name);
      }
    } else if (!(object instanceof Unknown)) {
      run.members.assignItem(object, key, Value.Nothing.UNDEFINED, place);
    }
    return Value.Bool.TRUE;
  }

  private Value yielded(Expression.Yield yield, Environment scope) {
    Expression expression = yield.value();
    Value value = expression == null ? Value.Nothing.UNDEFINED : evaluate(expression, scope);
    ListValue items = scope.frame().yielded();
    if (items == null) {
      return Value.Nothing.UNDEFINED;
    }
    if (items.size() >= YIELDED) {
      throw new Endless(items);
    }
    if (!yield.all()) {
      items.add(value);
      return Value.Nothing.UNDEFINED;
    }
    Place place = scope.place(yield.span());
    List<Value> all = run.language().items(value, run, place);
    if (all == null) {
      Unknown unknown = Literals.unknownItems(value, place);
      items.add(unknown);
      items.becomeUncertain(unknown);
    } else {
      run.meter.spend(all.size());
      for (Value item : all) {
        items.add(item);
      }
    }
    return Value.Nothing.UNDEFINED;
  }

  private Value sequence(Expression.Sequence sequence, Environment scope) {
    Value value = Value.Nothing.UNDEFINED;
    for (Expression expression : sequence.expressions()) {
      value = evaluate(expression, scope);
    }
    return value;
  }
}
