package io.github.windlass.extractor.sequelize;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.script.ClassValue;
import io.github.windlass.script.Interpreter;
import io.github.windlass.script.Limits;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.EcmaScriptProgram;
import io.github.windlass.script.ecmascript.Uncaught;
import java.util.ArrayList;
import java.util.List;

/** Runs the migration of one file. */
final class MigrationRun {

  private static final String FORMAT = "sequelize";

  private final SourceFile source;
  private final Project project;
  private final Dialect dialect;
  private final SequelizeModule module;
  private final Place whole;

  MigrationRun(SourceFile source, Project project, SchemaView before) {
    this.source = source;
    this.project = project;
    this.dialect = Dialects.of(source, project);
    this.module = new SequelizeModule(dialect, before, new PromiseVersion(source.path(), project));
    this.whole = new Place(source, new Span(0, 0));
  }

  /** The migration; none where the file holds comments alone. */
  List<Migration> migrations() {
    EcmaScriptProgram.Opening opening =
        EcmaScriptProgram.open(source, project, module, Limits.DEFAULT);
    // The usual kind first: a switch over types costs a short run milliseconds.
    if (opening instanceof EcmaScriptProgram.Opening.Opened opened) {
      return run(opened.program());
    }
    return switch (opening) {
      case EcmaScriptProgram.Opening.Failed(String reason, Place at, boolean limit) ->
          List.of(
              migration(
                  List.of(
                      new Step.Gap(limit ? GapCode.LIMIT : GapCode.SYNTAX, reason, at.origin()))));
      case EcmaScriptProgram.Opening.Opened(EcmaScriptProgram program) -> run(program);
    };
  }

  private Migration migration(List<Step> steps) {
    return new Migration(
        source.path(),
        FORMAT,
        source.path().substring(source.path().lastIndexOf('/') + 1),
        dialect,
        TransactionMode.ofItself(steps),
        steps);
  }

  private List<Migration> run(EcmaScriptProgram program) {
    Interpreter interpreter = program.interpreter();
    Thrown thrown = program.thrown();
    List<Step> steps = new ArrayList<>();
    try {
      Value holder = holder(program.exports(), interpreter);
      if (holder instanceof Value.Nothing) {
        steps.addAll(interpreter.steps());
        if (thrown != null) {
          steps.add(Uncaught.gap(thrown, interpreter));
        } else if (!interpreter.isOver()) {
          if (isEmpty(program.exports())) {
            return List.of();
          }
          steps.add(
              new Step.Gap(
                  GapCode.UNSUPPORTED,
                  "no function up is exported here",
                  source.origin(new Span(0, 0))));
        }
        return List.of(migration(steps));
      }
      Value result = interpreter.invoke(holder, "up", arguments(interpreter), whole);
      interpreter.language().await(result, interpreter, whole);
      steps.addAll(interpreter.steps());
    } catch (Thrown late) {
      steps.addAll(interpreter.steps());
      steps.add(Uncaught.gap(late, interpreter));
    }
    return List.of(migration(steps));
  }

  /** What a migration is called with: that of Sequelize's command line, and an old callback. */
  private List<Value> arguments(Interpreter interpreter) {
    Database database = module.database(interpreter);
    return List.of(
        database.queryInterface(),
        new SequelizeClass(database),
        new NativeFunction("done", (self, arguments, run, place) -> Value.Nothing.UNDEFINED));
  }

  private static boolean isEmpty(Value exports) {
    return exports instanceof ObjectValue object && object.keys().isEmpty();
  }

  /** Whose {@code up} is called: what is exported, or its default; undefined: there is none. */
  private Value holder(Value exports, Interpreter interpreter) {
    if (has(exports, interpreter)) {
      return exports;
    }
    Value inner = Value.Nothing.UNDEFINED;
    if (!(exports instanceof Value.Nothing)) {
      inner = interpreter.member(exports, "default", whole);
      if (has(inner, interpreter)) {
        return inner;
      }
    }
    for (Value each : new Value[] {exports, inner}) {
      if (each instanceof ClassValue type && type.methods().has("up")) {
        return interpreter.construct(type, List.of(), whole);
      }
    }
    return Value.Nothing.UNDEFINED;
  }

  private boolean has(Value holder, Interpreter interpreter) {
    if (holder instanceof Value.Nothing || holder instanceof Unknown) {
      return false;
    }
    return !(interpreter.member(holder, "up", whole) instanceof Value.Nothing);
  }
}
