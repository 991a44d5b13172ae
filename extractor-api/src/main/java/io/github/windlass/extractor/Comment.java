package io.github.windlass.extractor;

import java.util.ArrayList;
import java.util.List;

/**
 * A comment in a migration's source that may speak to whoever judges the migration.
 *
 * @param text what it says, without the marks of a comment and the blanks around it
 * @param origin where it stands
 */
public record Comment(String text, Origin origin) {

  /** What stands in comments that speak to a judge: ours, other linters', and Prisma's. */
  private static final String[] MARKS = {
    "windlass:", "pgfence-ignore", "squawk-ignore", "Warnings:"
  };

  /**
   * Whether a text may hold comments that speak to a judge. Few do; the others need no second look.
   */
  public static boolean maySpeakIn(String text) {
    for (String mark : MARKS) {
      if (text.contains(mark)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The comments of a source that may speak to a judge.
   *
   * @param spans all comments, with what begins and ends them: {@code --}, {@code //}, {@code #},
   *     or {@code /*} with what closes it
   */
  public static List<Comment> in(SourceFile source, List<Span> spans) {
    List<Comment> comments = new ArrayList<>();
    for (Span span : spans) {
      String written = source.text().substring(span.start(), span.end());
      if (maySpeakIn(written)) {
        comments.add(new Comment(bare(written), source.origin(span)));
      }
    }
    return comments;
  }

  /** What a comment says. */
  public static String bare(String written) {
    int start = 0;
    int end = written.length();
    if (written.startsWith("/*")) {
      start = 2;
      end = written.endsWith("*/") && end >= 4 ? end - 2 : end;
      while (start < end && written.charAt(start) == '*') {
        start++;
      }
    } else if (written.startsWith("--") || written.startsWith("//")) {
      start = 2;
    } else if (written.startsWith("#")) {
      start = 1;
    }
    return written.substring(start, end).strip();
  }
}
