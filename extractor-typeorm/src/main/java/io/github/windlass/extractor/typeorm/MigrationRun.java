package io.github.windlass.extractor.typeorm;

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
import io.github.windlass.script.Closure;
import io.github.windlass.script.Interpreter;
import io.github.windlass.script.Limits;
import io.github.windlass.script.Place;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.EcmaScriptProgram;
import io.github.windlass.script.ecmascript.Uncaught;
import io.github.windlass.script.ecmascript.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the migrations of one file. */
final class MigrationRun {

  private static final String FORMAT = "typeorm";

  private final SourceFile source;
  private final Project project;
  private final Settings settings;
  private final DataSources.@Nullable Found dataSource;

  /** Where the run ends because a table is not in the schema that is known; null: nowhere. */
  private Step.@Nullable Gap missing;

  private final TypeOrmModule module;

  private MigrationRun(SourceFile source, Project project, SchemaView before) {
    this.source = source;
    this.project = project;
    this.dataSource = DataSources.find(source, project);
    this.settings = settings(source, project, dataSource);
    this.module = new TypeOrmModule(settings, before);
  }

  /** The migrations of a file, in their order. */
  static List<Migration> of(SourceFile source, Project project, SchemaView before) {
    MigrationRun first = new MigrationRun(source, project, before);
    List<Migration> migrations = first.migrations();
    Step.Gap missing = first.missing;
    if (missing == null) {
      return migrations;
    }
    // Migrations that were merged have run: it is the history that does not begin at the beginning.
    MigrationRun again = new MigrationRun(source, project, before.after(missing));
    List<Migration> more = again.migrations();
    return again.missing == null ? more : migrations;
  }

  /** The folder's name says more than the data source, which may serve several databases. */
  private static Settings settings(
      SourceFile source, Project project, DataSources.@Nullable Found found) {
    Settings said = found == null ? Settings.of(Dialect.POSTGRES) : found.settings();
    String folder = Dialects.folder(source.path(), project);
    Dialect named = folder == null ? null : Dialects.named(folder);
    if (named != null) {
      return said.with(named, Settings.typeOf(named));
    }
    if (!said.type().isEmpty() && found != null) {
      return said;
    }
    Dialect marked = Dialects.of(source);
    if (marked == null) {
      marked = Dialects.ofOthers(source.path(), project);
    }
    Dialect dialect = marked == null ? Dialect.POSTGRES : marked;
    return said.with(dialect, Settings.typeOf(dialect));
  }

  private List<Migration> migrations() {
    EcmaScriptProgram.Opening opening =
        EcmaScriptProgram.open(source, project, module, Limits.DEFAULT);
    // The usual kind first, here and below: a switch over types costs a short run milliseconds.
    if (opening instanceof EcmaScriptProgram.Opening.Opened opened) {
      return run(opened.program());
    }
    return switch (opening) {
      case EcmaScriptProgram.Opening.Failed(String reason, Place at, boolean limit) ->
          List.of(
              failed(new Step.Gap(limit ? GapCode.LIMIT : GapCode.SYNTAX, reason, at.origin())));
      case EcmaScriptProgram.Opening.Opened(EcmaScriptProgram program) -> run(program);
    };
  }

  private Migration failed(Step.Gap gap) {
    return migration(fileName(), settings.transaction(), List.of(gap));
  }

  private Migration migration(String name, TransactionMode transaction, List<Step> steps) {
    return new Migration(source.path(), FORMAT, name, settings.dialect(), transaction, steps);
  }

  private String fileName() {
    String name = source.path().substring(source.path().lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private List<Migration> run(EcmaScriptProgram program) {
    Interpreter interpreter = program.interpreter();
    Place whole = new Place(source, new Span(0, 0));
    Candidates candidates = Candidates.of(program, whole);
    Thrown thrown = program.thrown();
    if (candidates.found().isEmpty()) {
      if (thrown != null) {
        return List.of(failed(Uncaught.gap(thrown, interpreter)));
      }
      return interpreter.isOver()
          ? List.of(migration(fileName(), settings.transaction(), interpreter.steps()))
          : none(candidates);
    }
    module
        .database(interpreter)
        .setDataSourceOptions(new DataSourceOptions(dataSource, source, interpreter, whole));
    List<Migration> migrations = new ArrayList<>();
    int from = 0;
    for (Value type : candidates.found()) {
      Migration migration = run(type, interpreter, from);
      from = interpreter.steps().size();
      migrations.add(migration);
    }
    migrations.sort((one, other) -> stamp(one).compareTo(stamp(other)));
    return migrations;
  }

  private List<Migration> none(Candidates candidates) {
    return candidates.areAbstract()
        ? List.of()
        : List.of(
            failed(
                new Step.Gap(
                    GapCode.UNSUPPORTED,
                    "no class with a method up is found here",
                    source.origin(new Span(0, 0)))));
  }

  private static String stamp(Migration migration) {
    String stamp = Marks.stampAt(migration.name(), migration.name().length());
    return stamp == null ? "" : stamp;
  }

  private Migration run(Value type, Interpreter interpreter, int from) {
    Place place = place(type);
    List<Step> steps = new ArrayList<>();
    String name = name(type);
    TransactionMode transaction = settings.transaction();
    try {
      Value instance = interpreter.construct(type, List.of(), place);
      String given = Values.known(interpreter.member(instance, "name", place));
      if (given != null && !given.isBlank()) {
        name = given;
      }
      transaction = transaction(interpreter.member(instance, "transaction", place));
      int open = transaction == TransactionMode.NONE ? 0 : 1;
      QueryRunnerObject runner = new QueryRunnerObject(module.database(interpreter), open, 0);
      Value result = interpreter.invoke(instance, "up", List.of(runner), place);
      interpreter.language().await(result, interpreter, place);
      steps.addAll(stepsFrom(interpreter, from));
    } catch (Thrown thrown) {
      steps.addAll(stepsFrom(interpreter, from));
      Step.Gap gap = Uncaught.gap(thrown, interpreter);
      steps.add(gap);
      if (module.database(interpreter).missesATable()) {
        missing = gap;
      }
    }
    if (transaction == TransactionMode.NONE) {
      transaction = TransactionMode.ofItself(steps);
    }
    return migration(name, transaction, steps);
  }

  private static List<Step> stepsFrom(Interpreter interpreter, int from) {
    List<Step> steps = interpreter.steps();
    return steps.subList(Math.min(from, steps.size()), steps.size());
  }

  private Place place(Value type) {
    return type instanceof ClassValue of ? of.place() : new Place(source, new Span(0, 0));
  }

  private String name(Value type) {
    String name = null;
    if (type instanceof ClassValue of) {
      name = of.name();
    } else if (type instanceof Closure of) {
      name = of.function().name();
    }
    return name == null || name.isEmpty() ? fileName() : name;
  }

  /** By the class's own switch; without one, by the data source's. */
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
