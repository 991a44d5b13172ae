package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.catalog.ColumnType;
import java.util.Map;

/** Which built-in types can be compared with {@code =}, as a foreign key needs it. */
final class TypeFamily {

  private static final Map<String, String> FAMILIES =
      Map.ofEntries(
          Map.entry("int2", "number"),
          Map.entry("int4", "number"),
          Map.entry("int8", "number"),
          Map.entry("numeric", "number"),
          Map.entry("float4", "number"),
          Map.entry("float8", "number"),
          Map.entry("text", "string"),
          Map.entry("varchar", "string"),
          Map.entry("bpchar", "string"),
          Map.entry("uuid", "uuid"),
          Map.entry("bool", "bool"),
          Map.entry("date", "date"),
          Map.entry("timestamp", "date"),
          Map.entry("timestamptz", "date"),
          Map.entry("json", "json"),
          Map.entry("jsonb", "jsonb"),
          Map.entry("inet", "inet"),
          Map.entry("cidr", "inet"));

  private TypeFamily() {}

  /** True also where one of the types is none of these, so that nothing certain can be said. */
  static boolean comparable(ColumnType left, ColumnType right) {
    String leftFamily = FAMILIES.get(left.name());
    String rightFamily = FAMILIES.get(right.name());
    if (leftFamily == null || rightFamily == null) {
      return true;
    }
    return leftFamily.equals(rightFamily) && left.array() == right.array();
  }
}
