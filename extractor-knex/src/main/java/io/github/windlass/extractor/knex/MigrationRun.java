package io.github.windlass.extractor.knex;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.knex.client.Connection;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Interpreter;
import io.github.windlass.script.Limits;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.EcmaScriptProgram;
import io.github.windlass.script.ecmascript.Uncaught;
import io.github.windlass.script.ecmascript.builtin.JavaScript;
import java.util.ArrayList;
import java.util.List;

/** Runs the migration of one file ({@code lib/migrations/migrate/Migrator.js}). */
final class MigrationRun {

  private static final String FORMAT = "knex";

  private final SourceFile source;
  private final Project project;
  private final Settings settings;
  private final KnexModule module;

  MigrationRun(SourceFile source, Project project, SchemaView before) {
    this.source = source;
    this.project = project;
    this.settings = Settings.of(source, project);
    this.module = new KnexModule(settings, before);
  }

  List<Migration> migrations() {
    EcmaScriptProgram.Opening opening =
        EcmaScriptProgram.open(source, project, module, Limits.DEFAULT);
    // The usual kind first: a switch over types costs a short run milliseconds.
    if (opening instanceof EcmaScriptProgram.Opening.Opened opened) {
      return List.of(run(opened.program()));
    }
    return switch (opening) {
      case EcmaScriptProgram.Opening.Failed(String reason, Place at, boolean limit) ->
          List.of(
              migration(
                  settings.transaction(),
                  List.of(
                      new Step.Gap(limit ? GapCode.LIMIT : GapCode.SYNTAX, reason, at.origin()))));
      case EcmaScriptProgram.Opening.Opened(EcmaScriptProgram program) -> List.of(run(program));
    };
  }

  /** Knex keeps migrations by the names of their files, with the ending. */
  private Migration migration(TransactionMode transaction, List<Step> steps) {
    String name = source.path().substring(source.path().lastIndexOf('/') + 1);
    return new Migration(source.path(), FORMAT, name, settings.dialect(), transaction, steps);
  }

  private Migration run(EcmaScriptProgram program) {
    try {
      return exported(program);
    } catch (Thrown thrown) {
      List<Step> steps = new ArrayList<>(program.interpreter().steps());
      steps.add(Uncaught.gap(thrown, program.interpreter()));
      return migration(settings.transaction(), steps);
    }
  }

  private Migration exported(EcmaScriptProgram program) {
    Interpreter interpreter = program.interpreter();
    Place whole = new Place(source, new Span(0, 0));
    Thrown thrown = program.thrown();
    if (interpreter.isOver()) {
      return migration(settings.transaction(), interpreter.steps());
    }
    Value exports = program.exports();
    Value owner = exports;
    Value up = member(exports, "up", interpreter, whole);
    if (up instanceof Value.Nothing) {
      owner = member(exports, "default", interpreter, whole);
      up = member(owner, "up", interpreter, whole);
    }
    if (up instanceof Value.Nothing) {
      List<Step> steps = new ArrayList<>(interpreter.steps());
      steps.add(
          thrown != null
              ? Uncaught.gap(thrown, interpreter)
              : new Step.Gap(GapCode.UNSUPPORTED, "no function up is exported", whole.origin()));
      return migration(settings.transaction(), steps);
    }
    Value config = member(owner, "config", interpreter, whole);
    TransactionMode transaction = transaction(member(config, "transaction", interpreter, whole));
    return run(up, owner, transaction, interpreter, whole);
  }

  private Migration run(
      Value up, Value owner, TransactionMode opened, Interpreter interpreter, Place whole) {
    List<Step> steps = new ArrayList<>();
    TransactionMode transaction = opened;
    int open = transaction == TransactionMode.NONE ? 0 : 1;
    Connection connection = module.connection(interpreter);
    KnexfileSource knexfile = settings.knexfile();
    if (knexfile != null) {
      // As a call, so that its limits are the run's.
      Knexfile file = new Knexfile(connection, whole);
      NativeFunction read =
          new NativeFunction("knexfile", (self, none, within, at) -> file.read(knexfile));
      interpreter.call(read, Value.Nothing.UNDEFINED, List.of(), whole);
      if (interpreter.isOver()) {
        return migration(transaction, interpreter.steps());
      }
    }
    KnexObject knex =
        new KnexObject(open > 0 ? connection.ofTransaction() : connection, settings, open);
    try {
      // Old versions gave the class of their promises, which has more than the language's.
      Value result = interpreter.call(up, owner, List.of(knex, JavaScript.bluebird()), whole);
      interpreter.language().await(result, interpreter, whole);
      for (HostObject each : connection.started()) {
        if (each instanceof BatchInsertObject insert) {
          insert.finish();
        }
      }
      steps.addAll(interpreter.steps());
    } catch (Thrown thrown) {
      steps.addAll(interpreter.steps());
      steps.add(Uncaught.gap(thrown, interpreter));
    }
    if (transaction == TransactionMode.NONE) {
      transaction = TransactionMode.ofItself(steps);
    }
    return migration(transaction, steps);
  }

  private static Value member(Value of, String name, Interpreter interpreter, Place place) {
    return of instanceof Value.Nothing
        ? Value.Nothing.UNDEFINED
        : interpreter.member(of, name, place);
  }

  /** By the file's own switch; without one, by the project's. */
  private TransactionMode transaction(Value own) {
    TransactionMode all = settings.transaction();
    if (own == Value.Bool.FALSE) {
      return TransactionMode.NONE;
    }
    return own == Value.Bool.TRUE && all == TransactionMode.NONE
        ? TransactionMode.PER_MIGRATION
        : all;
  }
}
