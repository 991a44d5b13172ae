package io.github.windlass.extractor.typeorm.data;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import java.util.List;

/**
 * {@code new EntitySchema({…})}: an entity without a class (TypeORM: entity-schema/EntitySchema).
 */
record EntitySchemaObject(Value options) implements HostObject {

  /** The class that a script makes them of. */
  record Maker() implements HostObject {

    @Override
    public String describe() {
      return "EntitySchema";
    }

    @Override
    public Value construct(List<Value> arguments, Evaluation run, Place place) {
      return new EntitySchemaObject(Query.at(arguments, 0));
    }
  }

  @Override
  public String describe() {
    return "EntitySchema";
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return name.equals("options") ? options : Nothing.UNDEFINED;
  }
}
