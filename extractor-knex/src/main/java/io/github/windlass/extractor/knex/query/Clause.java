package io.github.windlass.extractor.knex.query;

import io.github.windlass.extractor.knex.client.Arguments;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import java.util.List;

/**
 * A part of a query that a builder keeps until it is compiled.
 *
 * @param grouping where it goes: {@code columns}, {@code where}, {@code join}, …
 * @param type how it is written: {@code whereIn}
 * @param bool {@code and} or {@code or}: how it is joined with what is before it
 * @param asColumn whether its value is a column
 */
record Clause(
    String grouping,
    String type,
    List<Value> values,
    String bool,
    boolean not,
    boolean asColumn,
    Place place)
    implements HostObject {

  /** A part that is joined with nothing. */
  static Clause of(String grouping, String type, List<Value> values, Place place) {
    return new Clause(grouping, type, values, "and", false, false, place);
  }

  @Override
  public String describe() {
    return type;
  }

  Value at(int index) {
    return Arguments.at(values, index);
  }
}
