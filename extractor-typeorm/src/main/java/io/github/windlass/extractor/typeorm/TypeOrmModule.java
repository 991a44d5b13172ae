package io.github.windlass.extractor.typeorm;

import io.github.windlass.extractor.typeorm.data.DataModule;
import io.github.windlass.extractor.typeorm.ddl.DefaultNamingStrategy;
import io.github.windlass.extractor.typeorm.ddl.Several;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
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

  private @Nullable SchemaObjects objects;

  @Override
  public @Nullable Value find(String specifier, Evaluation run) {
    return specifier.equals("typeorm") || specifier.startsWith("typeorm/") ? this : null;
  }

  /** The objects that describe tables, of this run. */
  SchemaObjects objects(Evaluation run) {
    SchemaObjects present = objects;
    if (present == null) {
      present = new SchemaObjects(run);
      objects = present;
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
      return objects(run).constructor(type);
    }
    Value data = DataModule.export(name);
    if (data != null) {
      return data;
    }
    return switch (name) {
      case "DefaultNamingStrategy" -> new NamingStrategyClass();
      case "DataSource", "Connection" -> new DataSourceClass();
      case "MigrationInterface", "QueryRunner", "EntityManager", "Repository", "BaseEntity" ->
          new Named(name);
      case "default" -> Nothing.UNDEFINED;
      default -> new Named(name);
    };
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

  /** {@code new DataSource(options)}: of interest for its options. */
  private record DataSourceClass() implements HostObject {

    @Override
    public String describe() {
      return "DataSource";
    }

    @Override
    public Value construct(List<Value> arguments, Evaluation run, Place place) {
      return new MadeDataSource(arguments.isEmpty() ? Nothing.UNDEFINED : arguments.get(0), place);
    }
  }

  /**
   * A data source that a file makes.
   *
   * @param options what it was made with
   */
  record MadeDataSource(Value options, Place place) implements HostObject {

    @Override
    public String describe() {
      return "DataSource";
    }

    @Override
    public boolean sends() {
      return true;
    }

    @Override
    public Value member(String name, Evaluation run, Place at) {
      return name.equals("options") ? options : new Unknown(at.text(), at, true);
    }

    @Override
    public Value invoke(String name, List<Value> arguments, Evaluation run, Place at) {
      return run.call(new Unknown(at.text(), at, true), this, arguments, at);
    }
  }

  /** TypeORM's own names, above a project's naming strategy. */
  private record NamingStrategyClass() implements HostObject {

    @Override
    public String describe() {
      return "DefaultNamingStrategy";
    }

    @Override
    public Value member(String name, Evaluation run, Place place) {
      return name.equals("name") ? Text.of(describe()) : Nothing.UNDEFINED;
    }

    @Override
    public Value construct(List<Value> arguments, Evaluation run, Place place) {
      return new Strategy();
    }
  }

  private record Strategy() implements HostObject {

    @Override
    public String describe() {
      return "DefaultNamingStrategy";
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
        default -> new Unknown(place.text(), place);
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
