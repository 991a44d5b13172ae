package io.github.windlass.analyzer.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What other tools' rules are called here: {@code foreign-rules.txt}. */
final class ForeignRules {

  private static final String FILE = "foreign-rules.txt";

  private ForeignRules() {}

  /** Read once it is needed: few migrations have another tool's comments. */
  private static final class Table {
    static final Map<String, List<String>> OURS = read();
  }

  /** Our rules for what another tool calls by a name; empty if it has none here. */
  static List<String> ours(Suppression.Language language, String name) {
    return Table.OURS.getOrDefault(
        language.name().toLowerCase(Locale.ROOT) + " " + name, List.of());
  }

  /** All lines: {@code TOOL NAME} with our ids. */
  static Map<String, List<String>> all() {
    return Table.OURS;
  }

  private static Map<String, List<String>> read() {
    Map<String, List<String>> ours = new HashMap<>();
    try (InputStream in = ForeignRules.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("no " + FILE + " beside " + ForeignRules.class.getName());
      }
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        int colon = line.indexOf(':');
        if (colon > 0 && !line.startsWith("#")) {
          String ids = line.substring(colon + 1).strip();
          ours.put(line.substring(0, colon), ids.isEmpty() ? List.of() : List.of(ids.split(" +")));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(ours);
  }
}
