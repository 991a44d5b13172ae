package io.github.windlass.script.ecmascript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.UnreadableSourceException;
import io.github.windlass.script.Interpreter;
import io.github.windlass.script.Limits;
import io.github.windlass.script.Place;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Modules that pass one another's names on for ever, or in too many ways, end on a small stack. */
class HostileModulesTest {

  private static final int STACK = 512 * 1024;
  private static final int MANY = 1_500;

  /** A project whose files are given by path. */
  private record GivenFiles(Map<String, String> files) implements Project {

    @Override
    public SourceFile read(String path) throws UnreadableSourceException {
      String text = files.get(path);
      if (text == null) {
        throw new UnreadableSourceException("no such file");
      }
      return new SourceFile(path, text);
    }

    @Override
    public List<String> list(String folder) {
      String prefix = folder.equals(".") ? "" : folder;
      TreeSet<String> names = new TreeSet<>();
      for (String path : files.keySet()) {
        if (path.startsWith(prefix)) {
          String rest = path.substring(prefix.length());
          int slash = rest.indexOf('/');
          names.add(slash < 0 ? rest : rest.substring(0, slash + 1));
        }
      }
      return List.copyOf(names);
    }
  }

  /** What {@code result} is when a file is run among others. */
  private static String result(String main, Map<String, String> others) {
    FutureTask<String> task = new FutureTask<>(() -> run(main, others));
    new Thread(null, task, "small stack", STACK).start();
    return assertTimeoutPreemptively(Duration.ofSeconds(20), () -> task.get());
  }

  private static String run(String main, Map<String, String> others) {
    SourceFile source = new SourceFile("main.ts", main);
    EcmaScriptProgram.Opening opening =
        EcmaScriptProgram.open(source, new GivenFiles(others), HostModules.NONE, Limits.DEFAULT);
    EcmaScriptProgram program = ((EcmaScriptProgram.Opening.Opened) opening).program();
    Interpreter run = program.interpreter();
    Place place = new Place(source, new Span(0, 0));
    Value value = run.member(program.exports(), "result", place);
    return value instanceof Unknown unknown
        ? "?" + unknown.reason()
        : run.language().text(value, run, place).text();
  }

  @Test
  void modulesThatPassEverythingOnToOneAnother() {
    Map<String, String> files =
        Map.of(
            "a.ts", "export * from './b'; export const x = 1;",
            "b.ts", "export * from './a'; export const y = 2;");
    assertThat(
            result("import * as a from './a'; export const result = Object.keys(a).sort();", files))
        .isEqualTo("x,y");
    assertThat(result("import { x, y } from './b'; export const result = x + y;", files))
        .isEqualTo("3");
    assertThat(result("import { z } from './b'; export const result = z;", files))
        .isEqualTo("undefined");
  }

  @Test
  void modulesThatPassANameOnToOneAnother() {
    Map<String, String> files =
        Map.of("a.ts", "export { x } from './b';", "b.ts", "export { x } from './a';");
    assertThat(result("import { x } from './a'; export const result = x;", files))
        .startsWith("?x of ");
    assertThat(result("import * as a from './a'; export const result = a.x;", files))
        .startsWith("?x of ");
  }

  @Test
  void modulesThatPassEverythingOnInManyWays() {
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < 60; i++) {
      String both = "export * from './l" + (i + 1) + "'; export * from './r" + (i + 1) + "';";
      files.put("l" + i + ".ts", both);
      files.put("r" + i + ".ts", both);
    }
    files.put("l60.ts", "export const x = 1;");
    files.put("r60.ts", "export const y = 2;");
    assertThat(result("import { x, y } from './l0'; export const result = x + y;", files))
        .isEqualTo("3");
    assertThat(
            result(
                "import * as l from './l0'; export const result = Object.keys(l).sort();", files))
        .isEqualTo("x,y");
    assertThat(result("import * as l from './l0'; export const result = l.x + l.y;", files))
        .isEqualTo("3");
  }

  @Test
  void longChainsOfModules() {
    Map<String, String> stars = new HashMap<>();
    Map<String, String> named = new HashMap<>();
    Map<String, String> imports = new HashMap<>();
    for (int i = 0; i < MANY; i++) {
      String next = "'./m" + (i + 1) + "'";
      stars.put("m" + i + ".ts", "export * from " + next + ";");
      named.put("m" + i + ".ts", "export { x } from " + next + ";");
      imports.put("m" + i + ".ts", "import { x as y } from " + next + "; export const x = y;");
    }
    for (Map<String, String> files : List.of(stars, named, imports)) {
      files.put("m" + MANY + ".ts", "export const x = 1;");
      for (String main :
          List.of(
              "import { x } from './m0'; export const result = x;",
              "import * as m from './m0'; export const result = m.x;",
              "import * as m from './m0'; export const result = Object.keys(m);")) {
        assertThat(result(main, files)).matches("1|x|\\?.*");
      }
    }
  }

  @Test
  void modulesThatThrowTakeNothingFromTheNestingOfWhatFollows() {
    Map<String, String> files = new HashMap<>();
    StringBuilder main = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      files.put("m" + i + ".ts", "throw new Error('x');");
      main.append("import './m").append(i).append("'; import { x as x").append(i);
      main.append(" } from './m").append(i).append("'; x").append(i).append(";\n");
    }
    assertThat(result(main + "export const result = 1;", files)).isEqualTo("1");
  }
}
