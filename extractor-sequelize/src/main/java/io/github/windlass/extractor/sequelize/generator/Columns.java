package io.github.windlass.extractor.sequelize.generator;

import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;

/** Statements about one column. */
public final class Columns {

  private Columns() {}

  /** Whether it is unknown if a column's type is an enum, which would be made first. */
  public static boolean mayBeEnum(Call call, Value given) {
    return given instanceof Unknown || Attribute.of(call, given).type() instanceof Unknown;
  }

  /** {@code addColumn}. */
  public static Text add(Call call, Value table, Value key, Value given) {
    for (Value argument : new Value[] {table, key, given}) {
      if (Values.truth(argument) == Truth.FALSE) {
        throw call.fails(
            "addColumn takes at least 3 arguments (table, attribute name, attribute definition)");
      }
    }
    Attribute attribute = Attribute.of(call, given);
    Text name = Names.text(call, key);
    Names.Table of = Names.Table.of(call, table, Value.Nothing.UNDEFINED);
    Text sql = attribute.toSql(call, Attribute.Context.ADD_COLUMN, table, name, false);
    Text statement =
        Text.of("ALTER TABLE ")
            .concat(of.quoted())
            .concat(Text.of(" ADD COLUMN "))
            .concat(Names.identifier(name))
            .concat(Text.of(" "))
            .concat(mapped(call, table, name, sql))
            .concat(Text.of(";"));
    if (!attribute.isEnum()) {
      return statement;
    }
    Text type = Enums.name(call, table, name, Value.Nothing.UNDEFINED);
    Text values = attribute.enumValues(call, attribute.enumList());
    return Enums.create(type, type, values, false).concat(statement);
  }

  /** {@code removeColumn}. */
  public static Text remove(Call call, Value table, Value column) {
    return Text.of("ALTER TABLE ")
        .concat(Names.Table.of(call, table, Value.Nothing.UNDEFINED).quoted())
        .concat(Text.of(" DROP COLUMN "))
        .concat(Names.identifier(call, column))
        .concat(Text.of(";"));
  }

  /** {@code renameColumn}. */
  public static Text rename(Call call, Value table, Value before, Value after) {
    return Text.of("ALTER TABLE ")
        .concat(Names.table(call, table))
        .concat(Text.of(" RENAME COLUMN "))
        .concat(Names.identifier(call, before))
        .concat(Text.of(" TO "))
        .concat(Names.identifier(call, after))
        .concat(Text.of(";"));
  }

  /** {@code changeColumn}: several statements in one text, cut out of one definition. */
  public static Text change(Call call, Value table, Value column, Value given) {
    Attribute attribute = Attribute.of(call, given);
    Text key = Names.text(call, column);
    Text field = attribute.field(call, key);
    Text whole = attribute.toSql(call, Attribute.Context.CHANGE_COLUMN, table, key, false);
    Text name = Names.identifier(field);
    Text alter = Text.of("ALTER TABLE ").concat(Names.table(call, table)).concat(Text.of(" "));
    Text definition = mapped(call, table, field, whole);
    boolean references = Words.has(definition, "REFERENCES");
    Text.Builder sql = new Text.Builder();
    if (Words.has(definition, "NOT NULL")) {
      column(sql, alter, name, Text.of(" SET NOT NULL"));
      definition = Words.trim(Words.replaceFirst(definition, "NOT NULL", ""));
    } else if (!references) {
      column(sql, alter, name, Text.of(" DROP NOT NULL"));
    }
    int from = Words.masked(definition).indexOf("DEFAULT");
    if (from >= 0) {
      int end = Words.masked(definition).indexOf(';', from);
      end = end < 0 ? definition.length() : end;
      int start = from + "DEFAULT ".length();
      if (start < end) {
        column(sql, alter, name, Text.of(" SET DEFAULT ").concat(definition.slice(start, end)));
      }
      definition = Words.trim(Words.replaced(definition, from, end, Text.EMPTY));
    } else if (!references) {
      column(sql, alter, name, Text.of(" DROP DEFAULT"));
    }
    if (Words.startsWith(whole, "ENUM(")) {
      Text type = Enums.name(call, table, field, Value.Nothing.UNDEFINED);
      sql.add(Enums.create(type, type, valuesWithin(whole), false));
      // The name without schema would take the type's place, but that is gone by now.
      definition =
          enumReplaced(definition, Enums.bareName(call, table, field))
              .concat(Text.of(" USING ("))
              .concat(name)
              .concat(Text.of("::"))
              .concat(type)
              .concat(Text.of(")"));
    }
    String characters = Words.masked(definition);
    int end = characters.length();
    while (end > 0 && characters.charAt(end - 1) == ';') {
      end--;
    }
    if (characters.startsWith("UNIQUE", end - "UNIQUE".length())) {
      definition = definition.slice(0, end - "UNIQUE".length());
      sql.add(alter).add(" ADD UNIQUE (").add(name).add(");");
    }
    int at = Words.masked(definition).indexOf("REFERENCES");
    if (at >= 0) {
      sql.add(alter)
          .add(" ADD FOREIGN KEY (")
          .add(name)
          .add(") ")
          .add(definition.slice(at, definition.length()))
          .add(";");
    } else {
      column(sql, alter, name, Text.of(" TYPE ").concat(definition));
    }
    return sql.build();
  }

  private static void column(Text.Builder sql, Text alter, Text name, Text what) {
    sql.add(alter).add("ALTER COLUMN ").add(name).add(what).add(";");
  }

  /** What stands between the parentheses of {@code ENUM(…)}, as far as the last one. */
  private static Text valuesWithin(Text sql) {
    return sql.slice("ENUM(".length(), enumEnd(sql) - 1);
  }

  /** Where {@code /^ENUM\(.+\)/} ends: after the last parenthesis of the line. */
  private static int enumEnd(Text sql) {
    String characters = Words.masked(sql);
    int line = characters.indexOf('\n');
    return characters.lastIndexOf(')', line < 0 ? characters.length() : line) + 1;
  }

  private static Text enumReplaced(Text sql, Text name) {
    return Words.startsWith(sql, "ENUM(")
        ? name.concat(sql.slice(enumEnd(sql), sql.length()))
        : sql;
  }

  /**
   * {@code dataTypeMapping}: a definition as it stands in a statement. Primary keys are told
   * elsewhere, and what counts by itself is a serial.
   */
  static Text mapped(Call call, Value table, Text column, Text definition) {
    Text sql = Words.replaceFirst(definition, "PRIMARY KEY", "");
    if (Words.has(sql, "SERIAL")) {
      if (Words.has(sql, "BIGINT")) {
        sql = Words.replaceFirst(Words.replaceFirst(sql, "SERIAL", "BIGSERIAL"), "BIGINT", "");
      } else if (Words.has(sql, "SMALLINT")) {
        sql = Words.replaceFirst(Words.replaceFirst(sql, "SERIAL", "SMALLSERIAL"), "SMALLINT", "");
      } else {
        sql = Words.replaceFirst(sql, "INTEGER", "");
      }
      sql = Words.replaceFirst(sql, "NOT NULL", "");
    }
    return enumReplaced(sql, Enums.name(call, table, column, Value.Nothing.UNDEFINED));
  }
}
