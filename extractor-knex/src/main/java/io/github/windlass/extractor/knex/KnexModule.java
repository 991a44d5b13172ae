package io.github.windlass.extractor.knex;

import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.knex.client.Arguments;
import io.github.windlass.extractor.knex.client.Connection;
import io.github.windlass.extractor.knex.query.Callbacks;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.HostModules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The package {@code knex}, as scripts import it: a function that makes Knex objects. */
final class KnexModule implements HostModules, HostObject {

  private final Settings settings;
  private final SchemaView before;
  private @Nullable Connection connection;

  /**
   * @param before the schema when the run begins
   */
  KnexModule(Settings settings, SchemaView before) {
    this.settings = settings;
    this.before = before;
  }

  @Override
  public @Nullable Value find(String specifier, Evaluation run) {
    return specifier.equals("knex") || specifier.startsWith("knex/")
        ? this
        : SnakeCase.module(specifier);
  }

  /** The database of this run. */
  Connection connection(Evaluation run) {
    Connection present = connection;
    if (present == null) {
      present = new Connection(run, settings.dialect(), before, Callbacks::query);
      connection = present;
    }
    return present;
  }

  @Override
  public String describe() {
    return "knex";
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return switch (name) {
      case "knex", "Knex" -> this;
      case "default" -> Nothing.UNDEFINED;
      case "TableBuilder", "SchemaBuilder", "ColumnBuilder", "QueryBuilder" ->
          new BuilderClass(name, connection(run));
      default -> new Unknown("knex." + name, place);
    };
  }

  /** A class of builders, which may be given further methods. */
  private record BuilderClass(String name, Connection connection) implements HostObject {

    @Override
    public String describe() {
      return "knex." + name;
    }

    @Override
    public Value member(String member, Evaluation run, Place place) {
      return member.equals("extend")
          ? new NativeFunction(
              member,
              (self, arguments, within, at) -> {
                String method = Arguments.known(Arguments.at(arguments, 0));
                if (method == null) {
                  return connection.unsupported("a method of unknown name for " + name, at);
                }
                connection.extend(name, method, Arguments.at(arguments, 1));
                return Nothing.UNDEFINED;
              })
          : new Unknown("knex." + name + "." + member, place);
    }
  }

  @Override
  public Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
    return new KnexObject(connection(run), settings, 0);
  }
}
