package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.extractor.SchemaView;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.ecmascript.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call finds when it begins.
 *
 * @param view the database's schema
 * @param schemaOption the data source's {@code schema}; null: none
 * @param uuidGenerator the function that its {@code uuidExtension} stands for
 * @param place the call
 */
public record Session(
    SchemaView view,
    @Nullable Text schemaOption,
    String uuidGenerator,
    NamingStrategy naming,
    Place place) {

  /** The schema of names without one ({@code PostgresDriver.schema}). */
  Text schema() {
    return schemaOption == null ? Text.of(view.currentSchema()) : schemaOption;
  }

  /** The path that a name means, with its schema. */
  public TablePath path(Text name) {
    return TablePath.parse(name).in(schema());
  }

  /** The path of a table with its schema. */
  public TablePath path(Table table) {
    return table.path().in(schema());
  }

  /** The path of a view with its schema. */
  public TablePath path(View it) {
    return it.path().in(schema());
  }

  /** A path in quotes ({@code escapePath}): the schema of the search path is left out. */
  Text quoted(TablePath path) {
    TablePath full = path.in(schema());
    Sql sql = new Sql();
    if (full.schema() != null
        && !full.schema().text().isEmpty()
        && Values.is(full.schema(), view.currentSchema()) != Truth.TRUE) {
      sql.name(full.schema()).add(".");
    }
    return sql.name(full.name()).build();
  }

  Text quoted(Table table) {
    return quoted(table.path());
  }

  /** What is found after what was done. */
  Session after(List<Action> actions) {
    SchemaView next = view;
    for (Action action : actions) {
      if (action instanceof Action.Send send && send.condition() == null && send.sql().isKnown()) {
        next = next.after(send.sql().text());
      }
    }
    return new Session(next, schemaOption, uuidGenerator, naming, place);
  }

  /** Something unknown at this call. */
  Unknown unknown(String reason) {
    return new Unknown(reason, place);
  }
}
