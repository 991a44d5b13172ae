package io.github.windlass.script.ruby.object;

import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.ModuleMethods;
import io.github.windlass.script.ruby.builtin.ObjectMethods;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The constants and global variables of one run, and how methods are found in it. */
public final class World {

  /** Ruby's own classes, as far as scripts name them. */
  private static final Set<String> BUILT_IN =
      Set.of(
          "String",
          "Symbol",
          "Integer",
          "Fixnum",
          "Float",
          "Numeric",
          "Array",
          "Hash",
          "Range",
          "Proc",
          "NilClass",
          "TrueClass",
          "FalseClass",
          "Regexp",
          "Module",
          "Class",
          "Object",
          "BasicObject",
          "Kernel",
          "Comparable",
          "Enumerable",
          "Exception",
          "Set",
          "Struct",
          "OpenStruct",
          "Method",
          "Math");

  private final Evaluation run;
  private final Framework framework;
  private final Loader loader;
  private final Place start;
  private final RubyModule object;
  private final RubyObject main;
  private final Map<String, Value> globals = new HashMap<>();
  private final Set<RubyModule> moduleFunctions = new HashSet<>();
  private final Set<String> patched = new HashSet<>();

  /** How files that define constants are found and run. */
  public interface Loader {

    /**
     * Runs the file that should define a constant of a name such as {@code A::B}, if there is one.
     */
    boolean define(String constant, Place from);

    /**
     * Runs a file.
     *
     * @return true; unknown if there is no such file
     */
    Value require(String path, boolean relative, Place from);
  }

  public World(Evaluation run, Framework framework, Loader loader, Place start) {
    this.run = run;
    this.framework = framework;
    this.loader = loader;
    this.start = start;
    this.object = new RubyModule("Object", true, null, run, start);
    this.main = new RubyObject(object, run);
  }

  /** Who has the world of a run. */
  public interface Holder {
    World world();
  }

  /** The world of a run. */
  public static World of(Evaluation run) {
    return ((Holder) run.language()).world();
  }

  /** The run. */
  public Evaluation run() {
    return run;
  }

  /** The class of all objects, where constants outside of all modules are. */
  public RubyModule object() {
    return object;
  }

  /** Self outside of all classes and methods. */
  public RubyObject main() {
    return main;
  }

  /** How files are found. */
  public Loader loader() {
    return loader;
  }

  /** What the framework adds. */
  public Framework framework() {
    return framework;
  }

  // Constants.

  /** A constant outside of all modules. */
  public Value constant(String name, Place place) {
    Value found = known(name, place);
    if (found != null) {
      return found;
    }
    Value absent = framework.absent(name, this, place);
    if (!(absent instanceof Unknown)) {
      object.constants().put(name, absent);
    }
    return absent;
  }

  private @Nullable Value known(String name, Place place) {
    Value found = object.constants().get(name);
    if (found != Value.Nothing.UNDEFINED) {
      return found;
    }
    Value built = builtIn(name, place);
    if (built != null) {
      object.constants().put(name, built);
      return built;
    }
    Value given = framework.constant(name, this, place);
    if (given != null) {
      object.constants().put(name, given);
      return given;
    }
    if (loader.define(name, place)) {
      found = object.constants().get(name);
      if (found != Value.Nothing.UNDEFINED) {
        return found;
      }
    }
    return null;
  }

  private @Nullable Value builtIn(String name, Place place) {
    if (BUILT_IN.contains(name)) {
      return new RubyModule(name, true, object, run, start);
    }
    if (isError(name)) {
      Value above =
          name.equals("StandardError")
              ? constant("Exception", place)
              : constant("StandardError", place);
      return new RubyModule(name, true, above, run, start);
    }
    return null;
  }

  private static boolean isError(String name) {
    return switch (name) {
      case "StandardError",
          "RuntimeError",
          "ArgumentError",
          "NameError",
          "NoMethodError",
          "NotImplementedError",
          "TypeError",
          "KeyError",
          "IndexError",
          "RangeError",
          "IOError",
          "ZeroDivisionError",
          "FrozenError",
          "LoadError",
          "ScriptError",
          "SystemExit",
          "Interrupt",
          "StopIteration" ->
          true;
      default -> false;
    };
  }

  /** Holds constants and is no module of Ruby: a framework's name space. */
  public interface NameSpace {

    /** A constant of it; null: none. */
    @Nullable Value constant(String name, World world, Place place);
  }

  /** {@code parent::name}. */
  public Value constantOf(Value parent, String name, Place place) {
    Value found = ifHas(parent, name, place);
    if (found != null) {
      return found;
    }
    if (parent instanceof Unknown unknown) {
      return new Unknown(place.text(), place, unknown.sends(), unknown.code());
    }
    String whole =
        parent instanceof RubyModule module
            ? module.name() + "::" + name
            : parent instanceof HostObject host ? host.describe() + "::" + name : name;
    return framework.absent(whole, this, place);
  }

  private @Nullable Value ifHas(Value parent, String name, Place place) {
    if (parent instanceof RubyModule module) {
      for (RubyModule each : module.ancestors()) {
        Value found =
            each == object && module != object
                ? Value.Nothing.UNDEFINED
                : each.constants().get(name);
        if (found != Value.Nothing.UNDEFINED) {
          return found;
        }
      }
      return module == object ? known(name, place) : autoloaded(module, name, place);
    }
    return parent instanceof NameSpace space ? space.constant(name, this, place) : null;
  }

  /** A constant of a module that a file of its name defines; null: there is none. */
  @Nullable Value autoloaded(RubyModule module, String name, Place place) {
    if (!loader.define(module.name() + "::" + name, place)) {
      return null;
    }
    Value found = module.constants().get(name);
    return found == Value.Nothing.UNDEFINED ? null : found;
  }

  /** A constant by its whole name, without what stands for an absent one; null: there is none. */
  public @Nullable Value ifDefined(String path, Lexical from, Place place) {
    Value at = null;
    for (String name : path.split("::", -1)) {
      if (name.isEmpty()) {
        continue;
      }
      if (at == null) {
        for (Lexical around = from; around != null && at == null; around = around.outer()) {
          Value found = around.module().constants().get(name);
          at = found == Value.Nothing.UNDEFINED ? null : found;
        }
        at = at == null ? known(name, place) : at;
      } else {
        at = ifHas(at, name, place);
      }
      if (at == null) {
        return null;
      }
    }
    return at;
  }

  /** A module that a script opens again; null: it makes a new one. */
  @Nullable RubyModule reopened(RubyModule around, String name, boolean isClass) {
    Place place = around.place();
    if (around != object) {
      Value found = isClass ? null : ifHas(around, name, place);
      return found instanceof RubyModule module ? module : null;
    }
    Value known = builtIn(name, place);
    if (known == null) {
      known = framework.constant(name, this, place);
    }
    if (known instanceof RubyModule module) {
      object.constants().put(name, module);
      patched.add(name);
      return module;
    }
    return null;
  }

  /** A module that takes what a script defines in one that is not there. */
  RubyModule stub(Value absent, Place place) {
    return new RubyModule(
        absent instanceof HostObject host ? host.describe() : place.text(),
        false,
        null,
        run,
        place);
  }

  /** A method that a script gave to one of Ruby's own classes; null: none. */
  public @Nullable Callable patch(String className, String method) {
    if (patched.isEmpty() && object.methods().allKeys().isEmpty()) {
      return null;
    }
    if (patched.contains(className)
        && object.constants().get(className) instanceof RubyModule module
        && module.methods().get(method) instanceof Callable found) {
      return found;
    }
    return null;
  }

  // Global variables.

  Value globalVariable(String name, Place place) {
    Value value = globals.get(name);
    return value == null ? new Unknown(name, place) : value;
  }

  void setGlobalVariable(String name, Value value) {
    globals.put(name, value);
  }

  // Methods.

  /** Says that methods which follow are the module's own, too. */
  public void moduleFunction(RubyModule module) {
    moduleFunctions.add(module);
  }

  boolean isModuleFunction(RubyModule module) {
    return moduleFunctions.contains(module);
  }

  /** Calls a method of an instance. */
  Value send(RubyObject self, String name, Arguments arguments, Place place) {
    Callable method = self.type().method(name);
    if (method != null) {
      return method.call(self, arguments, run, place);
    }
    Value built = ObjectMethods.invoke(self, name, arguments, run, place);
    if (built != null) {
      return built;
    }
    Callable missing = self.type().method("method_missing");
    if (missing == null) {
      missing = self.type().missing(name);
    } else {
      List<Value> all = new ArrayList<>();
      all.add(Symbol.of(name));
      all.addAll(arguments.positional());
      return missing.call(
          self, new Arguments(all, arguments.keywords(), arguments.block()), run, place);
    }
    if (missing != null && self.type().absent(false) == null) {
      return missing.call(self, arguments, run, place);
    }
    return absent(self, self.type().absent(false), missing, name, arguments, place);
  }

  /** Calls a method of a class or module itself. */
  Value send(RubyModule self, String name, Arguments arguments, Place place) {
    Callable method = self.singleton(name);
    if (method != null) {
      return method.call(self, arguments, run, place);
    }
    Value built = ModuleMethods.invoke(self, name, arguments, run, place);
    if (built == null) {
      built = ObjectMethods.invoke(self, name, arguments, run, place);
    }
    if (built != null) {
      return built;
    }
    return absent(self, self.absent(true), self.singletonMissing(name), name, arguments, place);
  }

  private Value absent(
      Value self,
      @Nullable Value parent,
      @Nullable Callable missing,
      String name,
      Arguments arguments,
      Place place) {
    if (parent != null) {
      String of = parent instanceof HostObject host ? host.describe() : "";
      of = parent instanceof Unknown unknown ? unknown.reason() : of;
      return lost(
          GapCode.MISSING_SOURCE,
          name + " is called, which may be of " + of + ", which is not among the files",
          arguments,
          place);
    }
    if (missing != null) {
      return missing.call(self, arguments, run, place);
    }
    String what = self instanceof HostObject host ? host.describe() : "an object";
    throw error("NoMethodError", "undefined method '" + name + "' for " + what, place);
  }

  /** What {@code super} does where no class above has the method. */
  Value superMissing(Value self, RubyMethod method, Arguments arguments, Place place) {
    if (self instanceof RubyObject object) {
      Value parent = object.type().absent(false);
      Value built =
          parent == null ? ObjectMethods.invoke(self, method.name(), arguments, run, place) : null;
      return built != null
          ? built
          : absent(
              self, parent, object.type().missing(method.name()), method.name(), arguments, place);
    }
    if (self instanceof RubyModule module) {
      Value built = ModuleMethods.invoke(module, method.name(), arguments, run, place);
      return built != null
          ? built
          : absent(
              self,
              module.absent(true),
              module.singletonMissing(method.name()),
              method.name(),
              arguments,
              place);
    }
    return new Unknown(place.text(), place);
  }

  /** A call of which nothing is known: a gap; its block may run. */
  public Value lost(GapCode code, String reason, Arguments arguments, Place place) {
    run.gap(code, reason, place);
    if (arguments.block() instanceof RubyProc block) {
      Unknown given = new Unknown("what " + reason + " passes", place);
      run.repeatedly(() -> block.run(run, place, given), place);
    }
    return new Unknown(place.text(), place);
  }

  /** A method that every object has. */
  public Value objectMethod(Value self, String name, Arguments arguments, Place place) {
    Value value = ObjectMethods.invoke(self, name, arguments, run, place);
    if (value != null) {
      return value;
    }
    String what =
        self instanceof HostObject host
            ? host.describe()
            : run.language().text(self, run, place).text();
    throw error("NoMethodError", "undefined method '" + name + "' for " + what, place);
  }

  // Errors.

  /** An error of a class of Ruby's own. */
  public Thrown error(String type, String message, Place place) {
    return new Thrown(instance(constant(type, place), Text.of(message)), place);
  }

  private Value instance(Value type, Value message) {
    if (!(type instanceof RubyModule module)) {
      return message instanceof Value.Nothing && type instanceof HostObject host
          ? Text.of(host.describe())
          : message;
    }
    RubyObject error = new RubyObject(module, run);
    error
        .variables()
        .put("@message", message instanceof Value.Nothing ? Text.of(module.name()) : message);
    return error;
  }

  /** What {@code raise} throws for its arguments. */
  Value raised(Arguments arguments, Place place) {
    if (arguments.size() == 0) {
      return globals.getOrDefault(
          "$!", instance(constant("RuntimeError", place), Text.of("unhandled exception")));
    }
    Value first = arguments.get(0);
    if (first instanceof RubyModule module && module.isClass()) {
      if (module.method("initialize") instanceof RubyMethod) {
        Value made =
            run.invoke(
                module, "new", arguments.has(1) ? List.of(arguments.get(1)) : List.of(), place);
        if (made instanceof RubyObject error
            && error.variables().get("@message") == Value.Nothing.UNDEFINED) {
          error
              .variables()
              .put("@message", arguments.has(1) ? arguments.get(1) : Text.of(module.name()));
        }
        return made;
      }
      return instance(module, arguments.get(1));
    }
    if (first instanceof Text) {
      return instance(constant("RuntimeError", place), first);
    }
    if (first instanceof HostObject && !(first instanceof RubyObject)) {
      return instance(first, arguments.get(1));
    }
    return first;
  }

  /** What an error says. */
  public Text message(Value error, Place place) {
    if (error instanceof RubyObject object) {
      Value message = object.variables().get("@message");
      if (message != Value.Nothing.UNDEFINED) {
        return run.language().text(message, run, place);
      }
      return Text.of(object.type().name());
    }
    if (error instanceof ListValue || error instanceof Unknown || error instanceof Text) {
      return run.language().text(error, run, place);
    }
    return Text.of(error instanceof HostObject host ? host.describe() : "an error");
  }

  /** Where the run begins. */
  public Place start() {
    return new Place(start.source(), new Span(0, 0));
  }
}
