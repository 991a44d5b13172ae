package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import java.util.List;

/** The class {@code SQL}: {@code new SQL(chunks)}. */
enum SqlClass implements HostObject {
  INSTANCE;

  @Override
  public String describe() {
    return "SQL";
  }

  @Override
  public Value construct(List<Value> arguments, Evaluation run, Place place) {
    return SqlTag.INSTANCE.invoke("fromList", arguments, run, place);
  }
}
