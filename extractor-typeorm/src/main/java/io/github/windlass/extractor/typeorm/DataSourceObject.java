package io.github.windlass.extractor.typeorm;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.typeorm.data.EntityManagerObject;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * TypeORM's DataSource, once called Connection. What is sent through it goes over another
 * connection than the migration's own.
 */
record DataSourceObject(Database database) implements HostObject {

  @Override
  public String describe() {
    return "DataSource";
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  /** One that the pool gives. */
  private QueryRunnerObject another() {
    return new QueryRunnerObject(database, 0, 1);
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return switch (name) {
      case "options" -> DriverObject.options(database, run, place);
      case "driver" -> new DriverObject(database);
      case "manager" -> new EntityManagerObject(another());
      case "namingStrategy" -> database.namingStrategy();
      case "isInitialized", "isConnected" -> Bool.TRUE;
      case "name" -> Text.of("default");
      case "entityMetadatas", "migrations", "subscribers", "logger" ->
          new Unknown(place.text(), place);
      case "query",
          "sql",
          "createQueryRunner",
          "createQueryBuilder",
          "transaction",
          "getRepository" ->
          new NativeFunction(
              name, (self, arguments, run2, at) -> invoke(name, arguments, run2, at));
      default -> Nothing.UNDEFINED;
    };
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    return switch (name) {
      // It keeps its connection, so that another takes the next.
      case "createQueryRunner" -> new QueryRunnerObject(database, 0, 2);
      case "query", "sql" -> another().invoke(name, arguments, run, place);
      case "createQueryBuilder" ->
          EntityManagerObject.createQueryBuilder(another(), arguments, run);
      case "transaction", "getRepository", "getTreeRepository" ->
          new EntityManagerObject(another()).invoke(name, arguments, run, place);
      case "initialize", "connect" -> run.language().promise(() -> this, run, place);
      case "destroy", "close" -> run.language().promise(() -> Nothing.UNDEFINED, run, place);
      case "getMetadata", "hasMetadata", "setOptions" -> new Unknown(place.text(), place);
      default -> {
        run.gap(GapCode.UNSUPPORTED, "DataSource." + name + "() is not modelled", place);
        yield new Unknown(place.text(), place, true);
      }
    };
  }
}
