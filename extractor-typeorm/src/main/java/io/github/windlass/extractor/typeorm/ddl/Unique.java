package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Value;
import java.util.List;

/** A unique constraint: TypeORM's {@code TableUnique}. */
public record Unique(Options options) {

  /** The options of its constructor. */
  public static final List<String> FIELDS = List.of("name", "columnNames", "deferrable");

  /** Its name; undefined or null where TypeORM makes one. */
  public Value name() {
    return options.get("name");
  }

  /** The columns' names. */
  public Several<Value> columnNames() {
    return options.list("columnNames");
  }

  /** With a name. */
  public Unique named(Value name) {
    return new Unique(options.with("name", name));
  }

  /** With other columns. */
  public Unique over(Several<Value> columns) {
    return new Unique(options.with("columnNames", columns));
  }
}
