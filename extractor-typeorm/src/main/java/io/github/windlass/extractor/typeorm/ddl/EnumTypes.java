package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.extractor.schema.ColumnFacts;
import io.github.windlass.extractor.schema.Fact;
import io.github.windlass.extractor.schema.TableFacts;
import io.github.windlass.extractor.schema.TypeFacts;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The enum types that TypeORM makes for columns. */
final class EnumTypes {

  private EnumTypes() {}

  /** The name of a column's enum type, without a schema. */
  static Text name(Table table, Column column) {
    Value given = column.options().get("enumName");
    if (Values.mayBeThere(given)) {
      return Values.text(given);
    }
    return new Sql()
        .add(table.path().name())
        .add("_")
        .add(lower(Values.text(column.name())))
        .add("_enum")
        .build();
  }

  /** The type's name in quotes, with its schema. */
  static Text quoted(Session session, Table table, Column column) {
    return quoted(session.path(table).schema(), name(table, column), "");
  }

  /** As {@link #quoted}, of the type that is about to be replaced. */
  static Text quotedOld(Session session, Table table, Column column) {
    return quoted(session.path(table).schema(), name(table, column), "_old");
  }

  /** The type's name in quotes, without a schema, as after RENAME TO. */
  static Text bare(Table table, Column column, String ending) {
    return quoted(null, name(table, column), ending);
  }

  private static Text quoted(@Nullable Text schema, Text name, String ending) {
    Sql sql = new Sql();
    if (schema != null) {
      sql.name(schema).add(".");
    }
    List<Text> parts = TablePath.split(name.concat(Text.of(ending)));
    for (int i = 0; i < parts.size(); i++) {
      sql.add(i == 0 ? "" : ".").name(parts.get(i));
    }
    return sql.build();
  }

  /** Whether there is such a type already ({@code hasEnumType}). */
  static Truth exists(Session session, Table table, Column column) {
    Text schema = session.path(table).schema();
    String schemaName = schema == null ? null : schema.known();
    String name = name(table, column).known();
    if (schemaName == null || name == null) {
      return Truth.UNKNOWN;
    }
    return switch (session.view().type(schemaName, name)) {
      case Fact.Known<TypeFacts> known -> Truth.TRUE;
      case Fact.Absent<TypeFacts> absent -> Truth.FALSE;
      case Fact.Unknown<TypeFacts> unknown -> Truth.UNKNOWN;
    };
  }

  /** {@code CREATE TYPE … AS ENUM}. */
  static Text create(Session session, Table table, Column column) {
    Sql sql = Sql.of("CREATE TYPE ").add(quoted(session, table, column)).add(" AS ENUM(");
    Several<Value> values = column.options().list("enum");
    Unknown others = values.others();
    if (others != null) {
      sql.add(Text.hole(others));
    } else {
      for (int i = 0; i < values.known().size(); i++) {
        Text value = Values.text(values.known().get(i));
        sql.add(i == 0 ? "'" : ", '").add(Sql.escaped(value)).add("'");
      }
    }
    return sql.add(")").build();
  }

  /**
   * Makes the type of a column that is of one, if there is none. Where that is unknown, the
   * statement says on what it depends.
   */
  static void addCreate(Session session, Table table, Column column, List<Action> actions) {
    Truth isEnum = column.isEnum();
    if (isEnum == Truth.UNKNOWN && column.options().hasList("enum")) {
      actions.add(
          new Action.Missing(
              "whether a type is made for " + Values.text(column.name()).text() + " is unknown"));
    }
    if (isEnum != Truth.TRUE) {
      return;
    }
    String condition =
        switch (exists(session, table, column)) {
          case TRUE -> "";
          case FALSE -> null;
          case UNKNOWN ->
              "there is no type " + quoted(session, table, column).text().replace("\"", "");
        };
    if (condition == null || !condition.isEmpty()) {
      actions.add(new Action.Send(create(session, table, column), condition));
    }
  }

  /**
   * The type that a column has in the database, in quotes and with its schema ({@code
   * getUserDefinedTypeName}).
   */
  static Text ofColumn(Session session, Table table, Column column) {
    TablePath path = session.path(table);
    String schema = path.schema() == null ? null : path.schema().known();
    String name = path.name().known();
    String columnName = Values.known(column.name());
    if (name != null && columnName != null) {
      if (session.view().table(schema, name) instanceof Fact.Known<TableFacts>(TableFacts facts)
          && facts.column(columnName) instanceof Fact.Known<ColumnFacts>(ColumnFacts found)
          && found.type() instanceof Fact.Known<TypeFacts>(TypeFacts type)) {
        return Sql.of("\"" + type.name().schema() + "\".\"" + type.name().name() + "\"").build();
      }
    }
    return Text.hole(
        session.unknown(
            "the type of "
                + path.joined().text()
                + "."
                + Values.text(column.name()).text()
                + " in the database"));
  }

  /** A text in lower case. */
  private static Text lower(Text text) {
    Text.Builder lower = new Text.Builder();
    for (Text.Piece piece : text.pieces()) {
      switch (piece) {
        case Text.Piece.Hole hole -> lower.add(hole);
        case Text.Piece.Known known -> {
          String changed = known.text().toLowerCase(Locale.ROOT);
          lower.add(
              changed.equals(known.text())
                  ? known
                  : new Text.Piece.Known(changed, known.place(), false));
        }
      }
    }
    return lower.build();
  }
}
