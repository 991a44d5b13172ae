package io.github.windlass.script.ruby.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.Callable;
import io.github.windlass.script.ruby.object.NativeMethod;
import io.github.windlass.script.ruby.object.RubyHash;
import io.github.windlass.script.ruby.object.RubyModule;
import io.github.windlass.script.ruby.object.RubyObject;
import io.github.windlass.script.ruby.object.RubyProc;
import io.github.windlass.script.ruby.object.Symbol;
import io.github.windlass.script.ruby.object.World;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What classes and modules themselves answer. */
public final class ModuleMethods {

  /** What {@code included do … end} of a concern keeps. */
  private static final String INCLUDED = "%included";

  private ModuleMethods() {}

  /** Calls a method; null: modules have none of that name. */
  public static @Nullable Value invoke(
      RubyModule self, String name, Arguments arguments, Evaluation run, Place place) {
    switch (name) {
      case "new":
        return make(self, arguments, run, place);
      case "allocate":
        return new RubyObject(self, run);
      case "name", "to_s", "inspect", "class_name":
        return Text.of(self.name());
      case "superclass":
        Value above = self.superclass();
        return above == null ? Value.Nothing.NULL : above;
      case "ancestors":
        return run.list(new ArrayList<Value>(self.ancestors()));
      case "class":
        return World.of(run).constant(self.isClass() ? "Class" : "Module", place);
      case "include", "prepend":
        for (Value each : arguments.positional()) {
          include(self, each, run, place);
        }
        return self;
      case "include?", "<=", "<":
        return arguments.get(0) instanceof RubyModule other
            ? Value.Bool.of(self.isA(other))
            : new Unknown(place.text(), place);
      case "==", "eql?", "equal?":
        return Value.Bool.of(self == arguments.get(0));
      case "===":
        return ObjectMethods.isA(arguments.get(0), self, place);
      case "included":
        if (arguments.block() != null) {
          self.variables().put(INCLUDED, arguments.block());
        }
        return Value.Nothing.NULL;
      case "class_methods":
        return classMethods(self, arguments, run, place);
      case "private", "public", "protected":
        return visibility(arguments);
      case "module_function":
        return moduleFunction(self, arguments, run);
      case "private_class_method",
      "public_class_method",
      "private_constant",
      "refine",
      "using",
      "undef_method",
      "remove_method",
      "remove_const",
      "extended",
      "inherited",
      "prepended",
      "method_added",
      "const_missing",
      "delegate",
      "delegate_missing_to",
      "ruby2_keywords",
      "deprecate",
      "set_callback",
      "freeze",
      "deprecate_constant",
      "attr_internal":
        return Value.Nothing.NULL;
      case "attr_reader", "attr_writer", "attr_accessor", "attr":
        accessors(self.methods(), name, arguments);
        return Value.Nothing.NULL;
      case "cattr_accessor",
      "mattr_accessor",
      "cattr_reader",
      "mattr_reader",
      "class_attribute",
      "thread_mattr_accessor":
        accessors(self.singletons(), "attr_accessor", arguments);
        defaults(self, arguments);
        return Value.Nothing.NULL;
      case "define_method", "define_singleton_method":
        return defineMethod(self, name.equals("define_method"), arguments);
      case "alias_method":
        String original = ObjectMethods.name(arguments.get(1));
        Callable method = self.method(original);
        if (method != null) {
          self.methods().put(ObjectMethods.name(arguments.get(0)), method);
        }
        return self;
      case "const_get", "qualified_const_get":
        return constantOf(self, arguments.get(0), run, place);
      case "const_set":
        self.constants().put(ObjectMethods.name(arguments.get(0)), arguments.get(1));
        return arguments.get(1);
      case "const_defined?":
        return Value.Bool.of(self.constants().has(ObjectMethods.name(arguments.get(0))));
      case "constants":
        List<Value> constants = new ArrayList<>();
        for (String each : self.constants().allKeys()) {
          constants.add(Symbol.of(each));
        }
        return run.list(constants);
      case "class_eval", "module_eval", "class_exec", "module_exec":
        return arguments.block() instanceof RubyProc block
            ? block.on(self, Arguments.positional(self), run, place)
            : new Unknown(place.text(), place);
      case "instance_method", "public_instance_method":
        Callable found = self.method(ObjectMethods.name(arguments.get(0)));
        return found == null ? new Unknown(place.text(), place) : found;
      case "method_defined?",
      "instance_methods",
      "public_method_defined?",
      "private_method_defined?":
        return name.equals("instance_methods")
            ? new Unknown(place.text(), place)
            : Value.Bool.of(self.method(ObjectMethods.name(arguments.get(0))) != null);
      case "class_variable_get":
        return self.variables().get(ObjectMethods.name(arguments.get(0)));
      case "class_variable_set":
        self.variables().put(ObjectMethods.name(arguments.get(0)), arguments.get(1));
        return arguments.get(1);
      case "module_parent", "parent", "descendants", "subclasses":
        return new Unknown(place.text(), place);
      default:
        return null;
    }
  }

  private static Value make(RubyModule self, Arguments arguments, Evaluation run, Place place) {
    switch (self.name()) {
      case "Class", "Module":
        return anonymous(self.name().equals("Class"), arguments, run, place);
      case "Struct":
        return struct(arguments, run, place);
      case "Hash":
        return newHash(arguments, run);
      case "Array":
        return newArray(arguments, run, place);
      case "String":
        return arguments.has(0) ? Strings.text(arguments.get(0), run, place) : Text.EMPTY;
      case "Proc":
        Value block = arguments.block();
        return block == null ? Value.Nothing.NULL : block;
      case "Set":
        Value items = arguments.get(0);
        return items instanceof ListValue list
            ? ArrayMethods.unique(list, run)
            : run.list(List.of());
      case "OpenStruct":
        return new Unknown(place.text(), place);
      default:
        break;
    }
    RubyObject made = new RubyObject(self, run);
    Callable initialize = self.method("initialize");
    if (initialize != null) {
      initialize.call(made, arguments, run, place);
    } else if (self.isA("Exception")) {
      made.variables().put("@message", arguments.has(0) ? arguments.get(0) : Text.of(self.name()));
    }
    return made;
  }

  private static Value anonymous(
      boolean isClass, Arguments arguments, Evaluation run, Place place) {
    Value above = arguments.has(0) ? arguments.get(0) : World.of(run).object();
    RubyModule made =
        new RubyModule(
            "an anonymous " + (isClass ? "class" : "module"),
            isClass,
            isClass ? above : null,
            run,
            place);
    if (arguments.block() instanceof RubyProc block) {
      block.on(made, Arguments.positional(made), run, place);
    }
    return made;
  }

  private static Value struct(Arguments arguments, Evaluation run, Place place) {
    RubyModule made =
        new RubyModule("a struct", true, World.of(run).constant("Struct", place), run, place);
    List<Value> names = arguments.positional();
    accessors(made.methods(), "attr_accessor", arguments);
    made.methods()
        .put(
            "initialize",
            new NativeMethod(
                "initialize",
                (self, given, inner, at) -> {
                  for (int i = 0; i < names.size(); i++) {
                    String name = ObjectMethods.name(names.get(i));
                    RubyHash keywords = given.keywords();
                    Value named = keywords == null ? null : keywords.option(name);
                    inner.assign(self, "@" + name, named == null ? given.get(i) : named, at);
                  }
                  return self;
                }));
    NativeMethod values =
        new NativeMethod(
            "to_a",
            (self, given, inner, at) -> {
              List<Value> all = new ArrayList<>();
              for (Value name : names) {
                all.add(inner.member(self, "@" + ObjectMethods.name(name), at));
              }
              return inner.list(all);
            });
    made.methods().put("to_a", values);
    made.methods().put("values", values);
    if (arguments.block() instanceof RubyProc block) {
      block.on(made, Arguments.positional(made), run, place);
    }
    return made;
  }

  private static Value newHash(Arguments arguments, Evaluation run) {
    RubyHash hash = RubyHash.empty(run);
    if (arguments.block() instanceof RubyProc block) {
      hash.setOtherwise(block);
    } else if (arguments.has(0)) {
      hash.setOtherwise(arguments.get(0));
    }
    return hash;
  }

  private static Value newArray(Arguments arguments, Evaluation run, Place place) {
    Integer size = Operators.whole(arguments.get(0));
    if (arguments.get(0) instanceof ListValue list) {
      return run.list(list.items());
    }
    if (!arguments.has(0)) {
      return run.list(List.of());
    }
    if (size == null || size < 0 || size > 100_000) {
      return new Unknown(place.text(), place);
    }
    List<Value> items = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      run.spend(1);
      items.add(
          arguments.block() instanceof RubyProc block
              ? block.run(run, place, Operators.of(i))
              : arguments.get(1));
    }
    return run.list(items);
  }

  static void extend(RubyModule self, Value module, Evaluation run, Place place) {
    self.extend(module);
    if (module instanceof RubyModule given) {
      Callable hook = given.singleton("extended");
      if (hook != null) {
        hook.call(given, Arguments.positional(self), run, place);
      }
    }
  }

  private static void include(RubyModule self, Value module, Evaluation run, Place place) {
    self.include(module);
    if (!(module instanceof RubyModule given)) {
      return;
    }
    if (given.constants().get("ClassMethods") instanceof RubyModule statics) {
      self.extend(statics);
    }
    if (given.variables().get(INCLUDED) instanceof RubyProc block) {
      block.on(self, Arguments.NONE, run, place);
    }
    Callable hook = given.singleton("included");
    if (hook != null) {
      hook.call(given, Arguments.positional(self), run, place);
    }
  }

  private static Value classMethods(
      RubyModule self, Arguments arguments, Evaluation run, Place place) {
    RubyModule statics =
        self.constants().get("ClassMethods") instanceof RubyModule known
            ? known
            : new RubyModule(self.name() + "::ClassMethods", false, null, run, place);
    self.constants().put("ClassMethods", statics);
    if (arguments.block() instanceof RubyProc block) {
      block.on(statics, Arguments.NONE, run, place);
    }
    return Value.Nothing.NULL;
  }

  private static Value visibility(Arguments arguments) {
    return arguments.get(0);
  }

  private static Value moduleFunction(RubyModule self, Arguments arguments, Evaluation run) {
    if (arguments.size() == 0) {
      World.of(run).moduleFunction(self);
    }
    for (Value each : arguments.positional()) {
      String name = ObjectMethods.name(each);
      self.singletons().put(name, self.methods().get(name));
    }
    return Value.Nothing.NULL;
  }

  private static void accessors(
      io.github.windlass.script.ObjectValue target, String kind, Arguments arguments) {
    for (Value each : arguments.positional()) {
      String name = ObjectMethods.name(each);
      if (!kind.equals("attr_writer")) {
        target.put(
            name,
            new NativeMethod(name, (self, given, run, at) -> run.member(self, "@" + name, at)));
      }
      if (kind.equals("attr_writer") || kind.equals("attr_accessor")) {
        target.put(
            name + "=",
            new NativeMethod(
                name + "=",
                (self, given, run, at) -> {
                  run.assign(self, "@" + name, given.get(0), at);
                  return given.get(0);
                }));
      }
    }
  }

  private static void defaults(RubyModule self, Arguments arguments) {
    RubyHash options = arguments.keywords();
    Value value = options == null ? null : options.option("default");
    if (value != null) {
      for (Value each : arguments.positional()) {
        self.variables().put("@" + ObjectMethods.name(each), value);
      }
    }
  }

  private static Value defineMethod(RubyModule self, boolean ofInstances, Arguments arguments) {
    String name = ObjectMethods.name(arguments.get(0));
    Value body = arguments.block() == null ? arguments.get(1) : arguments.block();
    if (body instanceof Callable method) {
      (ofInstances ? self.methods() : self.singletons()).put(name, method);
    }
    return Symbol.of(name);
  }

  /** {@code const_get}, {@code constantize}. */
  static Value constantOf(Value around, Value path, Evaluation run, Place place) {
    Text text = Strings.text(path, run, place);
    if (!text.isKnown()) {
      return new Unknown(place.text(), place, true);
    }
    Value at = around;
    for (String name : text.text().split("::", -1)) {
      if (!name.isEmpty()) {
        at =
            at == World.of(run).object()
                ? World.of(run).constant(name, place)
                : World.of(run).constantOf(at, name, place);
      }
    }
    return at;
  }
}
