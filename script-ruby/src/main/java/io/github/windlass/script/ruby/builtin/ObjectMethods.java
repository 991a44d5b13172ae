package io.github.windlass.script.ruby.builtin;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.Keywords;
import io.github.windlass.script.ruby.object.NativeMethod;
import io.github.windlass.script.ruby.object.RubyHash;
import io.github.windlass.script.ruby.object.RubyModule;
import io.github.windlass.script.ruby.object.RubyObject;
import io.github.windlass.script.ruby.object.RubyProc;
import io.github.windlass.script.ruby.object.RubyRange;
import io.github.windlass.script.ruby.object.Symbol;
import io.github.windlass.script.ruby.object.World;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every object answers: the methods of Object and Kernel, with those of Active Support. */
public final class ObjectMethods {

  private ObjectMethods() {}

  /** The name of a value's class; empty for what is unknown. */
  public static String className(Value value) {
    if (value instanceof Text) {
      return "String";
    }
    if (value instanceof Symbol) {
      return "Symbol";
    }
    if (value instanceof ListValue) {
      return "Array";
    }
    if (value instanceof RubyHash) {
      return "Hash";
    }
    if (value instanceof Value.BigInt) {
      return "Integer";
    }
    if (value instanceof Value.Num) {
      return "Float";
    }
    if (value instanceof Value.Nothing) {
      return "NilClass";
    }
    if (value instanceof Value.Bool) {
      return value == Value.Bool.TRUE ? "TrueClass" : "FalseClass";
    }
    if (value instanceof RubyRange) {
      return "Range";
    }
    if (value instanceof RubyProc) {
      return "Proc";
    }
    if (value instanceof RubyModule module) {
      return module.isClass() ? "Class" : "Module";
    }
    return value instanceof RubyObject object ? object.type().name() : "";
  }

  /** Whether a value is of a class or below it. */
  static Value isA(Value value, RubyModule type, Place place) {
    if (value instanceof Unknown) {
      return new Unknown(place.text(), place);
    }
    if (value instanceof RubyObject object) {
      return Value.Bool.of(object.type().isA(type));
    }
    String name = className(value);
    String asked = type.name();
    if (name.isEmpty()) {
      return new Unknown(place.text(), place);
    }
    boolean is =
        name.equals(asked)
            || asked.equals("Object")
            || asked.equals("BasicObject")
            || asked.equals("Kernel")
            || (asked.equals("Numeric") && (name.equals("Integer") || name.equals("Float")))
            || (asked.equals("Fixnum") && name.equals("Integer"))
            || (asked.equals("Module") && name.equals("Class"))
            || (asked.equals("Comparable")
                && (name.equals("String") || name.equals("Integer") || name.equals("Float")))
            || (asked.equals("Enumerable")
                && (name.equals("Array") || name.equals("Hash") || name.equals("Range")));
    return Value.Bool.of(is);
  }

  /** {@code blank?}: true, false or unknown. */
  static Value isBlank(Value value, Evaluation run, Place place) {
    if (value instanceof Unknown) {
      return new Unknown(place.text(), place);
    }
    if (value instanceof Text text) {
      if (!text.isKnown()) {
        for (Text.Piece piece : text.pieces()) {
          if (piece instanceof Text.Piece.Known known && !known.text().isBlank()) {
            return Value.Bool.FALSE;
          }
        }
        return new Unknown(place.text(), place);
      }
      return Value.Bool.of(text.text().isBlank());
    }
    if (value instanceof ListValue list) {
      return list.uncertain() == null
          ? Value.Bool.of(list.size() == 0)
          : new Unknown(place.text(), place);
    }
    if (value instanceof RubyHash hash) {
      return !hash.entries().isEmpty()
          ? Value.Bool.FALSE
          : hash.uncertain() == null ? Value.Bool.TRUE : new Unknown(place.text(), place);
    }
    return Value.Bool.of(value instanceof Value.Nothing || value == Value.Bool.FALSE);
  }

  /** What {@code nil} answers beside what all objects do; null: nothing. */
  public static @Nullable Value ofNil(
      String name, Arguments arguments, Evaluation run, Place place) {
    return switch (name) {
      case "to_a" -> run.list(List.of());
      case "to_h" -> RubyHash.empty(run);
      case "to_i" -> Operators.of(0);
      case "to_f" -> new Value.Num(0);
      case "try", "try!" -> Value.Nothing.NULL;
      case "&" -> Value.Bool.FALSE;
      default -> null;
    };
  }

  /** Calls a method; null: objects have none of that name. */
  public static @Nullable Value invoke(
      Value self, String name, Arguments arguments, Evaluation run, Place place) {
    switch (name) {
      case "nil?":
        return Value.Bool.of(self instanceof Value.Nothing);
      case "!":
        return Operators.not(self);
      case "blank?":
        return isBlank(self, run, place);
      case "present?":
        return Operators.not(isBlank(self, run, place));
      case "presence":
        Value blank = isBlank(self, run, place);
        return blank instanceof Unknown
            ? self
            : blank == Value.Bool.TRUE ? Value.Nothing.NULL : self;
      case "to_s":
        return self instanceof RubyObject
                || self instanceof RubyModule
                || !(self instanceof HostObject)
            ? Strings.text(self, run, place)
            : new Unknown(place.text(), place);
      case "inspect":
        return self instanceof HostObject
            ? new Unknown(place.text(), place)
            : Strings.inspect(self, run, place);
      case "==", "eql?", "equal?":
        return self instanceof HostObject
                && !(self instanceof RubyObject || self instanceof RubyModule)
            ? Value.Bool.of(self.equals(arguments.get(0)))
            : Operators.equal(self, arguments.get(0), run, place);
      case "!=":
        return Operators.not(Operators.equal(self, arguments.get(0), run, place));
      case "===":
        return Operators.equal(self, arguments.get(0), run, place);
      case "=~":
        return Value.Nothing.NULL;
      case "is_a?", "kind_of?", "instance_of?":
        return arguments.get(0) instanceof RubyModule type
            ? isA(self, type, place)
            : new Unknown(place.text(), place);
      case "class", "singleton_class":
        return classOf(self, run, place);
      case "respond_to?":
        return respondsTo(self, arguments.get(0), place);
      case "send", "public_send", "__send__":
        return sent(self, arguments, run, place);
      case "try", "try!":
        return tried(self, arguments, run, place);
      case "method":
        String called = name(arguments.get(0));
        return new NativeMethod(
            called, (on, given, inner, at) -> inner.invoke(self, called, given.values(), at));
      case "tap":
        if (arguments.block() instanceof RubyProc block) {
          block.run(run, place, self);
        }
        return self;
      case "then", "yield_self":
        return arguments.block() instanceof RubyProc block ? block.run(run, place, self) : self;
      case "freeze",
      "itself",
      "dup",
      "clone",
      "deep_dup",
      "to_enum",
      "enum_for",
      "html_safe",
      "as_json",
      "force_encoding",
      "unfreeze",
      "+@",
      "-@":
        return self;
      case "frozen?":
        return Value.Bool.TRUE;
      case "duplicable?":
        return Value.Bool.TRUE;
      case "in?":
        return run.invoke(arguments.get(0), "include?", List.of(self), place);
      case "presence_in":
        Value within = run.invoke(arguments.get(0), "include?", List.of(self), place);
        return within == Value.Bool.TRUE
            ? self
            : within instanceof Unknown ? within : Value.Nothing.NULL;
      case "instance_variable_get":
        return run.member(self, name(arguments.get(0)), place);
      case "instance_variable_set":
        run.assign(self, name(arguments.get(0)), arguments.get(1), place);
        return arguments.get(1);
      case "instance_variable_defined?":
        return self instanceof RubyObject object
            ? Value.Bool.of(object.variables().has(name(arguments.get(0))))
            : new Unknown(place.text(), place);
      case "instance_eval", "instance_exec":
        return arguments.block() instanceof RubyProc block
            ? block.on(
                self,
                name.equals("instance_eval")
                    ? Arguments.positional(self)
                    : arguments.withBlock(null),
                run,
                place)
            : new Unknown(place.text(), place);
      case "extend":
        if (self instanceof RubyModule module) {
          for (Value each : arguments.positional()) {
            ModuleMethods.extend(module, each, run, place);
          }
        } else if (self instanceof RubyObject object) {
          for (Value each : arguments.positional()) {
            object.type().include(each);
          }
        }
        return self;
      case "with_options":
        return withOptions(self, arguments, run, place);
      case "object_id",
      "hash",
      "__id__",
      "caller",
      "caller_locations",
      "binding",
      "to_json",
      "to_param",
      "to_query",
      "instance_variables",
      "methods",
      "public_methods",
      "instance_values",
      "<=>":
        return new Unknown(place.text(), place);
      default:
        return KernelMethods.invoke(self, name, arguments, run, place);
    }
  }

  /** The characters of a symbol or a string. */
  public static String name(Value value) {
    if (value instanceof Symbol symbol) {
      return symbol.text().text();
    }
    return value instanceof Text text ? text.text() : "";
  }

  private static Value classOf(Value self, Evaluation run, Place place) {
    if (self instanceof RubyObject object) {
      return object.type();
    }
    String name = className(self);
    return name.isEmpty() ? new Unknown(place.text(), place) : World.of(run).constant(name, place);
  }

  private static Value respondsTo(Value self, Value method, Place place) {
    String name = name(method);
    if (self instanceof RubyObject object) {
      return object.type().method(name) != null
          ? Value.Bool.TRUE
          : object.type().absent(false) != null
              ? new Unknown(place.text(), place)
              : object.type().method("method_missing") == null
                  ? Value.Bool.FALSE
                  : new Unknown(place.text(), place);
    }
    if (self instanceof RubyModule module) {
      return module.singleton(name) != null
          ? Value.Bool.TRUE
          : module.absent(true) != null ? new Unknown(place.text(), place) : Value.Bool.FALSE;
    }
    if (self instanceof Text) {
      return Value.Bool.of(!name.equals("each") && !name.equals("call") && !name.equals("map"));
    }
    if (self instanceof ListValue || self instanceof RubyHash) {
      return Value.Bool.of(!name.equals("call") && !name.equals("to_str"));
    }
    if (self instanceof Value.Nothing) {
      return Value.Bool.of(
          name.equals("to_s") || name.equals("to_a") || name.equals("nil?") || name.equals("to_i"));
    }
    return new Unknown(place.text(), place);
  }

  private static Value sent(Value self, Arguments arguments, Evaluation run, Place place) {
    Value method = arguments.get(0);
    Text name = Strings.text(method, run, place);
    if (method instanceof Unknown || !name.isKnown()) {
      return World.of(run)
          .lost(
              GapCode.DYNAMIC,
              "it is unknown which method is called: " + name.text(),
              arguments,
              place);
    }
    List<Value> rest = arguments.values();
    return run.invoke(self, name.text(), rest.subList(1, rest.size()), place);
  }

  private static Value tried(Value self, Arguments arguments, Evaluation run, Place place) {
    if (arguments.size() == 0) {
      return arguments.block() instanceof RubyProc block ? block.run(run, place, self) : self;
    }
    if (respondsTo(self, arguments.get(0), place) == Value.Bool.FALSE
        && self instanceof RubyObject) {
      return Value.Nothing.NULL;
    }
    return sent(self, arguments, run, place);
  }

  /** {@code with_options}: calls within the block get more keywords. */
  private static Value withOptions(Value self, Arguments arguments, Evaluation run, Place place) {
    RubyHash options = arguments.options();
    if (options == null || !(arguments.block() instanceof RubyProc block)) {
      return new Unknown(place.text(), place);
    }
    Merging merging = new Merging(self, options);
    return block.signature().required() > 0
        ? block.run(run, place, merging)
        : block.on(merging, Arguments.NONE, run, place);
  }

  /** Passes calls on, with more keywords. */
  private record Merging(Value target, RubyHash options) implements HostObject {

    @Override
    public String describe() {
      return "with_options";
    }

    @Override
    public boolean sends() {
      return target instanceof HostObject host && host.sends();
    }

    @Override
    public Value invoke(String name, List<Value> values, Evaluation run, Place place) {
      Arguments given = Arguments.of(values);
      Map<Value, Value> merged = new LinkedHashMap<>(options.entries());
      RubyHash own = given.keywords();
      if (own != null) {
        merged.putAll(own.entries());
      }
      List<Value> all = new ArrayList<>(given.positional());
      all.add(new Keywords(RubyHash.of(merged, run)));
      return run.invoke(
          target,
          name,
          new Arguments(all.subList(0, all.size() - 1), RubyHash.of(merged, run), given.block())
              .values(),
          place);
    }
  }

  static Value number(int value) {
    return new Value.BigInt(BigInteger.valueOf(value));
  }

  /** An error of Ruby's own. */
  static Thrown error(String type, String message, Evaluation run, Place place) {
    return World.of(run).error(type, message, place);
  }
}
