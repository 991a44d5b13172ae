package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;

/** How TypeORM writes views. */
public final class Views {

  private Views() {}

  /**
   * {@code CREATE VIEW}.
   *
   * @param query the view's expression, where that is a function: the query that it gives
   */
  public static Text create(Session session, View view, Value query) {
    return kind(Sql.of("CREATE"), view)
        .add(" VIEW ")
        .add(session.quoted(view.path()))
        .add(" AS ")
        .add(query)
        .build();
  }

  /** {@code DROP VIEW}. */
  public static Text drop(Session session, View view, Truth ifExists) {
    return kind(Sql.of("DROP"), view)
        .add(" VIEW ")
        .add(ifExists == Truth.TRUE ? "IF EXISTS " : "")
        .add(session.quoted(view.path()))
        .build();
  }

  private static Sql kind(Sql sql, View view) {
    Value materialized = view.options().get("materialized");
    return sql.addIf(Values.truth(materialized), materialized, " MATERIALIZED");
  }
}
