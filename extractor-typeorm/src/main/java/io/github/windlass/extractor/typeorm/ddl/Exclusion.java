package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Value;
import java.util.List;

/** An exclusion constraint: TypeORM's {@code TableExclusion}. */
public record Exclusion(Options options) {

  /** The options of its constructor. */
  public static final List<String> FIELDS = List.of("name", "expression", "deferrable");

  /** Its name; undefined or null where TypeORM makes one. */
  public Value name() {
    return options.get("name");
  }

  /** With a name. */
  public Exclusion named(Value name) {
    return new Exclusion(options.with("name", name));
  }
}
