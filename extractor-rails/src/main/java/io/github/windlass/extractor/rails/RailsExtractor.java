package io.github.windlass.extractor.rails;

import io.github.windlass.extractor.Comment;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.script.ruby.SpokenComments;
import java.util.List;

/**
 * Migrations of Rails: classes below {@code ActiveRecord::Migration}, as {@code bin/rails
 * db:migrate} runs them.
 *
 * <p>They run symbolically against objects that play ActiveRecord, of the version that the user
 * names ({@link Project#setting} {@code rails}), or else {@code Gemfile.lock}.
 */
public final class RailsExtractor implements MigrationExtractor {

  @Override
  public String format() {
    return "rails";
  }

  @Override
  public String description() {
    return "Rails migrations, in Ruby";
  }

  @Override
  public boolean mayBeIn(String path) {
    return path.endsWith(".rb");
  }

  @Override
  public Match match(SourceFile source, Project project) {
    if (!source.path().endsWith(".rb")) {
      return Match.NO;
    }
    // Other files name the class, too: ActiveRecord::Migration.maintain_test_schema!
    String text = source.text();
    return text.contains("ActiveRecord::Migration[") || text.contains("< ActiveRecord::Migration")
        ? Match.CERTAIN
        : source.path().contains("db/migrate/") ? Match.POSSIBLE : Match.NO;
  }

  @Override
  public List<Comment> comments(SourceFile source) {
    return SpokenComments.in(source);
  }

  @Override
  public List<Migration> extract(SourceFile source, Project project) {
    return extract(source, project, SchemaView.unknown());
  }

  @Override
  public List<Migration> extract(SourceFile source, Project project, SchemaView before) {
    return new MigrationRun(source, project, before).migrations();
  }
}
