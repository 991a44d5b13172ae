package io.github.windlass.extractor.rails.schema;

import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.RubyHash;
import io.github.windlass.script.ruby.object.Symbol;
import java.util.ArrayList;
import java.util.List;

/** {@code references}: columns, an index and a foreign key. */
final class References {

  private References() {}

  /** Who takes what a reference is made of. */
  interface Target {
    void column(Text name, Text type, Options options);

    void index(Value columns, Options options);

    void foreignKey(Text to, Options options);
  }

  static void add(
      Text name, Options given, Text table, Target target, Database database, Origin at) {
    Value polymorphic = option(given, "polymorphic", Value.Bool.FALSE);
    Value index = option(given, "index", Value.Bool.TRUE);
    Value foreignKey = option(given, "foreign_key", Value.Bool.FALSE);
    Value type = option(given, "type", Symbol.of("bigint"));
    Options options = given.without("polymorphic", "index", "foreign_key", "type");
    Options conditional =
        database.installed().from(7, 1) ? options.only("if_exists", "if_not_exists") : Options.NONE;
    Options column = options.without("_uses_legacy_reference_index_name");
    Text columnName = name.concat(Text.of("_id"));
    List<Value> columns = new ArrayList<>();
    if (isTrue(polymorphic)) {
      Text typeName = name.concat(Text.of("_type"));
      columns.add(typeName);
      Options ofType =
          hash(polymorphic).and(conditional).and(options.only("null", "first", "after"));
      target.column(typeName, Text.of("string"), ofType);
    }
    columns.add(columnName);
    target.column(columnName, database.text(type, at), column);
    if (isTrue(index)) {
      Options ofIndex = hash(index).and(conditional);
      if (isTrue(polymorphic)
          && !options.isTrue("_uses_legacy_reference_index_name")
          && !ofIndex.isSet("name")) {
        ofIndex =
            ofIndex.with(
                "name", Text.of("index_").concat(table).concat(Text.of("_on_")).concat(name));
      }
      target.index(at.run().list(columns), ofIndex);
    }
    if (isTrue(foreignKey)) {
      Options ofKey = hash(foreignKey).with("column", columnName).and(conditional);
      Value to = ofKey.get("to_table");
      Text toTable =
          to == null || to instanceof Value.Nothing
              ? name.isKnown() ? Text.of(Constraints.plural(name.text())) : name
              : database.text(to, at);
      target.foreignKey(toTable, ofKey);
    }
  }

  static boolean isTrue(Value value) {
    return !(value instanceof Value.Nothing) && value != Value.Bool.FALSE;
  }

  private static Value option(Options options, String name, Value otherwise) {
    Value value = options.get(name);
    return value == null ? otherwise : value;
  }

  private static Options hash(Value value) {
    return value instanceof RubyHash hash ? Options.of(hash) : Options.NONE;
  }
}
