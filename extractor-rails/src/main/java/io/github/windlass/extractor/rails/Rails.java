package io.github.windlass.extractor.rails;

import io.github.windlass.extractor.Comment;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.rails.model.Models;
import io.github.windlass.extractor.rails.schema.Call;
import io.github.windlass.extractor.rails.schema.CommandRecorder;
import io.github.windlass.extractor.rails.schema.Database;
import io.github.windlass.extractor.rails.schema.SchemaStatements;
import io.github.windlass.extractor.rails.schema.Version;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.Strings;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.Callable;
import io.github.windlass.script.ruby.object.Framework;
import io.github.windlass.script.ruby.object.NativeMethod;
import io.github.windlass.script.ruby.object.Natives;
import io.github.windlass.script.ruby.object.RubyModule;
import io.github.windlass.script.ruby.object.RubyObject;
import io.github.windlass.script.ruby.object.RubyProc;
import io.github.windlass.script.ruby.object.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rails during one run of a migration: its constants, and the connection. */
final class Rails implements Framework {

  /** What {@code disable_ddl_transaction!} leaves in a class. */
  private static final String WITHOUT_TRANSACTION = "@%without_transaction";

  private final Version installed;
  private final SchemaView before;
  private final String application;
  private final Project project;
  private final Map<Version, RubyModule> migrationClasses = new HashMap<>();
  private final Map<RubyModule, RubyObject> delegates = new HashMap<>();
  private final List<Comment> assured = new ArrayList<>();
  private @Nullable World world;
  private @Nullable Database database;
  private @Nullable SchemaStatements statements;
  private @Nullable ConnectionObject connection;
  private @Nullable CommandRecorder recorder;
  private @Nullable RubyModule migrationBase;
  private @Nullable RubyModule modelBase;
  private @Nullable Models models;

  Rails(Version installed, SchemaView before, String application, Project project) {
    this.installed = installed;
    this.before = before;
    this.application = application;
    this.project = project;
  }

  Version installed() {
    return installed;
  }

  String application() {
    return application;
  }

  Project project() {
    return project;
  }

  // What lives with the run.

  private void begin(World present) {
    if (world == null) {
      world = present;
      Database made = new Database(present.run(), installed, before);
      database = made;
      SchemaStatements all = new SchemaStatements(made);
      statements = Installed.isSafe(project, application) ? all.safe() : all;
      connection = new ConnectionObject(this);
    }
  }

  World world() {
    return present(world);
  }

  Database database() {
    return present(database);
  }

  SchemaStatements statements() {
    return present(statements);
  }

  ConnectionObject connection() {
    return present(connection);
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("nothing runs");
    }
    return value;
  }

  /** Who records what is called within {@code revert}; null: nobody, calls are made. */
  @Nullable CommandRecorder recorder() {
    return recorder;
  }

  void record(@Nullable CommandRecorder newRecorder) {
    recorder = newRecorder;
  }

  /** Takes note of a call of {@code safety_assured}, which allows what stands in its block. */
  void assured(Place call) {
    Comment comment = new Comment("safety_assured", call.origin());
    if (!assured.contains(comment)) {
      assured.add(comment);
    }
  }

  /** What the code says to whoever judges the migration. */
  List<Comment> assured() {
    return assured;
  }

  Unknown unknown(Place place) {
    return new Unknown(place.text(), place);
  }

  /** A schema statement of a migration, whose first argument may be a model for its table. */
  Value call(Call given, Arguments arguments, Version version) {
    Call call = given;
    boolean named =
        switch (given.name()) {
          case "execute", "enable_extension", "disable_extension", "execute_block" -> false;
          default -> !given.arguments().isEmpty();
        };
    if (named
        && given.get(0) instanceof RubyModule model
        && model.singleton("table_name") != null) {
      call = given.with(0, models().table(model, given.place()));
    } else if (named && given.get(0) instanceof Value.BigInt) {
      call = given.with(0, Strings.text(given.get(0), world().run(), given.place()));
    }
    CommandRecorder recording = recorder;
    if (recording != null && SchemaStatements.isKnown(call.name())) {
      recording.record(call);
      return Value.Nothing.NULL;
    }
    if (recording != null && call.name().equals("change_table")) {
      return present(statements).recordChange(call, version, recording);
    }
    RubyProc block = call.block();
    if (call.name().equals("execute_block") && block != null) {
      return block.run(world().run(), call.place());
    }
    Value value = present(statements).ofMigration(call, version);
    if (value == null) {
      value = Helpers.call(call, this, version);
    }
    if (value != null) {
      return value;
    }
    return world()
        .lost(
            GapCode.UNSUPPORTED,
            call.name() + " is not a method that is known of a migration",
            arguments,
            call.place());
  }

  /** A statement of the connection itself. */
  Value onConnection(Call call) {
    return present(statements).call(call);
  }

  // Constants.

  @Override
  public @Nullable Value constant(String name, World present, Place place) {
    begin(present);
    return switch (name) {
      case "ActiveRecord" -> new ActiveRecordSpace(this);
      case "ApplicationRecord" ->
          world().loader().define(name, place)
                  && present.object().constants().get(name) instanceof RubyModule own
              ? own
              : new RubyModule(name, true, model(), present.run(), present.start());
      default -> Libraries.constant(name, this);
    };
  }

  @Override
  public Value absent(String name, World present, Place place) {
    begin(present);
    return new RubyModule(name, true, null, present.run(), place)
        .standingIn()
        .with(new Lost(name, true), new Lost(name, false));
  }

  /** {@code ActiveRecord::Base}. */
  RubyModule model() {
    RubyModule base = modelBase;
    if (base == null) {
      Models models = models();
      base =
          new RubyModule(
                  "ActiveRecord::Base", true, world().object(), world().run(), world().start())
              .with(models.ofInstances(), models);
      modelBase = base;
    }
    return base;
  }

  private Models models() {
    Models present = models;
    if (present == null) {
      present = new Models(database(), connection());
      models = present;
    }
    return present;
  }

  /** The methods of a class that is not there: each call is a gap. */
  private final class Lost implements Natives {
    private final String name;
    private final boolean ofInstances;

    Lost(String name, boolean ofInstances) {
      this.name = name;
      this.ofInstances = ofInstances;
    }

    /** It may well be a model of the application. */
    @Override
    public @Nullable Callable find(String method) {
      return ofInstances || method.equals("scope") ? null : models().find(method);
    }

    @Override
    public Callable missing(String method) {
      String what = ofInstances ? method + " of an instance of " + name : name + "." + method;
      return new NativeMethod(
          method,
          (self, arguments, run, place) ->
              world()
                  .lost(
                      GapCode.MISSING_SOURCE,
                      what + " is called, and " + name + " is not among the files",
                      arguments,
                      place));
    }
  }

  /** {@code ActiveRecord::Migration}. */
  RubyModule migration() {
    RubyModule base = migrationBase;
    if (base == null) {
      base =
          new RubyModule(
                  "ActiveRecord::Migration", true, world().object(), world().run(), world().start())
              .with(new MigrationMethods(this, Version.OLDEST), new MigrationStatics(this));
      migrationBase = base;
    }
    return base;
  }

  /** {@code ActiveRecord::Migration[version]}. */
  Value migration(Value given, Place place) {
    Text text = Strings.text(given, world().run(), place);
    String known = text.known();
    Version version = known == null ? null : Version.of(known);
    if (version == null) {
      if (known != null) {
        throw world().error("ArgumentError", "Unknown migration version " + known, place).meant();
      }
      // Perhaps the version that is installed: Rails::VERSION, ENV.
      version = installed;
    }
    Version used = version;
    return migrationClasses.computeIfAbsent(
        used,
        key ->
            new RubyModule(
                    "ActiveRecord::Migration[" + used + "]",
                    true,
                    migration(),
                    world().run(),
                    world().start())
                .with(new MigrationMethods(this, used), null));
  }

  /** What the class {@code ActiveRecord::Migration} itself answers. */
  private record MigrationStatics(Rails rails) implements Natives {

    @Override
    public @Nullable Callable find(String name) {
      return switch (name) {
        case "[]" ->
            new NativeMethod(
                name, (self, arguments, run, place) -> rails.migration(arguments.get(0), place));
        case "disable_ddl_transaction!" ->
            new NativeMethod(
                name,
                (self, arguments, run, place) -> {
                  run.assign(self, WITHOUT_TRANSACTION, Value.Bool.TRUE, place);
                  return Value.Nothing.NULL;
                });
        case "verbose",
            "verbose=",
            "safety_assured_all!",
            "disable_statement_timeout!",
            "disable_lock_timeout!",
            "enforce_lock_timeout!",
            "uses_pg_extension",
            "migrate",
            "say",
            "announce",
            "skip_blank_migrations!",
            "skip_post_deploy!",
            "milestone",
            "enable_lock_retries!",
            "lock_timeout",
            "statement_timeout",
            "lock_timeout=",
            "statement_timeout=",
            "check_pending!",
            "check_all_pending!",
            "load_schema_if_pending!",
            "maintain_test_schema!",
            "delegate",
            "delegate=",
            "disable_statement_timeout",
            "disable_ddl_transaction",
            "skip_statement_timeout!",
            "maintain_test_schema" ->
            new NativeMethod(name, (self, arguments, run, place) -> Value.Nothing.NULL);
        case "current_version" ->
            new NativeMethod(
                name,
                (self, arguments, run, place) ->
                    new Value.Num(Double.parseDouble(rails.installed().toString())));
        default -> null;
      };
    }

    @Override
    public Callable missing(String name) {
      // Where up is a method of the class itself, an instance answers what it calls.
      return new NativeMethod(
          name,
          (self, arguments, run, place) ->
              run.invoke(rails.delegate((RubyModule) self), name, arguments.values(), place));
    }

    @Override
    public boolean sends() {
      return true;
    }
  }

  /** The instance that answers what a class's own {@code up} calls. */
  private Value delegate(RubyModule type) {
    return delegates.computeIfAbsent(type, key -> new RubyObject(key, world().run()));
  }

  /** The migrations that a file defines, in its order. */
  List<RubyModule> migrations(World present, SourceFile source) {
    begin(present);
    List<RubyModule> all = new ArrayList<>();
    collect(present.object(), source, all, 0);
    return all;
  }

  private void collect(RubyModule around, SourceFile source, List<RubyModule> all, int depth) {
    for (String name : around.constants().allKeys()) {
      if (around.constants().get(name) instanceof RubyModule module
          && !module.isStandingIn()
          && module.place().source().equals(source)
          && !all.contains(module)) {
        boolean own =
            !module.name().startsWith("ActiveRecord::Migration")
                && module.place().span().length() > 0;
        if (own && isMigration(module)) {
          all.add(module);
        } else if (own && depth < 5 && !isMigration(module)) {
          collect(module, source, all, depth + 1);
        }
      }
    }
  }

  /** Whether a class is a migration, or may be by a class above that is not there. */
  private static boolean isMigration(RubyModule module) {
    if (!module.isClass()) {
      return false;
    }
    if (module.isA("ActiveRecord::Migration")) {
      return true;
    }
    boolean runs = module.methods().has("up") || module.methods().has("change");
    return runs && module.absent(false) != null;
  }

  /** Whether a migration runs without a transaction around it. */
  boolean withoutTransaction(RubyModule type) {
    for (RubyModule each : type.ancestors()) {
      if (each.variables().has(WITHOUT_TRANSACTION)) {
        return true;
      }
    }
    return false;
  }

  /** What an error says. */
  String message(Thrown thrown) {
    Text text = world().message(thrown.value(), thrown.place());
    String message = text.text();
    if (thrown.value() instanceof RubyObject object
        && !message.equals(object.type().name())
        && !object.type().name().equals("RuntimeError")
        && !object.type().name().equals("StandardError")) {
      return object.type().name() + ": " + message;
    }
    return message;
  }

  @Override
  public @Nullable Value method(
      Value self, String name, Arguments arguments, Evaluation run, Place place) {
    return CoreExtensions.call(self, name, arguments, this, place);
  }
}
