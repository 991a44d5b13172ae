package io.github.windlass.extractor.rails.model;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.rails.schema.Database;
import io.github.windlass.extractor.rails.schema.Inflector;
import io.github.windlass.extractor.rails.schema.Origin;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.Operators;
import io.github.windlass.script.ruby.builtin.Strings;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.Callable;
import io.github.windlass.script.ruby.object.NativeMethod;
import io.github.windlass.script.ruby.object.Natives;
import io.github.windlass.script.ruby.object.RubyHash;
import io.github.windlass.script.ruby.object.RubyModule;
import io.github.windlass.script.ruby.object.RubyObject;
import io.github.windlass.script.ruby.object.RubyProc;
import io.github.windlass.script.ruby.object.Symbol;
import io.github.windlass.script.ruby.object.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What model classes answer: {@code ActiveRecord::Base}'s own methods. */
public final class Models implements Natives {

  /** Where a class keeps the name of its table. */
  private static final String TABLE = "@%table";

  /** Where a class keeps that not all rows are meant where none are named. */
  private static final String SCOPED = "@%scoped";

  /** Where a class keeps the name of its primary key. */
  private static final String KEY = "@%key";

  /** Where a class keeps that it does not set its rows' times. */
  private static final String TIMELESS = "@%record_timestamps";

  /** Where a class keeps that it has callbacks. */
  private static final String CALLBACKS = "@%callbacks";

  /** Where a class keeps that it has no table. */
  private static final String ABSTRACT = "@%abstract";

  /** Where a class keeps the name of the column that tells the classes below it apart. */
  private static final String INHERITANCE = "@%inheritance";

  /** Where a class keeps the values of an enum, by the attribute. */
  private static final String ENUM = "@%enum:";

  private final Database database;
  private final Value connection;
  private final Records records = new Records(this);

  /** The rows that their model means at present; null: all. */
  private @Nullable Relation scoping;

  public Models(Database database, Value connection) {
    this.database = database;
    this.connection = connection;
  }

  Database database() {
    return database;
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public @Nullable Callable find(String name) {
    if (isOfClass(name)) {
      return new NativeMethod(
          name,
          (self, arguments, run, place) -> ofClass((RubyModule) self, name, arguments, run, place));
    }
    if (RelationNames.isMethod(name)) {
      return new NativeMethod(
          name,
          (self, arguments, run, place) -> {
            Relation relation = all((RubyModule) self, place);
            return relation.invoke(name, arguments.values(), run, place);
          });
    }
    return isDeclaration(name)
        ? new NativeMethod(
            name,
            (self, arguments, run, place) ->
                declare((RubyModule) self, name, arguments, run, place))
        : null;
  }

  @Override
  public Callable missing(String name) {
    return new NativeMethod(
        name,
        (self, arguments, run, place) ->
            World.of(run)
                .lost(
                    GapCode.UNSUPPORTED,
                    name + " of the model " + ((RubyModule) self).name() + " is not known",
                    arguments,
                    place));
  }

  private static boolean isOfClass(String name) {
    return switch (name) {
      case "connection",
          "with_connection",
          "lease_connection",
          "connection_pool",
          "transaction",
          "table_name",
          "table_name=",
          "quoted_table_name",
          "reset_column_information",
          "primary_key",
          "primary_key=",
          "scope",
          "default_scope",
          "sanitize_sql",
          "sanitize_sql_array",
          "sanitize_sql_for_conditions",
          "sanitize_sql_for_assignment",
          "abstract_class?",
          "table_exists?",
          "column_names",
          "columns",
          "columns_hash",
          "attribute_names",
          "update_counters",
          "increment_counter",
          "decrement_counter",
          "reset_counters",
          "import",
          "import!",
          "delete",
          "destroy",
          "update",
          "update!",
          "connected_to",
          "establish_connection",
          "arel_table",
          "record_timestamps",
          "with_advisory_lock",
          "suppress",
          "no_touching",
          "without_auditing",
          "skip_callback",
          "has_attribute?",
          "column_for_attribute",
          "inheritance_column",
          "find_by_sql",
          "count_by_sql" ->
          true;
      default -> false;
    };
  }

  private Value declare(
      RubyModule self, String name, Arguments arguments, Evaluation run, Place place) {
    if (Associations.isDeclaration(name)) {
      Associations.declare(self, name, arguments, World.of(run), place);
      if (Associations.changesOthers(arguments)) {
        self.variables().put(CALLBACKS, Value.Bool.TRUE);
      }
    } else if (name.equals("abstract_class=") || name.equals("primary_abstract_class")) {
      self.variables().put(ABSTRACT, arguments.size() == 0 ? Value.Bool.TRUE : arguments.get(0));
    } else if (name.equals("inheritance_column=")) {
      self.variables().put(INHERITANCE, arguments.get(0));
    } else if (name.equals("acts_as_paranoid")) {
      // Rows are marked instead of deleted, and those that are marked are left out.
      self.variables().put(SCOPED, Value.Bool.TRUE);
      self.variables().put(CALLBACKS, Value.Bool.TRUE);
    } else if (name.equals("enum")) {
      enumerate(self, arguments, place);
    } else if (name.equals("record_timestamps=")) {
      self.variables().put(TIMELESS, arguments.get(0));
    } else if (isCallback(name)) {
      self.variables().put(CALLBACKS, Value.Bool.TRUE);
    }
    return Value.Nothing.NULL;
  }

  /** Whether a declaration has something done around each change of a row. */
  private static boolean isCallback(String name) {
    return switch (name) {
      case "has_paper_trail",
          "audited",
          "counter_culture",
          "acts_as_list",
          "has_ancestry",
          "has_secure_token",
          "friendly_id",
          "multisearchable",
          "acts_as_taggable" ->
          true;
      default ->
          (name.startsWith("before_") || name.startsWith("after_") || name.startsWith("around_"))
              && !name.endsWith("_initialize")
              && !name.endsWith("_find");
    };
  }

  /** Whether a name is that of a declaration, which sends nothing. */
  private static boolean isDeclaration(String name) {
    return switch (name) {
      case "belongs_to",
          "has_many",
          "has_one",
          "has_and_belongs_to_many",
          "validates",
          "validate",
          "serialize",
          "attribute",
          "enum",
          "store",
          "store_accessor",
          "accepts_nested_attributes_for",
          "alias_attribute",
          "self_and",
          "ignored_columns=",
          "inheritance_column=",
          "abstract_class=",
          "primary_abstract_class",
          "attr_accessible",
          "attr_protected",
          "attr_readonly",
          "has_one_attached",
          "has_many_attached",
          "has_rich_text",
          "has_secure_password",
          "has_secure_token",
          "encrypts",
          "normalizes",
          "monetize",
          "friendly_id",
          "has_paper_trail",
          "delegated_type",
          "delegate_type",
          "store_attribute",
          "self_implicit_order_column",
          "implicit_order_column=",
          "record_timestamps=",
          "sequence_name=",
          "lock_optimistically=",
          "table_name_prefix=",
          "table_name_suffix=",
          "load_schema",
          "reset_primary_key",
          "connects_to",
          "composed_of",
          "counter_culture",
          "devise",
          "has_attached_file",
          "acts_as_paranoid",
          "acts_as_list",
          "acts_as_tree",
          "has_ancestry",
          "acts_as_taggable",
          "paginates_per",
          "mount_uploader",
          "include_root_in_json=",
          "broadcasts_to",
          "blind_index",
          "has_encrypted",
          "audited",
          "pg_search_scope",
          "multisearchable",
          "strict_loading_by_default=",
          "automatic_scope_inversing=",
          "self.table_name_prefix" ->
          true;
      default ->
          (name.endsWith("=") && name.length() > 2 && !name.startsWith("="))
              || name.startsWith("validates_")
              || name.startsWith("before_")
              || name.startsWith("after_")
              || name.startsWith("around_")
              || name.startsWith("skip_callback");
    };
  }

  /** The rows of a model's table that it means where none are named. */
  Relation all(RubyModule model, Place place) {
    Relation present = scoping;
    if (present != null && present.model() == model) {
      return present;
    }
    boolean scoped = false;
    for (RubyModule each : model.ancestors()) {
      scoped |= each.variables().has(SCOPED);
    }
    Relation all = unscoped(model, place);
    return scoped ? all.hindered("default_scope") : all;
  }

  /** Calls what is of a model while it means some rows only. */
  Value within(Relation rows, Supplier<Value> call) {
    Relation before = scoping;
    scoping = rows;
    try {
      return call.get();
    } finally {
      scoping = before;
    }
  }

  /** All rows of a model's table. */
  Relation unscoped(RubyModule model, Place place) {
    String type = typeColumn(model, place);
    boolean one = type == null || Boolean.FALSE.equals(shape(model, place).has(type));
    return new Relation(
        this,
        model,
        table(model, place),
        List.of(),
        Map.of(),
        Query.PLAIN,
        one ? null : "the types of which " + model.name() + " is");
  }

  /** The column in which a class below another model has its name; null: it is below none. */
  private @Nullable String typeColumn(RubyModule model, Place place) {
    if (isBase(model.superclass())) {
      return null;
    }
    for (RubyModule each : model.ancestors()) {
      if (each.variables().has(INHERITANCE)) {
        Value name = each.variables().get(INHERITANCE);
        return name instanceof Value.Nothing
            ? null
            : Strings.text(name, database.run(), place).text();
      }
    }
    return "type";
  }

  Records records() {
    return records;
  }

  /** A model's table as the catalog knows it. */
  Shape shape(RubyModule model, Place place) {
    List<String> declared = List.of();
    for (RubyModule each : model.ancestors()) {
      if (declared.isEmpty() && each.variables().has(KEY)) {
        Value key = each.variables().get(KEY);
        declared =
            key instanceof Value.Nothing
                ? List.of()
                : Shape.names(key, database, new Origin(database.run(), place));
      }
    }
    return Shape.of(table(model, place), declared, database);
  }

  /** Whether ActiveRecord sets {@code created_at} and the like of a model's rows by itself. */
  boolean recordsTimes(RubyModule model) {
    for (RubyModule each : model.ancestors()) {
      if (each.variables().get(TIMELESS) == Value.Bool.FALSE) {
        return false;
      }
    }
    return true;
  }

  /** Says that more may be sent where a model has callbacks. */
  void callbacks(RubyModule model, Place place) {
    for (RubyModule each : model.ancestors()) {
      if (each.variables().has(CALLBACKS)) {
        database.gap(
            GapCode.DYNAMIC,
            "callbacks of " + model.name() + " may change more than its row",
            place);
        return;
      }
    }
  }

  /** What may change rows, and is not known. */
  Value lost(String reason, Place place) {
    return database.gap(GapCode.DYNAMIC, reason, place);
  }

  /**
   * What is written of attributes.
   *
   * @param others why there may be others; null: there are none
   */
  record Written(Map<String, Value> columns, @Nullable Unknown others) {}

  /**
   * The columns that a row of its own is written with. ActiveRecord sends none that the table has
   * not: such an attribute is kept elsewhere, as that of {@code has_secure_password}.
   *
   * @param uncertain why there may be others; null: there are none
   */
  Written written(
      RubyModule model,
      Map<String, Value> given,
      @Nullable Unknown uncertain,
      Shape shape,
      Place place) {
    given.forEach((name, value) -> {
      if (value instanceof RubyObject other && records.isNew(other)) {
        // What a row belongs to is made before it.
        records.save(other, place);
      }
    });
    Map<String, Value> columns = columns(model, given, shape, place);
    List<String> absent = new ArrayList<>();
    for (String name : columns.keySet()) {
      if (Boolean.FALSE.equals(shape.has(name))) {
        absent.add(name);
      }
    }
    for (String name : absent) {
      Value value = columns.remove(name);
      if (value instanceof ListValue || name.endsWith("_attributes")) {
        lost("other rows may be changed with " + name + " of " + shape.table().text(), place);
      }
    }
    return new Written(
        columns,
        uncertain != null || absent.isEmpty()
            ? uncertain
            : new Unknown(
                String.join(", ", absent) + ", which is no column of " + shape.table().text(),
                place));
  }

  /** Adds the name of a class below another model, if its table has a column for it. */
  void addType(RubyModule model, Map<String, Value> columns, Shape shape, Place place) {
    String type = typeColumn(model, place);
    if (type != null && Boolean.TRUE.equals(shape.has(type))) {
      columns.putIfAbsent(type, Text.of(model.name()));
    }
  }

  /** Attributes by the columns that have them. */
  Map<String, Value> columns(RubyModule model, Map<String, Value> given, Shape shape, Place place) {
    Map<String, Value> columns = new LinkedHashMap<>();
    given.forEach((name, value) -> {
      String column = Associations.column(model, name, World.of(database.run()), place);
      boolean ofOther = value instanceof Row || value instanceof RubyObject;
      if (column == null && ofOther && !Boolean.TRUE.equals(shape.has(name))) {
        column = name + "_id";
      }
      if (column == null) {
        columns.put(name, enumerated(model, name, value));
      } else {
        columns.put(
            column,
            value instanceof Value.Nothing ? value : new Unknown("the key of " + name, place));
        if (Associations.isPolymorphic(model, name)) {
          columns.put(
              name + "_type",
              value instanceof Value.Nothing ? value : new Unknown("the class of " + name, place));
        }
      }
    });
    return columns;
  }

  /** A value of an attribute as its enum has it in the database. */
  Value enumerated(RubyModule model, String attribute, Value value) {
    if (!(value instanceof Symbol || value instanceof Text)) {
      return value;
    }
    for (RubyModule each : model.ancestors()) {
      if (each.variables().get(ENUM + attribute) instanceof RubyHash values) {
        Value found =
            values.named(
                value instanceof Symbol symbol ? symbol.text().text() : ((Text) value).text());
        Unknown uncertain = values.uncertain();
        return found != null
            ? found
            : uncertain == null
                ? value
                : new Unknown("what " + attribute + " has", uncertain.place());
      }
    }
    return value;
  }

  /** {@code enum status: { draft: 0 }} or {@code enum :status, { draft: 0 }}. */
  private void enumerate(RubyModule self, Arguments arguments, Place place) {
    RubyHash hash = arguments.options();
    if (arguments.get(0) instanceof Symbol || arguments.get(0) instanceof Text) {
      Value values = arguments.size() > 1 ? arguments.get(1) : hash;
      if (values != null) {
        enumerate(
            self, Strings.text(arguments.get(0), database.run(), place).text(), values, place);
      }
    } else if (hash != null) {
      hash.entries()
          .forEach((name, values) ->
              enumerate(self, Strings.text(name, database.run(), place).text(), values, place));
    }
  }

  private void enumerate(RubyModule self, String attribute, Value values, Place place) {
    RubyHash known = RubyHash.empty(database.run());
    if (values instanceof RubyHash hash) {
      known.replace(hash.entries());
      Unknown uncertain = hash.uncertain();
      if (uncertain != null) {
        known.becomeUncertain(uncertain);
      }
    } else if (values instanceof ListValue list && list.uncertain() == null) {
      for (int i = 0; i < list.size(); i++) {
        known.put(list.get(i), Operators.of(i));
      }
    } else {
      known.becomeUncertain(new Unknown("the values of " + attribute, place));
    }
    self.variables().put(ENUM + attribute, known);
  }

  /** The table of a model. */
  public Text table(RubyModule model, Place place) {
    for (RubyModule each : model.ancestors()) {
      if (each.variables().has(TABLE)) {
        return Strings.text(each.variables().get(TABLE), database.run(), place);
      }
      // A class below another model has that one's table.
      if (each.isClass() && isBase(each.superclass())) {
        return derived(each, place);
      }
    }
    return derived(model, place);
  }

  private static boolean isBase(@Nullable Value above) {
    return !(above instanceof RubyModule module)
        || module.name().equals("ActiveRecord::Base")
        || module.name().equals("ApplicationRecord")
        || module.name().equals("Object")
        || (module.variables().has(ABSTRACT)
            && module.variables().get(ABSTRACT) != Value.Bool.FALSE);
  }

  private Text derived(RubyModule model, Place place) {
    String name = model.name();
    int last = name.lastIndexOf("::");
    String base = last < 0 ? name : name.substring(last + 2);
    if (model.isStandingIn()) {
      if (last >= 0) {
        return Text.hole(new Unknown("the table of " + name, place));
      }
      database.gap(
          GapCode.MISSING_SOURCE,
          name + " is not among the files; its table is taken to be " + Inflector.table(base),
          place);
    }
    return Text.produced(Inflector.table(base), place);
  }

  private Value ofClass(
      RubyModule self, String name, Arguments arguments, Evaluation run, Place place) {
    switch (name) {
      case "connection", "lease_connection", "connection_pool":
        return connection;
      case "with_connection":
        return arguments.block() instanceof RubyProc block
            ? block.run(run, place, connection)
            : connection;
      case "transaction":
        return arguments.block() instanceof RubyProc block
            ? database.transaction(
                () -> block.run(run, place),
                io.github.windlass.extractor.rails.schema.Options.of(arguments.options())
                    .isTrue("requires_new"),
                place)
            : new Unknown(place.text(), place);
      case "connected_to", "with_advisory_lock", "suppress", "no_touching", "without_auditing":
        return arguments.block() instanceof RubyProc block
            ? block.run(run, place)
            : new Unknown(place.text(), place);
      case "table_name":
        return table(self, place);
      case "table_name=":
        self.variables().put(TABLE, arguments.get(0));
        return arguments.get(0);
      case "quoted_table_name":
        return io.github.windlass.extractor.rails.schema.Names.quotedTable(table(self, place));
      case "primary_key":
        List<String> key = shape(self, place).key();
        return key.size() == 1
            ? Text.of(key.get(0))
            : key.isEmpty() ? Value.Nothing.NULL : new Unknown(place.text(), place);
      case "primary_key=":
        self.variables().put(KEY, arguments.get(0));
        return arguments.get(0);
      case "reset_column_information", "establish_connection", "skip_callback":
        return Value.Nothing.NULL;
      case "default_scope":
        self.variables().put(SCOPED, Value.Bool.TRUE);
        return Value.Nothing.NULL;
      case "scope":
        return scope(self, arguments);
      case "sanitize_sql",
      "sanitize_sql_array",
      "sanitize_sql_for_conditions",
      "sanitize_sql_for_assignment":
        return Conditions.sanitized(arguments.get(0), database, place);
      case "find_by_sql", "count_by_sql":
        return run.invoke(
            connection,
            "execute",
            List.of(Conditions.sanitized(arguments.get(0), database, place)),
            place);
      case "table_exists?":
        return run.invoke(connection, "table_exists?", List.of(table(self, place)), place);
      case "import", "import!":
        return changed(self, "rows are inserted into ", name, arguments, place);
      case "update_counters":
        return all(self, place)
            .keyed(arguments.get(0), place)
            .counted(
                Arguments.positional(
                    arguments.options() == null ? Value.Nothing.NULL : arguments.options()),
                1,
                run,
                place);
      case "increment_counter", "decrement_counter":
        RubyHash counter = RubyHash.empty(run);
        counter.put(arguments.get(0), Operators.of(1));
        return all(self, place)
            .keyed(arguments.get(1), place)
            .counted(Arguments.positional(counter), name.startsWith("i") ? 1 : -1, run, place);
      case "update", "update!":
        return arguments.size() == 2 && !(arguments.get(0) instanceof ListValue)
            ? all(self, place).row(place).invoke("update", List.of(arguments.get(1)), run, place)
            : changed(self, "rows are updated in ", name, arguments, place);
      case "reset_counters":
        return changed(self, "rows are updated in ", name, arguments, place);
      case "delete":
        return all(self, place).keyed(arguments.get(0), place).deleteAll(place);
      case "destroy":
        return all(self, place).row(place).invoke("destroy", List.of(), run, place);
      default:
        return new Unknown(place.text(), place);
    }
  }

  private Value changed(
      RubyModule self, String what, String name, Arguments arguments, Place place) {
    return World.of(database.run())
        .lost(
            GapCode.DYNAMIC,
            what + table(self, place).text() + " by " + self.name() + "." + name,
            arguments,
            place);
  }

  /** {@code scope :name, -> { where(…) }}: a method of the class. */
  private Value scope(RubyModule self, Arguments arguments) {
    if (arguments.get(1) instanceof RubyProc body) {
      String name = Strings.text(arguments.get(0), database.run(), self.place()).text();
      self.singletons()
          .put(
              name,
              new NativeMethod(
                  name,
                  (on, given, run, place) -> {
                    Value value = body.on(on, given, run, place);
                    return value instanceof Value.Nothing ? all(self, place) : value;
                  }));
    }
    return Value.Nothing.NULL;
  }

  /** What instances of models answer. */
  public Natives ofInstances() {
    return records;
  }
}
