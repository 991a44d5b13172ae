package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code db.$count(table, filters)}: sent where it is awaited, and a part of other SQL ({@code
 * src/pg-core/query-builders/count.ts}).
 *
 * @param query what is sent
 * @param part it as a part of other SQL
 */
record PgCount(QueryObject query, Sql part) implements HostObject {

  static PgCount of(Connection connection, Value source, Value filters) {
    Evaluation run = connection.run();
    return new PgCount(
        new QueryObject(
            connection, written("select count(*) as count from ", source, filters, ";", run)),
        written("(select count(*) from ", source, filters, ")", run));
  }

  private static Sql written(
      String before, Value source, Value filters, String behind, Evaluation run) {
    List<Value> chunks = new ArrayList<>(List.of(new Sql.Words(Text.of(before)), source));
    if (!(filters instanceof Nothing)) {
      chunks.add(new Sql.Words(Text.of(" where ")));
      chunks.add(filters instanceof Unknown why ? Sql.of(Text.hole(why), run) : filters);
    }
    chunks.add(new Sql.Words(Text.of(behind)));
    return new Sql(chunks, run);
  }

  @Override
  public String describe() {
    return query.describe();
  }

  @Override
  public boolean sends() {
    return query.sends();
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return query.member(name, run, place);
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    return query.invoke(name, arguments, run, place);
  }
}
