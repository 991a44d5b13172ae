package io.github.windlass.extractor.typeorm;

import io.github.windlass.extractor.Comment;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.script.ecmascript.ScriptNames;
import io.github.windlass.script.ecmascript.SpokenComments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Migrations of TypeORM: classes with an {@code up}, in TypeScript or JavaScript.
 *
 * <p>They run symbolically against objects that play TypeORM 1.1.1.
 */
public final class TypeOrmExtractor implements MigrationExtractor {

  @Override
  public String format() {
    return "typeorm";
  }

  @Override
  public String description() {
    return "TypeORM migrations, in TypeScript or JavaScript";
  }

  @Override
  public boolean mayBeIn(String path) {
    return ScriptNames.mayBeRun(path);
  }

  @Override
  public Match match(SourceFile source, Project project) {
    return Marks.areIn(source) && !ScriptNames.isOther(source) ? Match.CERTAIN : Match.NO;
  }

  @Override
  public @Nullable String orderKey(SourceFile source, Project project) {
    return Marks.timestamp(source);
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
    return MigrationRun.of(source, project, before);
  }
}
