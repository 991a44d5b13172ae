package io.github.windlass.analyzer.catalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL itself and its extensions have, by name: one of the tables beside this class,
 * which {@code fixtures/record/built-ins} writes from real servers. Extensions that do not come
 * with PostgreSQL are in a table of their own, {@code …-elsewhere.txt}.
 */
final class BuiltIns {

  private static final int OLDEST = 10;
  static final int NEWEST = 18;

  private final Map<String, String> own = new HashMap<>(8192);
  private final Map<String, String> ofExtensions = new HashMap<>(2048);

  /** The names that each extension brings. */
  private final Map<String, List<String>> broughtBy = new HashMap<>();

  private BuiltIns() {}

  /** Reads a table {@code name.txt}, and the one of extensions from elsewhere. */
  static BuiltIns read(String name) {
    BuiltIns table = new BuiltIns();
    table.lines(name + ".txt");
    table.lines(name + "-elsewhere.txt");
    return table;
  }

  /** Lines {@code extension name entry entry…}, if there is such a file. */
  private void lines(String file) {
    try (InputStream in = BuiltIns.class.getResourceAsStream(file)) {
      if (in == null) {
        return;
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("#")) {
          // An operator may begin with one, but stands behind an extension.
          continue;
        }
        int name = line.indexOf(' ') + 1;
        int entries = line.indexOf(' ', name);
        String own = line.substring(name, entries);
        boolean extension = !line.startsWith("- ");
        (extension ? ofExtensions : this.own)
            .merge(own, line.substring(entries + 1), (one, other) -> one + " " + other);
        if (extension) {
          broughtBy.computeIfAbsent(line.substring(0, name - 1), key -> new ArrayList<>()).add(own);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names that an extension brings and PostgreSQL itself has not. */
  List<String> broughtBy(String extension) {
    List<String> brought = new ArrayList<>();
    for (String name : broughtBy.getOrDefault(extension, List.of())) {
      if (!own.containsKey(name)) {
        brought.add(name);
      }
    }
    return brought;
  }

  /** Whether PostgreSQL has it in any version, without an extension. */
  boolean has(String name) {
    return own.containsKey(name);
  }

  /**
   * The entries of a name in a version: PostgreSQL's own, or, where it has none, those of
   * extensions. Empty if there is nothing of that name.
   */
  List<String> entries(String name, int version) {
    List<String> found = in(own.get(name), version);
    return found.isEmpty() ? in(ofExtensions.get(name), version) : found;
  }

  /** All entries of a name in a version, the extensions' too. */
  List<String> allEntries(String name, int version) {
    List<String> found = new ArrayList<>(in(own.get(name), version));
    found.addAll(in(ofExtensions.get(name), version));
    return found;
  }

  private static List<String> in(@Nullable String entries, int version) {
    List<String> found = new ArrayList<>();
    int from = 0;
    while (entries != null && from < entries.length()) {
      int end = entries.indexOf(' ', from);
      String entry = entries.substring(from, end < 0 ? entries.length() : end);
      int at = entry.lastIndexOf('@');
      // An operator's name may hold one, a range of versions ends the entry.
      if (at <= 0) {
        found.add(entry);
      } else if (holds(entry.substring(at + 1), version)) {
        found.add(entry.substring(0, at));
      }
      from += entry.length() + 1;
    }
    return found;
  }

  /** Whether {@code 12-}, {@code -13} or {@code 11-13} has a version. */
  private static boolean holds(String range, int version) {
    int dash = range.indexOf('-');
    int from = dash == 0 ? OLDEST : Integer.parseInt(range.substring(0, dash));
    int to = dash == range.length() - 1 ? NEWEST : Integer.parseInt(range.substring(dash + 1));
    return from <= version && (version <= to || to == NEWEST);
  }
}
