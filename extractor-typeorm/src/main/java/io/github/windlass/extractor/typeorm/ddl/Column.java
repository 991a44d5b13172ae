package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.List;
import java.util.Map;

/** A column: TypeORM's {@code TableColumn}. */
public record Column(Options options) {

  /** The options of its constructor. */
  public static final List<String> FIELDS =
      List.of(
          "name",
          "type",
          "length",
          "charset",
          "collation",
          "precision",
          "scale",
          "unsigned",
          "default",
          "onUpdate",
          "isNullable",
          "isGenerated",
          "generationStrategy",
          "generatedIdentity",
          "isPrimary",
          "isUnique",
          "isArray",
          "comment",
          "enum",
          "enumName",
          "primaryKeyConstraintName",
          "asExpression",
          "generatedType",
          "spatialFeatureType",
          "srid");

  /**
   * Of a stored column that the catalog has: its expression as the history wrote it. TypeORM looks
   * for it in its own table {@code typeorm_metadata}, where it is if TypeORM made the column.
   */
  public static final String WRITTEN = "asExpression, as written";

  private static final List<String> ENUMS = List.of("enum", "simple-enum");

  /** Its name. */
  public Value name() {
    return options.get("name");
  }

  /** Its type. */
  public Value type() {
    return options.get("type");
  }

  /** Whether TypeORM makes an enum type for it. */
  Truth isEnum() {
    return Values.isOneOf(type(), ENUMS);
  }

  /** Whether it is of the primary key. */
  Truth isPrimary() {
    return options.truth("isPrimary");
  }

  /** With another value of an option. */
  public Column with(String option, Value value) {
    return new Column(options.with(option, value));
  }

  /** A column of which only the name is known. */
  static Column unknown(Value name, Unknown why) {
    return new Column(new Options(Map.of("name", name), Map.of(), why));
  }
}
