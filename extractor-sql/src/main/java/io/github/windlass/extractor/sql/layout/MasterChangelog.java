package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step.GapCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files that Liquibase's changelogs in XML, YAML and JSON include, in their order. Of these
 * changelogs nothing else is read; what they have besides, or include and is not there, is lost,
 * and is told by the file that comes next, or by the last.
 */
final class MasterChangelog {

  private static final List<String> NAMES =
      List.of("db.changelog-master", "changelog-master", "master", "changelog", "root-changelog");
  private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".xml", ".json");
  private static final String CHANGE_SET = "changeSet";
  private static final int DEPTH_LIMIT = 8;
  private static final int ENTRY_LIMIT = 5_000;

  /**
   * What a changelog includes.
   *
   * @param path as it says it, a folder with a slash at its end
   * @param teller the file there that can tell what is lost before it; null: Liquibase's marks are
   *     in none
   */
  private record Entry(String path, @Nullable String teller) {}

  /**
   * What is not read.
   *
   * @param before the place of the entry that it stands before
   */
  private record Loss(int before, GapCode code, String reason, SourceFile source, Span at) {}

  private record InFolder(String folder) implements Project.Key<Found> {}

  /**
   * A master changelog, and what it includes; no entries if there is none.
   *
   * @param losses what each file tells of
   */
  private record Found(String folder, List<Entry> entries, Map<String, List<Loss>> losses) {}

  private MasterChangelog() {}

  /** The place of a file among those that a master changelog includes; null: none includes it. */
  static @Nullable String orderKey(String path, Project project) {
    String folder = FileNames.folder(path);
    Found found = project.once(new InFolder(folder), () -> find(project, folder));
    for (int i = 0; i < found.entries().size(); i++) {
      String entry = found.entries().get(i).path();
      boolean included =
          entry.endsWith("/")
              ? ("/" + folder).contains("/" + entry)
              : path.equals(entry) || path.endsWith("/" + entry);
      if (included) {
        return found.folder() + i + "/" + FileNames.byCharacters(path);
      }
    }
    return null;
  }

  /** Adds what is lost beside a file. */
  static void gaps(String path, Project project, Sending sending) {
    String folder = FileNames.folder(path);
    Found found = project.once(new InFolder(folder), () -> find(project, folder));
    for (Loss loss : found.losses().getOrDefault(path, List.of())) {
      sending.gap(loss.code(), loss.reason(), loss.source(), loss.at().start(), loss.at().end());
    }
  }

  private static Found find(Project project, String folder) {
    for (String name : NAMES) {
      for (String ending : ENDINGS) {
        String place = Neighbours.nearest(project, folder, name + ending);
        if (place != null) {
          Reader reader = new Reader(project);
          reader.read(place, DEPTH_LIMIT);
          return new Found(
              FileNames.folder(place), List.copyOf(reader.entries), reader.lossesByTeller());
        }
      }
    }
    return new Found("", List.of(), Map.of());
  }

  /** Reads a changelog and those that it includes. */
  private static final class Reader {
    private final Project project;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Loss> losses = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    Reader(Project project) {
      this.project = project;
    }

    /** What is lost, by the file that tells of it; without what none can tell of. */
    Map<String, List<Loss>> lossesByTeller() {
      @Nullable String[] tellers = new @Nullable String[entries.size() + 1];
      for (int i = entries.size() - 1; i >= 0; i--) {
        String own = entries.get(i).teller();
        tellers[i] = own == null ? tellers[i + 1] : own;
      }
      String last = null;
      for (int i = 0; i <= entries.size(); i++) {
        tellers[i] = tellers[i] == null ? last : tellers[i];
        last =
            i < entries.size() && entries.get(i).teller() != null ? entries.get(i).teller() : last;
      }
      Map<String, List<Loss>> byTeller = new HashMap<>();
      for (Loss loss : losses) {
        String teller = tellers[Math.min(loss.before(), entries.size())];
        if (teller != null) {
          byTeller.computeIfAbsent(teller, any -> new ArrayList<>()).add(loss);
        }
      }
      return byTeller;
    }

    void read(String place, int depth) {
      String written = seen.add(place) ? Layout.textOf(project, place) : null;
      if (written == null) {
        return;
      }
      SourceFile source = new SourceFile(place, written);
      String text = withoutComments(place, written);
      Deque<Integer> unread = unread(text);
      int at = next(text, 0);
      while (at >= 0) {
        if (entries.size() >= ENTRY_LIMIT) {
          Span rest = new Span(at, text.length());
          losses.add(
              new Loss(entries.size(), GapCode.LIMIT, "the changelog includes more", source, rest));
          return;
        }
        int after = next(text, at + 1);
        String part = text.substring(at, after < 0 ? text.length() : after);
        unread(source, unread, at);
        boolean all = part.startsWith("includeAll");
        String value = value(part, all || part.startsWith("sqlFile") ? "path" : "file");
        if (value != null) {
          Span span = new Span(at, at + part.stripTrailing().length());
          include(source, span, path(part, value, place), all, depth);
        }
        at = after;
      }
      unread(source, unread, text.length());
    }

    private static String path(String part, String value, String place) {
      String path = value.startsWith("classpath:") ? value.substring(10) : value;
      while (path.startsWith("/") || path.startsWith("./")) {
        path = path.substring(path.indexOf('/') + 1);
      }
      boolean relative = "true".equals(value(part, "relativeToChangelogFile"));
      return relative || path.startsWith("../") ? Project.resolve(place, path) : path;
    }

    private void include(SourceFile from, Span span, String path, boolean all, int depth) {
      if (all) {
        String folder = path.endsWith("/") ? path : path + "/";
        String there = place(project, from.path(), folder);
        if (there == null) {
          missing(from, span, folder);
        } else {
          entries.add(new Entry(folder, firstTeller(there)));
        }
        return;
      }
      String there = place(project, from.path(), path);
      if (there == null) {
        missing(from, span, path);
      } else if (isChangelog(path) && depth <= 1) {
        losses.add(
            new Loss(
                entries.size(),
                GapCode.LIMIT,
                path + " is not read: changelogs include each other too deeply",
                from,
                span));
      } else if (isChangelog(path)) {
        read(there, depth - 1);
      } else {
        entries.add(new Entry(path, tells(there) ? there : null));
      }
    }

    private void missing(SourceFile from, Span span, String path) {
      losses.add(
          new Loss(
              entries.size(),
              GapCode.MISSING_SOURCE,
              "the changelog includes " + path + ", which is not there",
              from,
              span));
    }

    private @Nullable String firstTeller(String folder) {
      for (String name : project.list(folder)) {
        if (FileNames.isSql(name) && tells(folder + name)) {
          return folder + name;
        }
      }
      return null;
    }

    /** Whether a file is read as Liquibase's. */
    private boolean tells(String path) {
      String text = Layout.textOf(project, path);
      return text != null && Liquibase.isFormatted(text);
    }

    /** Where changesets stand that are written in the changelog's own words. */
    private static Deque<Integer> unread(String text) {
      Deque<Integer> places = new ArrayDeque<>();
      int at = nextChangeSet(text, 0);
      while (at >= 0) {
        int after = nextChangeSet(text, at + 1);
        if (!text.substring(at, after < 0 ? text.length() : after).contains("sqlFile")) {
          places.add(at);
        }
        at = after;
      }
      return places;
    }

    /** Tells of the changesets before a place, those that follow each other together. */
    private void unread(SourceFile source, Deque<Integer> places, int end) {
      int first = -1;
      int count = 0;
      while (!places.isEmpty() && places.element() < end) {
        int place = places.remove();
        first = count++ == 0 ? place : first;
      }
      if (count > 0) {
        losses.add(
            new Loss(
                entries.size(),
                GapCode.UNSUPPORTED,
                (count == 1 ? "a changeset" : count + " changesets")
                    + " of "
                    + source.path()
                    + ": only formatted SQL is read",
                source,
                new Span(first, first + CHANGE_SET.length())));
      }
    }

    private static int nextChangeSet(String text, int from) {
      int at = text.indexOf(CHANGE_SET, from);
      while (at >= 0 && !isWord(text, at, CHANGE_SET)) {
        at = text.indexOf(CHANGE_SET, at + 1);
      }
      return at;
    }
  }

  /** With blanks for what is in comments, so that all else keeps its place. */
  private static String withoutComments(String place, String text) {
    StringBuilder out = new StringBuilder(text);
    if (place.toLowerCase(Locale.ROOT).endsWith(".xml")) {
      int at = text.indexOf("<!--");
      while (at >= 0) {
        int end = text.indexOf("-->", at + 4);
        blank(out, at, end < 0 ? text.length() : end + 3);
        at = end < 0 ? -1 : text.indexOf("<!--", end);
      }
    } else {
      Lines lines = new Lines(text);
      while (lines.next()) {
        if (lines.begins("#")) {
          blank(out, lines.start(), lines.end());
        }
      }
    }
    return out.toString();
  }

  private static void blank(StringBuilder out, int start, int end) {
    for (int i = start; i < end; i++) {
      if (out.charAt(i) != '\n') {
        out.setCharAt(i, ' ');
      }
    }
  }

  /**
   * Where a file or folder is that a changelog names: as the path says, or below a folder around
   * the changelog, of which one is that of the resources; null: it is not there.
   */
  private static @Nullable String place(Project project, String from, String path) {
    if (isThere(project, path)) {
      return path;
    }
    String at = FileNames.folder(from);
    while (true) {
      if (isThere(project, at + path)) {
        return at + path;
      }
      if (at.isEmpty() || at.equals(project.root()) || !at.startsWith(project.root())) {
        return null;
      }
      at = at.substring(0, at.lastIndexOf('/', at.length() - 2) + 1);
    }
  }

  private static boolean isThere(Project project, String path) {
    return path.endsWith("/")
        ? !project.list(path).isEmpty()
        : Layout.textOf(project, path) != null;
  }

  private static boolean isChangelog(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  /** The next word that includes: {@code include}, {@code includeAll} or {@code sqlFile}. */
  private static int next(String text, int from) {
    int include = text.indexOf("include", from);
    // Not an attribute such as includeObjects, nor a closing tag.
    while (include >= 0
        && !isWord(text, include, "include")
        && !isWord(text, include, "includeAll")) {
      include = text.indexOf("include", include + 1);
    }
    int file = text.indexOf("sqlFile", from);
    while (file >= 0 && !isWord(text, file, "sqlFile")) {
      file = text.indexOf("sqlFile", file + 1);
    }
    return include < 0 ? file : file < 0 ? include : Math.min(include, file);
  }

  private static boolean isWord(String text, int at, String word) {
    int end = at + word.length();
    char before = at == 0 ? ' ' : text.charAt(at - 1);
    return text.startsWith(word, at)
        && (end == text.length() || !Character.isLetter(text.charAt(end)))
        && !Character.isLetterOrDigit(before)
        && before != '/';
  }

  /**
   * {@code name="value"}, {@code name: value} or {@code "name": "value"}; null: it is not there.
   */
  private static @Nullable String value(String part, String name) {
    int at = part.indexOf(name);
    while (at >= 0) {
      int end = at + name.length();
      while (end < part.length() && (part.charAt(end) == '"' || part.charAt(end) == ' ')) {
        end++;
      }
      boolean alone = at == 0 || !Character.isLetter(part.charAt(at - 1));
      if (alone && end < part.length() && (part.charAt(end) == '=' || part.charAt(end) == ':')) {
        int start = end + 1;
        while (start < part.length() && " \t\"'".indexOf(part.charAt(start)) >= 0) {
          start++;
        }
        int stop = start;
        while (stop < part.length() && " \t\r\n\"'>,}".indexOf(part.charAt(stop)) < 0) {
          stop++;
        }
        return stop == start ? null : part.substring(start, stop);
      }
      at = part.indexOf(name, at + 1);
    }
    return null;
  }
}
