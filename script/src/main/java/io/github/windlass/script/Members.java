package io.github.windlass.script;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Members of values: of objects, along their classes; of others, as hosts and the language say. */
final class Members {

  /** So many objects lie behind each other at most. */
  private static final int CHAIN = 100;

  private final Run run;

  Members(Run run) {
    this.run = run;
  }

  /** A member of any value. */
  Value member(Value target, String name, Place place) {
    if (target instanceof HostObject host) {
      return host.member(name, run, place);
    }
    if (target instanceof Unknown unknown) {
      Split.Choice choice = run.paths.choice(unknown);
      return choice == null
          ? of(unknown, name, place)
          : run.calls.either(
              choice,
              new Read(choice.one(), name, place),
              new Read(choice.other(), name, place),
              place);
    }
    if (target instanceof Value.Nothing) {
      throw none(target, name, place);
    }
    Value found = find(target, name, place);
    if (found != null) {
      return found;
    }
    Value builtIn = run.language().member(target, name, run, place);
    if (builtIn != Value.Nothing.UNDEFINED || !(target instanceof ObjectValue object)) {
      return builtIn;
    }
    Value base = object.base();
    if (base != null) {
      return member(base, name, place);
    }
    Unknown uncertain = object.uncertain();
    return uncertain == null ? builtIn : of(uncertain, name, place);
  }

  private Thrown none(Value target, String name, Place place) {
    String what = target == Value.Nothing.NULL ? "null" : "undefined";
    return run.language().error("\"" + name + "\" is read of " + what, run, place);
  }

  /** A member of an unknown value. */
  Unknown of(Unknown target, String name, Place place) {
    String reason = name + " of " + target.reason();
    return new Unknown(
        reason.length() > 120 ? target.reason() : reason, place, target.sends(), target.code());
  }

  /** A member that the script gave a value or its class; null: there is none. */
  @Nullable Value find(Value target, String name, Place place) {
    ObjectValue.Slot slot = null;
    if (target instanceof ObjectValue object) {
      slot = slot(object, name);
    } else if (target instanceof ClassValue type) {
      return ofClass(type, type, name, place);
    } else if (target instanceof Closure function) {
      slot = run.classes.slot(function, name);
    }
    if (target instanceof ListValue list) {
      return list.property(name);
    }
    return slot == null ? null : read(slot, target, place);
  }

  /** A member of a class itself, seen from a class below it. */
  @Nullable Value ofClass(ClassValue type, Value self, String name, Place place) {
    Value at = type;
    for (int i = 0; i < CHAIN && at != null; i++) {
      if (at instanceof ClassValue present) {
        ObjectValue.Slot slot = present.statics().slot(name);
        if (slot != null) {
          return read(slot, self, place);
        }
        at = present.superclass();
      } else if (at instanceof HostObject host) {
        // What every class has, such as its name, is its own.
        Value own = run.language().member(self, name, run, place);
        Value value = own == Value.Nothing.UNDEFINED ? host.member(name, run, place) : own;
        return value == Value.Nothing.UNDEFINED ? null : value;
      } else if (at instanceof Unknown unknown) {
        Value builtIn = run.language().member(self, name, run, place);
        return builtIn == Value.Nothing.UNDEFINED ? of(unknown, name, place) : builtIn;
      } else if (at instanceof Closure function) {
        ObjectValue.Slot slot = run.classes.slot(function, name);
        return slot == null ? null : read(slot, self, place);
      } else {
        return null;
      }
    }
    return null;
  }

  private ObjectValue.@Nullable Slot slot(ObjectValue object, String name) {
    ObjectValue at = object;
    for (int i = 0; i < CHAIN && at != null; i++) {
      ObjectValue.Slot slot = at.slot(name);
      if (slot == null) {
        ClassValue type = at.type();
        slot = type == null ? null : slotOfInstances(type, name);
      }
      if (slot != null) {
        return slot;
      }
      at = at.prototype();
    }
    return null;
  }

  /** A member that a class and those above it give their instances; null: there is none. */
  ObjectValue.@Nullable Slot slotOfInstances(ClassValue type, String name) {
    ClassValue at = type;
    for (int i = 0; i < CHAIN && at != null; i++) {
      ObjectValue methods = at.methods();
      for (int j = 0; j < CHAIN && methods != null; j++) {
        ObjectValue.Slot slot = methods.slot(name);
        if (slot != null) {
          return slot;
        }
        methods = methods.prototype();
      }
      Value above = at.superclass();
      if (above instanceof ClassValue next) {
        at = next;
      } else {
        at = above instanceof Closure function ? run.classes.classOf(function) : null;
      }
    }
    return null;
  }

  Value read(ObjectValue.Slot slot, Value self, Place place) {
    if (slot instanceof ObjectValue.Slot.Data data) {
      return data.value();
    }
    Value getter = slot instanceof ObjectValue.Slot.Accessor accessor ? accessor.getter() : null;
    return getter == null
        ? Value.Nothing.UNDEFINED
        : run.calls.call(getter, self, List.of(), place);
  }

  /** Calls a member of any value. */
  Value invoke(Value target, String name, List<Value> arguments, Place place) {
    if (target instanceof HostObject host) {
      int either = host.sends() ? either(arguments) : -1;
      return either < 0
          ? ofHost(host, name, arguments, place)
          : eitherArgument(host, name, arguments, either, place);
    }
    if (target instanceof Value.Nothing && !run.language().nothingHasMembers()) {
      throw none(target, name, place);
    }
    if (target instanceof Unknown) {
      Split.Choice choice = run.paths.choice(target);
      if (choice != null) {
        return run.calls.either(
            choice,
            new Invoked(choice.one(), name, arguments, place),
            new Invoked(choice.other(), name, arguments, place),
            place);
      }
    } else {
      Value found = find(target, name, place);
      if (found != null) {
        return run.calls.call(found, target, arguments, place);
      }
      if (target instanceof ObjectValue object
          && (object.base() != null || object.uncertain() != null)
          && run.language().member(target, name, run, place) == Value.Nothing.UNDEFINED) {
        Value base = object.base();
        return base == null
            ? run.calls.call(member(target, name, place), target, arguments, place)
            : invoke(base, name, arguments, place);
      }
    }
    run.meter.enter(Meter.HOST);
    Value value = run.language().invoke(target, name, arguments, run, place);
    run.meter.leave(Meter.HOST);
    return value;
  }

  private Value ofHost(HostObject host, String name, List<Value> arguments, Place place) {
    run.meter.enter(Meter.HOST);
    run.paths.use(host);
    Value value = host.invoke(name, arguments, run, place);
    run.meter.leave(Meter.HOST);
    return value;
  }

  /** The first argument that is one of two known values; -1: there is none. */
  private int either(List<Value> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if (run.paths.choice(arguments.get(i)) != null) {
        return i;
      }
    }
    return -1;
  }

  /** Calls what sends with each of two values, so that neither SQL is lost. */
  private Value eitherArgument(
      HostObject host, String name, List<Value> arguments, int index, Place place) {
    Split.Choice choice = run.paths.choice(arguments.get(index));
    if (choice == null) {
      return ofHost(host, name, arguments, place);
    }
    List<Value> one = new ArrayList<>(arguments);
    one.set(index, choice.one());
    List<Value> other = new ArrayList<>(arguments);
    other.set(index, choice.other());
    return run.calls.either(
        choice, new Invoked(host, name, one, place), new Invoked(host, name, other, place), place);
  }

  /** One of two values may well be none: the script knows that it is the other. */
  private void failsAsMeant(Value target, String name, Place place) {
    if (target instanceof Value.Nothing && !run.language().nothingHasMembers()) {
      Thrown thrown = none(target, name, place);
      run.paths.throwing(thrown.value());
      throw thrown;
    }
  }

  private final class Invoked implements Paths.Arm {
    private final Value target;
    private final String name;
    private final List<Value> arguments;
    private final Place place;

    Invoked(Value target, String name, List<Value> arguments, Place place) {
      this.target = target;
      this.name = name;
      this.arguments = arguments;
      this.place = place;
    }

    @Override
    public Completion run() {
      failsAsMeant(target, name, place);
      return Completion.of(invoke(target, name, arguments, place));
    }
  }

  /** A change of a member of one of two values. */
  private final class Assigned implements Paths.Arm {
    private final Value target;
    private final String name;
    private final Value value;
    private final Place place;

    Assigned(Value target, String name, Value value, Place place) {
      this.target = target;
      this.name = name;
      this.value = value;
      this.place = place;
    }

    @Override
    public Completion run() {
      failsAsMeant(target, name, place);
      assign(target, name, value, place);
      return Completion.NORMAL;
    }
  }

  /** A member of one of two values. */
  private final class Read implements Paths.Arm {
    private final Value target;
    private final String name;
    private final Place place;

    Read(Value target, String name, Place place) {
      this.target = target;
      this.name = name;
      this.place = place;
    }

    @Override
    public Completion run() {
      failsAsMeant(target, name, place);
      return Completion.of(member(target, name, place));
    }
  }

  /** Changes a member of any value. */
  void assign(Value target, String name, Value value, Place place) {
    if (target instanceof HostObject host) {
      host.assign(name, value, run, place);
    } else if (target instanceof ObjectValue object) {
      put(object, slot(object, name), target, name, value, place);
    } else if (target instanceof ClassValue type) {
      put(type.statics(), type.statics().slot(name), target, name, value, place);
    } else if (target instanceof Closure function) {
      ObjectValue properties = run.classes.properties(function);
      put(properties, properties.slot(name), target, name, value, place);
    } else if (target instanceof Value.Nothing) {
      throw none(target, name, place);
    } else if (target instanceof Unknown) {
      Split.Choice choice = run.paths.choice(target);
      if (choice != null) {
        run.calls.either(
            choice,
            new Assigned(choice.one(), name, value, place),
            new Assigned(choice.other(), name, value, place),
            place);
      }
    } else {
      run.language().assign(target, name, value, run, place);
    }
  }

  private void put(
      ObjectValue object,
      ObjectValue.@Nullable Slot slot,
      Value self,
      String name,
      Value value,
      Place place) {
    if (slot instanceof ObjectValue.Slot.Accessor accessor) {
      Value setter = accessor.setter();
      if (setter != null) {
        run.calls.call(setter, self, List.of(value), place);
      }
    } else if (!object.isFrozen()) {
      object.put(name, value);
    }
  }

  /** The name of a member that an index means; null: it is unknown. */
  @Nullable String name(Value index, Place place) {
    return index instanceof Unknown ? null : run.language().text(index, run, place).known();
  }

  /** A value at an index. */
  Value item(Value target, Value index, Place place) {
    if (target instanceof ListValue list
        && index instanceof Value.Num number
        && list.uncertain() == null
        && number.value() >= 0
        && number.value() == (int) number.value()) {
      return list.get((int) number.value());
    }
    String name = name(index, place);
    return name == null ? unknownItem(target, place) : member(target, name, place);
  }

  /** What an unknown index gives. */
  Unknown unknownItem(Value target, Place place) {
    if (target instanceof Value.Nothing) {
      throw none(target, "…", place);
    }
    return Unknown.of(Run.shortened(place), place, Senders.of(target));
  }

  /** Changes what is at an index. */
  void assignItem(Value target, Value index, Value value, Place place) {
    if (target instanceof ListValue list
        && index instanceof Value.Num number
        && number.value() >= 0
        && number.value() <= list.size()
        && number.value() == (int) number.value()) {
      list.set((int) number.value(), value);
      return;
    }
    String name = name(index, place);
    if (name != null) {
      assign(target, name, value, place);
      return;
    }
    Unknown why = new Unknown(Run.shortened(place), place);
    if (target instanceof ListValue list) {
      list.becomeUncertain(why);
      for (int i = 0; i < list.size(); i++) {
        list.set(i, run.paths.join(list.get(i), value, null, why));
      }
    } else if (target instanceof ObjectValue object) {
      object.becomeUncertain(why);
      for (String key : object.allKeys()) {
        if (object.slot(key) instanceof ObjectValue.Slot.Data data) {
          object.put(key, run.paths.join(data.value(), value, null, why));
        }
      }
    }
  }
}
