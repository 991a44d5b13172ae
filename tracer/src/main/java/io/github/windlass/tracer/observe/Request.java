package io.github.windlass.tracer.observe;

import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.UtilityStatement.CopyStmt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement to be sent.
 *
 * @param data what follows {@code COPY … FROM stdin}; null for other statements
 * @param toClient whether it is {@code COPY … TO stdout}
 */
public record Request(String sql, @Nullable String data, boolean toClient) {

  /** COPY with the data that follow it, if it takes any. */
  public static Request of(String sql, CopyStmt copy, String data) {
    return copy.filename() != null
        ? of(sql)
        : copy.isFrom() ? new Request(sql, data, false) : new Request(sql, null, true);
  }

  /** A statement that is read first, to see whether it is a COPY. */
  public static Request reading(String sql) {
    List<Statement> statements = PostgresParser.parse(sql).statements();
    return statements.size() == 1 && statements.get(0) instanceof CopyStmt copy
        ? of(sql, copy, "")
        : of(sql);
  }

  /** A statement without data. */
  public static Request of(String sql) {
    return new Request(sql, null, false);
  }
}
