package io.github.windlass.extractor;

import java.util.List;
import java.util.Locale;

/**
 * Statements of a migration that only look into the catalog, to decide what to do. They change
 * nothing and lock nothing of the users', and are no steps.
 */
public final class CatalogReads {

  private static final List<String> BEGINNINGS = List.of("select", "with", "show");
  private static final List<String> CATALOGS =
      List.of(
          "information_schema",
          "pg_catalog",
          "pg_attrdef",
          "pg_attribute",
          "pg_available_extensions",
          "pg_class",
          "pg_collation",
          "pg_constraint",
          "pg_database",
          "pg_description",
          "pg_enum",
          "pg_extension",
          "pg_index",
          "pg_indexes",
          "pg_matviews",
          "pg_namespace",
          "pg_range",
          "pg_tables",
          "pg_type",
          "pg_views");
  private static final List<String> SETTINGS =
      List.of(
          "select current_schema()",
          "select * from current_schema()",
          "select current_database()",
          "select * from current_database()",
          "select version()",
          "show server_version",
          "show search_path",
          "show max_identifier_length");

  /** Words by which a query does more than read. */
  private static final List<String> DOING =
      List.of(
          "insert ",
          "update ",
          "delete ",
          "setval",
          "nextval",
          "pg_terminate",
          "pg_cancel",
          "pg_advisory",
          "dblink",
          "lo_import",
          " into ");

  private CatalogReads() {}

  /** Whether a text is one. */
  public static boolean isOne(String sql) {
    String text = sql.strip().toLowerCase(Locale.ROOT);
    if (!startsWithOneOf(text, BEGINNINGS)) {
      return false;
    }
    for (String word : DOING) {
      if (text.contains(word)) {
        return false;
      }
    }
    if (startsWithOneOf(text, SETTINGS)) {
      return true;
    }
    for (String catalog : CATALOGS) {
      if (hasWord(text, catalog)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWithOneOf(String text, List<String> beginnings) {
    for (String beginning : beginnings) {
      if (text.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasWord(String text, String word) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      int end = at + word.length();
      boolean starts = at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1));
      boolean ends = end == text.length() || !Character.isJavaIdentifierPart(text.charAt(end));
      if (starts && ends) {
        return true;
      }
    }
    return false;
  }
}
