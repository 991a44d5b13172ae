package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;

/**
 * A query under a name: {@code db.select().from(users).as("u")}, or {@code db.$with("u").as(…)}
 * ({@code Subquery} of {@code src/subquery.ts}). Its members are the fields that it selects, as
 * {@code SelectionProxyHandler} gives them.
 *
 * @param sql of the query, or why it is not known
 * @param fields what it selects, by its keys; unknown: not known
 * @param isWith whether it stands before the query, in {@code with}
 */
record Subquery(Value sql, Value fields, Text alias, boolean isWith) implements HostObject {

  @Override
  public String describe() {
    return "subquery " + alias.text();
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    if (!(fields instanceof ObjectValue object)) {
      return fields instanceof Unknown ? fields : Nothing.UNDEFINED;
    }
    Value field = object.has(name) ? run.member(object, name, place) : Nothing.UNDEFINED;
    return field == Nothing.UNDEFINED && object.uncertain() instanceof Unknown uncertain
        ? uncertain
        : given(field, run, place);
  }

  /** A field as those who use the query see it. */
  private Value given(Value field, Evaluation run, Place place) {
    return switch (field) {
      case Column column ->
          new Column(
              new Table(null, alias, Nothing.UNDEFINED, false, null),
              column.name(),
              column.isKeyed(),
              column.definition());
      case Sql.Aliased aliased -> new Sql.Name(aliased.alias());
      case Sql sql -> throw run.language().error("a field of a subquery has no alias", run, place);
      case Table table -> within(table.columns(run, place), run, place);
      case ObjectValue object -> within(object, run, place);
      default -> field;
    };
  }

  private Value within(Value fields, Evaluation run, Place place) {
    if (!(fields instanceof ObjectValue object) || object.uncertain() != null) {
      return fields instanceof Unknown ? fields : new Unknown("a field of a query", place);
    }
    ObjectValue given = run.object();
    for (String key : object.keys()) {
      given.put(key, given(run.member(object, key, place), run, place));
    }
    return given;
  }

  /** All its fields. */
  Value all(Evaluation run, Place place) {
    return within(fields, run, place);
  }
}
