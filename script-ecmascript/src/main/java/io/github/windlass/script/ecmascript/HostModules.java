package io.github.windlass.script.ecmascript;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Value;
import org.jspecify.annotations.Nullable;

/** The packages that a caller plays, such as an ORM: their source is not read. */
public interface HostModules {

  /** No packages. */
  HostModules NONE = (specifier, run) -> null;

  /**
   * What a package exports.
   *
   * @param specifier as it is imported: {@code typeorm}, {@code typeorm/driver/types}, or relative,
   *     as what a framework generates into the project
   * @return an object or a host object, of which imported names are members; it is the default too,
   *     if it has none of that name. Null: not played
   */
  @Nullable Value find(String specifier, Evaluation run);
}
