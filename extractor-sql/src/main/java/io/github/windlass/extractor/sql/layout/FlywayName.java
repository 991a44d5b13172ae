package io.github.windlass.extractor.sql.layout;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The name of a file as Flyway reads it ({@code ResourceNameParser}, {@code MigrationVersion}).
 *
 * @param kind what it makes of the file
 * @param version the parts of its version, without zeros at their end; empty if it has none
 * @param event the callback's event; empty if it is none
 * @param description what follows the separator
 */
record FlywayName(Kind kind, List<String> version, String event, String description) {

  enum Kind {
    VERSIONED,
    REPEATABLE,
    BASELINE,
    UNDO,
    CALLBACK
  }

  /**
   * When a callback runs: its place in a run of {@code migrate} ({@code Event}, {@code DbMigrate}).
   */
  enum When {
    BEFORE,
    BEFORE_EACH,
    AFTER_EACH,
    EACH_STATEMENT,
    AFTER_VERSIONED,
    BEFORE_REPEATABLES,
    AFTER,
    /** Not by migrate, or only when something fails. */
    NEVER
  }

  /** What Flyway makes of a file of this name; null: nothing. */
  static @Nullable FlywayName of(String fileName, FlywaySettings settings) {
    String stem = null;
    for (String suffix : settings.suffixes()) {
      if (FileNames.endsWith(fileName, suffix) && fileName.length() > suffix.length()) {
        stem = fileName.substring(0, fileName.length() - suffix.length());
        break;
      }
    }
    if (stem == null) {
      return null;
    }
    String separator = settings.separator();
    int at = stem.indexOf(separator);
    String head = at < 0 ? stem : stem.substring(0, at);
    String description = at < 0 ? "" : stem.substring(at + separator.length());
    if (when(head) != null) {
      return new FlywayName(Kind.CALLBACK, List.of(), head, description);
    }
    if (at < 0) {
      return null;
    }
    if (head.equals(settings.repeatablePrefix())) {
      return new FlywayName(Kind.REPEATABLE, List.of(), "", description);
    }
    FlywayName name = versioned(Kind.VERSIONED, settings.prefix(), head, description);
    if (name == null) {
      name = versioned(Kind.UNDO, settings.undoPrefix(), head, description);
    }
    return name != null
        ? name
        : versioned(Kind.BASELINE, settings.baselinePrefix(), head, description);
  }

  private static @Nullable FlywayName versioned(
      Kind kind, String prefix, String head, String description) {
    List<String> version =
        head.startsWith(prefix) ? version(head.substring(prefix.length())) : null;
    return version == null ? null : new FlywayName(kind, version, "", description);
  }

  /** {@code 1_2.3} is 1.2.3; null if it is no version. */
  private static @Nullable List<String> version(String text) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? '.' : text.charAt(i);
      if (c == '.' || c == '_') {
        if (i == start) {
          return null;
        }
        parts.add(text.substring(start, i));
        start = i + 1;
      } else if (c < '0' || c > '9') {
        return null;
      }
    }
    while (parts.size() > 1 && isZero(parts.get(parts.size() - 1))) {
      parts.remove(parts.size() - 1);
    }
    return List.copyOf(parts);
  }

  private static boolean isZero(String number) {
    for (int i = 0; i < number.length(); i++) {
      if (number.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }

  /** Whether the version is that of another file, or before it. */
  boolean isUpTo(FlywayName other) {
    for (int i = 0; i < version.size(); i++) {
      if (i >= other.version.size()) {
        return false;
      }
      int byPart =
          new java.math.BigInteger(version.get(i))
              .compareTo(new java.math.BigInteger(other.version.get(i)));
      if (byPart != 0) {
        return byPart < 0;
      }
    }
    return true;
  }

  /** When a callback of this name runs; null: it is no event's name. */
  static @Nullable When when(String event) {
    return switch (event) {
      case "beforeConnect", "afterConnect", "beforeValidate", "afterValidate", "beforeMigrate" ->
          When.BEFORE;
      case "beforeEachMigrate" -> When.BEFORE_EACH;
      case "afterEachMigrate" -> When.AFTER_EACH;
      case "beforeEachMigrateStatement", "afterEachMigrateStatement" -> When.EACH_STATEMENT;
      case "afterVersioned" -> When.AFTER_VERSIONED;
      case "beforeRepeatables" -> When.BEFORE_REPEATABLES;
      case "afterMigrateApplied", "afterMigrate", "afterMigrateOperationFinish" -> When.AFTER;
      case "beforeCreateSchema", "createSchema", "beforeClean", "afterClean", "afterCleanError" ->
          When.NEVER;
      case "afterEachMigrateStatementError", "afterEachMigrateError", "afterMigrateError" ->
          When.NEVER;
      case "beforeUndo", "beforeEachUndo", "beforeEachUndoStatement", "afterEachUndoStatement" ->
          When.NEVER;
      case "afterEachUndoStatementError", "afterEachUndo", "afterEachUndoError", "afterUndo" ->
          When.NEVER;
      case "afterUndoError", "afterValidateError", "beforeBaseline", "afterBaseline" -> When.NEVER;
      case "afterBaselineError", "beforeRepair", "afterRepair", "afterRepairError" -> When.NEVER;
      case "beforeInfo", "afterInfo", "afterInfoError", "afterInfoOperationFinish" -> When.NEVER;
      default -> null;
    };
  }

  /** When this callback runs. */
  When when() {
    When when = when(event);
    return when == null ? When.NEVER : when;
  }

  /** The place in a run of migrate, as natural order takes it. */
  String order() {
    return switch (kind) {
      case VERSIONED, BASELINE, UNDO -> "2/" + String.join("/", version);
      case REPEATABLE -> "5/" + FileNames.byCharacters(description);
      case CALLBACK ->
          switch (when()) {
                case BEFORE -> "1/" + before() + "/";
                case BEFORE_EACH, AFTER_EACH, EACH_STATEMENT, NEVER -> "1/9/";
                case AFTER_VERSIONED -> "3/";
                case BEFORE_REPEATABLES -> "4/";
                case AFTER -> "6/" + after() + "/";
              }
              + FileNames.byCharacters(description);
    };
  }

  private int before() {
    return switch (event) {
      case "beforeConnect" -> 0;
      case "afterConnect" -> 1;
      case "beforeValidate" -> 2;
      case "afterValidate" -> 3;
      default -> 4;
    };
  }

  private int after() {
    return switch (event) {
      case "afterMigrateApplied" -> 0;
      case "afterMigrate" -> 1;
      default -> 2;
    };
  }
}
