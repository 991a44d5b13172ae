package io.github.windlass.extractor.sequelize;

import io.github.windlass.extractor.Project;
import io.github.windlass.script.Truth;
import io.github.windlass.script.ecmascript.PackageVersion;
import io.github.windlass.script.ecmascript.builtin.PromiseKind;
import org.jspecify.annotations.Nullable;

/**
 * Whose promises Sequelize gives: Bluebird's until version 5, the language's own from 6 on
 * ("Upgrade to v6" in its manual).
 */
final class PromiseVersion implements PromiseKind {

  private static final int FIRST_WITHOUT = 6;

  private final String path;
  private final Project project;
  private @Nullable Truth known;

  /**
   * @param path the migration's
   */
  PromiseVersion(String path, Project project) {
    this.path = path;
    this.project = project;
  }

  @Override
  public Truth isBluebird() {
    Truth present = known;
    if (present == null) {
      PackageVersion version = PackageVersion.of("sequelize", path, project);
      present =
          version == null
              ? Truth.UNKNOWN
              : version.major() < FIRST_WITHOUT ? Truth.TRUE : Truth.FALSE;
      known = present;
    }
    return present;
  }
}
