package io.github.windlass.script.ruby;

import io.github.windlass.extractor.Comment;
import io.github.windlass.extractor.SourceFile;
import java.util.List;

/** The comments of a Ruby file that speak to whoever judges migrations. */
public final class SpokenComments {

  private SpokenComments() {}

  /** Those of a source. */
  public static List<Comment> in(SourceFile source) {
    return Comment.in(source, CommentScan.of(source.text()));
  }
}
