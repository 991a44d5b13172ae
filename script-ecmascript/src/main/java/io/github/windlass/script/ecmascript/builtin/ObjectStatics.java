package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;

/** The functions of {@code Object}: ECMA-262, 20.1.2. */
final class ObjectStatics {

  private ObjectStatics() {}

  static int length(String name) {
    return switch (name) {
      case "keys",
          "values",
          "entries",
          "freeze",
          "isFrozen",
          "seal",
          "isSealed",
          "preventExtensions",
          "isExtensible",
          "fromEntries",
          "getOwnPropertyNames",
          "getOwnPropertySymbols",
          "getOwnPropertyDescriptors",
          "getPrototypeOf" ->
          1;
      case "assign",
          "create",
          "defineProperties",
          "getOwnPropertyDescriptor",
          "groupBy",
          "hasOwn",
          "is",
          "setPrototypeOf" ->
          2;
      case "defineProperty" -> 3;
      default -> -1;
    };
  }

  static Value call(String name, Call call) {
    Evaluation run = call.run();
    return switch (name) {
      case "keys" -> texts(Properties.keys(call.at(0), call), run);
      case "values", "entries" -> listed(call.at(0), name.equals("entries"), call);
      case "assign" -> assign(call);
      case "create" -> create(call);
      case "freeze", "seal", "preventExtensions" -> {
        if (call.at(0) instanceof ObjectValue object && name.equals("freeze")) {
          object.freeze();
        }
        yield call.at(0);
      }
      case "isFrozen", "isSealed", "isExtensible" -> {
        boolean frozen =
            Coercion.isPrimitive(call.at(0))
                || (call.at(0) instanceof ObjectValue object && object.isFrozen());
        yield call.at(0) instanceof Unknown
            ? call.unknown(call.at(0))
            : Value.Bool.of(name.equals("isExtensible") != frozen);
      }
      case "fromEntries" -> fromEntries(call);
      case "getOwnPropertyNames" -> {
        List<String> names = new ArrayList<>(Properties.allKeys(call.at(0), call));
        names.removeIf(SymbolValue::isKey);
        yield texts(names, run);
      }
      case "getOwnPropertySymbols" -> {
        List<Value> symbols = new ArrayList<>();
        for (String key : Properties.allKeys(call.at(0), call)) {
          SymbolValue symbol = SymbolValue.of(key);
          if (symbol != null) {
            symbols.add(symbol);
          }
        }
        yield run.list(symbols);
      }
      case "getOwnPropertyDescriptor" -> descriptor(call.at(0), call.string(1), call);
      case "getOwnPropertyDescriptors" -> {
        ObjectValue descriptors = run.object();
        for (String key : Properties.allKeys(call.at(0), call)) {
          descriptors.put(key, descriptor(call.at(0), key, call));
        }
        yield descriptors;
      }
      case "getPrototypeOf" -> Prototypes.of(call.at(0), call);
      case "setPrototypeOf" -> {
        if (call.at(0) instanceof ObjectValue object) {
          object.setPrototype(call.at(1) instanceof ObjectValue prototype ? prototype : null);
          if (call.at(1) == Value.Nothing.NULL) {
            Prototypes.none(object);
          }
        }
        yield call.at(0);
      }
      case "groupBy" -> groupBy(call);
      case "hasOwn" -> ObjectMembers.hasOwn(call.at(0), call.at(1), call);
      case "is" -> {
        Truth same = Equality.sameValue(call.at(0), call.at(1), call.place());
        yield same == Truth.UNKNOWN ? call.unknown(call.at(0)) : Value.Bool.of(same == Truth.TRUE);
      }
      case "defineProperties" -> {
        for (String key : Properties.keys(call.at(1), call)) {
          define(call.at(0), key, run.member(call.at(1), key, call.place()), call);
        }
        yield call.at(0);
      }
      default -> {
        define(call.at(0), Coercion.key(call.at(1), run, call.place()), call.at(2), call);
        yield call.at(0);
      }
    };
  }

  private static ListValue texts(List<String> names, Evaluation run) {
    List<Value> texts = new ArrayList<>(names.size());
    for (String name : names) {
      texts.add(Text.of(name));
    }
    return run.list(texts);
  }

  private static Value listed(Value value, boolean entries, Call call) {
    Evaluation run = call.run();
    List<Value> values = new ArrayList<>();
    for (String key : Properties.keys(value, call)) {
      Value item = run.member(value, key, call.place());
      values.add(entries ? run.list(List.of(Text.of(key), item)) : item);
    }
    return run.list(values);
  }

  private static Value assign(Call call) {
    Value target = call.at(0);
    if (target instanceof Value.Nothing) {
      throw call.typeError("Cannot convert undefined or null to object");
    }
    for (int i = 1; i < call.size(); i++) {
      Value source = call.at(i);
      if (source instanceof Value.Nothing) {
        continue;
      }
      if (target instanceof ObjectValue object) {
        Unknown unknown =
            source instanceof Unknown
                ? call.unknown(source)
                : source instanceof ObjectValue from && from.uncertain() != null
                    ? from.uncertain()
                    : source instanceof HostObject host && isForeign(host)
                        ? call.unknown(host)
                        : null;
        if (unknown != null) {
          for (String key : object.keys()) {
            if (object.getter(key) == null && object.setter(key) == null) {
              object.put(key, unknown);
            }
          }
          object.becomeUncertain(unknown);
          if (!(source instanceof ObjectValue)) {
            continue;
          }
        }
        if (source instanceof ObjectValue from) {
          copy(from, object, call);
          continue;
        }
      }
      for (String key : Properties.keys(source, call)) {
        call.run().assign(target, key, call.run().member(source, key, call.place()), call.place());
      }
    }
    return target;
  }

  private static boolean isForeign(HostObject host) {
    return !(host instanceof BuiltinObject)
        && !(host instanceof FunctionObject)
        && !(host instanceof SymbolValue);
  }

  private static void copy(ObjectValue from, ObjectValue to, Call call) {
    Evaluation run = call.run();
    for (String key : from.keys()) {
      run.spend(1);
      if (!key.startsWith(SymbolValue.INTERNAL)) {
        run.assign(to, key, run.member(from, key, call.place()), call.place());
      }
    }
  }

  private static Value create(Call call) {
    ObjectValue object = call.run().object();
    switch (call.at(0)) {
      case ObjectValue prototype -> object.setPrototype(prototype);
      case Value.Nothing nothing -> {
        if (nothing == Value.Nothing.UNDEFINED) {
          throw call.typeError("Object prototype may only be an Object or null: undefined");
        }
        Prototypes.none(object);
      }
      case Constructor.PrototypeObject prototype -> {}
      default -> {
        if (Coercion.isPrimitive(call.at(0)) && !(call.at(0) instanceof Unknown)) {
          throw call.typeError(
              "Object prototype may only be an Object or null: " + Inspection.brief(call.at(0)));
        }
        return call.unknown(call.at(0));
      }
    }
    if (call.has(1)) {
      for (String key : Properties.keys(call.at(1), call)) {
        define(object, key, call.run().member(call.at(1), key, call.place()), call);
      }
    }
    return object;
  }

  private static Value fromEntries(Call call) {
    Evaluation run = call.run();
    ObjectValue object = run.object();
    List<Value> entries = Iteration.items(call.at(0), run, call.place());
    if (entries == null) {
      object.becomeUncertain(call.unknown(call.at(0)));
      return object;
    }
    for (Value entry : entries) {
      Value key = run.member(entry, "0", call.place());
      if (Coercion.text(key, run, call.place()).isKnown()) {
        object.put(Coercion.key(key, run, call.place()), run.member(entry, "1", call.place()));
      } else {
        object.becomeUncertain(call.unknown(key));
      }
    }
    return object;
  }

  private static Value groupBy(Call call) {
    Evaluation run = call.run();
    ObjectValue groups = run.object();
    Prototypes.none(groups);
    List<Value> items = Iteration.known(call.at(0), run, call.place());
    Value function = call.function(1);
    for (int i = 0; i < items.size(); i++) {
      Value group = call.call(function, items.get(i), new Value.Num(i));
      String key = Coercion.key(group, run, call.place());
      if (groups.get(key) instanceof ListValue list) {
        list.add(items.get(i));
      } else {
        groups.put(key, run.list(List.of(items.get(i))));
      }
    }
    return groups;
  }

  /** Makes or changes a property as a descriptor says. */
  static void define(Value target, String key, Value descriptor, Call call) {
    if (target instanceof Unknown) {
      return;
    }
    if (Coercion.isPrimitive(target)) {
      throw call.typeError("Object.defineProperty called on non-object");
    }
    if (descriptor instanceof Unknown) {
      call.run().assign(target, key, descriptor, call.place());
      return;
    }
    if (Coercion.isPrimitive(descriptor)) {
      throw call.typeError(
          "Property description must be an object: " + Inspection.brief(descriptor));
    }
    Value getter = field(descriptor, "get", call);
    Value setter = field(descriptor, "set", call);
    boolean accessor = getter != Value.Nothing.UNDEFINED || setter != Value.Nothing.UNDEFINED;
    if (!(target instanceof ObjectValue object)) {
      Value value =
          getter == Value.Nothing.UNDEFINED
              ? field(descriptor, "value", call)
              : call.run().call(getter, target, List.of(), call.place());
      call.run().assign(target, key, value, call.place());
      return;
    }
    boolean isNew = !object.has(key);
    if (accessor) {
      object.define(
          key,
          getter == Value.Nothing.UNDEFINED ? object.getter(key) : getter,
          setter == Value.Nothing.UNDEFINED ? object.setter(key) : setter);
    } else if (isNew || given(descriptor, "value", call)) {
      object.put(key, field(descriptor, "value", call));
    }
    if (isNew || given(descriptor, "enumerable", call)) {
      object.hide(key, Coercion.truth(field(descriptor, "enumerable", call)) == Truth.FALSE);
    }
  }

  private static Value field(Value descriptor, String name, Call call) {
    return call.run().member(descriptor, name, call.place());
  }

  private static boolean given(Value descriptor, String name, Call call) {
    return !(descriptor instanceof ObjectValue object)
        || object.has(name)
        || field(descriptor, name, call) != Value.Nothing.UNDEFINED;
  }

  private static Value descriptor(Value target, String key, Call call) {
    Truth has = Properties.hasOwn(target, key, call);
    if (has == Truth.UNKNOWN) {
      return call.unknown(target);
    }
    if (has == Truth.FALSE || key.startsWith(SymbolValue.INTERNAL)) {
      return Value.Nothing.UNDEFINED;
    }
    ObjectValue descriptor = call.run().object();
    boolean frozen = target instanceof Text;
    boolean hidden = key.equals("length") && !(target instanceof ObjectValue);
    if (target instanceof ObjectValue object) {
      frozen = object.isFrozen();
      hidden = object.isHidden(key);
      Value getter = object.getter(key);
      Value setter = object.setter(key);
      if (getter != null || setter != null) {
        descriptor.put("get", getter == null ? Value.Nothing.UNDEFINED : getter);
        descriptor.put("set", setter == null ? Value.Nothing.UNDEFINED : setter);
        descriptor.put("enumerable", Value.Bool.of(!hidden));
        descriptor.put("configurable", Value.Bool.of(!frozen));
        return descriptor;
      }
    }
    descriptor.put("value", call.run().member(target, key, call.place()));
    boolean lengthOfList = target instanceof ListValue && key.equals("length");
    descriptor.put("writable", Value.Bool.of(!frozen));
    descriptor.put("enumerable", Value.Bool.of(!hidden));
    descriptor.put("configurable", Value.Bool.of(!frozen && !lengthOfList));
    return descriptor;
  }
}
