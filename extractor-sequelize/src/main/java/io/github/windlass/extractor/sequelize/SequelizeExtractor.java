package io.github.windlass.extractor.sequelize;

import io.github.windlass.extractor.Comment;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.script.ecmascript.ScriptNames;
import io.github.windlass.script.ecmascript.SpokenComments;
import java.util.List;

/**
 * Migrations of Sequelize: modules with a function {@code up}, in JavaScript or TypeScript, as its
 * command line or Umzug run them.
 *
 * <p>They run symbolically against objects that play Sequelize 6.37.8.
 */
public final class SequelizeExtractor implements MigrationExtractor {

  @Override
  public String format() {
    return "sequelize";
  }

  @Override
  public String description() {
    return "Sequelize migrations, in JavaScript or TypeScript";
  }

  @Override
  public boolean mayBeIn(String path) {
    return ScriptNames.mayBeRun(path);
  }

  @Override
  public Match match(SourceFile source, Project project) {
    if (ScriptNames.isOther(source)) {
      return Match.NO;
    }
    if (Marks.areIn(source)) {
      return Match.CERTAIN;
    }
    return Marks.areAround(source, project) ? Match.POSSIBLE : Match.NO;
  }

  @Override
  public boolean leavesOut(SourceFile source, Project project) {
    return !ScriptNames.mayBeMigration(source.path()) && match(source, project) == Match.NO;
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
