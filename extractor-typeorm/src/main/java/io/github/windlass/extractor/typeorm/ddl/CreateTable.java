package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code createTable}: enum types, the table with its constraints, indexes, a comment. */
public final class CreateTable {

  private CreateTable() {}

  /**
   * What it does, but for asking whether the table is there already.
   *
   * @return with names where TypeORM gives them
   */
  public static Change of(
      Session session, Table table, boolean createForeignKeys, boolean createIndices) {
    List<Action> actions = new ArrayList<>();
    Set<String> enums = new HashSet<>();
    for (Column column : table.columns().known()) {
      if (column.isEnum() != Truth.FALSE
          && enums.add(EnumTypes.quoted(session, table, column).text())) {
        EnumTypes.addCreate(session, table, column, actions);
      }
    }
    Table complete = withUniques(session, table);
    actions.add(new Action.Send(statement(session, complete, createForeignKeys)));
    Several<Index> indices = complete.indices();
    if (createIndices) {
      List<Index> named = new ArrayList<>();
      for (Index index : indices.known()) {
        Index it = Indexes.named(session, table.name(), index);
        named.add(it);
        actions.add(new Action.Send(Indexes.create(session, table, it)));
      }
      Unknown others = indices.others();
      if (others != null) {
        actions.add(
            new Action.Missing("which indexes the table has depends on " + others.reason()));
      }
      indices = new Several<>(named, others);
    }
    Value comment = table.options().get("comment");
    if (Values.truth(comment) != Truth.FALSE) {
      actions.add(new Action.Send(Comments.onTable(session, table, comment)));
    }
    return new Change(actions, complete.withIndices(indices));
  }

  /** With constraints of the columns that say to be unique, and names for its foreign keys. */
  private static Table withUniques(Session session, Table table) {
    Table complete = table;
    for (Column column : table.columns().known()) {
      if (isUnique(complete, column.name())) {
        continue;
      }
      Value given = column.options().get("isUnique");
      Several<Unique> uniques = complete.uniques();
      switch (Values.truth(given)) {
        case TRUE -> {
          Unique unique = Constraints.uniqueOf(session, table, column.name());
          complete = complete.withUniques(uniques.with(unique));
        }
        case FALSE -> {}
        case UNKNOWN ->
            complete = complete.withUniques(new Several<>(uniques.known(), Values.unknown(given)));
      }
    }
    List<ForeignKey> named = new ArrayList<>();
    for (ForeignKey key : table.foreignKeys().known()) {
      named.add(Constraints.named(session, table, key));
    }
    return complete.withForeignKeys(new Several<>(named, table.foreignKeys().others()));
  }

  private static boolean isUnique(Table table, Value column) {
    for (Unique unique : table.uniques().known()) {
      if (isOver(unique.columnNames(), column)) {
        return true;
      }
    }
    return false;
  }

  /** Whether columns are one column and no more. */
  static boolean isOver(Several<Value> columns, Value column) {
    return columns.isCertain()
        && columns.known().size() == 1
        && Values.same(columns.known().get(0), column) == Truth.TRUE;
  }

  private static Text statement(Session session, Table table, boolean createForeignKeys) {
    List<Text> parts = new ArrayList<>();
    for (Column column : table.columns().known()) {
      parts.add(ColumnSql.definition(session, table, column));
    }
    addHole(parts, table.columns());
    for (Unique unique : table.uniques().known()) {
      parts.add(Constraints.unique(session, table, unique));
    }
    addHole(parts, table.uniques());
    for (Check check : table.checks().known()) {
      parts.add(Constraints.check(session, table, check));
    }
    addHole(parts, table.checks());
    for (Exclusion exclusion : table.exclusions().known()) {
      parts.add(Constraints.exclusion(session, table, exclusion));
    }
    addHole(parts, table.exclusions());
    if (createForeignKeys) {
      for (ForeignKey key : table.foreignKeys().known()) {
        parts.add(Constraints.foreignKey(session, table, key));
      }
      addHole(parts, table.foreignKeys());
    }
    Several<Column> primary = table.primaryColumns();
    if (!primary.known().isEmpty()) {
      parts.add(Constraints.primaryKey(session, table, primary));
    } else if (table.columns().isCertain()) {
      addHole(parts, primary);
    }
    Sql sql = Sql.of("CREATE TABLE ").add(session.quoted(table)).add(" (");
    for (int i = 0; i < parts.size(); i++) {
      sql.add(i == 0 ? "" : ", ").add(parts.get(i));
    }
    sql.add(")");
    for (Column column : table.columns().known()) {
      Value comment = column.options().get("comment");
      if (Values.truth(comment) != Truth.FALSE) {
        sql.add("; ").add(Comments.onColumn(session, table, column.name(), comment));
      }
    }
    return sql.build();
  }

  private static void addHole(List<Text> parts, Several<?> several) {
    Unknown others = several.others();
    if (others != null) {
      parts.add(Text.hole(others));
    }
  }
}
