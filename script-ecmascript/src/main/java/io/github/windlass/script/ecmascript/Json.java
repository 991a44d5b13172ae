package io.github.windlass.script.ecmascript;

import io.github.windlass.extractor.Span;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a JSON file holds, with comments and commas at the end as TypeScript's own settings have
 * them.
 */
public sealed interface Json {

  /** What a text says; null: it is no JSON. */
  static @Nullable Json of(String text) {
    return JsonReader.read(text);
  }

  /** An object; of equal keys the last. */
  record Obj(Map<String, Json> members) implements Json {}

  /** An array. */
  record Arr(List<Json> items) implements Json {}

  /**
   * A string.
   *
   * @param span the place between the quotes
   * @param verbatim whether it stands there as it is
   */
  record Str(String text, Span span, boolean verbatim) implements Json {}

  /** A number. */
  record Num(double value) implements Json {}

  /** A truth value. */
  record Bool(boolean value) implements Json {}

  /** Null. */
  record Null() implements Json {}

  /** A member of an object; null: there is none, or this is no object. */
  default @Nullable Json member(String name) {
    return this instanceof Obj object ? object.members().get(name) : null;
  }

  /** The text of a string that is a member; null: there is none. */
  default @Nullable String text(String name) {
    return member(name) instanceof Str string ? string.text() : null;
  }
}
