package io.github.windlass.extractor.typeorm;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;

/** TypeORM's driver: what migrations ask of it is mostly which database it is for. */
record DriverObject(Database database) implements HostObject {

  @Override
  public String describe() {
    return "Driver";
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    Settings settings = database.settings();
    return switch (name) {
      case "options" -> options(database, run, place);
      case "connection", "dataSource" -> database.dataSource();
      case "schema", "searchSchema" ->
          Text.of(
              settings.schema() != null && name.equals("schema")
                  ? settings.schema()
                  : database.view().currentSchema());
      case "uuidGenerator" -> Text.of(settings.uuidGenerator());
      case "isReplicated" -> Bool.FALSE;
      case "treeSupport" -> Bool.TRUE;
      case "database", "version" -> new Unknown(place.text(), place);
      case "escape", "buildTableName", "normalizeType" ->
          new NativeFunction(
              name, (self, arguments, run2, at) -> invoke(name, arguments, run2, at));
      default -> new Unknown(place.text(), place);
    };
  }

  /** The data source's options, as far as they matter and are known. */
  static ObjectValue options(Database database, Evaluation run, Place place) {
    Settings settings = database.settings();
    ObjectValue options = run.object();
    options.put("type", Text.of(settings.type()));
    options.put(
        "schema", settings.schema() == null ? Nothing.UNDEFINED : Text.of(settings.schema()));
    options.put("synchronize", Bool.FALSE);
    options.define(
        "entities",
        new NativeFunction("entities", (self, arguments, evaluation, at) -> database.entities()),
        null);
    options.becomeUncertain(new Unknown("the data source", place));
    return options;
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    return switch (name) {
      case "escape" -> {
        Text text = run.language().text(QueryRunnerObject.argument(arguments, 0), run, place);
        Text quote = Text.of(database.settings().dialect() == Dialect.MYSQL ? "`" : "\"");
        yield quote.concat(text).concat(quote);
      }
      case "buildTableName" -> {
        Value schema = QueryRunnerObject.argument(arguments, 1);
        Text table = run.language().text(QueryRunnerObject.argument(arguments, 0), run, place);
        yield schema instanceof Text text && !text.text().isEmpty()
            ? text.concat(Text.of(".")).concat(table)
            : table;
      }
      default -> new Unknown(place.text(), place);
    };
  }
}
