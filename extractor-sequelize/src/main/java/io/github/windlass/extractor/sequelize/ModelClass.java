package io.github.windlass.extractor.sequelize;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A model, or the class above models. What is sent through one is not modelled: it is a gap. */
record ModelClass(String name) implements HostObject {

  /** Methods that only tell how tables and rows are to be seen. */
  private static final Set<String> TELLING =
      Set.of(
          "addHook",
          "addScope",
          "associate",
          "beforeCreate",
          "beforeUpdate",
          "belongsTo",
          "belongsToMany",
          "afterCreate",
          "afterUpdate",
          "hasMany",
          "hasOne",
          "hook",
          "init",
          "removeAttribute",
          "schema",
          "scope",
          "unscoped");

  @Override
  public String describe() {
    return name;
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

  @Override
  public Value member(String member, Evaluation run, Place place) {
    return switch (member) {
      case "name" -> Text.of(name);
      case "prototype" -> run.object();
      case "tableName", "rawAttributes", "sequelize", "associations", "primaryKeyAttribute" ->
          new Unknown(name + "." + member, place, member.equals("sequelize"));
      default ->
          new NativeFunction(
              member, (self, arguments, within, at) -> invoke(member, arguments, within, at));
    };
  }

  @Override
  public Value invoke(String member, List<Value> arguments, Evaluation run, Place place) {
    if (TELLING.contains(member)) {
      return this;
    }
    String what = name + "." + member + "()";
    if (member.equals("getTableName") || member.equals("build")) {
      return new Unknown(what, place, member.equals("build"));
    }
    run.gap(GapCode.UNSUPPORTED, what + ": what models send is not modelled", place);
    return new Unknown(what, place, true);
  }

  @Override
  public Value construct(List<Value> arguments, Evaluation run, Place place) {
    ObjectValue row = run.object();
    row.becomeUncertain(new Unknown("a row of " + name, place, true));
    return row;
  }
}
