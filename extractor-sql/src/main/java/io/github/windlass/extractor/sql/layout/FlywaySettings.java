package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.sql.Dialects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of Flyway, from the files that hold them: {@code flyway.conf} and {@code
 * flyway.toml}, beside the migrations or above them, and Spring's {@code application.properties}.
 * What a command line or the environment says is not known.
 *
 * @param values by Flyway's names in lower case, without {@code flyway.} and dashes
 * @param place where they were read; empty: nowhere
 */
record FlywaySettings(Map<String, String> values, String place) {

  private static final List<String> FILES =
      List.of(
          "flyway.toml",
          "flyway.conf",
          "conf/flyway.toml",
          "conf/flyway.conf",
          "src/main/resources/application.properties",
          "application.properties");

  private record InFolder(String folder) implements Project.Key<FlywaySettings> {}

  /** The settings that hold for a file. */
  static FlywaySettings of(Project project, String path) {
    String folder = FileNames.folder(path);
    return project.once(new InFolder(folder), () -> read(project, folder));
  }

  private static FlywaySettings read(Project project, String folder) {
    for (String file : FILES) {
      String place = Neighbours.nearest(project, folder, file);
      String text = place == null ? null : Layout.textOf(project, place);
      Map<String, String> values =
          text == null
              ? Map.of()
              : flyway(file.endsWith(".toml") ? Settings.ofToml(text) : Settings.of(text));
      if (place != null && !values.isEmpty()) {
        return new FlywaySettings(values, place);
      }
    }
    return new FlywaySettings(Map.of(), "");
  }

  private static Map<String, String> flyway(Map<String, String> all) {
    Map<String, String> values = new HashMap<>();
    for (Map.Entry<String, String> entry : all.entrySet()) {
      String name = entry.getKey();
      if (name.startsWith("spring.flyway.")) {
        name = name.substring("spring.".length());
      }
      if (name.equals("spring.datasource.url")) {
        values.putIfAbsent("url", entry.getValue());
      } else if (name.startsWith("flyway.placeholders.")) {
        String key = name.substring("flyway.placeholders.".length()).toLowerCase(Locale.ROOT);
        values.put("placeholders." + unquoted(key), entry.getValue());
      } else if (name.startsWith("flyway.")) {
        String key = name.substring("flyway.".length()).toLowerCase(Locale.ROOT);
        values.put(key.replace("-", ""), entry.getValue());
      } else if (name.startsWith("environments.") && name.endsWith(".url")) {
        values.putIfAbsent("url", entry.getValue());
      }
    }
    return values;
  }

  private static String unquoted(String key) {
    return key.startsWith("\"") && key.endsWith("\"") && key.length() > 1
        ? key.substring(1, key.length() - 1)
        : key;
  }

  private String value(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  private boolean flag(String name, boolean otherwise) {
    String value = values.get(name);
    return value == null ? otherwise : value.equalsIgnoreCase("true");
  }

  /** What names of versioned migrations begin with. */
  String prefix() {
    return value("sqlmigrationprefix", "V");
  }

  String repeatablePrefix() {
    return value("repeatablesqlmigrationprefix", "R");
  }

  String undoPrefix() {
    return value("undosqlmigrationprefix", "U");
  }

  String baselinePrefix() {
    return value("baselinemigrationprefix", "B");
  }

  /** What parts a version from a description. */
  String separator() {
    return value("sqlmigrationseparator", "__");
  }

  List<String> suffixes() {
    List<String> suffixes = list("sqlmigrationsuffixes");
    return suffixes.isEmpty() ? List.of(".sql") : suffixes;
  }

  /** Where migrations are, as the settings say it, without {@code classpath:} and the like. */
  List<String> locations() {
    List<String> folders = new ArrayList<>();
    for (String location : list("locations")) {
      int colon = location.indexOf(':');
      String folder = colon < 0 ? location : location.substring(colon + 1);
      while (folder.startsWith("./") || folder.startsWith("/")) {
        folder = folder.substring(folder.indexOf('/') + 1);
      }
      folders.add(folder.endsWith("/") ? folder : folder + "/");
    }
    return folders;
  }

  /** {@code a,b} or {@code ["a", "b"]}. */
  private List<String> list(String name) {
    List<String> items = new ArrayList<>();
    for (String item : value(name, "").replace("[", "").replace("]", "").split(",", -1)) {
      String plain = item.strip().replace("\"", "").replace("'", "");
      if (!plain.isEmpty()) {
        items.add(plain);
      }
    }
    return items;
  }

  boolean group() {
    return flag("group", false);
  }

  boolean mixed() {
    return flag("mixed", false);
  }

  boolean executeInTransaction() {
    return flag("executeintransaction", true);
  }

  boolean placeholderReplacement() {
    return flag("placeholderreplacement", true);
  }

  String placeholderPrefix() {
    return value("placeholderprefix", "${");
  }

  String placeholderSuffix() {
    return value("placeholdersuffix", "}");
  }

  boolean skipDefaultCallbacks() {
    return flag("skipdefaultcallbacks", false);
  }

  /** The value of a placeholder in a file; null: it is not known. */
  @Nullable String placeholder(String name, String fileName) {
    String key = name.toLowerCase(Locale.ROOT);
    String separator = value("placeholderseparator", ":");
    if (key.startsWith("flyway" + separator)) {
      return switch (key.substring(("flyway" + separator).length())) {
        case "filename" -> fileName;
        case "table" -> value("table", "flyway_schema_history");
        case "defaultschema" -> {
          List<String> schemas = list("schemas");
          yield values.getOrDefault("defaultschema", schemas.isEmpty() ? null : schemas.get(0));
        }
        default -> null;
      };
    }
    String value = values.get("placeholders." + key);
    // The environment's variables stand in it.
    return value == null || value.contains("${") ? null : value;
  }

  /** The database that the settings or a folder's name tell of; null: neither does. */
  @Nullable Dialect dialect(String path) {
    String url = value("url", "").toLowerCase(Locale.ROOT);
    if (url.startsWith("jdbc:")) {
      Dialect named = Dialects.named(url.substring("jdbc:".length()).split(":", 2)[0]);
      // Tests play PostgreSQL by H2; what they run is written for PostgreSQL.
      boolean plays = named == Dialect.H2 && url.contains(";mode=postgresql");
      return named == null || plays ? Dialect.POSTGRES : named;
    }
    Dialect dialect = null;
    for (String folder : FileNames.folder(path).split("/", -1)) {
      Dialect named = Dialects.named(folder);
      dialect = named == null ? dialect : named;
    }
    return dialect;
  }
}
