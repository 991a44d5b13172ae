package io.github.windlass.analyzer.catalog;

import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's own operator classes and those of its extensions ({@code pg_opclass}). */
public final class BuiltInOperatorClasses {

  private static final class Table {
    static final BuiltIns CLASSES = BuiltIns.read("opclasses");
  }

  private BuiltInOperatorClasses() {}

  /** Whether a version, or an extension, has an operator class of that name for a method. */
  public static boolean isKnown(String method, String name, int version) {
    return !Table.CLASSES.entries(method + "." + name, version).isEmpty();
  }

  /** The operator classes that an extension brings, without their methods. */
  static List<String> broughtBy(String extension) {
    List<String> names = new ArrayList<>();
    for (String name : Table.CLASSES.broughtBy(extension)) {
      names.add(name.substring(name.indexOf('.') + 1));
    }
    return names;
  }

  /** The types for which an extension brings the class that an index of a method has by itself. */
  static List<String> defaultsBroughtBy(String extension, String method) {
    List<String> types = new ArrayList<>();
    for (String name : Table.CLASSES.broughtBy(extension)) {
      if (name.startsWith(method + ".")) {
        for (String entry : Table.CLASSES.allEntries(name, BuiltIns.NEWEST)) {
          if (entry.endsWith("!")) {
            types.add(entry.substring(0, entry.length() - 1));
          }
        }
      }
    }
    return types;
  }
}
