package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.ArrayList;
import java.util.List;

/** {@code addColumn}. */
public final class AddColumn {

  private AddColumn() {}

  public static Change of(Session session, Table table, Column column) {
    List<Action> actions = new ArrayList<>();
    Table after = table;
    EnumTypes.addCreate(session, table, column, actions);
    actions.add(
        new Action.Send(
            Constraints.alter(session, table)
                .add("ADD ")
                .add(ColumnSql.definition(session, table, column))
                .build()));
    switch (column.isPrimary()) {
      case TRUE -> addToPrimaryKey(session, table, column, actions);
      case FALSE -> {}
      case UNKNOWN ->
          actions.add(
              new Action.Missing("whether the new column is of the primary key is unknown"));
    }
    // An index that the table's object has already: of a column that was dropped just now.
    for (Index index : table.indices().known()) {
      if (CreateTable.isOver(index.columnNames(), column.name())) {
        actions.add(new Action.Send(Indexes.create(session, table, index)));
        break;
      }
    }
    switch (column.options().truth("isUnique")) {
      case TRUE -> {
        Unique unique = Constraints.uniqueOf(session, table, column.name());
        after = after.withUniques(after.uniques().with(unique));
        actions.add(new Action.Send(Constraints.addUnique(session, table, unique)));
      }
      case FALSE -> {}
      case UNKNOWN ->
          actions.add(new Action.Missing("whether the new column is unique is unknown"));
    }
    Value comment = column.options().get("comment");
    if (Values.truth(comment) != Truth.FALSE) {
      actions.add(new Action.Send(Comments.onColumn(session, table, column.name(), comment)));
    }
    return new Change(actions, after.withColumns(after.columns().with(column)));
  }

  private static void addToPrimaryKey(
      Session session, Table table, Column column, List<Action> actions) {
    Several<Column> primary = table.primaryColumns();
    Unknown others = primary.others();
    if (others != null) {
      actions.add(
          new Action.Missing(
              "the column joins the primary key, and which that is depends on " + others.reason()));
      return;
    }
    if (!primary.known().isEmpty()) {
      actions.add(new Action.Send(Constraints.dropPrimaryKey(session, table, primary)));
    }
    actions.add(new Action.Send(Constraints.addPrimaryKey(session, table, primary.with(column))));
  }
}
