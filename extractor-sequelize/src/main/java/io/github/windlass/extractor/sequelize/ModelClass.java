package io.github.windlass.extractor.sequelize;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.sequelize.generator.Call;
import io.github.windlass.extractor.sequelize.generator.ModelRows;
import io.github.windlass.extractor.sequelize.generator.ModelTable;
import io.github.windlass.extractor.sequelize.generator.Names;
import io.github.windlass.extractor.sequelize.generator.Statement;
import io.github.windlass.extractor.sequelize.generator.Tables;
import io.github.windlass.script.ClassValue;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model, or the class above models. What it sends is told as far as its definition is known and
 * no rows decide; all else is a gap.
 *
 * @param table null: it is not known
 */
record ModelClass(Database database, String name, @Nullable ModelTable table)
    implements HostObject {

  /** Methods that only tell how tables and rows are to be seen. */
  private static final Set<String> TELLING =
      Set.of(
          "addHook",
          "addScope",
          "associate",
          "belongsTo",
          "belongsToMany",
          "hasMany",
          "hasOne",
          "hook",
          "refreshAttributes",
          "removeAttribute",
          "removeHook",
          "runHooks",
          "unscoped",
          "validationFailed");

  /** Whether a method only tells how tables and rows are to be seen, or what is to run at times. */
  private static boolean isTelling(String member) {
    return TELLING.contains(member) || member.startsWith("before") || member.startsWith("after");
  }

  /** The class above models. */
  static ModelClass above(Database database) {
    return new ModelClass(database, "Model", null);
  }

  /** {@code define(name, attributes, options)}. */
  static ModelClass of(Database database, Value name, Value attributes, Value options, Call call) {
    return new ModelClass(
        database,
        name instanceof Text text ? text.text() : "Model",
        ModelTable.of(call, name, attributes, options));
  }

  @Override
  public String describe() {
    return name;
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public Value member(String member, Evaluation run, Place place) {
    return switch (member) {
      case "name" -> Text.of(name);
      case "prototype" -> run.object();
      case "tableName" -> table == null ? new Unknown(name + ".tableName", place) : table.table();
      case "rawAttributes", "associations", "primaryKeyAttribute" ->
          new Unknown(name + "." + member, place);
      case "sequelize" -> database.sequelize();
      default ->
          new NativeFunction(
              member,
              (self, arguments, within, at) ->
                  of(self).invoke(member, self, arguments, within, at));
    };
  }

  /** The model that a class of the script is, if it is one. */
  private ModelClass of(Value self) {
    return self instanceof ClassValue type ? database.models().of(type, this) : this;
  }

  @Override
  public Value invoke(String member, List<Value> arguments, Evaluation run, Place place) {
    return invoke(member, this, arguments, run, place);
  }

  private Value invoke(
      String member, Value self, List<Value> arguments, Evaluation run, Place place) {
    Call call = new Call(run, place);
    if (isTelling(member)) {
      return this;
    }
    if (member.equals("scope") || member.equals("schema")) {
      return new ModelClass(database, name, null);
    }
    if (member.equals("init")) {
      return init(self, arguments, call);
    }
    String what = name + "." + member + "()";
    if (member.equals("getTableName") || member.equals("build")) {
      return member.equals("build") || table == null
          ? new Unknown(what, place, member.equals("build"))
          : table.table();
    }
    Value options =
        SequelizeObject.at(
            arguments,
            switch (member) {
              case "create", "bulkCreate", "update", "upsert", "increment", "decrement" -> 1;
              case "findByPk" -> 1;
              default -> 0;
            });
    return database.promise(
        () ->
            database
                .connections()
                .with(options, call, () -> send(member, arguments, options, call)),
        place);
  }

  /** {@code class X extends Model}, {@code X.init(attributes, options)}. */
  private Value init(Value self, List<Value> arguments, Call call) {
    if (self instanceof ClassValue type) {
      Value options = SequelizeObject.at(arguments, 1);
      Value named = call.get(options, "modelName");
      String own = type.name();
      ModelClass model =
          of(
              database,
              named instanceof Text || own == null ? named : Text.of(own),
              SequelizeObject.at(arguments, 0),
              options,
              call);
      database.models().put(type, model);
    }
    return self;
  }

  private Value send(String member, List<Value> arguments, Value options, Call call) {
    Place place = call.place();
    Evaluation run = call.run();
    ModelTable known = table;
    if (known == null || database.dialect() != Dialect.POSTGRES) {
      run.gap(
          GapCode.UNSUPPORTED, name + "." + member + "(): what models send is not modelled", place);
      return new Unknown(name + "." + member + "()", place, true);
    }
    Value first = SequelizeObject.at(arguments, 0);
    ModelRows rows = new ModelRows(call, known);
    if (member.equals("bulkCreate")
        && first instanceof ListValue list
        && list.size() == 0
        && list.uncertain() == null) {
      return run.list(List.of());
    }
    Statement statement =
        switch (member) {
          case "create" -> rows.create(first, options);
          case "bulkCreate" -> statement(rows.bulkCreate(first, options));
          case "update" -> rows.update(first, options);
          case "destroy" -> rows.destroy(options);
          case "truncate" -> rows.truncate(options);
          case "drop" -> statement(Tables.drop(call, known.table(), options));
          default -> null;
        };
    if (statement == null) {
      run.gap(GapCode.DYNAMIC, reason(member, known, call), place);
    } else {
      database.send(statement, place);
    }
    return new Unknown("what " + name + "." + member + "() gives", place, true);
  }

  private String reason(String member, ModelTable known, Call call) {
    String of = Names.table(call, known.table()).text();
    return name
        + "."
        + member
        + "(), on the table "
        + of
        + ": what it sends depends on more than its code";
  }

  private static @Nullable Statement statement(@Nullable Text sql) {
    return sql == null ? null : new Statement(sql, List.of());
  }

  @Override
  public Value construct(List<Value> arguments, Evaluation run, Place place) {
    ObjectValue row = run.object();
    row.becomeUncertain(new Unknown("a row of " + name, place, true));
    return row;
  }
}
