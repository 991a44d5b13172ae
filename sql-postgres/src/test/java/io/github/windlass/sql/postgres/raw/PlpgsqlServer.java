package io.github.windlass.sql.postgres.raw;

import io.github.windlass.fixtures.Json;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlBody;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlSource;
import io.github.windlass.sql.postgres.tree.RoutineStatement;
import io.github.windlass.sql.postgres.tree.Statement;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers what our PL/pgSQL parser makes of statements, line by line, for {@code plpgsql.mjs
 * --compare}. A request is a Json string, an answer an object with the body's shape, or null and
 * what is wrong.
 */
final class PlpgsqlServer {

  private PlpgsqlServer() {}

  public static void main(String[] arguments) {
    try (BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), 1 << 16);
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.append(answer(Json.read(line))).append('\n').flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The body that a statement holds; null: none in PL/pgSQL. */
  static @Nullable PlpgsqlSource source(String sql) {
    List<Statement> statements = PostgresParser.parse(sql).statements();
    PlpgsqlSource source =
        switch (statements.isEmpty() ? null : statements.get(0)) {
          case RoutineStatement.DoStmt block -> PlpgsqlSource.of(block);
          case RoutineStatement.CreateFunctionStmt create -> PlpgsqlSource.of(create);
          case null, default -> null;
        };
    return source != null && source.isPlpgsql() ? source : null;
  }

  private static String answer(String sql) {
    StringBuilder out = new StringBuilder("{\"shape\":");
    PlpgsqlSource source = source(sql);
    if (source == null) {
      return "{\"shape\":null,\"reason\":\"no body\"}";
    }
    switch (source.parse()) {
      case PlpgsqlBody.Parsed parsed ->
          Json.write(out, PlpgsqlShape.of(parsed.block(), source.text()));
      case PlpgsqlBody.SyntaxError error -> {
        out.append("null,\"sqlstate\":");
        Json.write(out, error.sqlstate());
        out.append(",\"reason\":");
        Json.write(out, error.reason());
      }
    }
    return out.append('}').toString();
  }
}
