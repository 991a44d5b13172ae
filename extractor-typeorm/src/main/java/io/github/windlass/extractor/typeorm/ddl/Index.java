package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Value;
import java.util.List;

/** An index: TypeORM's {@code TableIndex}. */
public record Index(Options options) {

  /** The options of its constructor. */
  public static final List<String> FIELDS =
      List.of(
          "name",
          "columnNames",
          "isUnique",
          "isSpatial",
          "isConcurrent",
          "isFulltext",
          "isNullFiltered",
          "parser",
          "where",
          "type");

  /** Its name; undefined or null where TypeORM makes one. */
  public Value name() {
    return options.get("name");
  }

  /** The columns' names. */
  public Several<Value> columnNames() {
    return options.list("columnNames");
  }

  /** With a name. */
  public Index named(Value name) {
    return new Index(options.with("name", name));
  }

  /** With other columns. */
  public Index over(Several<Value> columns) {
    return new Index(options.with("columnNames", columns));
  }
}
