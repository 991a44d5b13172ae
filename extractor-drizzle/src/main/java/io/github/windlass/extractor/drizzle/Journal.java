package io.github.windlass.extractor.drizzle;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.UnreadableSourceException;
import io.github.windlass.extractor.sql.Dialects;
import io.github.windlass.script.ecmascript.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code meta/_journal.json}: which files Drizzle runs, in the order of its entries, whatever their
 * {@code idx} ({@code drizzle-orm/src/migrator.ts}). Versions 5, 6 and 7 have the same form.
 *
 * @param folder the one that the files are in, with a {@code /} at the end; empty: the root
 * @param source the journal itself; null: there is none
 * @param dialect null: it says none that we know
 * @param entries in their order; empty if there is a problem
 * @param places where each entry stands, by its tag
 * @param problem why it cannot be read; null: it can
 */
record Journal(
    String folder,
    @Nullable SourceFile source,
    @Nullable Dialect dialect,
    List<Entry> entries,
    Map<String, Integer> places,
    @Nullable String problem) {

  private static final String PLACE = "meta/_journal.json";

  /**
   * A migration.
   *
   * @param tag the name of its file, without the ending
   * @param when the time at which it was made, in milliseconds
   * @param present whether its file is there
   * @param overtaken the tag of an earlier entry that was made no earlier; null: there is none
   */
  record Entry(String tag, double when, boolean present, @Nullable String overtaken, Span place) {

    String file() {
      return tag + ".sql";
    }
  }

  /** The journal of a folder. */
  private record OfFolder(String folder) implements Project.Key<Journal> {}

  /** Whether a path is that of a journal. */
  static boolean isOne(String path) {
    return path.endsWith("/" + PLACE) || path.equals(PLACE);
  }

  /** The folder that a journal is about. */
  static String folder(String journal) {
    return journal.substring(0, journal.length() - PLACE.length());
  }

  /** The journal beside the files of a folder. */
  static Journal of(String folder, Project project) {
    return project.once(new OfFolder(folder), () -> read(folder, project));
  }

  /** That of a folder which has none. */
  static Journal none(String folder) {
    return new Journal(folder, null, null, List.of(), Map.of(), null);
  }

  private static Journal read(String folder, Project project) {
    Set<String> names = new HashSet<>(project.list(folder));
    SourceFile source = null;
    if (names.contains("meta/") && project.list(folder + "meta/").contains("_journal.json")) {
      try {
        source = project.read(folder + PLACE);
      } catch (UnreadableSourceException e) {
        return broken(
            folder,
            new SourceFile(folder + PLACE, ""),
            PLACE + " cannot be read: " + e.getMessage());
      }
    }
    if (source == null) {
      return none(folder);
    }
    Json json = Json.of(source.text());
    if (json == null) {
      return broken(folder, source, PLACE + " is no JSON");
    }
    return json.member("entries") instanceof Json.Arr(List<Json> items)
        ? of(folder, source, json, items, names)
        : broken(folder, source, PLACE + " has no list of entries");
  }

  private static Journal broken(String folder, SourceFile source, String problem) {
    return new Journal(folder, source, null, List.of(), Map.of(), problem);
  }

  private static Journal of(
      String folder, SourceFile source, Json json, List<Json> items, Set<String> names) {
    List<Entry> entries = new ArrayList<>(items.size());
    Map<String, Integer> places = new HashMap<>();
    Entry latest = null;
    for (Json item : items) {
      if (!(item.member("tag") instanceof Json.Str(String tag, Span place, boolean ignored))) {
        return broken(folder, source, "an entry of " + PLACE + " has no tag");
      }
      double when = item.member("when") instanceof Json.Num(double value) ? value : Double.NaN;
      String overtaken = latest != null && when <= latest.when() ? latest.tag() : null;
      Entry entry = new Entry(tag, when, names.contains(tag + ".sql"), overtaken, place);
      places.putIfAbsent(tag, entries.size());
      entries.add(entry);
      latest = overtaken == null ? entry : latest;
    }
    String name = json.text("dialect");
    Dialect dialect = name == null ? null : Dialects.named(name);
    return new Journal(folder, source, dialect, entries, places, null);
  }

  /** Whether the folder has one. */
  boolean isThere() {
    return source != null;
  }
}
