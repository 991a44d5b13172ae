package io.github.windlass.extractor.sql;

import io.github.windlass.extractor.Comment;
import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.sql.layout.FileNames;
import io.github.windlass.extractor.sql.layout.Layout;
import io.github.windlass.extractor.sql.layout.Layouts;
import io.github.windlass.extractor.sql.layout.SqlComments;
import io.github.windlass.extractor.sql.psql.ScriptSteps;
import java.util.ArrayList;
import java.util.List;

/**
 * SQL files: as psql runs them, or, where they have the marks of a migration runner, as that does
 * (see {@link Layouts}).
 *
 * <p>Each statement of the script is a step of its own. One that does not parse is a gap, as there
 * is no telling what it does.
 */
public final class SqlExtractor implements MigrationExtractor {

  @Override
  public String format() {
    return "sql";
  }

  @Override
  public String description() {
    return "SQL files as psql runs them";
  }

  @Override
  public boolean mayBeIn(String path) {
    return FileNames.isSql(path) && !FileNames.undoes(path);
  }

  @Override
  public Match match(SourceFile source, Project project) {
    return FileNames.isSql(source.path()) ? Match.POSSIBLE : Match.NO;
  }

  @Override
  public List<Comment> comments(SourceFile source) {
    return SqlComments.in(source);
  }

  @Override
  public List<Migration> extract(SourceFile source, Project project) {
    Layout layout = Layouts.marked(source, project);
    if (layout != null) {
      return asSql(layout.extract(source, project));
    }
    ScriptSteps steps = new ScriptSteps(project);
    steps.add(source, 0, source.text().length());
    steps.end(source);
    Dialect other = refuses(steps.steps()) ? Dialects.refused(source.text()) : null;
    if (other != null) {
      Span whole = new Span(0, source.text().length());
      OneString apart = OneString.of(source, whole, other);
      return List.of(
          new Migration(
              source.path(),
              format(),
              FileNames.stem(source.path()),
              other,
              apart.transaction(),
              apart.steps()));
    }
    return List.of(
        new Migration(
            source.path(),
            format(),
            FileNames.stem(source.path()),
            Dialect.POSTGRES,
            steps.opensTransaction() ? TransactionMode.EXPLICIT : TransactionMode.NONE,
            steps.steps()));
  }

  /** Whether there is something that PostgreSQL does not take. */
  private static boolean refuses(List<Step> steps) {
    for (Step step : steps) {
      if (step instanceof Step.Gap gap && gap.code() == Step.GapCode.SYNTAX) {
        return true;
      }
    }
    return false;
  }

  private List<Migration> asSql(List<Migration> migrations) {
    List<Migration> all = new ArrayList<>();
    for (Migration migration : migrations) {
      all.add(
          new Migration(
              migration.path(),
              format(),
              migration.name(),
              migration.dialect(),
              migration.transaction(),
              migration.steps(),
              migration.comments()));
    }
    return all;
  }
}
