package io.github.windlass.extractor.sequelize;

import io.github.windlass.extractor.sequelize.generator.DataType;
import io.github.windlass.extractor.sequelize.generator.Deferrable;
import io.github.windlass.extractor.sequelize.generator.Expression;
import io.github.windlass.extractor.sequelize.generator.Operator;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.builtin.JavaScript;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The class {@code Sequelize}, which a migration gets as its second argument. */
record SequelizeClass(Database database) implements HostObject {

  private static final List<String> QUERY_TYPES =
      List.of(
          "SELECT",
          "INSERT",
          "UPDATE",
          "BULKUPDATE",
          "BULKDELETE",
          "DELETE",
          "UPSERT",
          "VERSION",
          "SHOWTABLES",
          "SHOWINDEXES",
          "DESCRIBE",
          "RAW",
          "FOREIGNKEYS",
          "SHOWCONSTRAINTS");

  @Override
  public String describe() {
    return "Sequelize";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SequelizeClass;
  }

  @Override
  public int hashCode() {
    return SequelizeClass.class.hashCode();
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return switch (name) {
      case "Sequelize", "default" -> this;
      case "DataTypes", "DataType" -> new DataType.All();
      case "Op" -> new Operator.All();
      case "Deferrable" -> new Deferrable.All();
      case "QueryTypes" -> queryTypes(run);
      case "Transaction" -> new TransactionClass();
      // Who asks for it says that there is one, where nothing else says it.
      case "Promise" ->
          database.promises().isBluebird() == Truth.FALSE
              ? Nothing.UNDEFINED
              : JavaScript.bluebird();
      case "Model" -> ModelClass.above(database);
      case "version" -> Text.of("6.37.8");
      case "literal", "fn", "col", "cast", "json", "where", "and", "or", "asIs", "condition" ->
          function(name);
      case "prototype" -> Nothing.UNDEFINED;
      default -> {
        DataType type = DataType.named(name);
        if (type != null) {
          yield type;
        }
        // Errors, associations and types, of which nothing but their being there matters.
        yield name.endsWith("Error") || Character.isUpperCase(name.charAt(0))
            ? new Named(name)
            : Nothing.UNDEFINED;
      }
    };
  }

  /** A function that makes what stands for a piece of SQL. */
  static Value function(String name) {
    return new NativeFunction(
        name,
        (self, arguments, run, place) -> {
          Value made = Expression.made(name, arguments, run);
          return made == null ? Nothing.UNDEFINED : made;
        });
  }

  /** {@code QueryTypes}. */
  static Value queryTypes(Evaluation run) {
    ObjectValue types = run.object();
    for (String type : QUERY_TYPES) {
      types.put(type, Text.of(type));
    }
    return types;
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    Value made = Expression.made(name, arguments, run);
    return made == null ? run.call(member(name, run, place), this, arguments, place) : made;
  }

  /** A connection that a script makes: the one that there is, as far as what is sent goes. */
  @Override
  public Value construct(List<Value> arguments, Evaluation run, Place place) {
    return database.sequelize();
  }

  /** An export of which nothing but its being there matters. */
  record Named(String name) implements HostObject {

    @Override
    public String describe() {
      return name;
    }

    @Override
    public Value member(String member, Evaluation run, Place place) {
      return member.equals("name") ? Text.of(name) : Nothing.UNDEFINED;
    }

    @Override
    public Value construct(List<Value> arguments, Evaluation run, Place place) {
      ObjectValue made = run.object();
      made.put("message", arguments.isEmpty() ? Text.EMPTY : arguments.get(0));
      return made;
    }
  }

  /** The class {@code Transaction}. */
  record TransactionClass() implements HostObject {

    @Override
    public String describe() {
      return "Transaction";
    }

    @Override
    public Value member(String name, Evaluation run, Place place) {
      ObjectValue values = run.object();
      switch (name) {
        case "ISOLATION_LEVELS" -> {
          for (String level :
              List.of("READ UNCOMMITTED", "READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE")) {
            values.put(level.replace(' ', '_'), Text.of(level));
          }
        }
        case "TYPES" -> {
          for (String type : List.of("DEFERRED", "IMMEDIATE", "EXCLUSIVE")) {
            values.put(type, Text.of(type));
          }
        }
        case "LOCK" -> {
          for (String lock : List.of("UPDATE", "SHARE", "KEY SHARE", "NO KEY UPDATE")) {
            values.put(lock.replace(' ', '_'), Text.of(lock));
          }
        }
        default -> {
          return Nothing.UNDEFINED;
        }
      }
      return values;
    }
  }
}
