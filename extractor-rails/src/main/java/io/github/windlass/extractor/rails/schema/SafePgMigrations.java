package io.github.windlass.extractor.rails.schema;

import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.Symbol;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What safe-pg-migrations 4.0 makes of statements, in applications that have it: indexes are made
 * and dropped concurrently, constraints validated afterwards, all under timeouts ({@code
 * plugins/statement_insurer.rb}, with the settings that {@code configuration.rb} begins with).
 */
final class SafePgMigrations {

  private static final String LOCK = "lock_timeout";
  private static final String STATEMENT = "statement_timeout";

  private final SchemaStatements statements;

  SafePgMigrations(SchemaStatements statements) {
    this.statements = statements;
  }

  /** Runs a whole migration under timeouts. */
  void around(Runnable migration, Place place) {
    set(LOCK, Text.of("'4950ms'"), place);
    set(STATEMENT, Text.of("'5s'"), place);
    migration.run();
    set(STATEMENT, Text.hole(new Unknown("what it was before", place)), place);
    set(LOCK, Text.hole(new Unknown("what it was before", place)), place);
  }

  private Value plain(Call call, Version version) {
    Value value = statements.plain(call, version);
    return value == null ? Value.Nothing.NULL : value;
  }

  private void set(String name, Text value, Place place) {
    statements.send(new Sql().add("SET " + name + " TO ").add(value), place);
  }

  private Value without(boolean locks, Supplier<Value> body, Place place) {
    set(STATEMENT, Text.of("0"), place);
    if (locks) {
      set(LOCK, Text.of("0"), place);
    }
    Value value = body.get();
    if (locks) {
      set(LOCK, Text.of("'4950ms'"), place);
    }
    set(STATEMENT, Text.of("'5s'"), place);
    return value;
  }

  /** Sends what a call becomes; null: it stays as it is. */
  @Nullable Value call(Call call, Version version) {
    Options options = call.options();
    switch (call.name()) {
      case "add_index", "remove_index":
        Call concurrent =
            options.has("algorithm")
                ? call
                : call.with(options.with("algorithm", Symbol.of("concurrently")));
        return without(true, () -> plain(concurrent, version), call.place());
      case "validate_foreign_key", "validate_check_constraint":
        return without(false, () -> plain(call, version), call.place());
      case "add_foreign_key":
        if (options.has("validate")) {
          return null;
        }
        statements.plain(call.with(options.with("validate", Value.Bool.FALSE)), version);
        Options named = options.only("name", "column");
        return statements.call(
            call.with(
                "validate_foreign_key",
                named.values().isEmpty() ? call.arguments() : List.of(call.get(0)),
                named));
      case "add_check_constraint":
        statements.plain(call.with(options.with("validate", Value.Bool.FALSE)), version);
        if (options.isFalse("validate")) {
          return Value.Nothing.NULL;
        }
        Origin at = new Origin(statements.database.run(), call.place());
        Text name =
            Constraints.checkName(
                statements.database.text(call.get(0), at),
                statements.database.text(call.get(1), at),
                options,
                statements.database,
                at);
        return statements.call(
            call.with(
                "validate_check_constraint",
                List.of(call.get(0)),
                Options.NONE.with("name", name)));
      case "change_column_null":
        return notNull(call, version);
      default:
        return null;
    }
  }

  /** NOT NULL by a check that is validated before, and dropped afterwards. */
  private @Nullable Value notNull(Call call, Version version) {
    if (call.isSet(3) || call.get(2) != Value.Bool.FALSE) {
      return null;
    }
    Origin at = new Origin(statements.database.run(), call.place());
    Text expression = statements.database.text(call.get(1), at).concat(Text.of(" IS NOT NULL"));
    Text name = Names.check(statements.database.text(call.get(0), at), expression);
    Options named = Options.NONE.with("name", name);
    statements.call(call.with("add_check_constraint", List.of(call.get(0), expression), named));
    statements.plain(call, version);
    return statements.call(
        call.with("remove_check_constraint", List.of(call.get(0), expression), named));
  }
}
