package io.github.windlass.extractor.prisma;

import io.github.windlass.extractor.Comment;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.sql.NamedFolders;
import io.github.windlass.extractor.sql.layout.SqlComments;
import io.github.windlass.script.ecmascript.ScriptNames;
import io.github.windlass.script.ecmascript.SpokenComments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Migrations of Prisma: {@code migrations/NAME/migration.sql}, and scripts that migrate data by
 * Prisma's client.
 */
public final class PrismaExtractor implements MigrationExtractor {

  @Override
  public String format() {
    return MigrationFolder.FORMAT;
  }

  @Override
  public String description() {
    return "Prisma migrations: migrations/NAME/migration.sql, and scripts with its client";
  }

  @Override
  public boolean mayBeIn(String path) {
    return NamedFolders.isMigration(path) || ScriptMarks.mayBeIn(path);
  }

  @Override
  public Match match(SourceFile source, Project project) {
    if (NamedFolders.isMigration(source.path())) {
      return MigrationFolder.matches(source, project) ? Match.CERTAIN : Match.NO;
    }
    if (!ScriptNames.isScript(source.path()) || !ScriptMarks.areIn(source)) {
      return Match.NO;
    }
    return ScriptMarks.mayBeIn(source.path()) ? Match.CERTAIN : Match.LIKELY;
  }

  @Override
  public List<Comment> comments(SourceFile source) {
    return ScriptNames.isScript(source.path()) ? SpokenComments.in(source) : SqlComments.in(source);
  }

  @Override
  public List<Migration> extract(SourceFile source, Project project) {
    return ScriptNames.isScript(source.path())
        ? new ScriptRun(source, project).migrations()
        : new MigrationFolder(source, project).migrations();
  }

  @Override
  public boolean leavesOut(SourceFile source, Project project) {
    return ScriptNames.isScript(source.path()) && !ScriptMarks.areIn(source);
  }

  @Override
  public @Nullable String orderKey(SourceFile source, Project project) {
    return NamedFolders.isMigration(source.path())
        ? new MigrationFolder(source, project).orderKey()
        : null;
  }
}
