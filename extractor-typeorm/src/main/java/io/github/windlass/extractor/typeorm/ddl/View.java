package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Value;
import java.util.List;

/** A view: TypeORM's {@code View}. */
public record View(Options options) {

  /** The options of its constructor. */
  public static final List<String> FIELDS =
      List.of("database", "schema", "name", "expression", "materialized");

  /** Its name, perhaps with a schema. */
  public Value name() {
    return options.get("name");
  }

  /** Its path. */
  TablePath path() {
    return TablePath.of(options.get("schema"), options.text("name"));
  }
}
