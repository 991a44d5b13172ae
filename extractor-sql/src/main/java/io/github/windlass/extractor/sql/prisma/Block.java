package io.github.windlass.extractor.sql.prisma;

import io.github.windlass.extractor.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block of a schema: {@code model User { … }}.
 *
 * @param kind the word before the name
 * @param fields what stands in it, a line each; of {@code datasource} and {@code generator} too
 * @param attributes {@code @@…}
 * @param span where the block is
 */
record Block(String kind, String name, List<Field> fields, List<Attribute> attributes, Span span) {

  /**
   * A field of a model, a value of an enum, or a setting.
   *
   * @param type a type's name; empty in an enum and for a setting
   * @param unsupported the type's own text, of {@code Unsupported("…")}
   * @param list whether it is {@code Type[]}
   * @param optional whether it is {@code Type?}
   * @param setting what stands behind {@code =}
   */
  record Field(
      String name,
      String type,
      @Nullable String unsupported,
      boolean list,
      boolean optional,
      List<Attribute> attributes,
      @Nullable Value setting,
      Span span) {

    @Nullable Attribute attribute(String attribute) {
      return find(attributes, attribute);
    }

    /** The type of the database that {@code @db.…} names. */
    @Nullable Attribute nativeType() {
      for (Attribute each : attributes) {
        if (each.name().startsWith("db.")) {
          return each;
        }
      }
      return null;
    }
  }

  /** {@code @name(arguments)} or {@code @@name(arguments)}. */
  record Attribute(String name, List<Argument> arguments, Span span) {

    /** An argument by its name, or by its place among those without one; null: there is none. */
    @Nullable Value argument(String argument, int place) {
      int at = 0;
      for (Argument each : arguments) {
        if (argument.equals(each.name()) || (each.name() == null && at == place)) {
          return each.value();
        }
        at += each.name() == null ? 1 : 0;
      }
      return null;
    }

    /** The text of an argument that is a string. */
    @Nullable String text(String argument, int place) {
      Value value = argument(argument, place);
      return value != null && value.kind() == Value.Kind.STRING ? value.text() : null;
    }
  }

  /** An argument, with or without name. */
  record Argument(@Nullable String name, Value value) {}

  /**
   * A value.
   *
   * @param text a string's content, a number or word as written, a function's name
   * @param arguments of a function, or the items of a list
   */
  record Value(Kind kind, String text, List<Argument> arguments) {

    enum Kind {
      STRING,
      NUMBER,
      WORD,
      CALL,
      LIST
    }
  }

  @Nullable Attribute attribute(String attribute) {
    return find(attributes, attribute);
  }

  /** The text of a setting that is a string. */
  @Nullable String setting(String setting) {
    for (Field field : fields) {
      Value value = field.setting();
      if (field.name().equals(setting) && value != null) {
        return value.kind() == Value.Kind.STRING ? value.text() : null;
      }
    }
    return null;
  }

  private static @Nullable Attribute find(List<Attribute> attributes, String name) {
    for (Attribute each : attributes) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    return null;
  }
}
