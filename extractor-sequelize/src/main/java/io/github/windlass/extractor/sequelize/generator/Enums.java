package io.github.windlass.extractor.sequelize.generator;

import io.github.windlass.script.Text;
import io.github.windlass.script.Value;

/** The types that Sequelize makes for enums: {@code pgEnum} and its neighbours. */
final class Enums {

  private Enums() {}

  /** {@code pgEnumName}. */
  static Text name(Call call, Value table, Text column, Value options) {
    Names.Table of = Names.Table.of(call, table, options);
    return Names.identifier(of.schema()).concat(Text.of(".")).concat(bare(of, column));
  }

  private static Text bare(Names.Table table, Text column) {
    return Names.identifier(unquoted(table, column));
  }

  /** {@code generateEnumName} of {@code utils}. */
  static Text unquoted(Names.Table table, Text column) {
    return Text.of("enum_").concat(table.name()).concat(Text.of("_")).concat(column);
  }

  /** The name without its schema. */
  static Text bareName(Call call, Value table, Text column) {
    return bare(Names.Table.of(call, table, Value.Nothing.UNDEFINED), column);
  }

  /**
   * {@code pgEnum}: makes the type unless there is one.
   *
   * @param values as they stand in the type's definition
   * @param force whether a type that is there is dropped first
   */
  static Text create(Text name, Text dropped, Text values, boolean force) {
    Text block =
        Text.of("BEGIN CREATE TYPE ")
            .concat(name)
            .concat(Text.of(" AS ENUM("))
            .concat(values)
            .concat(Text.of("); EXCEPTION WHEN duplicate_object THEN null; END"));
    Text create = Text.of("DO '").concat(Words.doubled(block, '\'')).concat(Text.of("';"));
    return force ? drop(dropped).concat(create) : create;
  }

  /** {@code pgEnumDrop}. */
  static Text drop(Text name) {
    return Text.of("DROP TYPE IF EXISTS ").concat(name).concat(Text.of("; "));
  }
}
