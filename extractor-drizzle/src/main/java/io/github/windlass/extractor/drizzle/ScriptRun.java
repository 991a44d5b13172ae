package io.github.windlass.extractor.drizzle;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.drizzle.client.Casing;
import io.github.windlass.extractor.drizzle.client.DatabaseObject;
import io.github.windlass.extractor.drizzle.client.DrizzleModules;
import io.github.windlass.extractor.sql.Dialects;
import io.github.windlass.script.ClassValue;
import io.github.windlass.script.Closure;
import io.github.windlass.script.Interpreter;
import io.github.windlass.script.Limits;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.EcmaScriptProgram;
import io.github.windlass.script.ecmascript.Uncaught;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a migration in TypeScript or JavaScript. Drizzle has no runner for these: projects have
 * their own, which call {@code up} with a database, or with an object that has one.
 */
final class ScriptRun {

  private final SourceFile source;
  private final Project project;
  private final Dialect dialect;
  private final Casing casing;
  private final boolean payload;
  private final boolean inTransaction;
  private final Place whole;

  ScriptRun(SourceFile source, Project project) {
    this.source = source;
    this.project = project;
    this.dialect = dialect(source, project);
    this.casing = Config.casing(folder(source), project);
    this.payload = Payload.isImportedBy(source.text());
    this.inTransaction = payload && Payload.opensTransactions(folder(source), dialect, project);
    this.whole = new Place(source, new Span(0, 0));
  }

  private static Dialect dialect(SourceFile source, Project project) {
    Dialect said = ScriptMarks.dialect(source.text());
    if (said == null) {
      said = Config.dialect(folder(source), project);
    }
    if (said == null) {
      said = Dialects.folder(source.path(), project);
    }
    if (said == null) {
      said = Dialects.marks(source.text());
    }
    return said == null ? Dialect.POSTGRES : said;
  }

  private static String folder(SourceFile source) {
    return source.path().substring(0, source.path().lastIndexOf('/') + 1);
  }

  List<Migration> migrations() {
    EcmaScriptProgram.Opening opening =
        EcmaScriptProgram.open(
            source, project, new DrizzleModules(dialect, casing), Limits.DEFAULT);
    return switch (opening) {
      case EcmaScriptProgram.Opening.Opened(EcmaScriptProgram program) -> run(program);
      case EcmaScriptProgram.Opening.Failed(String reason, Place at, boolean limit) ->
          List.of(
              migration(
                  fileName(),
                  List.of(
                      new Step.Gap(limit ? GapCode.LIMIT : GapCode.SYNTAX, reason, at.origin()))));
    };
  }

  private String fileName() {
    return source.path().substring(source.path().lastIndexOf('/') + 1);
  }

  private List<Migration> run(EcmaScriptProgram program) {
    Interpreter interpreter = program.interpreter();
    String name = fileName();
    List<Step> steps = new ArrayList<>();
    try {
      List<Value> holders = holders(program.exports(), interpreter);
      for (Value holder : holders) {
        Value result = interpreter.invoke(holder, "up", List.of(given(interpreter)), whole);
        interpreter.language().await(result, interpreter, whole);
      }
      Value byDefault = holders.isEmpty() ? byDefault(program.exports(), interpreter) : null;
      if (byDefault != null) {
        Value result =
            interpreter.call(
                byDefault, Value.Nothing.UNDEFINED, List.of(given(interpreter)), whole);
        interpreter.language().await(result, interpreter, whole);
      }
      if (holders.size() == 1
          && interpreter.member(holders.get(0), "name", whole) instanceof Text text
          && text.known() != null) {
        name = text.text();
      }
      steps.addAll(interpreter.steps());
      Thrown thrown = program.thrown();
      if (thrown != null) {
        steps.add(Uncaught.gap(thrown, interpreter));
      } else if (holders.isEmpty()
          && byDefault == null
          && steps.isEmpty()
          && !interpreter.isOver()) {
        // A script that runs by itself has no need of one.
        steps.add(
            new Step.Gap(GapCode.UNSUPPORTED, "no function up is exported here", whole.origin()));
      }
    } catch (Thrown late) {
      steps.addAll(interpreter.steps());
      steps.add(Uncaught.gap(late, interpreter));
    }
    return List.of(migration(name, steps));
  }

  private Migration migration(String name, List<Step> steps) {
    return new Migration(
        source.path(),
        DrizzleExtractor.FORMAT,
        name,
        dialect,
        inTransaction ? TransactionMode.PER_MIGRATION : TransactionMode.ofItself(steps),
        steps);
  }

  /** What the runner gives to a migration. */
  private Value given(Interpreter interpreter) {
    return payload
        ? DatabaseObject.ofPayload(interpreter, dialect, inTransaction)
        : DatabaseObject.of(interpreter, dialect, casing);
  }

  /** The default export, if it is a function; null: it is none. */
  private @Nullable Value byDefault(Value exports, Interpreter interpreter) {
    return exports instanceof ObjectValue object
            && object.has("default")
            && interpreter.member(object, "default", whole) instanceof Closure function
        ? function
        : null;
  }

  /**
   * Whose {@code up} is called: what is exported, its default, or else each export that has one, be
   * it in a list.
   */
  private List<Value> holders(Value exports, Interpreter interpreter) {
    if (hasUp(exports, interpreter)) {
      return List.of(exports);
    }
    List<Value> holders = new ArrayList<>();
    if (exports instanceof ObjectValue object) {
      for (String key : object.keys()) {
        Value each = interpreter.member(exports, key, whole);
        if (hasUp(each, interpreter)) {
          holders.add(each);
        } else if (each instanceof ClassValue type && type.methods().has("up")) {
          holders.add(interpreter.construct(type, List.of(), whole));
        } else if (each instanceof ListValue list && list.uncertain() == null) {
          for (Value item : list.items()) {
            if (hasUp(item, interpreter)) {
              holders.add(item);
            }
          }
        }
      }
    }
    return holders;
  }

  private boolean hasUp(Value holder, Interpreter interpreter) {
    return holder instanceof ObjectValue object
        && !(interpreter.member(object, "up", whole) instanceof Value.Nothing);
  }
}
