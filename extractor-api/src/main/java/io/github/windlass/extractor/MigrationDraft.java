package io.github.windlass.extractor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SQL that is to become migrations of a framework.
 *
 * @param original the migration that they stand beside: its language and manner are theirs, and its
 *     number comes before theirs
 * @param migration what was read from the original
 * @param first how many migrations beside the original come before them
 */
public record MigrationDraft(
    SourceFile original, Migration migration, int first, List<Part> parts) {

  public MigrationDraft {
    parts = List.copyOf(parts);
  }

  /**
   * Whether something is set for the session, for statements that follow it outside any
   * transaction.
   */
  public boolean setsForSession() {
    for (Part part : parts) {
      for (Statement statement : part.statements()) {
        if (!part.transaction() && statement.sql().startsWith("SET ")) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * What runs together.
   *
   * @param title what it does, as words in lower case with underscores between them; letters of
   *     ASCII and digits alone, beginning with a letter
   * @param transaction whether in one transaction; else each statement commits by itself
   * @param undo what takes it back, in order; empty where nothing needs to be, null where it cannot
   */
  public record Part(
      String title, boolean transaction, List<Statement> statements, @Nullable List<String> undo) {

    public Part {
      statements = List.copyOf(statements);
      undo = undo == null ? null : List.copyOf(undo);
    }
  }

  /**
   * One statement.
   *
   * @param sql without a semicolon
   * @param note what it does, for a comment; may be empty
   */
  public record Statement(String sql, String note) {}
}
