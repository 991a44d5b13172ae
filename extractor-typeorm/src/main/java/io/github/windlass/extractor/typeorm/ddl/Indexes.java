package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;

/** How TypeORM writes indexes. */
public final class Indexes {

  private Indexes() {}

  /** With the name that it gets on a table or view of a name. */
  public static Index named(Session session, Text relation, Index index) {
    return Values.mayBeThere(index.name()) ? index : index.named(ownName(session, relation, index));
  }

  static Value ownName(Session session, Text relation, Index index) {
    return session.naming().indexName(relation, index.columnNames(), index.options().get("where"));
  }

  /** {@code CREATE INDEX} on a table. */
  public static Text create(Session session, Table table, Index index) {
    Value concurrent = index.options().get("isConcurrent");
    Text words = new Sql().addIf(Values.truth(concurrent), concurrent, " CONCURRENTLY").build();
    return create(session.quoted(table), named(session, table.name(), index), words);
  }

  /** {@code CREATE INDEX} on a materialized view, which is never concurrent. */
  public static Text create(Session session, View view, Index index) {
    Text name = Values.text(view.name());
    return create(session.quoted(view.path()), named(session, name, index), Text.EMPTY);
  }

  private static Text create(Text relation, Index index, Text concurrently) {
    Options options = index.options();
    Value unique = options.get("isUnique");
    Value where = options.get("where");
    return Sql.of("CREATE")
        .addIf(Values.truth(unique), unique, " UNIQUE")
        .add(" INDEX")
        .add(concurrently)
        .add(" ")
        .name(index.name())
        .add(" ON ")
        .add(relation)
        .add(" ")
        .add(method(options))
        .add(" (")
        .names(index.columnNames(), ", ")
        .add(") ")
        .addIf(Values.truth(where), where, Sql.of("WHERE ").add(where).build())
        .build();
  }

  private static Text method(Options options) {
    Value spatial = options.get("isSpatial");
    switch (Values.truth(spatial)) {
      case TRUE -> {
        return Text.of("USING gist");
      }
      case UNKNOWN -> {
        return Sql.of("USING ").add(spatial).build();
      }
      case FALSE -> {}
    }
    Value type = options.get("type");
    return type instanceof Text || type instanceof Unknown
        ? Sql.of("USING ").add(type).build()
        : Text.EMPTY;
  }

  /** {@code DROP INDEX} of a table's index. */
  public static Text drop(Session session, Table table, Index index, Truth ifExists) {
    return drop(session.path(table), index, ifExists);
  }

  /** {@code DROP INDEX} of a materialized view's index. */
  public static Text drop(Session session, View view, Index index) {
    return drop(session.path(view), index, Truth.FALSE);
  }

  private static Text drop(TablePath relation, Index index, Truth ifExists) {
    Value concurrent = index.options().get("isConcurrent");
    Sql sql =
        Sql.of("DROP INDEX")
            .addIf(Values.truth(concurrent), concurrent, " CONCURRENTLY")
            .add(ifExists == Truth.TRUE ? " IF EXISTS " : " ");
    return qualified(sql, relation).name(index.name()).build();
  }

  /** {@code ALTER INDEX … RENAME TO}. */
  static Text rename(Session session, Table table, Value name, Value newName) {
    return qualified(Sql.of("ALTER INDEX "), session.path(table))
        .name(name)
        .add(" RENAME TO ")
        .name(newName)
        .build();
  }

  /** Adds the schema that an index is in; here TypeORM never leaves it out. */
  private static Sql qualified(Sql sql, TablePath relation) {
    Text schema = relation.schema();
    return schema == null || schema.text().isEmpty() ? sql : sql.name(schema).add(".");
  }
}
