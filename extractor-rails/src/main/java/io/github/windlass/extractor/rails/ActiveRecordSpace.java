package io.github.windlass.extractor.rails;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.RubyModule;
import io.github.windlass.script.ruby.object.World;
import java.util.List;

/** The module {@code ActiveRecord}. */
record ActiveRecordSpace(Rails rails) implements HostObject, World.NameSpace {

  @Override
  public String describe() {
    return "ActiveRecord";
  }

  @Override
  public Value constant(String name, World world, Place place) {
    if (name.equals("Migration")) {
      return rails.migration();
    }
    if (name.equals("Base")) {
      return rails.model();
    }
    if (name.equals("VERSION")) {
      return new VersionSpace(rails.installed());
    }
    if (isError(name)) {
      return new RubyModule(
          "ActiveRecord::" + name,
          true,
          world.constant("StandardError", place),
          world.run(),
          world.start());
    }
    return new Inert("ActiveRecord::" + name);
  }

  private static boolean isError(String name) {
    return name.endsWith("Error")
        || switch (name) {
          case "IrreversibleMigration",
              "RecordNotFound",
              "RecordInvalid",
              "RecordNotUnique",
              "StatementInvalid",
              "Rollback",
              "NoDatabaseError",
              "RecordNotSaved",
              "RecordNotDestroyed",
              "InvalidForeignKey",
              "NotNullViolation",
              "LockWaitTimeout",
              "Deadlocked",
              "QueryCanceled",
              "StatementTimeout",
              "DeleteRestrictionError",
              "StaleObjectError",
              "ReadOnlyRecord",
              "ValueTooLong",
              "RangeError" ->
              true;
          default -> false;
        };
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    return name.equals("version") || name.equals("gem_version")
        ? new VersionSpace(rails.installed())
        : new Unknown(place.text(), place);
  }
}
