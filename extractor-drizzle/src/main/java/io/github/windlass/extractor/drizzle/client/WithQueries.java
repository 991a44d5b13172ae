package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.script.Closure;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;

/** What {@code db.$with(…)} and {@code db.with(…)} give ({@code src/pg-core/db.ts}). */
final class WithQueries {

  private WithQueries() {}

  /** {@code db.$with(name, selection)}: its {@code as} gives the query under the name. */
  record Named(Connection connection, Value name, Value selection) implements HostObject {
    @Override
    public String describe() {
      return "$with()";
    }

    @Override
    public Value member(String member, Evaluation run, Place place) {
      return member.equals("as")
          ? new NativeFunction(
              member, (self, arguments, evaluation, at) -> as(Arguments.at(arguments, 0), at))
          : Nothing.UNDEFINED;
    }

    private Value as(Value given, Place place) {
      Evaluation run = connection.run();
      Value query =
          given instanceof Closure
              ? run.call(
                  given, Nothing.UNDEFINED, List.of(new DatabaseObject(connection, 0)), place)
              : given;
      Text alias = run.language().text(name, run, place);
      return switch (query) {
        case PgQuery known -> known.named(alias, selection, true, place);
        case Sql sql ->
            new Subquery(sql, selection instanceof Nothing ? run.object() : selection, alias, true);
        default -> {
          Unknown unknown = new Unknown("the query of $with(\"" + alias.text() + "\")", place);
          yield new Subquery(unknown, unknown, alias, true);
        }
      };
    }
  }

  /** {@code db.with(…)}: its methods begin queries that have these before them. */
  record Begun(Connection connection, Value queries) implements HostObject {
    @Override
    public String describe() {
      return "with()";
    }

    @Override
    public boolean sends() {
      return true;
    }

    @Override
    public Value member(String member, Evaluation run, Place place) {
      PgQuery.Kind kind = PgQuery.Kind.of(member);
      return kind == null
          ? Nothing.UNDEFINED
          : new NativeFunction(
              member,
              (self, arguments, evaluation, at) ->
                  PgQuery.begun(connection, kind, member, arguments)
                      .told(Clauses.Clause.WITH, queries));
    }
  }
}
