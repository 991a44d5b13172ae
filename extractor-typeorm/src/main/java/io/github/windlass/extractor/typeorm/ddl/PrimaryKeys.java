package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;

/** {@code createPrimaryKey}, {@code updatePrimaryKeys} and {@code dropPrimaryKey}. */
public final class PrimaryKeys {

  private PrimaryKeys() {}

  /**
   * {@code createPrimaryKey}.
   *
   * @param name undefined: TypeORM makes one
   */
  public static Change create(Session session, Table table, Several<Value> columns, Value name) {
    Action send = new Action.Send(Constraints.addPrimaryKey(session, table, columns, name));
    return new Change(List.of(send), with(table, columns));
  }

  /** {@code updatePrimaryKeys}: the columns are all of the new key. */
  public static Change update(Session session, Table table, Several<Value> columns) {
    List<Action> actions = new ArrayList<>();
    Several<Column> primary = table.primaryColumns();
    Unknown others = primary.others();
    if (others != null) {
      actions.add(
          new Action.Missing(
              "drops the primary key that there is, which is not known: " + others.reason()));
    } else if (!primary.known().isEmpty()) {
      actions.add(new Action.Send(Constraints.dropPrimaryKey(session, table, primary)));
    }
    Value given =
        primary.known().isEmpty()
            ? Value.Nothing.UNDEFINED
            : primary.known().get(0).options().get("primaryKeyConstraintName");
    actions.add(new Action.Send(Constraints.addPrimaryKey(session, table, columns, given)));
    return new Change(actions, with(table, columns));
  }

  /** {@code dropPrimaryKey}, of a table that has one. */
  public static Change drop(Session session, Table table, Truth ifExists) {
    Several<Column> primary = table.primaryColumns();
    List<Action> actions = new ArrayList<>();
    Unknown others = primary.others();
    if (others != null) {
      actions.add(
          new Action.Missing(
              "the name of the primary key of "
                  + table.name().text()
                  + " is not known: "
                  + others.reason()));
    }
    actions.add(new Action.Send(Constraints.dropPrimaryKey(session, table, ifExists)));
    Several<Column> columns = table.columns();
    for (Column column : primary.known()) {
      columns = columns.replacing(column, column.with("isPrimary", Value.Bool.FALSE));
    }
    return new Change(actions, table.withColumns(columns));
  }

  private static Table with(Table table, Several<Value> names) {
    Several<Column> columns = table.columns();
    for (Value name : names.known()) {
      Column column = table.column(name);
      if (column != null) {
        columns = columns.replacing(column, column.with("isPrimary", Value.Bool.TRUE));
      }
    }
    return table.withColumns(columns);
  }
}
