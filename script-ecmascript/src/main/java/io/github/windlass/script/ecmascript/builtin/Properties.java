package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.ClassValue;
import io.github.windlass.script.Closure;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;

/** The properties that a value has itself. */
final class Properties {

  /** Of the texts that a tag is called with; it is not listed. */
  private static final String RAW = "raw";

  private Properties() {}

  /**
   * The names of those that are listed, numbers first, as JavaScript orders them.
   *
   * @throws NotKnown if it is not known which there are
   */
  static List<String> keys(Value value, Call call) {
    return names(value, false, call);
  }

  /**
   * The names of all, symbols among them.
   *
   * @throws NotKnown if it is not known which there are
   */
  static List<String> allKeys(Value value, Call call) {
    return names(value, true, call);
  }

  private static List<String> names(Value value, boolean all, Call call) {
    return switch (value) {
      case Value.Nothing nothing ->
          throw call.typeError("Cannot convert undefined or null to object");
      case Unknown unknown -> throw new NotKnown(unknown);
      case Text text -> {
        Outline outline = Outline.of(text);
        if (!outline.isKnown()) {
          throw new NotKnown(text);
        }
        Cost.items(outline.length(), call.run());
        yield indices(outline.length(), all);
      }
      case ListValue list -> {
        if (list.uncertain() != null) {
          throw new NotKnown(list);
        }
        List<String> more = new ArrayList<>(list.propertyNames());
        if (!all) {
          more.remove(RAW);
        }
        Cost.items(list.size() + more.size(), call.run());
        List<String> keys = indices(list.size(), all);
        keys.addAll(ordered(more, all));
        yield keys;
      }
      case ObjectValue object -> {
        if (object.uncertain() != null) {
          throw new NotKnown(object);
        }
        List<String> keys = all ? object.allKeys() : object.keys();
        Cost.items(keys.size(), call.run());
        yield ordered(keys, all);
      }
      case ClassValue type -> {
        List<String> keys = new ArrayList<>();
        for (String key : type.statics().keys()) {
          if (all || !Coercion.isFunction(type.statics().get(key))) {
            keys.add(key);
          }
        }
        yield ordered(keys, all);
      }
      case Closure function -> ordered(function(function, all, call), all);
      case BuiltinObject object -> List.of();
      case FunctionObject function -> List.of();
      case HostObject host -> throw new NotKnown(host);
      default -> List.of();
    };
  }

  private static List<String> function(Closure function, boolean all, Call call) {
    ObjectValue properties = call.run().properties(function);
    return all ? properties.allKeys() : properties.keys();
  }

  private static List<String> indices(int count, boolean all) {
    List<String> keys = new ArrayList<>(count + 1);
    for (int i = 0; i < count; i++) {
      keys.add(Integer.toString(i));
    }
    if (all) {
      keys.add("length");
    }
    return keys;
  }

  private static List<String> ordered(List<String> keys, boolean all) {
    List<String> ordered = new ArrayList<>(keys.size());
    List<Long> numbers = new ArrayList<>();
    for (String key : keys) {
      long number = index(key);
      if (number >= 0) {
        numbers.add(number);
      }
    }
    numbers.sort(null);
    for (long number : numbers) {
      ordered.add(Long.toString(number));
    }
    for (String key : keys) {
      if (index(key) < 0 && !SymbolValue.isKey(key)) {
        ordered.add(key);
      }
    }
    if (all) {
      for (String key : keys) {
        if (SymbolValue.of(key) != null) {
          ordered.add(key);
        }
      }
    }
    return ordered;
  }

  /** The number that a name is written as; -1: it is no index. */
  static long index(String name) {
    int length = name.length();
    if (length == 0 || length > 10 || (length > 1 && name.charAt(0) == '0')) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < length; i++) {
      char c = name.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return value < 4294967295L ? value : -1;
  }

  /** Whether a value has a property itself. */
  static Truth hasOwn(Value value, String key, Call call) {
    return switch (value) {
      case Value.Nothing nothing ->
          throw call.typeError("Cannot convert undefined or null to object");
      case Unknown unknown -> Truth.UNKNOWN;
      case Text text -> {
        Outline outline = Outline.of(text);
        yield key.equals("length")
            ? Truth.TRUE
            : outline.isKnown() ? truth(isIndex(key, text.length())) : Truth.UNKNOWN;
      }
      case ListValue list ->
          key.equals("length")
                  || list.property(key) != null
                  || (isIndex(key, list.size()) && list.uncertain() == null)
              ? Truth.TRUE
              : list.uncertain() == null || index(key) < 0 ? Truth.FALSE : Truth.UNKNOWN;
      case ObjectValue object ->
          object.has(key) ? Truth.TRUE : object.uncertain() == null ? Truth.FALSE : Truth.UNKNOWN;
      case ClassValue type -> truth(type.statics().has(key) || key.equals("prototype"));
      case Closure function -> truth(call.run().properties(function).has(key));
      case BuiltinObject object ->
          truth(object.own(key, call.run(), call.place()) != Value.Nothing.UNDEFINED);
      case HostObject host ->
          truth(host.member(key, call.run(), call.place()) != Value.Nothing.UNDEFINED);
      default -> Truth.FALSE;
    };
  }

  private static boolean isIndex(String key, int length) {
    long index = index(key);
    return index >= 0 && index < length;
  }

  private static Truth truth(boolean known) {
    return known ? Truth.TRUE : Truth.FALSE;
  }
}
