package io.github.windlass.extractor;

import java.util.ArrayList;
import java.util.List;

/** Migrations with the comments of the sources that they came from. */
final class Commented {

  private Commented() {}

  /** The migrations of a source, as an extractor gives them, with comments. */
  static List<Migration> by(
      MigrationExtractor extractor, SourceFile source, Project project, SchemaView before) {
    List<Migration> migrations = extractor.extract(source, project, before);
    List<SourceFile> seen = new ArrayList<>();
    List<Migration> commented = new ArrayList<>(migrations.size());
    for (Migration migration : migrations) {
      List<SourceFile> speaking = new ArrayList<>();
      note(source, seen, speaking);
      for (Step step : migration.steps()) {
        if (step instanceof Step.Sql sql) {
          for (SourceMap.Segment segment : sql.map().segments()) {
            note(segment.source(), seen, speaking);
          }
        }
      }
      List<Comment> comments = new ArrayList<>();
      for (SourceFile each : speaking) {
        comments.addAll(extractor.comments(each));
      }
      commented.add(comments.isEmpty() ? migration : migration.with(comments));
      seen.removeAll(speaking);
    }
    return commented;
  }

  /**
   * Takes note of a source whose comments may speak.
   *
   * @param seen sources that were looked at; there are few
   */
  private static void note(SourceFile source, List<SourceFile> seen, List<SourceFile> speaking) {
    for (SourceFile each : seen) {
      if (each.path().equals(source.path())) {
        return;
      }
    }
    seen.add(source);
    if (Comment.maySpeakIn(source.text())) {
      speaking.add(source);
    }
  }
}
