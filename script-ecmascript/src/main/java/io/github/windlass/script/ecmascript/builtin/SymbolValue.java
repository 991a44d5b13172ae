package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A symbol.
 *
 * @param key the name of the property that it is the key of; no other property's name begins with
 *     {@code @@}
 */
record SymbolValue(String key, @Nullable String description) implements HostObject {

  static final String ITERATOR = "@@iterator";
  static final String ASYNC_ITERATOR = "@@asyncIterator";
  static final String TO_PRIMITIVE = "@@toPrimitive";
  static final String TO_STRING_TAG = "@@toStringTag";
  static final String HAS_INSTANCE = "@@hasInstance";

  /** Begins the name of what only built-ins see. */
  static final String INTERNAL = "@@[[";

  /** The internal slot of an object that inherits from nothing. */
  static final String NO_PROTOTYPE = INTERNAL + "NoPrototype";

  private static final String PREFIX = "@@";
  private static final AtomicLong COUNT = new AtomicLong();

  /** A symbol that is like no other. */
  static SymbolValue unique(@Nullable String description) {
    String end = description == null ? "" : " " + description;
    return new SymbolValue(PREFIX + "#" + COUNT.incrementAndGet() + end, description);
  }

  /** The symbol of {@code Symbol.for}. */
  static SymbolValue registered(String key) {
    return new SymbolValue(PREFIX + "for " + key, key);
  }

  /** The symbol whose key a property's name is; null: the name is no symbol's. */
  static @Nullable SymbolValue of(String key) {
    if (!isKey(key) || key.startsWith(INTERNAL)) {
      return null;
    }
    String name = key.substring(PREFIX.length());
    if (name.startsWith("for ")) {
      return registered(name.substring("for ".length()));
    }
    int end = name.indexOf(' ');
    return new SymbolValue(
        key, !name.startsWith("#") ? "Symbol." + name : end < 0 ? null : name.substring(end + 1));
  }

  /** Whether a property's name is a symbol. */
  static boolean isKey(String name) {
    return name.startsWith(PREFIX);
  }

  /** A member of {@code Symbol}; null: it has none of that name. */
  static @Nullable SymbolValue wellKnown(String name) {
    return switch (name) {
      case "iterator",
          "asyncIterator",
          "hasInstance",
          "isConcatSpreadable",
          "match",
          "matchAll",
          "replace",
          "search",
          "species",
          "split",
          "toPrimitive",
          "toStringTag",
          "unscopables",
          "dispose",
          "asyncDispose" ->
          new SymbolValue(PREFIX + name, "Symbol." + name);
      default -> null;
    };
  }

  @Override
  public String describe() {
    return "Symbol(" + describedAs() + ")";
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    if (name.equals("description")) {
      return description == null ? Nothing.UNDEFINED : Text.of(description);
    }
    return Family.SYMBOL.member(name);
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    return Family.SYMBOL.invoke(this, name, arguments, run, place);
  }

  /** How many arguments a method of symbols takes; -1: there is none. */
  static int length(String name) {
    return switch (name) {
      case "toString", "valueOf", "@@toPrimitive" -> 0;
      default -> -1;
    };
  }

  static Value call(String name, Call call) {
    return name.equals("toString") && call.self() instanceof SymbolValue symbol
        ? Text.produced(symbol.describe(), call.place())
        : call.self();
  }

  static Value callStatic(String name, Call call) {
    if (name.equals("for")) {
      return registered(call.string(0));
    }
    boolean registered =
        call.at(0) instanceof SymbolValue symbol && symbol.key.startsWith(PREFIX + "for ");
    return registered ? Text.of(((SymbolValue) call.at(0)).describedAs()) : Nothing.UNDEFINED;
  }

  private String describedAs() {
    return description == null ? "" : description;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SymbolValue symbol && key.equals(symbol.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }
}
