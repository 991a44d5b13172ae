package io.github.windlass.extractor.rails;

import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.UnreadableSourceException;
import io.github.windlass.extractor.rails.schema.Version;
import org.jspecify.annotations.Nullable;

/**
 * The version of ActiveRecord that an application has, by what the user says, or by its {@code
 * Gemfile.lock}.
 */
final class Installed {

  private Installed() {}

  private record Lock(String application) implements Project.Key<Found> {}

  private record Found(@Nullable Version version, boolean safe) {}

  /** The version; null: nothing says. */
  static @Nullable Version of(Project project, String application) {
    String said = project.setting("rails");
    Version version = said == null ? null : Version.of(said);
    if (version != null) {
      return version;
    }
    return project.once(new Lock(application), () -> read(project, application)).version();
  }

  /** Whether the application has safe-pg-migrations. */
  static boolean isSafe(Project project, String application) {
    return project.once(new Lock(application), () -> read(project, application)).safe();
  }

  private static Found read(Project project, String application) {
    SourceFile lock;
    try {
      lock = project.read(application + "Gemfile.lock");
    } catch (UnreadableSourceException none) {
      return new Found(null, false);
    }
    String text = lock.text();
    boolean safe = text.contains("\n    safe-pg-migrations (");
    String mark = "    activerecord (";
    for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
      int start = at + mark.length();
      int end = text.indexOf(')', start);
      // Four blanks: the gem itself; six are those that need it.
      if (end > 0 && at > 0 && text.charAt(at - 1) == '\n') {
        Version version = Version.of(text.substring(start, end));
        if (version != null) {
          return new Found(version, safe);
        }
      }
    }
    return new Found(null, safe);
  }
}
