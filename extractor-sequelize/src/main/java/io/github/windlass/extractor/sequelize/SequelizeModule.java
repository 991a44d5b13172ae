package io.github.windlass.extractor.sequelize;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.SchemaView;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.HostModules;
import org.jspecify.annotations.Nullable;

/** The package {@code sequelize}, as scripts import it. */
final class SequelizeModule implements HostModules {

  private final Dialect dialect;
  private final SchemaView before;
  private @Nullable Database database;

  /**
   * @param before the schema when the run begins
   */
  SequelizeModule(Dialect dialect, SchemaView before) {
    this.dialect = dialect;
    this.before = before;
  }

  @Override
  public @Nullable Value find(String specifier, Evaluation run) {
    return switch (specifier) {
      case "sequelize", "sequelize-typescript" -> new SequelizeClass(database(run));
      default -> specifier.startsWith("sequelize/") ? new SequelizeClass(database(run)) : null;
    };
  }

  /** The database of this run. */
  Database database(Evaluation run) {
    Database present = database;
    if (present == null) {
      present = new Database(run, dialect, before);
      database = present;
    }
    return present;
  }
}
