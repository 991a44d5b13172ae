package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.analyzer.schema.CatalogSchemaView;
import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.schema.Fact;
import io.github.windlass.extractor.schema.TableFacts;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tables and columns for tests, and what is done with them as text. */
final class Described {

  static final Place PLACE = new Place(new SourceFile("m.ts", "up"), new Span(0, 2));

  private Described() {}

  /** A session on a database that SQL made. */
  static Session after(String sql) {
    return session(CatalogSchemaView.ofEmptyDatabase(17).after(sql));
  }

  static Session session(SchemaView view) {
    return new Session(view, null, "uuid_generate_v4()", new DefaultNamingStrategy(PLACE), PLACE);
  }

  /** A table as TypeORM finds it in a database. */
  static Table found(Session session, String name) {
    if (session.view().table("public", name) instanceof Fact.Known<TableFacts>(TableFacts facts)) {
      return CatalogTables.of(session, facts);
    }
    throw new AssertionError("no table " + name);
  }

  /** A column: name, type, then options with their values; flags are {@code true}. */
  static Column column(String name, String type, Object... options) {
    Map<String, Value> values = new HashMap<>();
    for (String flag : List.of("isNullable", "isGenerated", "isPrimary", "isUnique", "isArray")) {
      values.put(flag, Value.Bool.FALSE);
    }
    values.put("length", Text.EMPTY);
    values.put("name", Text.of(name));
    values.put("type", Text.of(type));
    Several<Value> labels = Several.none();
    for (int i = 0; i < options.length; i += 2) {
      if (options[i].equals("enum")) {
        labels = texts(options[i + 1].toString().split(","));
      } else {
        values.put(options[i].toString(), value(options[i + 1]));
      }
    }
    Options all = Options.of(values);
    return new Column(labels.known().isEmpty() ? all : all.with("enum", labels));
  }

  static Value value(Object value) {
    return switch (value) {
      case Boolean truth -> Value.Bool.of(truth);
      case Integer number -> new Value.Num(number);
      case Value other -> other;
      default -> Text.of(value.toString());
    };
  }

  static Several<Value> texts(String... texts) {
    List<Value> values = new ArrayList<>();
    for (String text : texts) {
      values.add(Text.of(text));
    }
    return Several.all(values);
  }

  static Unknown unknown(String reason) {
    return new Unknown(reason, PLACE);
  }

  static Table table(String name, Column... columns) {
    return new Table(
        Options.of(Map.of("name", Text.of(name))),
        Several.all(List.of(columns)),
        Several.none(),
        Several.none(),
        Several.none(),
        Several.none(),
        Several.none());
  }

  /** What is done, a line each. */
  static List<String> lines(List<Action> actions) {
    List<String> lines = new ArrayList<>();
    for (Action action : actions) {
      lines.add(
          switch (action) {
            case Action.Send send when send.condition() == null -> send.sql().text();
            case Action.Send send -> "if " + send.condition() + ": " + send.sql().text();
            case Action.Missing missing -> "missing: " + missing.reason();
          });
    }
    return lines;
  }
}
