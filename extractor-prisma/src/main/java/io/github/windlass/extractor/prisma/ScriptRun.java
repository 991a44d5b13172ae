package io.github.windlass.extractor.prisma;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.prisma.client.ClientObject;
import io.github.windlass.extractor.prisma.client.PrismaModule;
import io.github.windlass.script.Closure;
import io.github.windlass.script.Interpreter;
import io.github.windlass.script.Limits;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.EcmaScriptProgram;
import io.github.windlass.script.ecmascript.Uncaught;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Runs a script that uses Prisma's client: all that stands outside of functions, as {@code node}
 * would, or else the function that it exports, with a client.
 */
final class ScriptRun {

  /** Names of exported functions that a project's own runner may call. */
  private static final Set<String> NAMES =
      Set.of("up", "default", "main", "migrate", "run", "execute");

  private final SourceFile source;
  private final Project project;
  private final Dialect dialect;
  private final Place whole;

  ScriptRun(SourceFile source, Project project) {
    this.source = source;
    this.project = project;
    this.dialect = Provider.near(source, project);
    this.whole = new Place(source, new Span(0, 0));
  }

  List<Migration> migrations() {
    EcmaScriptProgram.Opening opening =
        EcmaScriptProgram.open(source, project, new PrismaModule(dialect), Limits.DEFAULT);
    List<Step> steps =
        switch (opening) {
          case EcmaScriptProgram.Opening.Opened(EcmaScriptProgram program) -> run(program);
          case EcmaScriptProgram.Opening.Failed(String reason, Place at, boolean limit) ->
              List.of(new Step.Gap(limit ? GapCode.LIMIT : GapCode.SYNTAX, reason, at.origin()));
        };
    return List.of(
        new Migration(
            source.path(),
            MigrationFolder.FORMAT,
            source.path().substring(source.path().lastIndexOf('/') + 1),
            dialect,
            TransactionMode.ofItself(steps),
            steps));
  }

  private List<Step> run(EcmaScriptProgram program) {
    Interpreter interpreter = program.interpreter();
    List<Step> steps = new ArrayList<>();
    try {
      boolean called = !interpreter.steps().isEmpty();
      if (!called && program.exports() instanceof ObjectValue exports) {
        for (String key : exports.keys()) {
          called |= call(key, exports, interpreter);
        }
      }
      steps.addAll(interpreter.steps());
      Thrown thrown = program.thrown();
      if (thrown != null) {
        steps.add(Uncaught.gap(thrown, interpreter));
      } else if (!called && !interpreter.isOver()) {
        steps.add(
            new Step.Gap(
                GapCode.UNSUPPORTED,
                "nothing is sent outside of functions, and none is exported that a runner may call",
                whole.origin()));
      }
    } catch (Thrown late) {
      steps.addAll(interpreter.steps());
      steps.add(Uncaught.gap(late, interpreter));
    }
    return steps;
  }

  private boolean call(String key, ObjectValue exports, Interpreter interpreter) {
    Value owner = exports;
    Value function = interpreter.member(exports, key, whole);
    if (function instanceof ObjectValue object && object.has("up")) {
      owner = object;
      function = interpreter.member(object, "up", whole);
    } else if (!NAMES.contains(key)) {
      return false;
    }
    if (!(function instanceof Closure)) {
      return false;
    }
    Value client = ClientObject.of(interpreter, dialect);
    Value result = interpreter.call(function, owner, List.of(client), whole);
    interpreter.language().await(result, interpreter, whole);
    return true;
  }
}
