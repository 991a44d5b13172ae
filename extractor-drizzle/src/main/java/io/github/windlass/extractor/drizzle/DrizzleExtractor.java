package io.github.windlass.extractor.drizzle;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Migrations of Drizzle: the SQL files that {@code drizzle-kit generate} makes. */
public final class DrizzleExtractor implements MigrationExtractor {

  static final String FORMAT = "drizzle";

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public String description() {
    return "Drizzle's migrations: SQL files in the order of meta/_journal.json";
  }

  @Override
  public boolean mayBeIn(String path) {
    return SqlFile.mayBeIn(path);
  }

  @Override
  public Match match(SourceFile source, Project project) {
    return SqlFile.mayBeIn(source.path())
        ? SqlFile.match(source, project)
        : Journal.isOne(source.path()) ? Match.CERTAIN : Match.NO;
  }

  @Override
  public List<Migration> extract(SourceFile source, Project project) {
    return Journal.isOne(source.path())
        ? SqlFile.all(Journal.of(Journal.folder(source.path()), project), project)
        : new SqlFile(source, project).migrations();
  }

  @Override
  public @Nullable String orderKey(SourceFile source, Project project) {
    return Journal.isOne(source.path()) ? null : new SqlFile(source, project).orderKey();
  }
}
