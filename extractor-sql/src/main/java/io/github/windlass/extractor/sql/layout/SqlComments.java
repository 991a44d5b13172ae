package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Comment;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.sql.postgres.PostgresParser;
import java.util.ArrayList;
import java.util.List;

/** The comments of an SQL file that speak to whoever judges migrations. */
public final class SqlComments {

  private SqlComments() {}

  /** Those of a source. */
  public static List<Comment> in(SourceFile source) {
    List<Span> spans = new ArrayList<>();
    for (var comment : PostgresParser.parse(source.text()).comments()) {
      spans.add(new Span(comment.start(), comment.end()));
    }
    return Comment.in(source, spans);
  }
}
