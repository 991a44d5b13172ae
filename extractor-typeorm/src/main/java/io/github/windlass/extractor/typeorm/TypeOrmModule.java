package io.github.windlass.extractor.typeorm;

import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.typeorm.data.DataModule;
import io.github.windlass.extractor.typeorm.data.EntityNames;
import io.github.windlass.extractor.typeorm.ddl.DefaultNamingStrategy;
import io.github.windlass.extractor.typeorm.ddl.Several;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.HostModules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The package {@code typeorm}, as scripts import it. */
final class TypeOrmModule implements HostModules, HostObject {

  private final Settings settings;
  private final SchemaView before;
  private @Nullable Database database;

  /**
   * @param before the schema when the run begins
   */
  TypeOrmModule(Settings settings, SchemaView before) {
    this.settings = settings;
    this.before = before;
  }

  @Override
  public @Nullable Value find(String specifier, Evaluation run) {
    return specifier.equals("typeorm") || specifier.startsWith("typeorm/") ? this : null;
  }

  /** The database of this run. */
  Database database(Evaluation run) {
    Database present = database;
    if (present == null) {
      present = new Database(run, settings, new SchemaObjects(run), before);
      database = present;
    }
    return present;
  }

  @Override
  public String describe() {
    return "typeorm";
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    SchemaClass type = SchemaClass.of(name);
    if (type != null) {
      return database(run).objects().constructor(type);
    }
    Value data = DataModule.export(name);
    if (data != null) {
      return data;
    }
    return switch (name) {
      case "DefaultNamingStrategy" -> new Constructor(this, name);
      case "DataSource", "Connection" -> new Constructor(this, "DataSource");
      case "createConnection" ->
          new NativeFunction(
              name,
              (self, arguments, run2, at) ->
                  run2.language().promise(() -> made(arguments), run2, at));
      // The API of TypeORM 0.2, on the one connection that there is.
      case "getConnection" -> function(name, (of, arguments, at) -> of.dataSource());
      case "getManager" ->
          function(name, (of, arguments, at) -> of.dataSource().member("manager", of.run(), at));
      case "getRepository", "getTreeRepository", "getCustomRepository", "createQueryBuilder" ->
          function(
              name, (of, arguments, at) -> of.dataSource().invoke(name, arguments, of.run(), at));
      case "default" -> Nothing.UNDEFINED;
      default -> new Named(name);
    };
  }

  @FunctionalInterface
  private interface OnDatabase {
    Value call(Database of, List<Value> arguments, Place place);
  }

  private Value function(String name, OnDatabase body) {
    return new NativeFunction(
        name, (self, arguments, run, place) -> body.call(database(run), arguments, place));
  }

  private MadeDataSource made(List<Value> arguments) {
    return new MadeDataSource(this, arguments.isEmpty() ? Nothing.UNDEFINED : arguments.get(0));
  }

  /** An export of which nothing but its being there matters: a type, or a class above others. */
  private record Named(String name) implements HostObject {

    @Override
    public String describe() {
      return name;
    }

    @Override
    public Value member(String member, Evaluation run, Place place) {
      return switch (member) {
        case "name" -> Text.of(name);
        case "prototype" -> Nothing.UNDEFINED;
        default -> new Unknown(name + "." + member, place);
      };
    }

    @Override
    public Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
      return new Unknown(name + "()", place, true);
    }

    @Override
    public Value construct(List<Value> arguments, Evaluation run, Place place) {
      return run.object();
    }
  }

  /** A class of which a project makes objects, or which it extends. */
  private record Constructor(TypeOrmModule module, String name) implements HostObject {

    @Override
    public String describe() {
      return name;
    }

    @Override
    public Value member(String member, Evaluation run, Place place) {
      return member.equals("name") ? Text.of(name) : Nothing.UNDEFINED;
    }

    @Override
    public Value construct(List<Value> arguments, Evaluation run, Place place) {
      return name.equals("DataSource") ? module.made(arguments) : new Strategy();
    }
  }

  /**
   * A data source that a file of the project makes: the one that there is, as far as what is sent
   * goes.
   *
   * @param options what it was made with
   */
  record MadeDataSource(TypeOrmModule module, Value options) implements HostObject {

    @Override
    public String describe() {
      return "DataSource";
    }

    @Override
    public boolean sends() {
      return true;
    }

    @Override
    public Value member(String name, Evaluation run, Place place) {
      return name.equals("options")
          ? options
          : module.database(run).dataSource().member(name, run, place);
    }

    @Override
    public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
      return module.database(run).dataSource().invoke(name, arguments, run, place);
    }
  }

  /** TypeORM's own names, above a project's naming strategy. */
  private record Strategy() implements HostObject {

    @Override
    public String describe() {
      return "DefaultNamingStrategy";
    }

    @Override
    public Value member(String name, Evaluation run, Place place) {
      return name.endsWith("Name")
          ? new NativeFunction(
              name, (self, arguments, run2, at) -> invoke(name, arguments, run2, at))
          : Nothing.UNDEFINED;
    }

    @Override
    public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
      DefaultNamingStrategy own = new DefaultNamingStrategy(place);
      Value first = QueryRunnerObject.argument(arguments, 0);
      Value second = QueryRunnerObject.argument(arguments, 1);
      Value third = QueryRunnerObject.argument(arguments, 2);
      Text table =
          run.language()
              .text(
                  first instanceof ObjectValue ? run.member(first, "name", place) : first,
                  run,
                  place);
      return switch (name) {
        case "primaryKeyName" -> own.primaryKeyName(table, list(second));
        case "uniqueConstraintName" -> own.uniqueConstraintName(table, list(second));
        case "foreignKeyName" -> own.foreignKeyName(table, list(second), table, list(second));
        case "indexName" -> own.indexName(table, list(second), third);
        case "checkConstraintName" -> own.checkConstraintName(table, second);
        case "exclusionConstraintName" -> own.exclusionConstraintName(table, second);
        default -> {
          Value known = EntityNames.own(name, arguments);
          yield known == null ? new Unknown(place.text(), place) : known;
        }
      };
    }

    private static Several<Value> list(Value value) {
      return switch (value) {
        case ListValue list -> new Several<>(list.items(), list.uncertain());
        case Unknown unknown -> Several.unknown(unknown);
        default -> Several.all(List.of(value));
      };
    }
  }
}
