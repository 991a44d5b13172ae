package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Value;
import java.util.List;

/** A foreign key: TypeORM's {@code TableForeignKey}. */
public record ForeignKey(Options options) {

  /** The options of its constructor. */
  public static final List<String> FIELDS =
      List.of(
          "name",
          "columnNames",
          "referencedColumnNames",
          "referencedDatabase",
          "referencedSchema",
          "referencedTableName",
          "onDelete",
          "onUpdate",
          "deferrable");

  /** Its name; undefined or null where TypeORM makes one. */
  public Value name() {
    return options.get("name");
  }

  /** The columns' names. */
  public Several<Value> columnNames() {
    return options.list("columnNames");
  }

  /** The names of the columns that it references. */
  public Several<Value> referencedColumnNames() {
    return options.list("referencedColumnNames");
  }

  /** The table that it references. */
  TablePath referenced() {
    return TablePath.of(options.get("referencedSchema"), options.text("referencedTableName"));
  }

  /** With a name. */
  public ForeignKey named(Value name) {
    return new ForeignKey(options.with("name", name));
  }

  /** With other columns. */
  public ForeignKey over(Several<Value> columns) {
    return new ForeignKey(options.with("columnNames", columns));
  }
}
