package io.github.windlass.extractor.rails.schema;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.RubyHash;
import io.github.windlass.script.ruby.object.Symbol;
import io.github.windlass.script.ruby.object.World;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code create_table} gives its block. */
final class TableDefinition implements HostObject {

  private final Database database;
  private final Version version;
  private final Text name;
  private final Value nameGiven;
  private final ListValue columns;
  private final ListValue indexes;
  private final ListValue foreignKeys;
  private final ListValue checks;
  private final ListValue exclusions;
  private final ListValue uniques;
  private @Nullable List<Text> primaryKeys;

  TableDefinition(Database database, Version version, Value nameGiven, Text name) {
    this.database = database;
    this.version = version;
    this.name = name;
    this.nameGiven = nameGiven;
    Evaluation run = database.run();
    columns = run.list(List.of());
    indexes = run.list(List.of());
    foreignKeys = run.list(List.of());
    checks = run.list(List.of());
    exclusions = run.list(List.of());
    uniques = run.list(List.of());
  }

  /** An index that is made after the table. */
  record LaterIndex(Value columns, Options options) implements HostObject {
    @Override
    public String describe() {
      return "an index";
    }
  }

  @Override
  public String describe() {
    return "a table definition";
  }

  @Override
  public boolean sends() {
    return true;
  }

  void primaryKeys(List<Text> keys) {
    primaryKeys = keys;
  }

  List<Column> columns() {
    List<Column> all = new ArrayList<>();
    for (Value value : columns.items()) {
      if (value instanceof Column column) {
        all.add(column);
      }
    }
    return all;
  }

  List<LaterIndex> indexes() {
    List<LaterIndex> all = new ArrayList<>();
    for (Value value : indexes.items()) {
      if (value instanceof LaterIndex index) {
        all.add(index);
      }
    }
    return all;
  }

  /** Columns and constraints, as CREATE TABLE lists them. */
  List<Text> parts(Origin at) {
    List<Text> parts = new ArrayList<>();
    for (Column column : columns()) {
      parts.add(column.sql(database, at));
    }
    if (primaryKeys != null) {
      parts.add(
          new Sql().add("PRIMARY KEY (").add(Names.quoted(primaryKeys, ", ")).add(")").text());
    }
    for (ListValue list : List.of(foreignKeys, checks, exclusions, uniques)) {
      for (Value value : list.items()) {
        parts.add((Text) value);
      }
    }
    for (ListValue list : List.of(columns, indexes, foreignKeys, checks, exclusions, uniques)) {
      Unknown uncertain = list.uncertain();
      if (uncertain != null) {
        database.gap(
            GapCode.DYNAMIC,
            "what the table has is not certain: " + uncertain.reason(),
            at.place());
      }
    }
    return parts;
  }

  /** Adds a column. */
  void column(Text columnName, Text type, Options given, Place place) {
    Origin at = new Origin(database.run(), place);
    Options options = given.without("index");
    for (Column before : columns()) {
      if (before.name().equals(columnName) && columns.uncertain() == null) {
        if (before.isPrimaryKey() || version.from(6, 0)) {
          throw database.error(
              "ArgumentError",
              "you can't define an already defined column '"
                  + columnName.text()
                  + "' on '"
                  + name.text()
                  + "'.",
              at);
        }
      }
    }
    columns.add(
        Column.of(
            columnName,
            Compatibility.type(type, version),
            Compatibility.column(options, version),
            database));
    Value index = given.get("index");
    if (index != null && References.isTrue(index)) {
      index(columnName, index instanceof RubyHash hash ? Options.of(hash) : Options.NONE, place);
    }
  }

  private void index(Value on, Options given, Place place) {
    Options options = given;
    if (version.upTo(7, 0) && !options.isSet("name")) {
      Origin at = new Origin(database.run(), place);
      options = options.with("name", Index.legacyName(name, on, database, at));
    }
    indexes.add(new LaterIndex(on, options));
  }

  /** {@code primary_key}. */
  void primaryKey(Text columnName, Text given, Options options, boolean ofMigration, Place place) {
    Options used = options.with("primary_key", Value.Bool.TRUE);
    Text type = given;
    if (ofMigration && version.upTo(5, 0) && "primary_key".equals(type.known())) {
      type = Text.of("integer");
    }
    if ("uuid".equals(type.known())) {
      used =
          used.withDefault(
              "default",
              Text.of(
                  database.installed().from(5, 0) ? "gen_random_uuid()" : "uuid_generate_v4()"));
    }
    Column column = Column.of(columnName, type, Compatibility.column(used, version), database);
    columns.add(column);
  }

  @Override
  public Value member(String member, Evaluation run, Place place) {
    return invoke(member, List.of(), run, place);
  }

  @Override
  public Value invoke(String method, List<Value> values, Evaluation run, Place place) {
    Arguments arguments = Arguments.of(values);
    Call call = Call.of(method, arguments, place);
    Origin at = new Origin(run, place);
    Options options = call.options();
    Unknown uncertain = options.unknown();
    if (uncertain != null) {
      database.gap(
          GapCode.DYNAMIC, "options of " + method + " are not known: " + uncertain.reason(), place);
    }
    switch (method) {
      case "column":
        column(database.text(call.get(0), at), database.text(call.get(1), at), options, place);
        return this;
      case "primary_key":
        Text type = call.isSet(1) ? database.text(call.get(1), at) : Text.of("primary_key");
        primaryKey(database.text(call.get(0), at), type, options, true, place);
        return this;
      case "timestamps":
        timestamps(Compatibility.timestamps(options, version), place);
        return this;
      case "references", "belongs_to":
        for (Value each : call.arguments()) {
          References.add(
              database.text(each, at),
              Compatibility.reference(options, version),
              name,
              new Target(place),
              database,
              at);
        }
        return this;
      case "index":
        index(call.get(0), options, place);
        return this;
      case "foreign_key":
        foreignKey(database.text(call.get(0), at), options, at);
        return this;
      case "check_constraint":
        checks.add(Constraints.check(name, database.text(call.get(0), at), options, database, at));
        return this;
      case "exclusion_constraint":
        exclusions.add(
            Constraints.exclusion(name, database.text(call.get(0), at), options, database, at));
        return this;
      case "unique_constraint", "unique_key":
        uniques.add(Constraints.unique(name, call.get(0), options, database, at));
        return this;
      case "remove_column":
        List<Value> left = new ArrayList<>(columns.items());
        left.removeIf(each ->
            each instanceof Column column && column.name().equals(database.text(call.get(0), at)));
        columns.replace(left);
        return this;
      case "name":
        return nameGiven;
      case "respond_to?":
        String asked = database.known(call.get(0), at);
        return Value.Bool.of(
            asked != null
                && (Types.isColumnMethod(asked, database.installed())
                    || asked.equals("references")
                    || asked.equals("index")));
      default:
        return columns(method, call, at);
    }
  }

  private Value columns(String method, Call call, Origin at) {
    if (Types.isColumnMethod(method, database.installed())) {
      String type =
          method.equals("blob") ? "binary" : method.equals("numeric") ? "decimal" : method;
      for (Value each : call.arguments()) {
        column(database.text(each, at), Text.of(type), call.options(), call.place());
      }
      return this;
    }
    Value geometry = geometry(method, call, at);
    if (geometry != null) {
      return geometry;
    }
    Value built =
        switch (method) {
          case "nil?",
              "present?",
              "blank?",
              "is_a?",
              "tap",
              "send",
              "public_send",
              "then",
              "instance_eval",
              "instance_exec",
              "with_options",
              "class",
              "try" ->
              World.of(at.run()).objectMethod(this, method, asArguments(call, at), call.place());
          default -> null;
        };
    return built != null
        ? built
        : database.unsupported(
            "the table definition's " + method + " is not modelled", call.place());
  }

  /** PostGIS's types, as its adapter for ActiveRecord names them. */
  private @Nullable Value geometry(String method, Call call, Origin at) {
    switch (method) {
      case "geometry",
      "geography",
      "st_point",
      "st_polygon",
      "multi_polygon",
      "spatial",
      "line_string",
      "multi_point",
      "geometry_collection",
      "vector",
      "halfvec",
      "sparsevec",
      "tinyint",
      "mediumtext",
      "longtext",
      "tinytext",
      "mediumint",
      "unsigned_integer",
      "unsigned_bigint",
      "longblob",
      "mediumblob",
      "tinyblob",
      "attachment":
        for (Value each : call.arguments()) {
          Text column = database.text(each, at);
          columns.add(
              new Column(
                  column,
                  Text.hole(
                      new Unknown("the type " + method + " of another adapter", call.place())),
                  call.options()));
        }
        return database.unsupported(
            "the column type " + method + " is not ActiveRecord's own", call.place());
      default:
        return null;
    }
  }

  private static Arguments asArguments(Call call, Origin at) {
    RubyHash hash = RubyHash.empty(at.run());
    call.options().values().forEach((option, value) -> hash.put(Symbol.of(option), value));
    return new Arguments(
        call.arguments(), call.options().values().isEmpty() ? null : hash, call.block());
  }

  private void timestamps(Options given, Place place) {
    Options options = given;
    if (!options.isSet("null")) {
      options = options.with("null", Value.Bool.FALSE);
    }
    if (!options.has("precision")) {
      options = options.with("precision", io.github.windlass.script.ruby.builtin.Operators.of(6));
    }
    column(Text.of("created_at"), Text.of("datetime"), options, place);
    column(Text.of("updated_at"), Text.of("datetime"), options, place);
  }

  private void foreignKey(Text to, Options given, Origin at) {
    foreignKeys.add(
        Constraints.foreignKeySql(
            to, Constraints.foreignKey(name, to, given, database, at), database, at));
  }

  private final class Target implements References.Target {
    private final Place place;

    Target(Place place) {
      this.place = place;
    }

    @Override
    public void column(Text column, Text type, Options options) {
      TableDefinition.this.column(column, type, options, place);
    }

    @Override
    public void index(Value on, Options options) {
      TableDefinition.this.index(on, options, place);
    }

    @Override
    public void foreignKey(Text to, Options options) {
      TableDefinition.this.foreignKey(to, options, new Origin(database.run(), place));
    }
  }
}
