package io.github.windlass.extractor.sequelize;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.SchemaView;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.HostModules;
import io.github.windlass.script.ecmascript.builtin.PromiseKind;
import org.jspecify.annotations.Nullable;

/** The package {@code sequelize}, as scripts import it. */
final class SequelizeModule implements HostModules {

  private final Dialect dialect;
  private final SchemaView before;
  private final PromiseKind promises;
  private @Nullable Database database;

  /**
   * @param before the schema when the run begins
   * @param promises those that Sequelize gives
   */
  SequelizeModule(Dialect dialect, SchemaView before, PromiseKind promises) {
    this.dialect = dialect;
    this.before = before;
    this.promises = promises;
  }

  @Override
  public @Nullable Value find(String specifier, Evaluation run) {
    return switch (specifier) {
      case "sequelize", "sequelize-typescript" -> new SequelizeClass(database(run));
      case "umzug" -> new UmzugClass(database(run));
      default -> specifier.startsWith("sequelize/") ? new SequelizeClass(database(run)) : null;
    };
  }

  /** The database of this run. */
  Database database(Evaluation run) {
    Database present = database;
    if (present == null) {
      present = new Database(run, dialect, before, promises);
      database = present;
    }
    return present;
  }
}
