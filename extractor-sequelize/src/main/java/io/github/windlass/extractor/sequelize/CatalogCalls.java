package io.github.windlass.extractor.sequelize;

import io.github.windlass.extractor.schema.ColumnFacts;
import io.github.windlass.extractor.schema.ConstraintFacts;
import io.github.windlass.extractor.schema.Fact;
import io.github.windlass.extractor.schema.IndexFacts;
import io.github.windlass.extractor.schema.Listing;
import io.github.windlass.extractor.schema.QualifiedName;
import io.github.windlass.extractor.schema.TableFacts;
import io.github.windlass.extractor.schema.TypeFacts;
import io.github.windlass.extractor.sequelize.generator.Call;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The methods that ask the catalog. What the history does not tell is unknown. */
record CatalogCalls(Database database, Call call) {

  Value call(String name, List<Value> arguments) {
    Value first = SequelizeObject.at(arguments, 0);
    Value second = SequelizeObject.at(arguments, 1);
    database.answered();
    return switch (name) {
      case "describeTable" -> describeTable(first, second);
      case "assertTableHasColumn" -> unknown("the columns of a table");
      case "tableExists" -> tableExists(first);
      case "showAllTables" -> showAllTables();
      case "showIndex" -> showIndex(first);
      default -> unknown(call.place().text());
    };
  }

  private Evaluation run() {
    return call.run();
  }

  private Unknown unknown(String reason) {
    return new Unknown(reason, call.place());
  }

  private Fact<TableFacts> table(Value table, Value schema) {
    boolean object = table instanceof ObjectValue || table instanceof HostObject;
    Value name = object ? call.get(table, "tableName") : table;
    Value within = object ? call.get(table, "schema") : schema;
    String known = Values.known(name);
    String knownSchema = within instanceof Value.Nothing ? "public" : Values.known(within);
    return known == null || knownSchema == null
        ? Fact.unknown("its name is not known")
        : database.view().table(knownSchema, known);
  }

  /** {@code describeTable}: it throws where there is no table. */
  private Value describeTable(Value table, Value options) {
    Value schema = options instanceof ObjectValue ? call.get(options, "schema") : options;
    String what =
        Values.text(table instanceof ObjectValue ? call.get(table, "tableName") : table).text();
    return switch (table(table, schema)) {
      case Fact.Known<TableFacts>(TableFacts facts) -> described(facts);
      case Fact.Absent<TableFacts> absent ->
          throw call.fails(
              "No description found for \""
                  + what
                  + "\" table. Check the table name and schema; remember, they _are_ case"
                  + " sensitive.");
      case Fact.Unknown<TableFacts>(String reason) ->
          unknown("the columns of " + what + ": " + reason);
    };
  }

  private Value described(TableFacts facts) {
    ObjectValue description = run().object();
    for (ColumnFacts column : facts.columns().known()) {
      description.put(column.name(), described(column, facts));
    }
    String missing = facts.columns().missing();
    if (missing != null) {
      description.becomeUncertain(unknown("other columns of " + facts.name() + ": " + missing));
    }
    return description;
  }

  private Value described(ColumnFacts column, TableFacts facts) {
    ObjectValue description = run().object();
    description.put(
        "type",
        switch (column.type()) {
          case Fact.Known<TypeFacts>(TypeFacts type) -> typeName(type);
          default -> unknown("the type of " + column.name());
        });
    description.put(
        "allowNull",
        switch (column.nullable()) {
          case Fact.Known<Boolean>(Boolean nullable) -> Value.Bool.of(nullable);
          default -> unknown("whether " + column.name() + " may be null");
        });
    description.put(
        "defaultValue",
        column.defaultText().isAbsent()
            ? Value.Nothing.NULL
            : unknown("the default of " + column.name()));
    description.put(
        "comment",
        column.comment().isAbsent()
            ? Value.Nothing.NULL
            : unknown("the comment of " + column.name()));
    description.put("special", special(column));
    description.put("primaryKey", primaryKey(column, facts));
    return description;
  }

  /** As {@code information_schema.columns} has a type, in capitals. */
  private static Value typeName(TypeFacts type) {
    String text =
        type.array()
            ? "ARRAY"
            : type.kind() == TypeFacts.Kind.BUILT_IN
                ? type.text().replaceAll("\\(\\d.*?\\)(?! with)|\\(\\d\\)", "")
                : "USER-DEFINED";
    String length =
        type.text().startsWith("character") && !type.array() && !type.modifiers().isEmpty()
            ? "(" + type.modifiers().get(0) + ")"
            : "";
    return Text.of((text + length).toUpperCase(Locale.ROOT));
  }

  private Value special(ColumnFacts column) {
    if (column.type() instanceof Fact.Known<TypeFacts>(TypeFacts type)) {
      return switch (type.enumValues()) {
        case Fact.Known<List<String>>(List<String> labels) -> {
          List<Value> values = new ArrayList<>();
          for (String label : labels) {
            values.add(Text.of(label));
          }
          yield run().list(values);
        }
        case Fact.Absent<List<String>> absent -> run().list(List.of());
        case Fact.Unknown<List<String>> other -> unknown("the values of " + column.name());
      };
    }
    return unknown("the values of " + column.name());
  }

  private Value primaryKey(ColumnFacts column, TableFacts facts) {
    return switch (facts.primaryKey()) {
      case Fact.Known<ConstraintFacts.PrimaryKey>(ConstraintFacts.PrimaryKey key) ->
          Value.Bool.of(key.columns().contains(column.name()));
      case Fact.Absent<ConstraintFacts.PrimaryKey> absent -> Value.Bool.FALSE;
      case Fact.Unknown<ConstraintFacts.PrimaryKey>(String reason) ->
          unknown("whether " + column.name() + " is in the primary key: " + reason);
    };
  }

  private Value tableExists(Value table) {
    return switch (table(table, Value.Nothing.UNDEFINED)) {
      case Fact.Known<TableFacts> known -> Value.Bool.TRUE;
      case Fact.Absent<TableFacts> absent -> Value.Bool.FALSE;
      case Fact.Unknown<TableFacts>(String reason) ->
          unknown("whether there is a table " + Values.text(table).text() + ": " + reason);
    };
  }

  /** The tables of {@code public}. */
  private Value showAllTables() {
    Listing<QualifiedName> relations = database.view().relations("public");
    List<Value> names = new ArrayList<>();
    for (QualifiedName name : relations.known()) {
      if (database.view().table(name.schema(), name.name()).isKnown()) {
        names.add(Text.of(name.name()));
      }
    }
    String missing = relations.missing();
    if (missing != null && names.isEmpty()) {
      return unknown("the tables that there are: " + missing);
    }
    ListValue tables = run().list(names);
    if (missing != null) {
      tables.becomeUncertain(unknown("the tables that there are: " + missing));
    }
    return tables;
  }

  private Value showIndex(Value table) {
    if (!(table(table, Value.Nothing.UNDEFINED) instanceof Fact.Known<TableFacts>(TableFacts facts))
        || facts.indexes().missing() != null) {
      return unknown("the indexes of " + Values.text(table).text());
    }
    List<Value> indexes = new ArrayList<>();
    for (IndexFacts index : facts.indexes().known()) {
      ObjectValue row = run().object();
      row.put("name", Text.of(index.name().name()));
      row.becomeUncertain(unknown("more of the index " + index.name().name()));
      indexes.add(row);
    }
    ListValue all = run().list(indexes);
    // Indexes of constraints are listed by the catalog, too.
    all.becomeUncertain(unknown("the indexes of " + facts.name()));
    return all;
  }
}
