package io.github.windlass.extractor.knex.schema;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.knex.client.Connection;
import io.github.windlass.extractor.knex.client.Formatter;
import io.github.windlass.extractor.knex.client.RawObject;
import io.github.windlass.extractor.knex.client.Sql;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements of a table builder, in Knex's order ({@code tablecompiler.js}, {@code
 * pg-tablecompiler.js}).
 */
final class TableCompiler {

  private final TableBuilderObject builder;
  private final Connection connection;
  private final Evaluation run;
  private final Formatter formatter;
  private final Text name;
  private final List<Value> statements;
  private final List<SchemaCompiler.Entry> first = new ArrayList<>();
  private final List<SchemaCompiler.Entry> sequence = new ArrayList<>();

  TableCompiler(TableBuilderObject builder) {
    this.builder = builder;
    this.connection = builder.connection;
    this.run = connection.run();
    this.formatter = connection.formatter(builder.place);
    this.name = SchemaCompiler.qualified(builder.schema, builder.name, formatter);
    this.statements = builder.statements.items();
  }

  /** The table, quoted, with its schema. */
  Text name() {
    return name;
  }

  List<SchemaCompiler.Entry> compile() {
    Unknown uncertain = builder.statements.uncertain();
    if (uncertain != null && (!builder.isAltering() || !builder.statements.isGuarded())) {
      run.gap(GapCode.DYNAMIC, uncertain.reason(), builder.place);
    }
    if (builder.isAltering()) {
      alter();
    } else {
      create();
    }
    List<SchemaCompiler.Entry> all = new ArrayList<>(first);
    all.addAll(sequence);
    return all;
  }

  /** Adds a statement before all others. */
  void first(Sql sql, ColumnBuilderObject column) {
    first.addFirst(entry(sql, statements.indexOf(column)));
  }

  private void push(Sql sql, int index) {
    sequence.add(entry(sql, index));
  }

  private SchemaCompiler.Entry entry(Sql sql, int index) {
    return new SchemaCompiler.Entry(
        sql.build(),
        index >= 0 ? placeOf(statements.get(index)) : builder.place,
        null,
        builder.statements,
        builder.isAltering() ? index : -1);
  }

  private io.github.windlass.script.Place placeOf(Value statement) {
    return switch (statement) {
      case ColumnBuilderObject column -> column.place;
      case ForeignKey key -> key.place;
      case Call call -> call.place();
      default -> builder.place;
    };
  }

  /** Whether the callback names a primary key ({@code _canBeAddPrimaryKey}). */
  boolean hasPrimaryKey() {
    for (Value statement : statements) {
      if (statement instanceof Call call
          && call.method().equals("primary")
          && !call.arguments().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** A column with its place among the calls. */
  private record Compiling(ColumnCompiler compiler, int index) {}

  private List<Compiling> columns(boolean altered) {
    List<Compiling> columns = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      if (statements.get(i) instanceof ColumnBuilderObject column
          && altered != column.altering() instanceof Value.Nothing) {
        columns.add(new Compiling(new ColumnCompiler(this, column), i));
      }
    }
    return columns;
  }

  private void create() {
    List<Compiling> columns = columns(false);
    List<Sql> definitions = new ArrayList<>();
    for (Compiling column : columns) {
      definitions.add(column.compiler().definition());
    }
    creation(definitions);
    Value comment = builder.single.get("comment");
    if (!(comment instanceof Value.Nothing)) {
      comment(comment);
    }
    additional(columns);
    changes();
  }

  private void creation(List<Sql> definitions) {
    Sql out = new Sql().at(builder.place);
    out.add("create table ");
    out.add(builder.method.equals("createIfNot") ? "if not exists " : "");
    out.add(name).add(" (");
    boolean like = builder.method.equals("createLike");
    if (like) {
      out.add("like ")
          .add(SchemaCompiler.qualified(builder.schema, builder.like, formatter))
          .add(" including all");
    }
    for (int i = 0; i < definitions.size(); i++) {
      out.add(i == 0 && !like ? "" : ", ").add(definitions.get(i).build());
    }
    if (!like) {
      primaryKey(out);
      checks(out);
    }
    out.add(")");
    Value inherits = builder.single.get("inherits");
    if (Flags.isGiven(inherits)) {
      formatter.wrap(inherits, out.add(" inherits ("));
      out.add(")");
    }
    push(out, -1);
  }

  /** The first primary key that the callback names. */
  private void primaryKey(Sql out) {
    for (Value statement : statements) {
      if (statement instanceof Call call && call.method().equals("primary")) {
        if (!call.arguments().isEmpty()) {
          out.add(", constraint ");
          primaryKey(call, out);
        }
        return;
      }
    }
  }

  /** {@code "t_pkey" primary key ("a", "b")}. */
  private void primaryKey(Call call, Sql out) {
    Value options = call.at(1);
    Value constraint = named(options, "constraintName", call);
    if (Flags.isGiven(constraint)) {
      formatter.wrap(constraint, out);
    } else {
      out.add(pkey());
    }
    formatter.columnize(call.at(0), out.add(" primary key ("));
    out.add(")");
    deferrable(option(options, "deferrable", call), out);
  }

  private Text pkey() {
    return formatter.wrapped(
        new Text.Builder().add(formatter.text(builder.name)).add("_pkey").build());
  }

  private void deferrable(Value deferrable, Sql out) {
    if (Flags.isGiven(deferrable)) {
      out.add(" deferrable initially ").add(formatter.text(deferrable));
    }
  }

  /** A name that is given as such or among options. */
  private Value named(Value options, String key, Call call) {
    return options instanceof ObjectValue ? run.member(options, key, call.place()) : options;
  }

  private Value option(Value options, String key, Call call) {
    return options instanceof ObjectValue
        ? run.member(options, key, call.place())
        : Value.Nothing.UNDEFINED;
  }

  private void checks(Sql out) {
    for (Value statement : statements) {
      if (statement instanceof Call call && call.method().equals("check")) {
        out.add(", ");
        if (Flags.isGiven(call.at(2))) {
          out.add("constraint ").add(formatter.text(call.at(2))).add(" ");
        }
        RawObject predicate = new RawObject(connection, call.at(0), call.at(1));
        out.add("check (").add(predicate.inline(call.place())).add(")");
      }
    }
  }

  private void comment(Value comment) {
    Sql out = new Sql().at(builder.place).add("comment on table ").add(name).add(" is '");
    push(out.add(formatter.text(comment)).add("'"), -1);
  }

  private void additional(List<Compiling> columns) {
    for (Compiling column : columns) {
      for (Sql sql : column.compiler().additional) {
        push(sql, column.index());
      }
    }
  }

  // Altering.

  private void alter() {
    List<Compiling> added = columns(false);
    List<Compiling> altered = columns(true);
    List<Sql> definitions = new ArrayList<>();
    for (Compiling column : added) {
      definitions.add(column.compiler().definition());
    }
    for (Compiling column : altered) {
      column.compiler().definition();
    }
    addColumns(added, definitions);
    for (Compiling column : altered) {
      alterColumn(column.compiler(), column.index());
    }
    additional(added);
    additional(altered);
    changes();
    Value comment = builder.single.get("comment");
    if (!(comment instanceof Value.Nothing)) {
      comment(comment);
    }
  }

  /**
   * One statement adds all columns. Where it depends on conditions which there are, those that
   * depend on the same are added by one.
   */
  private void addColumns(List<Compiling> added, List<Sql> definitions) {
    Sql out = null;
    int since = -1;
    for (int i = 0; i < added.size(); i++) {
      int index = added.get(i).index();
      if (out != null && !builder.statements.isAlike(since, index)) {
        push(out, since);
        out = null;
      }
      if (out == null) {
        out = new Sql().at(builder.place).add("alter table ").add(name).add(" add column ");
        since = index;
      } else {
        out.add(", add column ");
      }
      out.add(definitions.get(i).build());
    }
    if (out != null) {
      push(out, since);
    }
  }

  private void alterColumn(ColumnCompiler column, int index) {
    Value options =
        column.column.altering() instanceof ListValue list ? list.get(0) : Value.Nothing.UNDEFINED;
    Truth nullable = alters(options, "alterNullable", column);
    Truth type = alters(options, "alterType", column);
    if (column.column.altering() instanceof Unknown unknown) {
      connection.unsupported("whether a column is altered: " + unknown.reason(), builder.place);
    }
    Text identifier = column.name();
    push(action(identifier, column).add("drop default"), index);
    if (nullable != Truth.FALSE) {
      push(action(identifier, column).add("drop not null"), index);
    }
    if (type != Truth.FALSE) {
      Text typeName = column.type();
      boolean isEnum = column.column.type.equals("enu");
      push(
          action(identifier, column)
              .add("type ")
              .add(typeName)
              .add(" using (")
              .add(identifier)
              .add(isEnum ? "::text::" : "::")
              .add(typeName)
              .add(")"),
          index);
    }
    Text setting = column.defaultSetting();
    if (setting != null) {
      push(action(identifier, column).add("set default ").add(setting), index);
    }
    if (nullable != Truth.FALSE) {
      Value given = column.column.modifiers.get("nullable");
      Value first = given instanceof ListValue list ? list.get(0) : given;
      if (first instanceof Unknown unknown) {
        connection.unsupported("whether a column is NOT NULL: " + unknown.reason(), builder.place);
      } else if (given instanceof ListValue && first == Value.Bool.FALSE) {
        push(action(identifier, column).add("set not null"), index);
      }
    }
  }

  private Truth alters(Value options, String key, ColumnCompiler column) {
    if (options instanceof Value.Nothing) {
      return Truth.TRUE;
    }
    Value value = run.member(options, key, column.column.place);
    Truth truth = value == Value.Nothing.UNDEFINED ? Truth.TRUE : run.language().truth(value);
    if (truth == Truth.UNKNOWN) {
      connection.unsupported("the option " + key + " is not known", column.column.place);
    }
    return truth;
  }

  private Sql action(Text identifier, ColumnCompiler column) {
    return new Sql()
        .at(column.column.place)
        .add("alter table ")
        .add(name)
        .add(" alter column ")
        .add(identifier)
        .add(" ");
  }

  // Keys, constraints, and other changes.

  private void changes() {
    TableChanges changes = new TableChanges(builder, name);
    for (int i = 0; i < statements.size(); i++) {
      Sql sql =
          switch (statements.get(i)) {
            case ForeignKey key -> key.isWhole() ? key.added(name, builder.name) : null;
            case Call call -> changes.of(call);
            case Unknown unknown -> {
              run.gap(GapCode.DYNAMIC, unknown.reason(), builder.place);
              yield null;
            }
            default -> null;
          };
      if (sql != null) {
        push(sql, i);
      }
    }
  }
}
