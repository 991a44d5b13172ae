package io.github.windlass.extractor.typeorm.data;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import java.util.List;

/**
 * {@code In([1, 2])} and the like (TypeORM: find-options/operator).
 *
 * @param type TypeORM's name for it: {@code in}, {@code lessThan}, {@code not}
 */
record FindOperatorObject(String type, List<Value> arguments) implements HostObject {

  @Override
  public String describe() {
    return "FindOperator";
  }

  /** The first argument; undefined if there is none. */
  Value argument() {
    return arguments.isEmpty() ? Nothing.UNDEFINED : arguments.get(0);
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return switch (name) {
      case "type" -> io.github.windlass.script.Text.of(type);
      case "value" ->
          argument() instanceof FindOperatorObject inner
              ? inner.member(name, run, place)
              : argument();
      default -> Nothing.UNDEFINED;
    };
  }
}
