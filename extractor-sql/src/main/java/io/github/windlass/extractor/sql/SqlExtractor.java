package io.github.windlass.extractor.sql;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.TransactionMode;
import java.util.List;
import java.util.Locale;

/**
 * SQL files: as psql runs them, or with the marks of a migration runner (see {@link Sections}).
 *
 * <p>Each statement of the script is a step of its own. One that does not parse is a gap, as there
 * is no telling what it does.
 */
public final class SqlExtractor implements MigrationExtractor {

  private static final List<String> ENDINGS = List.of(".sql", ".psql", ".pgsql", ".ddl");

  @Override
  public String format() {
    return "sql";
  }

  @Override
  public String description() {
    return "SQL files, for psql or marked up for dbmate, goose or sql-migrate";
  }

  @Override
  public boolean mayBeIn(String path) {
    return isSql(path) && !undoes(path.substring(path.lastIndexOf('/') + 1));
  }

  @Override
  public Match match(SourceFile source, Project project) {
    return isSql(source.path()) ? Match.POSSIBLE : Match.NO;
  }

  @Override
  public List<Migration> extract(SourceFile source, Project project) {
    Sections sections = Sections.of(source.text());
    ScriptSteps steps = new ScriptSteps(project);
    for (Sections.Part part : sections.parts()) {
      steps.add(source, part.start(), part.end());
    }
    steps.end(source);
    TransactionMode transaction =
        sections.wrapped()
            ? TransactionMode.PER_MIGRATION
            : steps.opensTransaction() ? TransactionMode.EXPLICIT : TransactionMode.NONE;
    return List.of(
        new Migration(
            source.path(),
            format(),
            name(source.path()),
            Dialect.POSTGRES,
            transaction,
            steps.steps()));
  }

  private static boolean isSql(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    for (String ending : ENDINGS) {
      if (name.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a file takes a migration back: {@code *.down.sql} (golang-migrate, sqlx), {@code
   * *.undo.sql}, {@code U1__*.sql} (Flyway).
   */
  private static boolean undoes(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return name.endsWith(".down.sql")
        || name.endsWith(".undo.sql")
        || (fileName.startsWith("U")
            && fileName.contains("__")
            && fileName.length() > 1
            && Character.isDigit(fileName.charAt(1)));
  }

  private static String name(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String lower = name.toLowerCase(Locale.ROOT);
    for (String ending : ENDINGS) {
      if (lower.endsWith(ending) && name.length() > ending.length()) {
        name = name.substring(0, name.length() - ending.length());
        break;
      }
    }
    return name.endsWith(".up") ? name.substring(0, name.length() - 3) : name;
  }
}
