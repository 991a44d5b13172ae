package io.github.windlass.extractor.knex.schema;

import io.github.windlass.extractor.knex.client.Arguments;
import io.github.windlass.extractor.knex.client.Compilable;
import io.github.windlass.extractor.knex.client.Connection;
import io.github.windlass.extractor.knex.client.Formatter;
import io.github.windlass.extractor.knex.client.Sql;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the callback of {@code createView} gets ({@code viewbuilder.js}, {@code viewcompiler}). */
final class ViewBuilderObject implements HostObject {

  private static final Set<String> METHODS =
      Set.of(
          "as",
          "cascadedCheckOption",
          "checkOption",
          "columns",
          "localCheckOption",
          "queryContext");

  private final Connection connection;
  private final String method;
  private final Value schema;
  private final Value name;
  private final Place place;
  private final ObjectValue state;
  private final ListValue changes;

  ViewBuilderObject(Connection connection, String method, Value schema, Value name, Place place) {
    this.connection = connection;
    this.method = method;
    this.schema = schema;
    this.name = name;
    this.place = place;
    this.state = connection.run().object();
    this.changes = connection.run().list(List.of());
  }

  @Override
  public String describe() {
    return "a view builder";
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public Value member(String member, Evaluation run, Place at) {
    boolean known = METHODS.contains(member) || (isAltering() && member.equals("column"));
    return known
        ? new NativeFunction(
            member, (self, arguments, evaluation, where) -> call(member, arguments))
        : Nothing.UNDEFINED;
  }

  private boolean isAltering() {
    return method.equals("alter");
  }

  private Value call(String called, List<Value> arguments) {
    switch (called) {
      case "checkOption" -> state.put("check", Text.of(" with check option"));
      case "localCheckOption" -> state.put("check", Text.of(" with local check option"));
      case "cascadedCheckOption" -> state.put("check", Text.of(" with cascaded check option"));
      case "column" -> {
        return new Column(this, Arguments.at(arguments, 0));
      }
      case "queryContext" -> {
        return this;
      }
      default -> state.put(called, Arguments.at(arguments, 0));
    }
    return Nothing.UNDEFINED;
  }

  /** A column of a view that is altered. */
  private record Column(ViewBuilderObject view, Value name) implements HostObject {

    @Override
    public String describe() {
      return "a column of a view";
    }

    @Override
    public Value member(String member, Evaluation run, Place at) {
      return member.equals("rename") || member.equals("defaultTo")
          ? new NativeFunction(
              member,
              (self, arguments, evaluation, where) -> {
                view.changes.add(
                    new Call(member, List.of(name, Arguments.at(arguments, 0)), where));
                return this;
              })
          : Nothing.UNDEFINED;
    }
  }

  List<Sql> compile() {
    Formatter formatter = connection.formatter(place);
    Text quoted = SchemaCompiler.qualified(schema, name, formatter);
    return isAltering() ? alterations(quoted, formatter) : List.of(creation(quoted, formatter));
  }

  private List<Sql> alterations(Text quoted, Formatter formatter) {
    Unknown uncertain = changes.uncertain();
    if (uncertain != null) {
      connection.unsupported("alterView: " + uncertain.reason(), place);
    }
    List<Sql> all = new ArrayList<>();
    for (Value change : changes.items()) {
      if (change instanceof Call call) {
        Sql out = new Sql().at(call.place()).add("alter view ").add(quoted);
        if (call.method().equals("rename")) {
          formatter.wrap(call.at(0), out.add(" rename "));
          formatter.wrap(call.at(1), out.add(" to "));
        } else {
          formatter.wrap(call.at(0), out.add(" alter "));
          out.add(" set default ").add(formatter.text(call.at(1)));
        }
        all.add(out);
      }
    }
    return all;
  }

  private Sql creation(Text quoted, Formatter formatter) {
    Sql out = new Sql().at(place).add("create ");
    if (method.equals("createMaterializedView")) {
      out.add("materialized ");
    } else if (method.equals("createOrReplace")) {
      out.add("or replace ");
    }
    out.add("view ").add(quoted);
    Value columns = state.get("columns");
    if (Arguments.mayBeThere(columns)) {
      formatter.columnize(columns, out.add(" ("));
      out.add(")");
    }
    out.add(" as ");
    Value query = state.get("as");
    if (query instanceof Nothing) {
      throw connection
          .run()
          .language()
          .error("the view has no query", connection.run(), place)
          .meant();
    }
    out.add(
        query instanceof Compilable compilable
            ? connection.inline(compilable.compile(place), place)
            : formatter.text(query));
    Value check = state.get("check");
    return check instanceof Nothing ? out : out.add(formatter.text(check));
  }
}
