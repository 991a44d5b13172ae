package io.github.windlass.extractor.sql.rails;

import io.github.windlass.extractor.sql.rails.RubyCall.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's types of Rails' ({@code NATIVE_DATABASE_TYPES} in its PostgreSQL adapter). */
final class RailsTypes {

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("string", "character varying"),
          Map.entry("float", "double precision"),
          Map.entry("decimal", "numeric"),
          Map.entry("datetime", "timestamp"),
          Map.entry("binary", "bytea"),
          Map.entry("bit_varying", "bit varying"),
          Map.entry("timestamptz", "timestamptz"));

  private RailsTypes() {}

  /**
   * The type of a column.
   *
   * @param type Rails' name for it
   * @param options the column's
   * @param precise whether times have six digits unless told otherwise: since Rails 7.0
   */
  static String of(String type, Map<String, Value> options, boolean precise) {
    String name = NAMES.getOrDefault(type, type);
    String limit = RubyCall.text(options.get("limit"));
    String precision = RubyCall.text(options.get("precision"));
    String scale = RubyCall.text(options.get("scale"));
    String full =
        switch (type) {
          case "string", "bit", "bit_varying" -> modified(name, limit);
          case "integer" -> integer(limit);
          case "decimal" ->
              precision == null
                  ? name
                  : modified(name, scale == null ? precision : precision + "," + scale);
          case "datetime", "timestamptz", "timestamp" ->
              modified(name, precise && !options.containsKey("precision") ? "6" : precision);
          case "time", "interval" -> modified(name, precision);
          default -> name;
        };
    return options.get("array") instanceof Value.Bool array && array.value() ? full + "[]" : full;
  }

  private static String modified(String name, @Nullable String modifier) {
    return modifier == null ? name : name + "(" + modifier + ")";
  }

  private static String integer(@Nullable String limit) {
    return switch (limit == null ? "" : limit) {
      case "1", "2" -> "smallint";
      case "5", "6", "7", "8" -> "bigint";
      default -> "integer";
    };
  }
}
