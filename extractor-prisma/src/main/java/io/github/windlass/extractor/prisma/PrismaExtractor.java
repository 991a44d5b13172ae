package io.github.windlass.extractor.prisma;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
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
    return MigrationFolder.isMigration(path) || ScriptMarks.mayBeIn(path);
  }

  @Override
  public Match match(SourceFile source, Project project) {
    boolean fits =
        MigrationFolder.isMigration(source.path())
            ? !MigrationFolder.isOfDrizzle(source, project)
            : ScriptMarks.mayBeIn(source.path()) && ScriptMarks.areIn(source);
    return fits ? Match.CERTAIN : Match.NO;
  }

  @Override
  public List<Migration> extract(SourceFile source, Project project) {
    return ScriptMarks.isScript(source.path())
        ? new ScriptRun(source, project).migrations()
        : new MigrationFolder(source, project).migrations();
  }

  @Override
  public @Nullable String orderKey(SourceFile source, Project project) {
    return MigrationFolder.isMigration(source.path())
        ? new MigrationFolder(source, project).orderKey()
        : null;
  }
}
