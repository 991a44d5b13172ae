package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.ArrayList;
import java.util.List;

/** How TypeORM writes comments. */
public final class Comments {

  private Comments() {}

  /** A comment as a literal; NULL for none ({@code escapeComment}). */
  static Text literal(Value comment) {
    return Values.truth(comment) == Truth.FALSE
        ? Text.of("NULL")
        : Sql.of("'").add(Sql.escaped(Values.text(comment))).add("'").build();
  }

  static Text onColumn(Session session, Table table, Value column, Value comment) {
    return Sql.of("COMMENT ON COLUMN ")
        .add(session.quoted(table))
        .add(".")
        .name(column)
        .add(" IS ")
        .add(literal(comment))
        .build();
  }

  static Text onTable(Session session, Table table, Value comment) {
    return Sql.of("COMMENT ON TABLE ")
        .add(session.quoted(table))
        .add(" IS ")
        .add(literal(comment))
        .build();
  }

  /** {@code changeTableComment}. */
  public static Change change(Session session, Table table, Value comment) {
    Value old = table.options().get("comment");
    List<Action> actions = new ArrayList<>();
    Text sql = onTable(session, table, comment);
    Truth same =
        Values.truth(old) == Truth.FALSE && Values.truth(comment) == Truth.FALSE
            ? Truth.TRUE
            : Values.same(old, comment);
    switch (same) {
      case TRUE -> {}
      case FALSE -> actions.add(new Action.Send(sql));
      case UNKNOWN ->
          actions.add(
              new Action.Send(sql, "the comment of " + table.name().text() + " is another"));
    }
    return new Change(actions, table.with(table.options().with("comment", comment)));
  }
}
