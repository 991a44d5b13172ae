package io.github.windlass.extractor.sequelize.generator;

import io.github.windlass.script.ListValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Statements about constraints. */
public final class Constraints {

  private Constraints() {}

  /**
   * {@code addConstraint}.
   *
   * @return null: it is unknown what kind of constraint it is
   */
  public static @Nullable Text add(Call call, Value table, Value options) {
    Value fields = call.get(options, "fields");
    Value type = call.get(options, "type");
    if (Values.truth(fields) == Truth.FALSE) {
      throw call.fails("Fields must be specified through options.fields");
    }
    if (Values.truth(type) == Truth.FALSE) {
      throw call.fails("Constraint type must be specified through options.type");
    }
    String kind = type instanceof Text text ? text.known() : null;
    if (kind == null) {
      return null;
    }
    Text quoted = Names.tableOfPath(call, table);
    List<Text> columns = columns(call, fields);
    Text list = Text.of("(").concat(Words.joined(columns, ", ")).concat(Text.of(")"));
    Text own = quoted.concat(Text.of("_")).concat(Words.joined(columns, "_"));
    String upper = kind.toUpperCase(Locale.ROOT);
    Text snippet =
        switch (upper) {
          case "UNIQUE" ->
              named(call, options, own.concat(Text.of("_uk")))
                  .concat(Text.of(" UNIQUE "))
                  .concat(list);
          case "PRIMARY KEY" ->
              named(call, options, own.concat(Text.of("_pk")))
                  .concat(Text.of(" PRIMARY KEY "))
                  .concat(list);
          case "CHECK" ->
              named(call, options, own.concat(Text.of("_ck")))
                  .concat(Text.of(" CHECK ("))
                  .concat(Conditions.of(call, call.get(options, "where")))
                  .concat(Text.of(")"));
          case "FOREIGN KEY" -> foreignKey(call, options, own, list);
          case "DEFAULT" ->
              throw call.fails("Default constraints are supported only for MSSQL dialect.");
          default -> throw call.fails(kind + " is invalid.");
        };
    Value deferrable = call.get(options, "deferrable");
    if (Values.truth(deferrable) != Truth.FALSE && !upper.equals("CHECK")) {
      snippet = snippet.concat(Text.of(" ")).concat(Deferrable.sql(call, deferrable));
    }
    return Words.fragments(
        List.of(Text.of("ALTER TABLE"), quoted, Text.of("ADD"), snippet, Text.of(";")));
  }

  /** Quotes within the name that Sequelize makes go when it is quoted. */
  private static Text named(Call call, Value options, Text own) {
    Value name = call.get(options, "name");
    Text given = Values.truth(name) == Truth.FALSE ? own : Values.text(name);
    return Text.of("CONSTRAINT ").concat(Names.identifier(given));
  }

  private static List<Text> columns(Call call, Value fields) {
    List<Text> columns = new ArrayList<>();
    switch (fields) {
      case Unknown unknown -> columns.add(Text.hole(unknown));
      case ListValue list -> {
        for (Value field : call.items(list)) {
          columns.add(
              switch (field) {
                case Text text -> Names.identifier(text);
                case Unknown unknown -> Text.hole(unknown);
                case Expression expression -> Conditions.expression(call, expression);
                default -> {
                  Value name = call.get(field, "attribute");
                  yield Names.identifier(
                      call, Values.truth(name) == Truth.FALSE ? call.get(field, "name") : name);
                }
              });
        }
      }
      default -> throw call.fails("options.fields.map is not a function");
    }
    return columns;
  }

  private static Text foreignKey(Call call, Value options, Text own, Text list) {
    Value references = call.get(options, "references");
    if (references instanceof Unknown unknown) {
      return named(call, options, own.concat(Text.of("_")).concat(Text.hole(unknown)))
          .concat(Text.of(" FOREIGN KEY "))
          .concat(list)
          .concat(Text.of(" REFERENCES "))
          .concat(Text.hole(unknown));
    }
    Value table = call.get(references, "table");
    Value field = call.get(references, "field");
    Value fields = call.get(references, "fields");
    if (Values.truth(table) == Truth.FALSE
        || (Values.truth(field) == Truth.FALSE && Values.truth(fields) == Truth.FALSE)) {
      throw call.fails("references object with table and field must be specified");
    }
    Text name =
        named(
            call,
            options,
            own.concat(Text.of("_")).concat(call.text(table)).concat(Text.of("_fk")));
    Text.Builder sql =
        new Text.Builder()
            .add(name)
            .add(" FOREIGN KEY ")
            .add(list)
            .add(" REFERENCES ")
            .add(Names.table(call, table))
            .add(" (")
            .add(
                field == Value.Nothing.UNDEFINED
                    ? Words.joined(Tables.names(call, fields), ", ")
                    : Names.identifier(call, field))
            .add(")");
    Attribute.action(call, " ON UPDATE ", call.get(options, "onUpdate"), sql);
    Attribute.action(call, " ON DELETE ", call.get(options, "onDelete"), sql);
    return sql.build();
  }

  /** {@code removeConstraint}. */
  public static Text remove(Call call, Value table, Value name) {
    return Words.fragments(
        List.of(
            Text.of("ALTER TABLE"),
            Names.tableOfPath(call, table),
            Text.of("DROP CONSTRAINT"),
            Names.identifiers(call, name)));
  }
}
