package io.github.windlass.extractor.typeorm.data;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import java.util.List;

/** One of TypeORM's decorators, as in {@code @Column("int")}: its name and its arguments. */
record DecoratorObject(String name, List<Value> arguments) implements HostObject {

  @Override
  public String describe() {
    return "@" + name;
  }

  @Override
  public Value call(Value self, List<Value> decorated, Evaluation run, Place place) {
    return Nothing.UNDEFINED;
  }
}
