package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import java.util.ArrayList;
import java.util.List;

/** {@code dropTable}: the indexes, the foreign keys, the table. Enum types stay. */
public final class DropTable {

  private DropTable() {}

  /** What it does, but for asking whether the table is there. */
  public static List<Action> of(
      Session session, Table table, boolean dropForeignKeys, boolean dropIndices) {
    List<Action> actions = new ArrayList<>();
    if (dropIndices) {
      for (Index index : table.indices().known()) {
        actions.add(new Action.Send(Indexes.drop(session, table, index, Truth.FALSE)));
      }
    }
    if (dropForeignKeys) {
      for (ForeignKey key : table.foreignKeys().known()) {
        actions.add(new Action.Send(Constraints.drop(session, table, key.name(), Truth.FALSE)));
      }
    }
    Unknown unknown = dropIndices ? table.indices().others() : null;
    if (unknown == null && dropForeignKeys) {
      unknown = table.foreignKeys().others();
    }
    if (unknown != null) {
      actions.add(
          new Action.Missing(
              "first drops the indexes and foreign keys of "
                  + table.name().text()
                  + ", which are not known: "
                  + unknown.reason()));
    }
    Text sql = Sql.of("DROP TABLE ").add(session.quoted(table)).build();
    actions.add(new Action.Send(sql));
    return actions;
  }
}
