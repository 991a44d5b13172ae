package io.github.windlass.extractor.sql.prisma;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.TransactionMode;
import java.util.List;

/**
 * {@code schema.prisma}, for {@code --history}: the state that all of Prisma's migrations lead to.
 * It is no migration, so none is found in a folder.
 */
public final class PrismaSchemaExtractor implements MigrationExtractor {

  @Override
  public String format() {
    return "prisma-schema";
  }

  @Override
  public String description() {
    return "a schema.prisma, as the database that Prisma makes of it; for --history";
  }

  @Override
  public boolean mayBeIn(String path) {
    return false;
  }

  @Override
  public Match match(SourceFile source, Project project) {
    return source.path().endsWith(".prisma") ? Match.CERTAIN : Match.NO;
  }

  @Override
  public List<Migration> extract(SourceFile source, Project project) {
    return List.of(
        new Migration(
            source.path(),
            format(),
            source.path().substring(source.path().lastIndexOf('/') + 1),
            Dialect.POSTGRES,
            TransactionMode.NONE,
            PrismaDdl.of(source)));
  }
}
