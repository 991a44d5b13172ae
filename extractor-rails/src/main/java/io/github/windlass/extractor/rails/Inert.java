package io.github.windlass.extractor.rails;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.RubyProc;
import io.github.windlass.script.ruby.object.World;
import java.util.List;

/** Something of a library, of whose answers nothing is known; most libraries send no SQL. */
record Inert(String name) implements HostObject, World.NameSpace {

  @Override
  public String describe() {
    return name;
  }

  /** Whether it is of a library through whose methods SQL may be sent after all. */
  private boolean maySend() {
    int end = name.indexOf("::");
    return switch (end < 0 ? name : name.substring(0, end)) {
      case "PG", "Mysql2", "SQLite3", "Rake" -> true;
      default ->
          switch (name) {
            case "ActiveRecord::FixtureSet",
                "ActiveRecord::InternalMetadata",
                "ActiveRecord::MigrationContext",
                "ActiveRecord::Migrator",
                "ActiveRecord::Schema",
                "ActiveRecord::SchemaMigration",
                "ActiveRecord::Tasks::DatabaseTasks" ->
                true;
            default -> false;
          };
    };
  }

  private boolean runsPrograms(String method) {
    return switch (method) {
      case "popen", "pipeline", "capture2", "capture2e", "capture3" -> true;
      case "spawn", "exec", "daemon" -> name.equals("Process");
      default -> false;
    };
  }

  @Override
  public Value constant(String constant, World world, Place place) {
    return new Inert(name + "::" + constant);
  }

  @Override
  public Value member(String member, Evaluation run, Place place) {
    return invoke(member, List.of(), run, place);
  }

  @Override
  public Value invoke(String method, List<Value> values, Evaluation run, Place place) {
    Arguments arguments = Arguments.of(values);
    switch (method) {
      case "nil?", "blank?":
        return Bool.FALSE;
      case "present?":
        return Bool.TRUE;
      case "===", "==", "is_a?":
        return new Unknown(place.text(), place);
      case "measure",
      "realtime",
      "benchmark",
      "tagged",
      "silence",
      "use_zone",
      "with_locale",
      "transaction",
      "synchronize",
      "instrument",
      "timeout",
      "define",
      "unscoped":
        return arguments.block() instanceof RubyProc block
            ? block.run(run, place)
            : new Unknown(place.text(), place);
      default:
        break;
    }
    if (runsPrograms(method)) {
      return World.of(run)
          .lost(
              GapCode.SIDE_EFFECT,
              "another program is run by " + name + "." + method,
              arguments,
              place);
    }
    if (maySend()) {
      return World.of(run)
          .lost(GapCode.UNSUPPORTED, name + "." + method + " is not known", arguments, place);
    }
    if (arguments.block() instanceof RubyProc block) {
      Unknown given = new Unknown("what " + name + "." + method + " passes", place);
      run.repeatedly(() -> block.run(run, place, given, given), place);
    }
    return new Unknown(place.text(), place);
  }
}
