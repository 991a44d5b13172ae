package io.github.windlass.extractor.knex.schema;

import io.github.windlass.extractor.knex.client.Arguments;
import io.github.windlass.extractor.knex.client.Compilable;
import io.github.windlass.extractor.knex.client.Compiled;
import io.github.windlass.extractor.knex.client.Connection;
import io.github.windlass.extractor.knex.client.Formatter;
import io.github.windlass.extractor.knex.client.Predicate;
import io.github.windlass.extractor.knex.client.Sql;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements of their own that a table builder's calls become ({@code pg-tablecompiler.js}). */
final class TableChanges {

  private final TableBuilderObject builder;
  private final Connection connection;
  private final Evaluation run;
  private final Text table;
  private int checks;

  /**
   * @param table quoted, with its schema
   */
  TableChanges(TableBuilderObject builder, Text table) {
    this.builder = builder;
    this.connection = builder.connection;
    this.run = connection.run();
    this.table = table;
  }

  /** The statement of a call; null: none. */
  @Nullable Sql of(Call call) {
    Formatter formatter = connection.formatter(call.place());
    return switch (call.method()) {
      case "primary" -> primary(call, formatter);
      case "unique" -> unique(call, formatter);
      case "index" -> index(call, formatter);
      case "dropPrimary" -> dropConstraint("", primaryName(call, formatter), call);
      case "dropPrimaryIfExists" ->
          dropConstraint("if exists ", primaryName(call, formatter), call);
      case "dropUnique" -> dropConstraint("", name("unique", call, formatter), call);
      case "dropUniqueIfExists" ->
          dropConstraint("if exists ", name("unique", call, formatter), call);
      case "dropForeign" -> dropConstraint("", name("foreign", call, formatter), call);
      case "dropForeignIfExists" ->
          dropConstraint("if exists ", name("foreign", call, formatter), call);
      case "dropIndex" -> dropIndex(call, formatter);
      case "dropColumn" -> dropColumn(call, formatter);
      case "renameColumn" -> {
        Sql out = altered(call).add("rename ");
        formatter.wrap(call.at(0), out);
        formatter.wrap(call.at(1), out.add(" to "));
        yield out;
      }
      case "setNullable" -> nullable(call, "drop not null", formatter);
      case "dropNullable" -> nullable(call, "set not null", formatter);
      case "check" -> builder.isAltering() ? check(call, formatter) : null;
      case "dropChecks" -> dropChecks(call, formatter);
      default -> null;
    };
  }

  private Sql altered(Call call) {
    return new Sql().at(call.place()).add("alter table ").add(table).add(" ");
  }

  /** A name that is given, or the one that Knex makes. */
  private Text name(String type, Call call, Formatter formatter) {
    return name(type, call.at(1), call, formatter);
  }

  private Text name(String type, Value given, Call call, Formatter formatter) {
    if (!Flags.isGiven(given)) {
      return formatter.indexName(type, builder.name, call.at(0));
    }
    Sql out = new Sql();
    formatter.wrap(given, out);
    return out.text();
  }

  private Text primaryName(Call call, Formatter formatter) {
    return primaryName(call.at(0), formatter);
  }

  private Text primaryName(Value given, Formatter formatter) {
    Sql out = new Sql();
    if (Flags.isGiven(given)) {
      formatter.wrap(given, out);
    } else {
      formatter.identifier(
          new Text.Builder().add(formatter.text(builder.name)).add("_pkey").build(), out);
    }
    return out.text();
  }

  private Value option(Value options, String key, Call call) {
    return options instanceof ObjectValue
        ? run.member(options, key, call.place())
        : Value.Nothing.UNDEFINED;
  }

  private void deferrable(Value deferrable, Formatter formatter, Sql out) {
    if (Flags.isGiven(deferrable)) {
      out.add(" deferrable initially ").add(formatter.text(deferrable));
    }
  }

  /** Where a table is created, its primary key is part of that. */
  private @Nullable Sql primary(Call call, Formatter formatter) {
    if (builder.method.equals("create") || builder.method.equals("createIfNot")) {
      return null;
    }
    Value options = call.at(1);
    Value given =
        options instanceof ObjectValue ? option(options, "constraintName", call) : options;
    Sql out = altered(call).add("add constraint ").add(primaryName(given, formatter));
    formatter.columnize(call.at(0), out.add(" primary key ("));
    out.add(")");
    deferrable(option(options, "deferrable", call), formatter, out);
    return out;
  }

  private Sql unique(Call call, Formatter formatter) {
    Value options = call.at(1);
    boolean several = options instanceof ObjectValue;
    Value predicate = option(options, "predicate", call);
    Value deferrable = option(options, "deferrable", call);
    Value useConstraint = option(options, "useConstraint", call);
    Truth constraint = run.language().truth(useConstraint);
    if (useConstraint == Value.Nothing.UNDEFINED) {
      constraint =
          Flags.isGiven(deferrable) || !Flags.isGiven(predicate) ? Truth.TRUE : Truth.FALSE;
    }
    if (constraint == Truth.UNKNOWN) {
      connection.unsupported("whether a unique key is a constraint is not known", call.place());
    }
    boolean notDeferrable = "not deferrable".equals(Arguments.known(deferrable));
    if (constraint == Truth.FALSE && Flags.isGiven(deferrable) && !notDeferrable) {
      throw error("postgres cannot create deferrable index", call);
    }
    if (constraint == Truth.TRUE && Flags.isGiven(predicate)) {
      throw error("postgres cannot create constraint with predicate", call);
    }
    Text indexName =
        name("unique", several ? option(options, "indexName", call) : options, call, formatter);
    if (constraint == Truth.FALSE) {
      Sql out = new Sql().at(call.place()).add("create unique index ").add(indexName);
      formatter.columnize(call.at(0), out.add(" on ").add(table).add(" ("));
      predicate(predicate, call, out.add(")"));
      return out;
    }
    Sql out = altered(call).add("add constraint ").add(indexName).add(" unique (");
    formatter.columnize(call.at(0), out);
    out.add(")");
    deferrable(deferrable, formatter, out);
    return out;
  }

  private RuntimeException error(String message, Call call) {
    return run.language().error(message, run, call.place()).meant();
  }

  private Sql index(Call call, Formatter formatter) {
    Value options = call.at(2);
    Value kind = option(options, "indexType", call);
    Value method =
        options instanceof Text ? options : option(options, "storageEngineIndexType", call);
    Value predicate = option(options, "predicate", call);
    Sql out = new Sql().at(call.place()).add("create");
    String known = Arguments.known(kind);
    if (known != null && known.equalsIgnoreCase("unique")) {
      out.add(" unique");
    } else if (kind instanceof Unknown) {
      Flags.unknown(kind, out);
    }
    out.add(" index ").add(name("index", call, formatter)).add(" on ").add(table);
    if (Flags.isGiven(method)) {
      out.add(" using ").add(formatter.text(method));
    }
    if (options instanceof Unknown unknown) {
      connection.unsupported("the options of an index: " + unknown.reason(), call.place());
    }
    formatter.columnize(call.at(0), out.add(" ("));
    predicate(predicate, call, out.add(")"));
    return out;
  }

  /** The conditions of a query; the values that it has are lost. */
  private void predicate(Value predicate, Call call, Sql out) {
    if (predicate instanceof Predicate query) {
      Compiled where = query.where(call.place());
      if (where.sql().length() > 0) {
        out.add(" ").add(where.sql());
      } else {
        out.add(" ");
      }
    } else if (predicate instanceof Compilable || predicate instanceof Unknown) {
      connection.unsupported("the predicate of an index is not known", call.place());
    }
  }

  private Sql dropConstraint(String ifExists, Text name, Call call) {
    return altered(call).add("drop constraint " + ifExists).add(name);
  }

  private Sql dropIndex(Call call, Formatter formatter) {
    Sql out = new Sql().at(call.place()).add("drop index ");
    if (Flags.isGiven(builder.schema)) {
      formatter.wrap(builder.schema, out);
      out.add(".");
    }
    return out.add(name("index", call, formatter));
  }

  private Sql dropColumn(Call call, Formatter formatter) {
    Sql out = altered(call);
    List<Value> columns = Arguments.normalized(call.arguments());
    for (int i = 0; i < columns.size(); i++) {
      formatter.wrap(columns.get(i), out.add(i == 0 ? "drop column " : ", drop column "));
    }
    return out;
  }

  private Sql nullable(Call call, String action, Formatter formatter) {
    Sql out = altered(call).add("alter column ");
    formatter.wrap(call.at(0), out);
    return out.add(" ").add(action);
  }

  private Sql check(Call call, Formatter formatter) {
    Sql out = altered(call).add("add constraint ");
    if (Flags.isGiven(call.at(2))) {
      out.add(formatter.text(call.at(2)));
    } else {
      out.add(table).add("_" + ++checks);
    }
    return out.add(" check(").add(formatter.text(call.at(0))).add(")");
  }

  private @Nullable Sql dropChecks(Call call, Formatter formatter) {
    if (call.at(0) == Value.Nothing.UNDEFINED) {
      return null;
    }
    Sql out = altered(call);
    List<Value> names = Arguments.normalized(call.arguments().subList(0, 1));
    for (int i = 0; i < names.size(); i++) {
      out.add(i == 0 ? "drop constraint " : ", drop constraint ");
      out.add(formatter.text(names.get(i)));
    }
    return out;
  }
}
