package io.github.windlass.extractor.rails;

import io.github.windlass.extractor.rails.schema.Call;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.ObjectMethods;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.RubyProc;
import java.util.List;

/** The connection to the database. */
record ConnectionObject(Rails rails) implements HostObject {

  @Override
  public String describe() {
    return "a connection";
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return invoke(name, List.of(), run, place);
  }

  @Override
  public Value invoke(String name, List<Value> values, Evaluation run, Place place) {
    Arguments arguments = Arguments.of(values);
    switch (name) {
      case "respond_to?", "is_a?", "class", "instance_of?", "kind_of?", "instance_variable_get":
        return rails.unknown(place);
      case "nil?",
      "present?",
      "blank?",
      "tap",
      "then",
      "send",
      "public_send",
      "try",
      "instance_eval",
      "instance_exec",
      "==",
      "!=",
      "object_id":
        Value value = ObjectMethods.invoke(this, name, arguments, run, place);
        return value == null ? rails.unknown(place) : value;
      // The pool is played by its connection.
      case "raw_connection", "checkout", "lease_connection", "connection":
        return this;
      case "checkin", "release_connection":
        return Nothing.NULL;
      case "with_connection":
        return arguments.block() instanceof RubyProc block
            ? block.run(run, place, this)
            : rails.onConnection(Call.of(name, arguments, place));
      case "exec", "exec_params", "async_exec", "sync_exec":
        return rails.onConnection(
            new Call(
                "execute",
                arguments.positional(),
                Call.of(name, arguments, place).options(),
                null,
                place));
      default:
        return rails.onConnection(Call.of(name, arguments, place));
    }
  }
}
