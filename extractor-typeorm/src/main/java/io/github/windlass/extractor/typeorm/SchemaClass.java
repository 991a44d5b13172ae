package io.github.windlass.extractor.typeorm;

import io.github.windlass.extractor.typeorm.ddl.Check;
import io.github.windlass.extractor.typeorm.ddl.Column;
import io.github.windlass.extractor.typeorm.ddl.Exclusion;
import io.github.windlass.extractor.typeorm.ddl.ForeignKey;
import io.github.windlass.extractor.typeorm.ddl.Index;
import io.github.windlass.extractor.typeorm.ddl.Table;
import io.github.windlass.extractor.typeorm.ddl.Unique;
import io.github.windlass.extractor.typeorm.ddl.View;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The classes with which migrations describe tables and views. */
enum SchemaClass {
  TABLE("Table"),
  COLUMN("TableColumn"),
  INDEX("TableIndex"),
  FOREIGN_KEY("TableForeignKey"),
  UNIQUE("TableUnique"),
  CHECK("TableCheck"),
  EXCLUSION("TableExclusion"),
  VIEW("View");

  private final String exported;

  SchemaClass(String exported) {
    this.exported = exported;
  }

  /** The name under which TypeORM exports it. */
  String exported() {
    return exported;
  }

  /** Its options, but for the lists of a table. */
  List<String> fields() {
    return switch (this) {
      case TABLE -> Table.FIELDS;
      case COLUMN -> Column.FIELDS;
      case INDEX -> Index.FIELDS;
      case FOREIGN_KEY -> ForeignKey.FIELDS;
      case UNIQUE -> Unique.FIELDS;
      case CHECK -> Check.FIELDS;
      case EXCLUSION -> Exclusion.FIELDS;
      case VIEW -> View.FIELDS;
    };
  }

  /** The class of a name that TypeORM exports; null: none. */
  static @Nullable SchemaClass of(String exported) {
    for (SchemaClass each : values()) {
      if (each.exported.equals(exported)) {
        return each;
      }
    }
    return null;
  }

  /** What an option is that is not given: TypeORM's constructors say it. */
  Value otherwise(String field) {
    return switch (this) {
      case COLUMN ->
          switch (field) {
            case "type", "length" -> Text.EMPTY;
            case "unsigned", "isNullable", "isGenerated", "isPrimary", "isUnique", "isArray" ->
                Value.Bool.FALSE;
            default -> Value.Nothing.UNDEFINED;
          };
      case INDEX ->
          switch (field) {
            case "where" -> Text.EMPTY;
            case "isUnique", "isSpatial", "isConcurrent", "isFulltext", "isNullFiltered" ->
                Value.Bool.FALSE;
            default -> Value.Nothing.UNDEFINED;
          };
      case TABLE ->
          switch (field) {
            case "justCreated", "withoutRowid" -> Value.Bool.FALSE;
            default -> Value.Nothing.UNDEFINED;
          };
      case VIEW -> field.equals("materialized") ? Value.Bool.FALSE : Value.Nothing.UNDEFINED;
      case FOREIGN_KEY, UNIQUE, CHECK, EXCLUSION -> Value.Nothing.UNDEFINED;
    };
  }
}
