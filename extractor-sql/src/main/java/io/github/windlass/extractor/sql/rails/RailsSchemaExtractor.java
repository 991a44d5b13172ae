package io.github.windlass.extractor.sql.rails;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.TransactionMode;
import java.util.List;

/**
 * Rails' {@code db/schema.rb}, for {@code --history}: the state that all of its migrations lead to.
 * It is no migration, so none is found in a folder.
 */
public final class RailsSchemaExtractor implements MigrationExtractor {

  @Override
  public String format() {
    return "rails-schema";
  }

  @Override
  public String description() {
    return "Rails' db/schema.rb, as the database that Rails makes of it; for --history";
  }

  @Override
  public boolean mayBeIn(String path) {
    return false;
  }

  @Override
  public Match match(SourceFile source, Project project) {
    return source.path().endsWith(".rb") && source.text().contains("ActiveRecord::Schema")
        ? Match.CERTAIN
        : Match.NO;
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
            RailsDdl.of(source)));
  }
}
