package io.github.windlass.extractor.sequelize.generator;

import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Statements that make, change and drop tables and their columns. */
public final class Tables {

  private Tables() {}

  /**
   * What {@code createTable} sends.
   *
   * @param enums the types that it makes first, those that are not there yet
   * @param unknownTypes the columns of which it is unknown whether their types are enums
   */
  public record Creation(List<EnumType> enums, List<Text> unknownTypes, Text table) {

    public Creation {
      enums = List.copyOf(enums);
      unknownTypes = List.copyOf(unknownTypes);
    }
  }

  /**
   * The type of an enum.
   *
   * @param schema where it is looked for
   * @param name without schema and quotes
   */
  public record EnumType(Text schema, Text name, Text sql) {}

  /** {@code createTable}. */
  public static Creation create(Call call, Value table, Value attributes, Value options) {
    Map<String, Attribute> columns = new LinkedHashMap<>();
    Unknown others = null;
    if (attributes instanceof ObjectValue object) {
      others = object.uncertain();
      for (String key : object.keys()) {
        columns.put(key, Attribute.of(call, call.get(object, key)));
      }
    } else if (attributes instanceof Unknown unknown) {
      others = unknown;
    }
    List<EnumType> enums = new ArrayList<>();
    List<Text> unknownTypes = new ArrayList<>();
    boolean force = call.get(options, "force") == Value.Bool.TRUE;
    for (Map.Entry<String, Attribute> entry : columns.entrySet()) {
      Attribute attribute = entry.getValue();
      Text field = attribute.field(call, Text.produced(entry.getKey(), call.place()));
      if (attribute.isEnum()) {
        enums.add(enumType(call, table, field, attribute, options, force));
      } else if (attribute.type() instanceof Unknown) {
        unknownTypes.add(field);
      }
    }
    if (others != null) {
      unknownTypes.add(Text.hole(others));
    }
    Value target = Names.inSchema(call, table, call.get(options, "schema"));
    return new Creation(enums, unknownTypes, definition(call, target, columns, others, options));
  }

  private static EnumType enumType(
      Call call, Value table, Text field, Attribute attribute, Value options, boolean force) {
    Names.Table of = Names.Table.of(call, table, options);
    Text sql =
        Enums.create(
            Enums.name(call, table, field, options),
            Enums.name(call, table, field, Value.Nothing.UNDEFINED),
            attribute.enumValues(call, attribute.enumList()),
            force);
    return new EnumType(of.schema(), Enums.unquoted(of, field), sql);
  }

  /** {@code createTableQuery}. */
  private static Text definition(
      Call call,
      Value table,
      Map<String, Attribute> columns,
      @Nullable Unknown others,
      Value options) {
    Text quoted = Names.table(call, table);
    boolean withoutForeignKeys = call.truth(options, "withoutForeignKeyConstraints") == Truth.TRUE;
    Text.Builder comments = new Text.Builder();
    Value comment = call.get(options, "comment");
    if (comment instanceof Text text && text.length() > 0) {
      comments
          .add("; COMMENT ON TABLE ")
          .add(quoted)
          .add(" IS ")
          .add(Literals.plain(call, text, false));
    }
    List<Text> parts = new ArrayList<>();
    List<Text> keys = new ArrayList<>();
    for (Map.Entry<String, Attribute> entry : columns.entrySet()) {
      Attribute attribute = entry.getValue();
      Text key = Text.produced(entry.getKey(), call.place());
      Text name = Names.identifier(attribute.field(call, key));
      Text sql =
          attribute.toSql(call, Attribute.Context.CREATE_TABLE, table, key, withoutForeignKeys);
      int at = Words.masked(sql).indexOf("COMMENT ");
      if (at >= 0) {
        Text about = sql.slice(at + "COMMENT ".length(), sql.length());
        comments
            .add("; COMMENT ON COLUMN ")
            .add(quoted)
            .add(".")
            .add(name)
            .add(" IS ")
            .add(Literals.plain(call, about, false));
        sql = sql.slice(0, at);
      }
      if (Words.has(sql, "PRIMARY KEY")) {
        keys.add(name);
      }
      Text field = attribute.field(call, key);
      parts.add(name.concat(Text.of(" ")).concat(Columns.mapped(call, table, field, sql)));
    }
    if (others != null) {
      parts.add(Text.hole(others));
    }
    uniqueKeys(call, call.get(options, "uniqueKeys"), parts);
    if (!keys.isEmpty()) {
      parts.add(Text.of("PRIMARY KEY (").concat(Words.joined(keys, ",")).concat(Text.of(")")));
    }
    return Text.of("CREATE TABLE IF NOT EXISTS ")
        .concat(quoted)
        .concat(Text.of(" ("))
        .concat(Words.joined(parts, ", "))
        .concat(Text.of(")"))
        .concat(comments.build())
        .concat(Text.of(";"));
  }

  private static void uniqueKeys(Call call, Value keys, List<Text> parts) {
    switch (keys) {
      case ObjectValue object -> {
        for (String key : object.keys()) {
          uniqueKey(call, call.get(object, key), parts);
        }
      }
      case ListValue list -> {
        for (Value key : call.items(list)) {
          uniqueKey(call, key, parts);
        }
      }
      case Unknown unknown -> parts.add(Text.hole(unknown));
      default -> {}
    }
  }

  private static void uniqueKey(Call call, Value key, List<Text> parts) {
    Value custom = call.get(key, "customIndex");
    if (custom != Value.Nothing.UNDEFINED && Values.truth(custom) == Truth.FALSE) {
      return;
    }
    parts.add(
        Text.of("UNIQUE (")
            .concat(Words.joined(names(call, call.get(key, "fields")), ", "))
            .concat(Text.of(")")));
  }

  /** Names in a list, each in quotes. */
  static List<Text> names(Call call, Value list) {
    List<Text> names = new ArrayList<>();
    switch (list) {
      case ListValue items -> {
        for (Value name : call.items(items)) {
          names.add(
              name instanceof Unknown unknown ? Text.hole(unknown) : Names.identifier(call, name));
        }
      }
      case Unknown unknown -> names.add(Text.hole(unknown));
      default -> throw call.fails("a list of names is expected, not " + Values.text(list).text());
    }
    return names;
  }

  /** {@code dropTable}. */
  public static Text drop(Call call, Value table, Value options) {
    Value cascade = call.get(options, "cascade");
    if (Values.truth(cascade) == Truth.FALSE) {
      cascade = call.get(options, "force");
    }
    return Text.of("DROP TABLE IF EXISTS ")
        .concat(Names.table(call, table))
        .concat(call.when(cascade, Text.of(" CASCADE")))
        .concat(Text.of(";"));
  }

  /** {@code renameTable}. */
  public static Text rename(Call call, Value before, Value after) {
    return Text.of("ALTER TABLE ")
        .concat(Names.table(call, before))
        .concat(Text.of(" RENAME TO "))
        .concat(Names.table(call, after))
        .concat(Text.of(";"));
  }

  /** {@code truncateTableQuery}. */
  static Text truncate(Call call, Value table, Value options) {
    return Text.of("TRUNCATE ")
        .concat(Names.table(call, table))
        .concat(call.when(call.get(options, "restartIdentity"), Text.of(" RESTART IDENTITY")))
        .concat(call.when(call.get(options, "cascade"), Text.of(" CASCADE")));
  }
}
