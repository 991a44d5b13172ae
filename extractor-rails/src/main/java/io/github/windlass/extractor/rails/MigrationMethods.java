package io.github.windlass.extractor.rails;

import io.github.windlass.extractor.rails.schema.Call;
import io.github.windlass.extractor.rails.schema.CommandRecorder;
import io.github.windlass.extractor.rails.schema.Options;
import io.github.windlass.extractor.rails.schema.SchemaStatements;
import io.github.windlass.extractor.rails.schema.Version;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.Callable;
import io.github.windlass.script.ruby.object.NativeMethod;
import io.github.windlass.script.ruby.object.Natives;
import io.github.windlass.script.ruby.object.RubyModule;
import io.github.windlass.script.ruby.object.RubyProc;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a migration answers: {@code ActiveRecord::Migration}'s methods, and its connection's. */
final class MigrationMethods implements Natives {

  private final Rails rails;
  private final Version version;

  MigrationMethods(Rails rails, Version version) {
    this.rails = rails;
    this.version = version;
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public @Nullable Callable find(String name) {
    return switch (name) {
      case "reversible",
          "up_only",
          "revert",
          "reverting?",
          "say",
          "say_with_time",
          "suppress_messages",
          "announce",
          "write",
          "verbose",
          "verbose=",
          "connection",
          "connection_pool",
          "run",
          "transaction",
          "execute_block",
          "proper_table_name",
          "table_name_options",
          "version",
          "name",
          "copy",
          "initialize",
          "command_recorder" ->
          new NativeMethod(name, (self, arguments, run, place) -> own(name, arguments, run, place));
      default ->
          SchemaStatements.isStatement(name) || Helpers.isOne(name)
              ? new NativeMethod(
                  name, (self, arguments, run, place) -> statement(name, arguments, place))
              : null;
    };
  }

  @Override
  public Callable missing(String name) {
    return new NativeMethod(
        name, (self, arguments, run, place) -> statement(name, arguments, place));
  }

  private Value statement(String name, Arguments arguments, Place place) {
    return rails.call(Call.of(name, arguments, place), arguments, version);
  }

  private Value own(String name, Arguments arguments, Evaluation run, Place place) {
    RubyProc block = arguments.block() instanceof RubyProc given ? given : null;
    CommandRecorder recorder = rails.recorder();
    switch (name) {
      case "reversible":
        if (block != null) {
          Direction direction = new Direction(recorder != null && recorder.reverting());
          return inOrder(() -> block.run(run, place, direction), recorder, place);
        }
        return Value.Nothing.NULL;
      case "up_only":
        return block == null || (recorder != null && recorder.reverting())
            ? Value.Nothing.NULL
            : inOrder(() -> block.run(run, place), recorder, place);
      case "reverting?":
        return Value.Bool.of(recorder != null && recorder.reverting());
      case "revert":
        return revert(arguments, block, run, place);
      case "transaction":
        return block == null
            ? Value.Nothing.NULL
            : rails
                .database()
                .transaction(
                    () -> block.run(run, place),
                    Call.of(name, arguments, place).options().isTrue("requires_new"),
                    place);
      case "say_with_time", "suppress_messages", "execute_block":
        return block == null ? Value.Nothing.NULL : block.run(run, place);
      case "connection":
        return rails.connection();
      case "run":
        for (Value each : arguments.positional()) {
          if (each instanceof RubyModule type) {
            other(type, false, run, place);
          }
        }
        return Value.Nothing.NULL;
      case "proper_table_name":
        return arguments.get(0);
      case "name", "version":
        return rails.unknown(place);
      default:
        return Value.Nothing.NULL;
    }
  }

  /** Within {@code revert}, a block runs when its turn comes. */
  private static Value inOrder(
      Supplier<Value> body, @Nullable CommandRecorder recorder, Place place) {
    if (recorder == null) {
      return body.get();
    }
    RubyProc later = RubyProc.ofJava((self, given, run, at) -> body.get());
    recorder.record(new Call("execute_block", List.of(), Options.NONE, later, place));
    return Value.Nothing.NULL;
  }

  private Value revert(Arguments arguments, @Nullable RubyProc block, Evaluation run, Place place) {
    for (Value each : arguments.positional().reversed()) {
      if (each instanceof RubyModule type) {
        other(type, true, run, place);
      } else {
        rails.database().unsupported("it is not known which migration is reverted", place);
      }
    }
    if (block != null) {
      reverted(() -> block.run(run, place), place);
    }
    return Value.Nothing.NULL;
  }

  /** Records what a body calls, and then makes the calls that undo it, the last one first. */
  private void reverted(Runnable body, Place place) {
    CommandRecorder present = rails.recorder();
    if (present != null) {
      present.nested(body);
      return;
    }
    CommandRecorder recorder = new CommandRecorder(rails.database());
    rails.record(recorder);
    try {
      body.run();
    } finally {
      rails.record(null);
    }
    ListValue commands = recorder.commands();
    for (int i = commands.size() - 1; i >= 0; i--) {
      if (commands.get(i) instanceof Call call) {
        rails
            .database()
            .run()
            .forItem(commands, i, () -> rails.call(call, Arguments.NONE, version), place);
      }
    }
  }

  /** Runs another migration, or reverts it. */
  private void other(RubyModule type, boolean revert, Evaluation run, Place place) {
    if (type.isStandingIn() || !type.isA("ActiveRecord::Migration")) {
      rails
          .database()
          .gap(
              io.github.windlass.extractor.Step.GapCode.MISSING_SOURCE,
              "the migration " + type.name() + " is not among the files",
              place);
      return;
    }
    Value migration = run.invoke(type, "new", List.of(), place);
    boolean changes = type.method("change") != null;
    if (!revert) {
      run.invoke(migration, changes ? "change" : "up", List.of(), place);
    } else if (changes) {
      reverted(() -> run.invoke(migration, "change", List.of(), place), place);
    } else {
      run.invoke(migration, "down", List.of(), place);
    }
  }

  /** What {@code reversible} gives its block. */
  private record Direction(boolean down) implements HostObject {

    @Override
    public String describe() {
      return "a direction";
    }

    @Override
    public Value invoke(String name, List<Value> values, Evaluation run, Place place) {
      Value block = Arguments.of(values).block();
      boolean runs = name.equals("up") ? !down : name.equals("down") && down;
      return runs && block instanceof RubyProc proc ? proc.run(run, place) : Nothing.NULL;
    }
  }
}
