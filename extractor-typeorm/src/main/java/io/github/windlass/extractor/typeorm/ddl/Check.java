package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Value;
import java.util.List;

/** A check constraint: TypeORM's {@code TableCheck}. */
public record Check(Options options) {

  /** The options of its constructor. */
  public static final List<String> FIELDS = List.of("name", "columnNames", "expression");

  /** Its name; undefined or null where TypeORM makes one. */
  public Value name() {
    return options.get("name");
  }

  /** The columns' names. */
  public Several<Value> columnNames() {
    return options.list("columnNames");
  }

  /** With a name. */
  public Check named(Value name) {
    return new Check(options.with("name", name));
  }
}
