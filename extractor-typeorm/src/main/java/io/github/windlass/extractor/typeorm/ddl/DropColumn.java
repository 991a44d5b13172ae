package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code dropColumn}: first the primary key, an index, a check and a unique constraint of the
 * column alone go, then the column, then its enum type.
 */
public final class DropColumn {

  private final Session session;
  private final Table table;
  private final Column column;
  private final List<Action> actions = new ArrayList<>();
  private @Nullable Unknown unknown;

  private DropColumn(Session session, Table table, Column column) {
    this.session = session;
    this.table = table;
    this.column = column;
  }

  public static Change of(Session session, Table table, Column column, Truth ifExists) {
    return new DropColumn(session, table, column).run(ifExists);
  }

  private Change run(Truth ifExists) {
    Table after = dropPrimaryKey();
    after = dropIndex(after);
    after = dropCheck(after);
    after = dropUnique(after);
    if (unknown != null) {
      actions.add(
          new Action.Missing(
              "also drops what stands on "
                  + table.name().text()
                  + "."
                  + Values.text(column.name()).text()
                  + " (primary key, index, check, unique constraint, enum type), which is not"
                  + " known: "
                  + unknown.reason()));
    }
    actions.add(
        new Action.Send(
            Constraints.alter(session, table)
                .add("DROP COLUMN ")
                .add(ifExists == Truth.TRUE ? "IF EXISTS " : "")
                .name(column.name())
                .build()));
    dropEnumType();
    return new Change(actions, without(after));
  }

  private Table without(Table after) {
    Column found = after.column(column.name());
    return found == null ? after : after.withColumns(after.columns().without(found));
  }

  private Table dropPrimaryKey() {
    switch (column.isPrimary()) {
      case FALSE -> {
        return table;
      }
      case UNKNOWN -> {
        note(column.options().get("isPrimary"));
        return table;
      }
      case TRUE -> {}
    }
    Several<Column> primary = table.primaryColumns();
    Value given = column.options().get("primaryKeyConstraintName");
    Value name =
        Values.mayBeThere(given)
            ? given
            : session.naming().primaryKeyName(table.name(), Constraints.names(primary));
    actions.add(new Action.Send(Constraints.drop(session, table, name, Truth.FALSE)));
    Column found = table.column(column.name());
    if (found == null) {
      return table;
    }
    Table after =
        table.withColumns(
            table.columns().replacing(found, found.with("isPrimary", Value.Bool.FALSE)));
    Several<Column> left = after.primaryColumns();
    if (!left.known().isEmpty()) {
      actions.add(new Action.Send(Constraints.addPrimaryKey(session, after, left)));
    }
    return after;
  }

  private Table dropIndex(Table before) {
    for (Index index : before.indices().known()) {
      if (CreateTable.isOver(index.columnNames(), column.name())) {
        actions.add(new Action.Send(Indexes.drop(session, table, index, Truth.FALSE)));
        return before.withIndices(before.indices().without(index));
      }
    }
    note(before.indices().others());
    return before;
  }

  private Table dropCheck(Table before) {
    for (Check check : before.checks().known()) {
      if (CreateTable.isOver(check.columnNames(), column.name())) {
        actions.add(new Action.Send(Constraints.drop(session, table, check.name(), Truth.FALSE)));
        return before.withChecks(before.checks().without(check));
      }
    }
    note(before.checks().others());
    return before;
  }

  private Table dropUnique(Table before) {
    for (Unique unique : before.uniques().known()) {
      if (CreateTable.isOver(unique.columnNames(), column.name())) {
        actions.add(new Action.Send(Constraints.drop(session, table, unique.name(), Truth.FALSE)));
        return before.withUniques(before.uniques().without(unique));
      }
    }
    note(before.uniques().others());
    return before;
  }

  private void dropEnumType() {
    if (column.isEnum() != Truth.TRUE) {
      return;
    }
    Truth exists = EnumTypes.exists(session, table, column);
    Text type = EnumTypes.ofColumn(session, table, column);
    Text sql = Sql.of("DROP TYPE ").add(type).build();
    switch (exists) {
      case TRUE -> actions.add(new Action.Send(sql));
      case FALSE -> {}
      case UNKNOWN -> {
        String name = EnumTypes.quoted(session, table, column).text().replace("\"", "");
        actions.add(new Action.Send(sql, "there is a type " + name));
      }
    }
  }

  private void note(@Nullable Value why) {
    if (unknown == null && why instanceof Unknown reason) {
      unknown = reason;
    }
  }
}
