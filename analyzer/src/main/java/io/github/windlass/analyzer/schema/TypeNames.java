package io.github.windlass.analyzer.schema;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.UserType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Types as {@code format_type} prints them. */
public final class TypeNames {

  /** Those that SQL calls otherwise; the others are printed under their own name. */
  private static final Map<String, String> SQL_NAMES =
      Map.ofEntries(
          Map.entry("bool", "boolean"),
          Map.entry("int2", "smallint"),
          Map.entry("int4", "integer"),
          Map.entry("int8", "bigint"),
          Map.entry("float4", "real"),
          Map.entry("float8", "double precision"),
          Map.entry("numeric", "numeric"),
          Map.entry("varchar", "character varying"),
          Map.entry("varbit", "bit varying"),
          Map.entry("interval", "interval"));

  private static final Set<String> WITH_TIME_ZONE = Set.of("timetz", "timestamptz");
  private static final Set<String> WITHOUT_TIME_ZONE = Set.of("time", "timestamp");

  /** PostGIS prints its modifiers in its own letters. */
  private static final Set<String> GEOMETRIES =
      Set.of(
          "Point",
          "LineString",
          "Polygon",
          "MultiPoint",
          "MultiLineString",
          "MultiPolygon",
          "GeometryCollection",
          "Geometry");

  private final Catalog catalog;

  public TypeNames(Catalog catalog) {
    this.catalog = catalog;
  }

  static boolean isBuiltIn(ColumnType type) {
    return type.isBuiltIn();
  }

  /** The schema and name of a type; that of the element for an array. */
  RelationName qualified(ColumnType type) {
    if (isBuiltIn(type)) {
      return new RelationName("pg_catalog", type.name());
    }
    return catalog.resolveType(List.of(type.name().split("\\.", -1)));
  }

  /** The type that the history made; null for the others. Composites are relations. */
  @Nullable UserType userType(ColumnType type) {
    return isBuiltIn(type) ? null : catalog.userType(qualified(type)).orElse(null);
  }

  boolean isComposite(ColumnType type) {
    return !isBuiltIn(type)
        && catalog.relation(qualified(type)).orElse(null) instanceof Relation.CompositeType;
  }

  /** The type with its modifiers. */
  public String format(ColumnType type) {
    String text = isBuiltIn(type) ? builtIn(type) : userDefined(type);
    return type.array() ? text + "[]" : text;
  }

  /** The type without modifiers, as after {@code ::} behind a constant. */
  String label(ColumnType type) {
    return format(type.withoutTypmods());
  }

  private String userDefined(ColumnType type) {
    RelationName name = qualified(type);
    String own = Quoting.name(name.name());
    String text = catalog.searchPath().contains(name.schema()) ? own : schema(name) + own;
    return text + modifiers(type.typmods()) + geometry(type.detail());
  }

  private static String schema(RelationName name) {
    return Quoting.name(name.schema()) + ".";
  }

  private static String geometry(String detail) {
    for (String word : GEOMETRIES) {
      int end = word.length() + 1;
      if (detail.startsWith("(" + word.toLowerCase(Locale.ROOT))
          && (detail.charAt(end) == ',' || detail.charAt(end) == ')')) {
        return "(" + word + detail.substring(end).replace(" ", "");
      }
    }
    return detail;
  }

  private static String builtIn(ColumnType type) {
    String name = type.name();
    String modifiers = modifiers(type.typmods());
    if (WITH_TIME_ZONE.contains(name)) {
      return name.substring(0, name.length() - 2) + modifiers + " with time zone";
    }
    if (WITHOUT_TIME_ZONE.contains(name)) {
      return name + modifiers + " without time zone";
    }
    return switch (name) {
      case "bpchar" -> type.typmods().isEmpty() ? "bpchar" : "character" + modifiers;
      case "bit" -> type.typmods().isEmpty() ? "\"bit\"" : "bit" + modifiers;
      case "char" -> "\"char\"";
      // A scale that is not given is 0.
      case "numeric" ->
          type.typmods().size() == 1
              ? "numeric(" + type.typmods().get(0) + ",0)"
              : name + modifiers;
      case "interval" -> (type.detail().isEmpty() ? name : name + " " + type.detail()) + modifiers;
      default -> SQL_NAMES.getOrDefault(name, name) + modifiers;
    };
  }

  private static String modifiers(List<Integer> typmods) {
    if (typmods.isEmpty()) {
      return "";
    }
    StringBuilder result = new StringBuilder("(");
    for (int i = 0; i < typmods.size(); i++) {
      result.append(i == 0 ? "" : ",").append(typmods.get(i));
    }
    return result.append(')').toString();
  }
}
