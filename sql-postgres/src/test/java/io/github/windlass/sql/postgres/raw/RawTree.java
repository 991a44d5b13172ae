package io.github.windlass.sql.postgres.raw;

import io.github.windlass.fixtures.Json;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.Span;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes our tree in the canonical form of PostgreSQL's, which {@code
 * fixtures/record/sql-postgres/raw-tree.mjs} describes.
 *
 * <p>By default a record is a node with the record's name for a tag, its components for fields, and
 * its span left out. Where that is not PostgreSQL's form, a family's {@code Shapes} class says what
 * is.
 */
final class RawTree {

  /** A value that is written in a node even when it is zero: a value node of PostgreSQL. */
  record Kept(@Nullable Object value) {}

  /** {@code {"tag":value}}: a node that is its one value. */
  record Wrapped(String tag, @Nullable Object value, @Nullable Span span) {}

  private record Field(String name, Method accessor) {}

  private final Map<Class<?>, Function<Object, @Nullable Object>> shapes = new HashMap<>();
  private final Map<Class<?>, Function<Enum<?>, @Nullable Object>> constants = new HashMap<>();
  private final Map<Class<?>, List<Field>> fields = new HashMap<>();

  RawTree() {
    SharedShapes.register(this);
    ExpressionShapes.register(this);
    QueryShapes.register(this);
    TableShapes.register(this);
    RoutineShapes.register(this);
    DefinitionShapes.register(this);
    AccessShapes.register(this);
    ObjectShapes.register(this);
    SessionShapes.register(this);
    UtilityShapes.register(this);
  }

  /** What stands for a record: a {@link RawNode}, a list, a string, {@link Kept} … */
  <T extends Record> void shape(Class<T> type, Function<T, @Nullable Object> shape) {
    shapes.put(type, value -> shape.apply(type.cast(value)));
  }

  /** A record whose node differs from the default a little: the function changes the default. */
  <T extends Record> void change(Class<T> type, Change<T> change) {
    shape(
        type,
        value -> {
          RawNode node = node(value);
          change.apply(value, node);
          return node;
        });
  }

  /** See {@link #change}. */
  interface Change<T> {
    void apply(T value, RawNode node);
  }

  /** A record which has another tag than its own name. */
  <T extends Record> void tag(Class<T> type, String tag) {
    shape(type, value -> node(value).tag(tag));
  }

  /** Enum constants: PostgreSQL's prefix and our name. */
  void prefix(Class<? extends Enum<?>> type, String prefix) {
    constants(type, constant -> prefix + constant.name());
  }

  /** Enum constants by any rule: a string, or what else PostgreSQL has in its place. */
  void constants(Class<? extends Enum<?>> type, Function<Enum<?>, @Nullable Object> constant) {
    constants.put(type, constant);
  }

  /** The default node of a record, for a shape to change. */
  RawNode node(Record value) {
    Class<?> type = value.getClass();
    RawNode node = new RawNode(type.getSimpleName(), span(value));
    List<Field> components = fields.get(type);
    if (components == null) {
      components = components(type);
      fields.put(type, components);
    }
    for (Field field : components) {
      node.put(field.name(), invoke(field, value));
    }
    return node;
  }

  private static List<Field> components(Class<?> type) {
    List<Field> components = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getType() != Span.class) {
        component.getAccessor().setAccessible(true);
        components.add(new Field(component.getName(), component.getAccessor()));
      }
    }
    return components;
  }

  private static @Nullable Object invoke(Field field, Record value) {
    try {
      return field.accessor().invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Span span(Record value) {
    return value instanceof Node node ? node.span() : null;
  }

  /** The canonical text of statements or of any other value. */
  String write(Object value) {
    StringBuilder out = new StringBuilder(256);
    write(out, value, false);
    return out.toString();
  }

  /** The canonical text in which each node has its span beside its tag, as {@code "@"}. */
  String writeWithSpans(Object value) {
    StringBuilder out = new StringBuilder(256);
    write(out, value, true);
    return out.toString();
  }

  /** The first 64 bits of the SHA-256 of a canonical text, in hex. */
  static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void write(StringBuilder out, @Nullable Object source, boolean spans) {
    Object value = resolve(source);
    if (value instanceof Kept kept) {
      value = resolve(kept.value());
    }
    switch (value) {
      case null -> out.append("null");
      case RawNode node -> writeNode(out, node, spans);
      case Wrapped wrapped -> {
        writeTag(out, wrapped.tag(), spans ? wrapped.span() : null);
        write(out, wrapped.value(), spans);
        out.append('}');
      }
      case List<?> list -> writeList(out, list, spans);
      case String string -> Json.write(out, string);
      case Integer number -> out.append(number);
      case Boolean bool -> out.append(bool);
      default -> throw new IllegalStateException("no canonical form for " + value.getClass());
    }
  }

  private void writeList(StringBuilder out, List<?> list, boolean spans) {
    out.append('[');
    String separator = "";
    for (Object item : list) {
      out.append(separator);
      write(out, item, spans);
      separator = ",";
    }
    out.append(']');
  }

  private void writeNode(StringBuilder out, RawNode node, boolean spans) {
    writeTag(out, node.tag, spans ? node.span : null);
    out.append('{');
    String separator = "";
    for (Map.Entry<String, Object> field : node.fields.entrySet()) {
      Object value = resolve(field.getValue());
      if (!isZero(value)) {
        out.append(separator);
        Json.write(out, field.getKey());
        out.append(':');
        write(out, value, spans);
        separator = ",";
      }
    }
    out.append("}}");
  }

  private static void writeTag(StringBuilder out, String tag, @Nullable Span span) {
    out.append('{');
    if (span != null) {
      out.append("\"@\":[").append(span.start()).append(',').append(span.end()).append("],");
    }
    Json.write(out, tag);
    out.append(':');
  }

  private static boolean isZero(@Nullable Object value) {
    return value == null
        || value.equals(false)
        || value.equals(0)
        || value.equals("")
        || (value instanceof List<?> list && list.isEmpty());
  }

  /** Applies shapes until something is left that can be written as it is. */
  private @Nullable Object resolve(@Nullable Object source) {
    Object value = source;
    while (true) {
      if (value instanceof Enum<?> constant) {
        Function<Enum<?>, @Nullable Object> names = constants.get(constant.getDeclaringClass());
        if (names == null) {
          throw new IllegalStateException("no names for " + constant.getDeclaringClass());
        }
        value = names.apply(constant);
      } else if (value instanceof Record
          && !(value instanceof Kept)
          && !(value instanceof Wrapped)) {
        Function<Object, @Nullable Object> shape = shapes.get(value.getClass());
        value = shape == null ? node((Record) value) : shape.apply(value);
      } else {
        return value;
      }
    }
  }
}
