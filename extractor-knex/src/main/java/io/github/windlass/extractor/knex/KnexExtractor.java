package io.github.windlass.extractor.knex;

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
 * Migrations of Knex: files that export {@code up}, in TypeScript or JavaScript.
 *
 * <p>They run symbolically against objects that play Knex 3.3.0.
 */
public final class KnexExtractor implements MigrationExtractor {

  @Override
  public String format() {
    return "knex";
  }

  @Override
  public String description() {
    return "Knex migrations, in TypeScript or JavaScript";
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
    String path = source.path();
    return Settings.of(source, project).byName() ? path.substring(path.lastIndexOf('/') + 1) : null;
  }

  @Override
  public boolean leavesOut(SourceFile source, Project project) {
    return match(source, project) == Match.NO
        && (!ScriptNames.mayBeMigration(source.path()) || isBelowMigrations(source, project));
  }

  /** Whether a file is none of the scripts of a folder that Knex reads, but in a folder in it. */
  private static boolean isBelowMigrations(SourceFile source, Project project) {
    String path = source.path();
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    String above = folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
    return !above.isEmpty()
        && !ScriptNames.definesUp(source.text())
        && !hasNumbered(project.list(folder))
        && hasNumbered(project.list(above));
  }

  private static boolean hasNumbered(List<String> names) {
    for (String name : names) {
      if (Character.isDigit(name.charAt(0)) && ScriptNames.mayBeMigration(name)) {
        return true;
      }
    }
    return false;
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
