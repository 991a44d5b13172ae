package io.github.windlass.analyzer.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types and operator classes that well-known extensions bring. */
final class Extensions {

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("citext", "citext"),
          Map.entry("hstore", "hstore"),
          Map.entry("ltree", "ltree"),
          Map.entry("lquery", "ltree"),
          Map.entry("ltxtquery", "ltree"),
          Map.entry("cube", "cube"),
          Map.entry("seg", "seg"),
          Map.entry("isbn", "isn"),
          Map.entry("ean13", "isn"),
          Map.entry("query_int", "intarray"),
          Map.entry("lo", "lo"),
          Map.entry("geometry", "postgis"),
          Map.entry("geography", "postgis"),
          Map.entry("box2d", "postgis"),
          Map.entry("box3d", "postgis"),
          Map.entry("raster", "postgis_raster"),
          Map.entry("vector", "vector"),
          Map.entry("halfvec", "vector"),
          Map.entry("sparsevec", "vector"));

  private static final Map<String, String> OPERATOR_CLASSES =
      Map.of(
          "gin_trgm_ops", "pg_trgm",
          "gist_trgm_ops", "pg_trgm",
          "gin_hstore_ops", "hstore",
          "gist_hstore_ops", "hstore",
          "gin__int_ops", "intarray",
          "gist__int_ops", "intarray",
          "citext_pattern_ops", "citext",
          "vector_l2_ops", "vector",
          "vector_cosine_ops", "vector");

  private Extensions() {}

  /** The extension that brings a type; null for others. */
  static @Nullable String ofType(String type) {
    return TYPES.get(type);
  }

  /** The types that an extension brings, by name. */
  static List<String> typesOf(String extension) {
    return broughtBy(extension, TYPES);
  }

  /** The operator classes that an extension brings, by name. */
  static List<String> operatorClassesOf(String extension) {
    return broughtBy(extension, OPERATOR_CLASSES);
  }

  private static List<String> broughtBy(String extension, Map<String, String> all) {
    List<String> brought = new ArrayList<>();
    all.forEach((name, bringer) -> {
      if (bringer.equals(extension)) {
        brought.add(name);
      }
    });
    brought.sort(null);
    return brought;
  }
}
