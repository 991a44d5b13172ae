package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.MigrationExtractor.Match;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The layouts that mark their files. */
public final class Layouts {

  /** One whose file holds what migrates up and what takes it back, so that both must not be run. */
  private static final List<Layout> MARKED =
      List.of(
          new Dbmate(),
          new Liquibase(),
          new Goose(),
          new SqlMigrate(),
          new Rambler(),
          new NodePgMigrate(),
          new Tern());

  private Layouts() {}

  /** The layout whose marks stand in a file; null: none do. */
  public static @Nullable Layout marked(SourceFile source, Project project) {
    for (Layout layout : MARKED) {
      if (layout.match(source, project) == Match.CERTAIN) {
        return layout;
      }
    }
    return null;
  }
}
