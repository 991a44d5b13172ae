package io.github.windlass.extractor.drizzle;

import io.github.windlass.extractor.Comment;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.sql.layout.SqlComments;
import io.github.windlass.script.ecmascript.ScriptNames;
import io.github.windlass.script.ecmascript.SpokenComments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Migrations of Drizzle: the SQL files that {@code drizzle-kit generate} makes, and files in
 * TypeScript or JavaScript that send SQL through Drizzle.
 *
 * <p>The truth is Drizzle 0.45.4.
 */
public final class DrizzleExtractor implements MigrationExtractor {

  static final String FORMAT = "drizzle";

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public String description() {
    return "Drizzle migrations: SQL in the order of its journal, TypeScript and JavaScript";
  }

  @Override
  public boolean mayBeIn(String path) {
    return SqlFile.mayBeIn(path) || ScriptNames.mayBeMigration(path);
  }

  @Override
  public Match match(SourceFile source, Project project) {
    if (SqlFile.mayBeIn(source.path())) {
      return SqlFile.match(source, project);
    }
    return Journal.isOne(source.path())
            || (ScriptNames.mayBeMigration(source.path()) && ScriptMarks.areIn(source))
        ? Match.CERTAIN
        : Match.NO;
  }

  @Override
  public List<Comment> comments(SourceFile source) {
    return source.path().endsWith(".sql") ? SqlComments.in(source) : SpokenComments.in(source);
  }

  @Override
  public List<Migration> extract(SourceFile source, Project project) {
    if (Journal.isOne(source.path())) {
      return SqlFile.all(Journal.of(Journal.folder(source.path()), project), project);
    }
    return ScriptNames.mayBeMigration(source.path())
        ? new ScriptRun(source, project).migrations()
        : new SqlFile(source, project).migrations();
  }

  @Override
  public boolean leavesOut(SourceFile source, Project project) {
    return ScriptNames.mayBeMigration(source.path()) && !ScriptMarks.areIn(source);
  }

  @Override
  public @Nullable String orderKey(SourceFile source, Project project) {
    return SqlFile.mayBeIn(source.path()) ? new SqlFile(source, project).orderKey() : null;
  }
}
