package io.github.windlass.script;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Classes and their instances. */
final class Classes {

  private final Run run;
  private final Map<Closure, ObjectValue> properties = new IdentityHashMap<>();
  private final Map<Closure, ClassValue> classes = new IdentityHashMap<>();

  Classes(Run run) {
    this.run = run;
  }

  /** The properties of a function as an object. */
  ObjectValue properties(Closure function) {
    ObjectValue object = properties.get(function);
    if (object == null) {
      object = run.object();
      properties.put(function, object);
    }
    return object;
  }

  /** A property of a function; null: it has none of that name. */
  ObjectValue.@Nullable Slot slot(Closure function, String name) {
    ObjectValue object = properties.get(function);
    return object == null ? null : object.slot(name);
  }

  /** The class that a function is. */
  ClassValue classOf(Closure function) {
    ClassValue type = classes.get(function);
    if (type == null) {
      Function written = function.function();
      ClassDefinition definition =
          new ClassDefinition(
              written.name(), null, List.of(), false, List.of(), List.of(), written.span());
      type =
          new ClassValue(
              definition,
              null,
              properties(function),
              run.object(),
              List.of(),
              function.environment(),
              function.environment().place(written.span()));
      classes.put(function, type);
    }
    return type;
  }

  /** Makes a class. */
  ClassValue define(ClassDefinition definition, Environment around) {
    Environment scope = new Environment(around);
    Expression above = definition.superclass();
    Value superclass = above == null ? null : run.expressions.evaluate(above, scope);
    if (superclass instanceof Value.Nothing) {
      superclass = null;
    }
    List<ClassValue.Decoration> decorations = new ArrayList<>();
    ClassValue type =
        new ClassValue(
            definition,
            superclass,
            run.object(),
            run.object(),
            decorations,
            scope,
            around.place(definition.span()));
    String name = definition.name();
    if (name != null) {
      run.declare(scope, name, type);
    }
    for (Expression decorator : definition.decorators()) {
      decorations.add(new ClassValue.Decoration(null, null, decorator(decorator, scope)));
    }
    for (ClassDefinition.Member member : definition.members()) {
      if (member.kind() != ClassDefinition.Kind.FIELD || !member.decorators().isEmpty()) {
        String key = key(member, scope);
        for (Expression decorator : member.decorators()) {
          decorations.add(
              new ClassValue.Decoration(key, member.declaredType(), decorator(decorator, scope)));
        }
        if (key != null) {
          method(type, member, key);
        }
      }
    }
    for (ClassDefinition.Member member : definition.members()) {
      if (member.isStatic() && member.kind() == ClassDefinition.Kind.FIELD) {
        field(type, member, type, type.statics());
      } else if (member.kind() == ClassDefinition.Kind.STATIC_BLOCK
          && member.value() instanceof Expression.FunctionLiteral literal) {
        Closure block = closure(type, literal, true);
        run.calls.call(block, type, List.of(), scope.place(member.span()));
      }
    }
    return type;
  }

  /** A decorator that fails here may well not fail where the framework runs it. */
  private Value decorator(Expression decorator, Environment scope) {
    Paths.Mark mark = run.paths.mark();
    try {
      return run.expressions.evaluate(decorator, scope);
    } catch (Thrown thrown) {
      run.paths.back(mark);
      Place place = scope.place(decorator.span());
      return new Unknown(Run.shortened(place), place);
    }
  }

  private @Nullable String key(ClassDefinition.Member member, Environment scope) {
    Expression key = member.key();
    return run.members.name(run.expressions.evaluate(key, scope), scope.place(key.span()));
  }

  private static Closure closure(
      ClassValue type, Expression.FunctionLiteral literal, boolean isStatic) {
    return new Closure(
        literal.function(), type.environment(), Value.Nothing.UNDEFINED, type, isStatic);
  }

  private static void method(ClassValue type, ClassDefinition.Member member, String key) {
    if (!(member.value() instanceof Expression.FunctionLiteral literal)) {
      return;
    }
    ObjectValue target = member.isStatic() ? type.statics() : type.methods();
    Closure function = closure(type, literal, member.isStatic());
    switch (member.kind()) {
      case METHOD -> target.put(key, function);
      case GETTER -> target.define(key, function, target.setter(key));
      case SETTER -> target.define(key, target.getter(key), function);
      case CONSTRUCTOR, FIELD, STATIC_BLOCK -> {}
    }
  }

  private void field(
      ClassValue type, ClassDefinition.Member member, Value self, ObjectValue target) {
    Environment scope = new Environment(type.environment());
    scope.setFrame(new Frame(null, scope, self, type, member.isStatic(), List.of()));
    String key = key(member, scope);
    Expression initial = member.value();
    Value value =
        initial == null ? Value.Nothing.UNDEFINED : run.expressions.evaluate(initial, scope);
    if (key == null) {
      Place place = scope.place(member.span());
      target.becomeUncertain(new Unknown(Run.shortened(place), place));
    } else {
      target.put(key, value);
    }
  }

  /** Makes an instance. */
  Value construct(ClassValue type, List<Value> arguments, Place place) {
    ObjectValue instance = new ObjectValue(run.journal, type);
    Value given = initialize(type, instance, arguments, place);
    if (given instanceof ObjectValue other) {
      return other;
    }
    return instance.base() instanceof ListValue list && addsNothing(type)
        ? withProperties(list, instance)
        : instance;
  }

  /** Whether a class has no methods of its own, so that its instances are what it extends. */
  private static boolean addsNothing(ClassValue type) {
    for (Value at = type; at instanceof ClassValue each; at = each.superclass()) {
      for (ClassDefinition.Member member : each.definition().members()) {
        if (member.kind() != ClassDefinition.Kind.CONSTRUCTOR && !member.isStatic()) {
          return false;
        }
      }
    }
    return true;
  }

  private static ListValue withProperties(ListValue list, ObjectValue instance) {
    for (String key : instance.keys()) {
      list.setProperty(key, instance.get(key));
    }
    return list;
  }

  private Value initialize(
      ClassValue type, ObjectValue instance, List<Value> arguments, Place place) {
    run.meter.enter(Meter.CALL);
    Value above = type.superclass();
    if (above == null) {
      fields(type, instance);
    }
    Value given = Value.Nothing.UNDEFINED;
    Expression.FunctionLiteral constructor = constructor(type);
    if (constructor != null) {
      given = run.calls.call(closure(type, constructor, false), instance, arguments, place);
    } else if (above != null) {
      initializeAbove(type, instance, arguments, place);
    }
    run.meter.leave(Meter.CALL);
    return given;
  }

  private static Expression.@Nullable FunctionLiteral constructor(ClassValue type) {
    for (ClassDefinition.Member member : type.definition().members()) {
      if (member.kind() == ClassDefinition.Kind.CONSTRUCTOR
          && member.value() instanceof Expression.FunctionLiteral literal) {
        return literal;
      }
    }
    return null;
  }

  private void fields(ClassValue type, ObjectValue instance) {
    for (ClassDefinition.Member member : type.definition().members()) {
      if (member.kind() == ClassDefinition.Kind.FIELD && !member.isStatic()) {
        field(type, member, instance, instance);
      }
    }
  }

  /** Runs the constructor of the class above, and then makes the class's own fields. */
  private void initializeAbove(
      ClassValue type, ObjectValue instance, List<Value> arguments, Place place) {
    Value above = type.superclass();
    if (above != null) {
      run.paths.use(above);
    }
    if (above instanceof ClassValue next) {
      initialize(next, instance, arguments, place);
    } else if (above instanceof HostObject host) {
      instance.setBase(host.construct(arguments, run, place));
    } else if (above instanceof Closure function) {
      run.calls.call(function, instance, arguments, place);
    } else if (above instanceof Unknown unknown) {
      Unknown made = run.calls.unknown(unknown, instance, arguments, place);
      instance.becomeUncertain(new Unknown(unknown.reason(), place, made.sends(), unknown.code()));
    }
    fields(type, instance);
  }

  /** {@code super(…)}: the constructor above, or the method above of the same name. */
  @SuppressWarnings("ReferenceEquality") // the very function
  Value superCall(Environment scope, List<Value> arguments, Place place) {
    Frame frame = scope.frame();
    ClassValue home = frame.home();
    Closure closure = frame.function();
    if (home == null || closure == null) {
      throw run.language().error("super outside of a class", run, place);
    }
    Function function = closure.function();
    Expression.FunctionLiteral constructor = constructor(home);
    boolean constructs =
        function.kind() == Function.Kind.ARROW
            || (constructor != null && constructor.function() == function);
    String name = function.name();
    if (!constructs && name != null) {
      Value method = superMember(scope, name, place);
      return run.calls.call(method, frame.self(), arguments, place);
    }
    if (frame.self() instanceof ObjectValue instance) {
      initializeAbove(home, instance, arguments, place);
    }
    return frame.self();
  }

  /** {@code super.name}. */
  Value superMember(Environment scope, String name, Place place) {
    Frame frame = scope.frame();
    ClassValue home = frame.home();
    if (home == null) {
      return new Unknown(Run.shortened(place), place);
    }
    Value above = home.superclass();
    Value found = null;
    if (frame.isStatic()) {
      if (above instanceof ClassValue type) {
        found = run.members.ofClass(type, frame.self(), name, place);
      } else if (above instanceof HostObject host) {
        found = host.member(name, run, place);
      }
    } else {
      ClassValue type =
          above instanceof ClassValue next
              ? next
              : above instanceof Closure function ? classOf(function) : null;
      ObjectValue.Slot slot = type == null ? null : run.members.slotOfInstances(type, name);
      if (slot != null) {
        found = run.members.read(slot, frame.self(), place);
      } else if (frame.self() instanceof ObjectValue instance) {
        found = ofBase(instance, name, place);
      }
    }
    return found == null ? Value.Nothing.UNDEFINED : found;
  }

  /** A member of what stands for the class above that the script does not have. */
  private @Nullable Value ofBase(ObjectValue instance, String name, Place place) {
    Value base = instance.base();
    if (base != null) {
      return run.members.member(base, name, place);
    }
    Unknown uncertain = instance.uncertain();
    return uncertain == null ? null : run.members.of(uncertain, name, place);
  }
}
