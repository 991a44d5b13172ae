package io.github.windlass.extractor.rails.model;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.rails.schema.Database;
import io.github.windlass.extractor.rails.schema.Inflector;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.Strings;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.Callable;
import io.github.windlass.script.ruby.object.NativeMethod;
import io.github.windlass.script.ruby.object.Natives;
import io.github.windlass.script.ruby.object.RubyModule;
import io.github.windlass.script.ruby.object.RubyProc;
import io.github.windlass.script.ruby.object.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What model classes answer: {@code ActiveRecord::Base}'s own methods. */
public final class Models implements Natives {

  /** Where a class keeps the name of its table. */
  private static final String TABLE = "@%table";

  /** Where a class keeps that not all rows are meant where none are named. */
  private static final String SCOPED = "@%scoped";

  private final Database database;
  private final Value connection;

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
    if (Relation.isMethod(name)) {
      return new NativeMethod(
          name,
          (self, arguments, run, place) -> {
            Relation relation = all((RubyModule) self, place);
            return relation.invoke(name, arguments.values(), run, place);
          });
    }
    return isDeclaration(name)
        ? new NativeMethod(name, (self, arguments, run, place) -> Value.Nothing.NULL)
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
          "create",
          "create!",
          "insert",
          "insert!",
          "insert_all",
          "insert_all!",
          "upsert",
          "upsert_all",
          "find_or_create_by",
          "find_or_create_by!",
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
    boolean scoped = false;
    for (RubyModule each : model.ancestors()) {
      scoped |= each.variables().has(SCOPED);
    }
    return new Relation(
        this, model, table(model, place), List.of(), scoped ? "default_scope" : null);
  }

  /** The table of a model. */
  public Text table(RubyModule model, Place place) {
    for (RubyModule each : model.ancestors()) {
      if (each.variables().has(TABLE)) {
        return Strings.text(each.variables().get(TABLE), database.run(), place);
      }
      // A class below another model has that one's table.
      if (isBase(each.superclass())) {
        return derived(each, place);
      }
    }
    return derived(model, place);
  }

  private static boolean isBase(@Nullable Value above) {
    return !(above instanceof RubyModule module)
        || module.name().equals("ActiveRecord::Base")
        || module.name().equals("ApplicationRecord")
        || module.name().equals("Object");
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
    return Text.produced(Inflector.table(base), model.place());
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
      case "transaction",
      "connected_to",
      "with_advisory_lock",
      "suppress",
      "no_touching",
      "without_auditing":
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
        return Text.of("id");
      case "reset_column_information", "establish_connection", "primary_key=", "skip_callback":
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
      case "create",
      "create!",
      "insert",
      "insert!",
      "insert_all",
      "insert_all!",
      "upsert",
      "upsert_all",
      "find_or_create_by",
      "find_or_create_by!",
      "import",
      "import!":
        return changed(self, "rows are inserted into ", name, arguments, place);
      case "update_counters",
      "increment_counter",
      "decrement_counter",
      "reset_counters",
      "update",
      "update!":
        return changed(self, "rows are updated in ", name, arguments, place);
      case "delete", "destroy":
        return changed(self, "rows are deleted from ", name, arguments, place);
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
    return new Natives() {
      @Override
      public @Nullable Callable find(String name) {
        return isChange(name) || isOfInstance(name)
            ? new NativeMethod(
                name, (self, arguments, run, place) -> ofInstance(self, name, arguments, place))
            : null;
      }

      @Override
      public Callable missing(String name) {
        return new NativeMethod(
            name,
            (self, arguments, run, place) -> {
              if (arguments.block() instanceof RubyProc block) {
                Unknown given = new Unknown("what " + place.text() + " passes", place);
                run.repeatedly(() -> block.run(run, place, given), place);
              }
              return new Unknown(place.text(), place);
            });
      }

      @Override
      public boolean sends() {
        return true;
      }
    };
  }

  private Value ofInstance(Value self, String name, Arguments arguments, Place place) {
    String type =
        self instanceof io.github.windlass.script.ruby.object.RubyObject object
            ? table(object.type(), place).text()
            : "a table";
    if (isChange(name)) {
      return World.of(database.run())
          .lost(GapCode.DYNAMIC, "a row of " + type + " is changed by " + name, arguments, place);
    }
    return switch (name) {
      case "initialize", "assign_attributes", "[]=", "attributes=", "write_attribute" ->
          Value.Nothing.NULL;
      default -> new Unknown(place.text(), place);
    };
  }

  /** Whether a method of an instance changes its row. */
  private static boolean isChange(String name) {
    return switch (name) {
      case "save",
          "save!",
          "update",
          "update!",
          "update_attribute",
          "update_attribute!",
          "update_attributes",
          "update_attributes!",
          "update_column",
          "update_columns",
          "destroy",
          "destroy!",
          "delete",
          "touch",
          "toggle!",
          "increment!",
          "decrement!" ->
          true;
      default -> false;
    };
  }

  /** Whether an instance has a method that sends nothing. */
  private static boolean isOfInstance(String name) {
    return switch (name) {
      case "reload",
          "becomes",
          "attributes",
          "id",
          "new_record?",
          "persisted?",
          "errors",
          "valid?",
          "initialize",
          "assign_attributes",
          "attributes=",
          "read_attribute",
          "write_attribute",
          "[]",
          "[]=" ->
          true;
      default -> false;
    };
  }
}
