package io.github.windlass.extractor.rails.schema;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Foreign keys, checks, exclusions and uniques: added, validated and removed. */
final class ConstraintStatements {

  private final SchemaStatements statements;
  private final Database database;

  ConstraintStatements(SchemaStatements statements) {
    this.statements = statements;
    this.database = statements.database;
  }

  @Nullable Value call(Call call) {
    Origin at = new Origin(database.run(), call.place());
    return switch (call.name()) {
      case "add_foreign_key" -> addForeignKey(call, at);
      case "remove_foreign_key" -> removeForeignKey(call, at);
      case "validate_foreign_key" -> {
        Text name = foreignKey(call, at);
        yield name == null ? Value.Nothing.NULL : validate(call, name, at);
      }
      case "validate_constraint" -> validate(call, database.text(call.get(1), at), at);
      case "add_check_constraint" -> addCheck(call, at);
      case "remove_check_constraint" -> removeCheck(call, at);
      case "validate_check_constraint" -> validate(call, checkName(call, at), at);
      case "add_exclusion_constraint" ->
          add(
              call,
              Constraints.exclusion(
                  database.text(call.get(0), at),
                  database.text(call.get(1), at),
                  call.options(),
                  database,
                  at),
              at);
      case "remove_exclusion_constraint" ->
          drop(
              call,
              Constraints.exclusionName(
                  database.text(call.get(0), at),
                  database.text(call.get(1), at),
                  call.options(),
                  database,
                  at),
              at);
      case "add_unique_constraint", "add_unique_key" ->
          add(
              call,
              Constraints.unique(
                  database.text(call.get(0), at), call.get(1), call.options(), database, at),
              at);
      case "remove_unique_constraint", "remove_unique_key" -> removeUnique(call, at);
      case "remove_constraint" -> drop(call, database.text(call.get(1), at), at);
      default -> null;
    };
  }

  private Value add(Call call, Text constraint, Origin at) {
    return statements.send(
        statements.alter(database.text(call.get(0), at)).add("ADD ").add(constraint), call.place());
  }

  private Value drop(Call call, Text name, Origin at) {
    return statements.send(
        statements.alter(database.text(call.get(0), at)).add("DROP CONSTRAINT ").name(name),
        call.place());
  }

  private Value validate(Call call, Text name, Origin at) {
    return statements.send(
        statements.alter(database.text(call.get(0), at)).add("VALIDATE CONSTRAINT ").name(name),
        call.place());
  }

  private Value addForeignKey(Call call, Origin at) {
    Text from = database.text(call.get(0), at);
    Text to = database.text(call.get(1), at);
    Options options = Constraints.foreignKey(from, to, call.options(), database, at);
    if (options.isTrue("if_not_exists")) {
      Value column = options.get("column");
      Catalog.Found found =
          to.isKnown()
              ? statements.catalog.foreignKey(
                  from, to.text(), column == null ? null : strings(column, at), null, null)
              : new Catalog.Found.Maybe();
      return statements.unless(
          exists(found, at),
          "foreign_key_exists?(:" + from.text() + ", :" + to.text() + ")",
          () -> addForeignKey(call.with(call.options().without("if_not_exists")), at),
          call.place());
    }
    Sql sql =
        statements
            .alter(from)
            .add("ADD ")
            .add(Constraints.foreignKeySql(to, options, database, at));
    // ActiveRecord 7.1 and 7.2 say it twice, which PostgreSQL takes.
    if (database.installed().from(7, 1) && !database.installed().from(8, 0)) {
      Constraints.deferrable(sql, options, database, at);
    }
    if (options.isFalse("validate")) {
      sql.add(" NOT VALID");
    }
    return statements.send(sql, call.place());
  }

  private List<String> strings(Value value, Origin at) {
    List<String> all = new ArrayList<>();
    for (Text name : Defaults.names(value, database, at)) {
      all.add(name.text());
    }
    return all;
  }

  static Value exists(Catalog.Found found, Origin at) {
    return found instanceof Catalog.Found.Named
        ? Value.Bool.TRUE
        : found instanceof Catalog.Found.None
            ? Value.Bool.FALSE
            : new Unknown(at.place().text(), at.place());
  }

  private Value removeForeignKey(Call call, Origin at) {
    Options options = call.options();
    if (options.isTrue("if_exists")) {
      return statements.when(
          exists(find(call, at), at),
          "foreign_key_exists?(:" + database.text(call.get(0), at).text() + ", …)",
          () -> removeForeignKey(call.with(options.without("if_exists")), at),
          call.place());
    }
    Text name = foreignKey(call, at);
    return name == null ? Value.Nothing.NULL : drop(call, name, at);
  }

  private @Nullable Value to(Call call) {
    if (call.isSet(1)) {
      return call.get(1);
    }
    Value to = call.options().get("to_table");
    return to == null || to instanceof Value.Nothing ? null : to;
  }

  private Catalog.Found find(Call call, Origin at) {
    Text from = database.text(call.get(0), at);
    Value given = to(call);
    Text to = given == null ? null : database.text(given, at);
    Value column = call.options().get("column");
    Text name =
        call.options().isSet("name")
            ? Constraints.text(call.options(), "name", database, at)
            : null;
    if ((to != null && !to.isKnown()) || (name != null && !name.isKnown())) {
      return new Catalog.Found.Maybe();
    }
    return statements.catalog.foreignKey(
        from,
        to == null ? null : to.text(),
        column == null ? null : strings(column, at),
        name == null ? null : name.text(),
        // From 8.1 on, that on the usual column is meant before others.
        to == null
                || !database.installed().from(8, 1)
                || call.options().isTrue("_skip_column_match")
            ? null
            : Constraints.foreignKeyColumn(to, "id", database).text());
  }

  /** The name of the foreign key that a call means; null: it is not known, which is said. */
  private @Nullable Text foreignKey(Call call, Origin at) {
    if (call.options().isSet("name")) {
      return Constraints.text(call.options(), "name", database, at);
    }
    if (find(call, at) instanceof Catalog.Found.Named named) {
      return Text.of(named.name());
    }
    Value to = to(call);
    Options options = call.options();
    if (!options.isSet("column")) {
      if (to == null) {
        database.gap(GapCode.DYNAMIC, "it is not known which foreign key is meant", call.place());
        return null;
      }
      options =
          options.with(
              "column", Constraints.foreignKeyColumn(database.text(to, at), "id", database));
    }
    database.gap(
        GapCode.DYNAMIC,
        "the table's foreign keys are not known; the usual name is taken",
        call.place());
    return Constraints.foreignKeyName(database.text(call.get(0), at), options, database, at);
  }

  private Text checkName(Call call, Origin at) {
    Value expression = call.isSet(1) ? call.get(1) : call.options().get("expression");
    return Constraints.checkName(
        database.text(call.get(0), at),
        expression == null ? Text.EMPTY : database.text(expression, at),
        call.options(),
        database,
        at);
  }

  private Value addCheck(Call call, Origin at) {
    Options options = call.options();
    Text table = database.text(call.get(0), at);
    if (options.isTrue("if_not_exists")) {
      Text name = checkName(call, at);
      Value there =
          name.isKnown()
              ? exists(statements.catalog.constraint(table, name.text()), at)
              : new Unknown(call.place().text(), call.place());
      return statements.unless(
          there,
          "check_constraint_exists?(:" + table.text() + ", …)",
          () -> addCheck(call.with(options.without("if_not_exists")), at),
          call.place());
    }
    return add(
        call, Constraints.check(table, database.text(call.get(1), at), options, database, at), at);
  }

  private Value removeCheck(Call call, Origin at) {
    Options options = call.options();
    Text table = database.text(call.get(0), at);
    Text name = checkName(call, at);
    if (options.isTrue("if_exists")) {
      Value there =
          name.isKnown()
              ? exists(statements.catalog.constraint(table, name.text()), at)
              : new Unknown(call.place().text(), call.place());
      return statements.when(
          there,
          "check_constraint_exists?(:" + table.text() + ", …)",
          () -> drop(call, name, at),
          call.place());
    }
    return drop(call, name, at);
  }

  private Value removeUnique(Call call, Origin at) {
    Text table = database.text(call.get(0), at);
    Options options = call.options();
    if (!options.isSet("name") && call.isSet(1)) {
      Catalog.Found found = statements.catalog.unique(table, strings(call.get(1), at));
      if (found instanceof Catalog.Found.Named named) {
        return drop(call, Text.of(named.name()), at);
      }
      database.gap(
          GapCode.DYNAMIC,
          "the table's unique constraints are not known; the usual name is taken",
          call.place());
    }
    return drop(call, Constraints.uniqueName(table, call.get(1), options, database, at), at);
  }
}
