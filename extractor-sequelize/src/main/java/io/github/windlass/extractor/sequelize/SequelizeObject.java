package io.github.windlass.extractor.sequelize;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.sequelize.generator.Call;
import io.github.windlass.extractor.sequelize.generator.DataType;
import io.github.windlass.extractor.sequelize.generator.Expression;
import io.github.windlass.extractor.sequelize.generator.Literals;
import io.github.windlass.extractor.sequelize.generator.Placeholders;
import io.github.windlass.extractor.sequelize.generator.Statement;
import io.github.windlass.extractor.sequelize.generator.Words;
import io.github.windlass.script.Closure;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import io.github.windlass.script.ecmascript.node.ProjectPath;
import java.util.List;
import java.util.Set;

/** An object of the class {@code Sequelize}: the connections to one database. */
final class SequelizeObject implements HostObject {

  private static final Set<String> METHODS =
      Set.of(
          "authenticate",
          "close",
          "createSchema",
          "databaseVersion",
          "define",
          "drop",
          "dropAllSchemas",
          "dropSchema",
          "escape",
          "getDatabaseName",
          "getDialect",
          "getQueryInterface",
          "import",
          "isDefined",
          "model",
          "query",
          "set",
          "showAllSchemas",
          "sync",
          "transaction",
          "truncate",
          "validate");

  private static final Set<String> EXPRESSIONS =
      Set.of("literal", "fn", "col", "cast", "json", "where", "and", "or", "random", "asIs");

  private final Database database;

  SequelizeObject(Database database) {
    this.database = database;
  }

  @Override
  public String describe() {
    return "Sequelize";
  }

  @Override
  public boolean sends() {
    return true;
  }

  static boolean has(String name) {
    return METHODS.contains(name) || EXPRESSIONS.contains(name);
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return switch (name) {
      case "Sequelize", "constructor" -> new SequelizeClass(database);
      case "QueryTypes" -> SequelizeClass.queryTypes(run);
      case "queryInterface" -> database.queryInterface();
      case "Promise" -> new SequelizeClass(database).member(name, run, place);
      case "models" -> {
        ObjectValue models = run.object();
        models.becomeUncertain(new Unknown("sequelize.models", place, true));
        yield models;
      }
      case "options", "config", "dialect", "connectionManager", "modelManager", "Validator" ->
          name.equals("options") || name.equals("dialect")
              ? told(name, run, place)
              : new Unknown("sequelize." + name, place, name.equals("connectionManager"));
      default -> has(name) ? bound(name) : Nothing.UNDEFINED;
    };
  }

  /** What is known of the options and of the dialect: which database it is. */
  private Value told(String name, Evaluation run, Place place) {
    ObjectValue told = run.object();
    told.put(
        name.equals("options") ? "dialect" : "name", Text.of(Dialects.nameOf(database.dialect())));
    told.becomeUncertain(new Unknown("sequelize." + name, place));
    return told;
  }

  private Value bound(String name) {
    return new NativeFunction(
        name, (self, arguments, run, place) -> invoke(name, arguments, run, place));
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    Value first = at(arguments, 0);
    Value made = EXPRESSIONS.contains(name) ? Expression.made(name, arguments, run) : null;
    if (made != null) {
      return made;
    }
    Call call = new Call(run, place);
    return switch (name) {
      case "getQueryInterface" -> database.queryInterface();
      case "getDialect" -> Text.of(Dialects.nameOf(database.dialect()));
      case "escape" -> Literals.escaped(call, first);
      case "define" -> ModelClass.of(database, first, at(arguments, 1), at(arguments, 2), call);
      case "import" -> imported(first, run, place);
      case "model" -> model(first);
      case "isDefined", "getDatabaseName" -> new Unknown(place.text(), place);
      case "authenticate", "validate", "close" -> database.promise(() -> Nothing.UNDEFINED, place);
      case "createSchema", "dropSchema", "showAllSchemas", "dropAllSchemas", "databaseVersion" ->
          database.queryInterface().invoke(name, arguments, run, place);
      case "query" ->
          database.promise(
              () ->
                  database
                      .connections()
                      .with(at(arguments, 1), call, () -> query(first, at(arguments, 1), call)),
              place);
      case "transaction" -> database.promise(() -> transaction(arguments, call), place);
      case "sync", "drop", "truncate", "set" ->
          database.gap("Sequelize." + name + "(): what models send is not modelled", place);
      default -> {
        if (member(name, run, place) instanceof HostObject own) {
          yield run.call(own, this, arguments, place);
        }
        yield database.gap("Sequelize." + name + "() is not modelled", place);
      }
    };
  }

  // Models.

  private ModelClass model(Value name) {
    return new ModelClass(database, name instanceof Text text ? text.text() : "Model", null);
  }

  /**
   * {@code import(path)} of Sequelize 5: a module's function is called with what defines models.
   */
  private Value imported(Value path, Evaluation run, Place place) {
    if (!(path instanceof Text text)) {
      return model(path);
    }
    Value exported = run.module(ProjectPath.specifier(text, place, run.project()), place);
    Value inner =
        exported instanceof ObjectValue object && object.has("default")
            ? run.member(object, "default", place)
            : exported;
    return inner instanceof Closure
        ? run.call(inner, Nothing.UNDEFINED, List.of(this, new DataType.All()), place)
        : model(path);
  }

  // Statements.

  /** {@code query}. */
  Value query(Value given, Value options, Call call) {
    Value sql = given;
    Value replacements = call.get(options, "replacements");
    Value bind = call.get(options, "bind");
    if (given instanceof ObjectValue object) {
      Value values = call.get(object, "values");
      replacements = values == Nothing.UNDEFINED ? replacements : values;
      Value own = call.get(object, "bind");
      bind = own == Nothing.UNDEFINED ? bind : own;
      sql = call.get(object, "query");
    }
    if (sql instanceof Unknown unknown) {
      call.run()
          .gap(GapCode.DYNAMIC, "the statement is not known: " + unknown.reason(), call.place());
      return new Unknown("the rows of a statement that is not known", call.place());
    }
    if (sql instanceof Expression.Literal literal) {
      sql = literal.val();
    }
    if (!(sql instanceof Text text)) {
      call.run().gap(GapCode.DYNAMIC, "what is sent is no text", call.place());
      return new Unknown("the rows of what is no statement", call.place());
    }
    text = Words.trim(text);
    Truth replaces = Values.truth(replacements);
    Truth binds = Values.truth(bind);
    if (replaces == Truth.TRUE && binds == Truth.TRUE) {
      throw call.fails("Both `replacements` and `bind` cannot be set at the same time");
    }
    if (replaces != Truth.FALSE) {
      text = Placeholders.replaced(call, text, replacements);
    }
    Statement statement =
        binds == Truth.TRUE || (bind instanceof Unknown && !(options instanceof Unknown))
            ? Placeholders.bound(call, text, bind)
            : new Statement(text, List.of());
    return database.send(statement, call.place());
  }

  // Transactions.

  private Value transaction(List<Value> arguments, Call call) {
    Value first = at(arguments, 0);
    Value body = at(arguments, 1);
    Value options = first;
    if (isFunction(first)) {
      body = first;
      options = Nothing.UNDEFINED;
    }
    Place place = call.place();
    TransactionObject opened = TransactionObject.open(database, options, place);
    if (body instanceof Nothing) {
      return opened;
    }
    Evaluation run = call.run();
    Value result;
    try {
      result =
          run.language()
              .await(run.call(body, Nothing.UNDEFINED, List.of(opened), place), run, place);
    } catch (Thrown thrown) {
      opened.rollback(place);
      throw thrown;
    }
    opened.commit(place);
    return result;
  }

  private static boolean isFunction(Value value) {
    return value instanceof Closure || value instanceof NativeFunction;
  }

  static Value at(List<Value> arguments, int index) {
    return index < arguments.size() ? arguments.get(index) : Nothing.UNDEFINED;
  }
}
