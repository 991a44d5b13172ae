package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;

/** The sequences of serial columns, by the names that TypeORM takes them to have. */
final class Sequences {

  /** As long as PostgreSQL's names may be ({@code PostgresDriver.maxAliasLength}). */
  private static final int LONGEST = 63;

  private static final int PART = 29;
  private static final int REST = 5;

  private Sequences() {}

  /** {@code buildSequenceName}. */
  static Text name(Table table, Value column) {
    Text tableName = table.path().name();
    Text columnName = Values.text(column);
    Text name = joined(tableName, columnName);
    if (name.text().length() <= LONGEST || !name.isKnown()) {
      return name;
    }
    int columnPart = Math.max(PART, LONGEST - table.name().text().length() - REST);
    return joined(first(tableName, PART), first(columnName, columnPart));
  }

  /** {@code buildSequencePath}. */
  static TablePath path(Session session, Table table, Value column) {
    return new TablePath(session.path(table).schema(), name(table, column));
  }

  private static Text joined(Text table, Text column) {
    return new Sql().add(table).add("_").add(column).add("_seq").build();
  }

  private static Text first(Text text, int length) {
    return text.slice(0, Math.min(length, text.text().length()));
  }
}
