package io.github.windlass.script.ruby.object;

import io.github.windlass.script.Cell;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A class or a module. */
public final class RubyModule implements HostObject {

  private final String name;
  private final boolean isClass;
  private final @Nullable Value superclass;
  private final Constants constants;
  private final ObjectValue methods;
  private final ObjectValue singletons;
  private final ObjectValue variables;
  private final Cell<List<Value>> included;
  private final Cell<List<Value>> extended;
  private final Place place;
  private @Nullable Natives natives;
  private @Nullable Natives statics;
  private boolean standsIn;

  /**
   * @param superclass a {@link RubyModule}, or what stands for a class that is not there; null:
   *     none
   */
  public RubyModule(
      String name, boolean isClass, @Nullable Value superclass, Evaluation run, Place place) {
    this.name = name;
    this.isClass = isClass;
    this.superclass = superclass;
    this.constants = new Constants(place);
    this.methods = run.object();
    this.singletons = run.object();
    this.variables = run.object();
    this.included = run.cell(List.of(), RubyModule::both);
    this.extended = run.cell(List.of(), RubyModule::both);
    this.place = place;
  }

  private static List<Value> both(List<Value> one, List<Value> other) {
    List<Value> all = new ArrayList<>(one);
    for (Value value : other) {
      if (!all.contains(value)) {
        all.add(value);
      }
    }
    return List.copyOf(all);
  }

  /** Gives it the methods of a framework. */
  public RubyModule with(@Nullable Natives ofInstances, @Nullable Natives ofItself) {
    natives = ofInstances;
    statics = ofItself;
    return this;
  }

  /** Says that it stands for one that is not there, so that nobody knows which methods it has. */
  public RubyModule standingIn() {
    standsIn = true;
    return this;
  }

  /** Whether it stands for one that is not there. */
  public boolean isStandingIn() {
    return standsIn;
  }

  /** Its name with those of the modules around: {@code A::B}. */
  public String name() {
    return name;
  }

  public boolean isClass() {
    return isClass;
  }

  /** Where it was first opened. */
  public Place place() {
    return place;
  }

  /** A {@link RubyModule}, or what stands for a class that is not there; null: none. */
  public @Nullable Value superclass() {
    return superclass;
  }

  public Constants constants() {
    return constants;
  }

  /** Its own methods for instances. */
  public ObjectValue methods() {
    return methods;
  }

  /** Its own methods. */
  public ObjectValue singletons() {
    return singletons;
  }

  /** Its instance and class variables. */
  public ObjectValue variables() {
    return variables;
  }

  /** Includes a module, or what stands for one that is not there. */
  public void include(Value module) {
    if (!included.get().contains(module)) {
      List<Value> all = new ArrayList<>();
      all.add(module);
      all.addAll(included.get());
      included.set(List.copyOf(all));
    }
  }

  /** Takes the methods of a module as its own. */
  public void extend(Value module) {
    if (!extended.get().contains(module)) {
      List<Value> all = new ArrayList<>();
      all.add(module);
      all.addAll(extended.get());
      extended.set(List.copyOf(all));
    }
  }

  @Override
  public String describe() {
    return name;
  }

  /** It, what it includes, and the same of the classes above, in the order of a search. */
  public List<RubyModule> ancestors() {
    List<RubyModule> all = new ArrayList<>();
    RubyModule at = this;
    for (int i = 0; i < 100 && at != null; i++) {
      add(at, all, 0);
      at = at.superclass instanceof RubyModule above ? above : null;
    }
    return all;
  }

  private static void add(RubyModule module, List<RubyModule> all, int depth) {
    if (all.contains(module) || depth > 20) {
      return;
    }
    all.add(module);
    for (Value each : module.included.get()) {
      if (each instanceof RubyModule other) {
        add(other, all, depth + 1);
      }
    }
  }

  /** What it includes, extends or inherits from that is not there; null: all is. */
  public @Nullable Value absent(boolean ofItself) {
    for (RubyModule each : ancestors()) {
      if (each.standsIn && each != this) {
        return each;
      }
      if (each.superclass != null && !(each.superclass instanceof RubyModule)) {
        return each.superclass;
      }
      for (Value other : ofItself ? each.extended.get() : each.included.get()) {
        if (!(other instanceof RubyModule module) || module.standsIn) {
          return other;
        }
      }
    }
    return null;
  }

  /** A method of its instances; null: none. */
  public @Nullable Callable method(String method) {
    return find(ancestors(), 0, method);
  }

  @Nullable Callable methodAfter(RubyModule owner, String method) {
    List<RubyModule> all = ancestors();
    return find(all, all.indexOf(owner) + 1, method);
  }

  private static @Nullable Callable find(List<RubyModule> all, int from, String method) {
    for (int i = from; i < all.size(); i++) {
      RubyModule each = all.get(i);
      if (each.methods.get(method) instanceof Callable found) {
        return found;
      }
      Natives given = each.natives;
      Callable found = given == null ? null : given.find(method);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** What its instances do for methods that there are none of; null: fail. */
  @Nullable Callable missing(String method) {
    for (RubyModule each : ancestors()) {
      Callable found = each.natives == null ? null : each.natives.missing(method);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** A method of its own; null: none. */
  public @Nullable Callable singleton(String method) {
    return singletonAfter(null, method);
  }

  @Nullable Callable singletonAfter(@Nullable RubyModule owner, String method) {
    boolean on = owner == null;
    RubyModule at = this;
    for (int i = 0; i < 100 && at != null; i++) {
      if (on) {
        if (at.singletons.get(method) instanceof Callable found) {
          return found;
        }
        for (Value each : at.extended.get()) {
          Callable found = each instanceof RubyModule module ? module.method(method) : null;
          if (found != null) {
            return found;
          }
        }
        Natives given = at.statics;
        Callable found = given == null ? null : given.find(method);
        if (found != null) {
          return found;
        }
      }
      on |= at == owner;
      at = at.superclass instanceof RubyModule above ? above : null;
    }
    return null;
  }

  /** What it does for methods that there are none of; null: fail. */
  @Nullable Callable singletonMissing(String method) {
    RubyModule at = this;
    for (int i = 0; i < 100 && at != null; i++) {
      Callable found = at.statics == null ? null : at.statics.missing(method);
      if (found != null) {
        return found;
      }
      at = at.superclass instanceof RubyModule above ? above : null;
    }
    return null;
  }

  /** Whether it is another or below it. */
  public boolean isA(RubyModule other) {
    return ancestors().contains(other);
  }

  /** Whether it is a class of a name, or below one. */
  public boolean isA(String other) {
    for (RubyModule each : ancestors()) {
      if (each.name.equals(other)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean sends() {
    for (RubyModule each : ancestors()) {
      if ((each.natives != null && each.natives.sends())
          || (each.statics != null && each.statics.sends())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Value member(String variable, Evaluation run, Place at) {
    if (variable.startsWith("@")) {
      Value value = variables.get(variable);
      return value == Nothing.UNDEFINED ? Nothing.NULL : value;
    }
    return invoke(variable, List.of(), run, at);
  }

  @Override
  public void assign(String variable, Value value, Evaluation run, Place at) {
    if (variable.startsWith("@")) {
      variables.put(variable, value);
    } else {
      invoke(variable + "=", List.of(value), run, at);
    }
  }

  @Override
  public Value invoke(String method, List<Value> arguments, Evaluation run, Place at) {
    return World.of(run).send(this, method, Arguments.of(arguments), at);
  }

  @Override
  public Value construct(List<Value> arguments, Evaluation run, Place at) {
    return invoke("new", arguments, run, at);
  }

  /** Why a superclass is not known; null: it is. */
  @Nullable Unknown unknownSuperclass() {
    return superclass instanceof Unknown unknown ? unknown : null;
  }
}
