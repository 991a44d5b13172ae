package io.github.windlass.extractor.sequelize;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;

/**
 * The package {@code umzug}, which applications that run their migrations themselves set up beside
 * their models. Only its running some sends anything.
 */
record UmzugClass(Database database) implements HostObject {

  @Override
  public String describe() {
    return "Umzug";
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return switch (name) {
      case "Umzug", "default" -> this;
      case "prototype" -> Nothing.UNDEFINED;
      default -> new SequelizeClass.Named(name);
    };
  }

  @Override
  public Value construct(List<Value> arguments, Evaluation run, Place place) {
    return new Runner(database);
  }

  /** What runs migrations. */
  private record Runner(Database database) implements HostObject {

    @Override
    public String describe() {
      return "Umzug";
    }

    @Override
    public Value member(String name, Evaluation run, Place place) {
      return switch (name) {
        case "options", "storage", "migrations" -> new Unknown("Umzug's " + name, place);
        default ->
            new NativeFunction(
                name, (self, arguments, within, at) -> invoke(name, arguments, within, at));
      };
    }

    @Override
    public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
      return switch (name) {
        case "on", "off", "once", "addListener", "removeListener", "debug" -> this;
        case "executed", "pending" -> new Unknown("Umzug's " + name + " migrations", place);
        default -> database.gap("Umzug." + name + "() runs other migrations", place);
      };
    }
  }
}
