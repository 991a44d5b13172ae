package io.github.windlass.extractor.sql.rails;

import io.github.windlass.extractor.Span;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call that stands on a line of its own: {@code t.string "name", null: false}.
 *
 * @param receiver what stands before the point; empty without
 * @param positional arguments without a name
 * @param named arguments with one
 * @param block whether {@code do} stands at its end
 * @param problem why the call could not be read; null: it could
 */
record RubyCall(
    String receiver,
    String name,
    List<Value> positional,
    Map<String, Value> named,
    boolean block,
    @Nullable String problem,
    Span span) {

  /** A value of Ruby's, as far as a schema has them. */
  sealed interface Value {

    /** A string, or the string that a lambda gives: {@code -> { "now()" }}. */
    record Text(String text, boolean expression) implements Value {}

    /** {@code :name}. */
    record Symbol(String name) implements Value {}

    /** A number, as written without underscores. */
    record Num(String text) implements Value {}

    record Bool(boolean value) implements Value {}

    record Nil() implements Value {}

    record Items(List<Value> items) implements Value {}

    record Pairs(Map<String, Value> pairs) implements Value {}
  }

  /** An argument's text, be it a string or a symbol; null: there is none. */
  @Nullable String text(String argument) {
    return text(named.get(argument));
  }

  @Nullable String text(int place) {
    return place < positional.size() ? text(positional.get(place)) : null;
  }

  static @Nullable String text(@Nullable Value value) {
    return switch (value) {
      case Value.Text text -> text.text();
      case Value.Symbol symbol -> symbol.name();
      case Value.Num number -> number.text();
      case Value.Bool ignored -> null;
      case Value.Nil ignored -> null;
      case Value.Items ignored -> null;
      case Value.Pairs ignored -> null;
      case null -> null;
    };
  }

  /** Whether an argument is {@code true}. */
  boolean isTrue(String argument) {
    return named.get(argument) instanceof Value.Bool value && value.value();
  }

  /** Whether an argument is {@code false}. */
  boolean isFalse(String argument) {
    return named.get(argument) instanceof Value.Bool value && !value.value();
  }

  /** The texts of an argument that is one, or a list. */
  static List<String> texts(@Nullable Value value) {
    if (value instanceof Value.Items items) {
      return items.items().stream()
          .map(RubyCall::text)
          .filter(java.util.Objects::nonNull)
          .map(String::valueOf)
          .toList();
    }
    String text = text(value);
    return text == null ? List.of() : List.of(text);
  }
}
