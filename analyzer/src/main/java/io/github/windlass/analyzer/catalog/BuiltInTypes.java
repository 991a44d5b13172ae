package io.github.windlass.analyzer.catalog;

import java.util.List;

/** PostgreSQL's own types and those of its extensions ({@code pg_type}), of each version. */
public final class BuiltInTypes {

  private static final class Table {
    static final BuiltIns TYPES = BuiltIns.read("types");
    static final BuiltIns EQUALITY = BuiltIns.read("equality");
  }

  private static final int TYPE = 0;
  private static final int CATEGORY = 1;
  private static final int STORAGE = 2;
  private static final int COLLATION = 3;

  private BuiltInTypes() {}

  /** {@code typtype typcategory typstorage}, and {@code c} with a collation; empty if unknown. */
  private static String letters(String type, int version) {
    List<String> found = Table.TYPES.entries(type, version);
    return found.isEmpty() ? "" : found.get(0);
  }

  /** The types that an extension brings. */
  static List<String> broughtBy(String extension) {
    return Table.TYPES.broughtBy(extension);
  }

  /** Whether PostgreSQL or one of its extensions has a type of that name. */
  public static boolean isKnown(String type, int version) {
    return !letters(type, version).isEmpty();
  }

  /** Whether no column can be of that type. */
  public static boolean isPseudo(String type, int version) {
    String letters = letters(type, version);
    return !letters.isEmpty() && letters.charAt(TYPE) == 'p';
  }

  /** Whether values may have a collation; true for what is not known. */
  public static boolean isCollatable(String type, int version) {
    String letters = letters(type, version);
    return letters.isEmpty() || (letters.length() > COLLATION && letters.charAt(COLLATION) == 'c');
  }

  /** Whether values are kept in the row only. */
  public static boolean isPlain(String type, int version) {
    String letters = letters(type, version);
    return !letters.isEmpty() && letters.charAt(STORAGE) == 'p';
  }

  /** Whether a type is one of character strings. */
  public static boolean isString(String type, int version) {
    String letters = letters(type, version);
    return !letters.isEmpty() && letters.charAt(CATEGORY) == 'S';
  }

  /** Whether an operator family of B-trees compares two types for being equal. */
  public static boolean isComparable(String left, String right, int version) {
    return Table.EQUALITY.allEntries(left, version).contains(right);
  }
}
