package io.github.windlass.extractor.knex.schema;

import io.github.windlass.extractor.knex.client.Arguments;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import java.util.List;

/** A call that a builder keeps until it is compiled. */
record Call(String method, List<Value> arguments, Place place) implements HostObject {

  @Override
  public String describe() {
    return method;
  }

  /** An argument; undefined where there is none. */
  Value at(int index) {
    return Arguments.at(arguments, index);
  }
}
