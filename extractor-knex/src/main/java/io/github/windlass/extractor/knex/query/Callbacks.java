package io.github.windlass.extractor.knex.query;

import io.github.windlass.extractor.knex.client.Compilable;
import io.github.windlass.extractor.knex.client.Compiled;
import io.github.windlass.extractor.knex.client.Connection;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queries that callbacks build ({@code compileCallback}). */
public final class Callbacks {

  private Callbacks() {}

  /** The query on which a callback was run; of {@code where}, only its conditions. */
  public static Compilable query(
      Value callback, @Nullable String part, Connection connection, Place place) {
    QueryBuilderObject builder = new QueryBuilderObject(connection);
    connection.run().call(callback, builder, List.of(builder), place);
    return part == null ? builder : new Conditions(builder);
  }

  /** The conditions of a query. */
  private record Conditions(QueryBuilderObject builder) implements Compilable {

    @Override
    public String describe() {
      return "conditions";
    }

    @Override
    public Compiled compile(Place place) {
      return builder.where(place);
    }

    @Override
    public boolean isRaw() {
      return true;
    }

    @Override
    public boolean isSelect() {
      return false;
    }

    @Override
    public Value alias() {
      return Nothing.UNDEFINED;
    }
  }
}
