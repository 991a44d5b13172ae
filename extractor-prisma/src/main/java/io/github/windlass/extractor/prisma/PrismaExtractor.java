package io.github.windlass.extractor.prisma;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Migrations of Prisma: {@code migrations/NAME/migration.sql}. */
public final class PrismaExtractor implements MigrationExtractor {

  @Override
  public String format() {
    return MigrationFolder.FORMAT;
  }

  @Override
  public String description() {
    return "Prisma's migrations: migrations/NAME/migration.sql";
  }

  @Override
  public boolean mayBeIn(String path) {
    return MigrationFolder.isMigration(path);
  }

  @Override
  public Match match(SourceFile source, Project project) {
    return MigrationFolder.isMigration(source.path())
            && !MigrationFolder.isOfDrizzle(source, project)
        ? Match.CERTAIN
        : Match.NO;
  }

  @Override
  public List<Migration> extract(SourceFile source, Project project) {
    return new MigrationFolder(source, project).migrations();
  }

  @Override
  public @Nullable String orderKey(SourceFile source, Project project) {
    return new MigrationFolder(source, project).orderKey();
  }
}
