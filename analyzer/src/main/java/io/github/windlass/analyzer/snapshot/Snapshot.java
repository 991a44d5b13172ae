package io.github.windlass.analyzer.snapshot;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Windlass;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.CatalogFold;
import io.github.windlass.analyzer.catalog.Completeness;
import io.github.windlass.extractor.UnreadableSourceException;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The schema of a database as it was at one moment.
 *
 * @param version the server's major version
 * @param catalog the schema, with what is surely absent
 * @param extensions whether extensions are installed, which have types and functions of their own
 * @param sizes how large tables and materialized views were
 * @param unread statements that could not be read: where, and why; the schema is not complete then
 */
public record Snapshot(
    int version,
    Catalog catalog,
    boolean extensions,
    Map<RelationName, RelationSize> sizes,
    List<String> unread) {

  /** The version of the format, which stands in the first line. */
  public static final String FORMAT = "1";

  public Snapshot {
    sizes = Map.copyOf(sizes);
    unread = List.copyOf(unread);
  }

  /** Whether a text says of itself that it is a snapshot. */
  public static boolean isSnapshot(String text) {
    Directive first = Directive.read(lineAt(text, 0));
    return first != null && first.word().equals("snapshot");
  }

  /**
   * Reads what {@code windlass snapshot} wrote.
   *
   * @throws UnreadableSourceException if it is no snapshot, of a later format, or cut off
   */
  public static Snapshot read(String text) throws UnreadableSourceException {
    Directive first = Directive.read(lineAt(text, 0));
    if (first == null || !first.word().equals("snapshot")) {
      throw new UnreadableSourceException(
          "not written by windlass snapshot; a dump is for --history");
    }
    if (!first.arguments().equals(List.of(FORMAT))) {
      throw new UnreadableSourceException(
          "a snapshot of format " + String.join(" ", first.arguments()) + ", not " + FORMAT);
    }
    Script script = PostgresParser.parse(text);
    List<Script.Item> items = script.items();
    int end = items.isEmpty() ? 0 : items.get(items.size() - 1).span().end();
    Reading reading = new Reading();
    reading.head(text);
    reading.statements(text, script);
    reading.tail(text, end);
    return reading.finish();
  }

  private static String lineAt(String text, int from) {
    int end = text.indexOf('\n', from);
    String line = text.substring(from, end < 0 ? text.length() : end);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /** One reading. */
  private static final class Reading {
    private int version;
    private Catalog catalog = Catalog.empty();
    private Completeness completeness = Completeness.NONE;
    private boolean extensions;
    private boolean ended;
    private final Map<RelationName, RelationSize> sizes = new HashMap<>();
    private final List<String> unread = new ArrayList<>();

    /** The comments before the first statement. */
    void head(String text) {
      int at = 0;
      while (at < text.length()) {
        String line = lineAt(text, at);
        if (!line.isBlank() && !line.startsWith("--")) {
          return;
        }
        Directive directive = Directive.read(line);
        if (directive != null) {
          head(directive);
        }
        at = next(text, at);
      }
    }

    private void head(Directive directive) {
      List<String> arguments = directive.arguments();
      switch (directive.word()) {
        case "server" -> version = major(arguments);
        case "complete" -> {
          Set<String> schemas = new HashSet<>(arguments);
          boolean database = schemas.remove("*");
          completeness = new Completeness(database, schemas);
        }
        case "extensions" -> extensions = true;
        default -> {
          // For people, or of a later version.
        }
      }
    }

    private static int major(List<String> arguments) {
      String full = arguments.isEmpty() ? "" : arguments.get(0);
      int number = 0;
      for (int i = 0; i < full.length() && i < 4 && Character.isDigit(full.charAt(i)); i++) {
        number = number * 10 + Character.digit(full.charAt(i), 10);
      }
      return number;
    }

    void statements(String text, Script script) {
      int known =
          version == 0
              ? Windlass.NEWEST_POSTGRES
              : Math.clamp(version, Windlass.OLDEST_POSTGRES, Windlass.NEWEST_POSTGRES);
      version = known;
      int line = 1;
      int counted = 0;
      for (Script.Item item : script.items()) {
        switch (item) {
          case Script.Parsed parsed ->
              catalog = CatalogFold.fold(catalog, parsed.statement(), known);
          case Script.SyntaxError error -> {
            int at = Math.max(counted, error.at().start());
            line += lines(text, counted, at);
            counted = at;
            unread.add("line " + line + ": " + error.reason());
          }
          case Script.PsqlCommand ignored -> {}
          case Script.CopyData ignored -> {}
        }
      }
    }

    private static int lines(String text, int from, int to) {
      int lines = 0;
      for (int i = from; i < to; i++) {
        lines += text.charAt(i) == '\n' ? 1 : 0;
      }
      return lines;
    }

    /** The comments behind the last statement. */
    void tail(String text, int from) {
      int at = next(text, from);
      while (at < text.length()) {
        Directive directive = Directive.read(lineAt(text, at));
        if (directive != null) {
          tail(directive);
        }
        at = next(text, at);
      }
    }

    private void tail(Directive directive) {
      RelationName relation = directive.relation();
      switch (directive.word()) {
        case "invalid-index" -> {
          if (relation != null) {
            catalog = catalog.invalidating(relation);
          }
        }
        case "member" -> {
          if (relation != null) {
            catalog = catalog.assuming(relation);
          }
        }
        case "size" -> {
          RelationSize size = size(directive.arguments());
          if (relation != null && size != null) {
            sizes.put(relation, size);
          }
        }
        case "end" -> ended = true;
        default -> {
          // For people, or of a later version.
        }
      }
    }

    private static @Nullable RelationSize size(List<String> arguments) {
      if (arguments.size() < 5) {
        return null;
      }
      try {
        return new RelationSize(
            Long.parseLong(arguments.get(2)),
            Long.parseLong(arguments.get(3)),
            Long.parseLong(arguments.get(4)));
      } catch (NumberFormatException e) {
        return null;
      }
    }

    private static int next(String text, int from) {
      int end = text.indexOf('\n', from);
      return end < 0 ? text.length() : end + 1;
    }

    Snapshot finish() throws UnreadableSourceException {
      if (!ended) {
        throw new UnreadableSourceException("the snapshot is cut off: its last line is missing");
      }
      // The snapshot's own SET check_function_bodies is not the database's.
      Catalog read = catalog.inNewSession();
      Catalog complete = unread.isEmpty() ? read.complete(completeness) : read;
      return new Snapshot(version, complete, extensions, sizes, unread);
    }
  }
}
