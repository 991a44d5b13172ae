package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.List;

/** How TypeORM writes databases, schemas, and TRUNCATE. */
public final class Schemas {

  private Schemas() {}

  /** {@code createDatabase}. */
  public static Text createDatabase(Value name) {
    return Sql.of("CREATE DATABASE ").name(name).build();
  }

  /** {@code dropDatabase}. */
  public static Text dropDatabase(Value name, Truth ifExists) {
    return Sql.of("DROP DATABASE ")
        .add(ifExists == Truth.TRUE ? "IF EXISTS " : "")
        .name(name)
        .build();
  }

  /** {@code createSchema}; of a path with a database the last part counts. */
  public static Text create(Value path, Truth ifNotExists) {
    return Sql.of("CREATE SCHEMA ")
        .add(ifNotExists == Truth.TRUE ? "IF NOT EXISTS " : "")
        .name(schema(path))
        .build();
  }

  /** {@code dropSchema}. */
  public static Text drop(Value path, Truth ifExists, Truth cascade) {
    return Sql.of("DROP SCHEMA ")
        .add(ifExists == Truth.TRUE ? "IF EXISTS " : "")
        .name(schema(path))
        .add(cascade == Truth.TRUE ? " CASCADE" : " ")
        .build();
  }

  /** {@code clearTable}. */
  public static Text truncate(Session session, Text table, Truth cascade) {
    return Sql.of("TRUNCATE TABLE ")
        .add(session.quoted(TablePath.parse(table)))
        .add(cascade == Truth.TRUE ? " CASCADE" : "")
        .build();
  }

  private static Text schema(Value path) {
    List<Text> parts = TablePath.split(Values.text(path));
    return parts.size() == 1 ? parts.get(0) : parts.get(1);
  }
}
