package io.github.windlass.script.ecmascript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.windlass.extractor.ProjectFolder;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.fixtures.Golden;
import io.github.windlass.script.Interpreter;
import io.github.windlass.script.Limits;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The snippets of {@code fixtures/ecmascript-run} give what Node gave, recorded by {@code
 * fixtures/record/script-ecmascript-run}.
 */
class RecordedSnippetsTest {

  private static final Path FOLDER = Golden.root().resolve("fixtures/ecmascript-run");

  @TempDir Path nothing;

  @TestFactory
  List<DynamicTest> snippetsGiveWhatNodeGave() throws IOException {
    String render = Files.readString(FOLDER.resolve("render.js"));
    List<DynamicTest> tests = new ArrayList<>();
    List<Path> topics;
    try (var files = Files.list(FOLDER)) {
      topics = files.filter(RecordedSnippetsTest::isTopic).sorted().toList();
    }
    List<String> notYet = notYet();
    for (Path topic : topics) {
      String name = topic.getFileName().toString();
      Map<String, String> recorded = recorded(topic);
      for (String part : Files.readString(topic).split("(?m)^// ---- ")) {
        int end = part.indexOf('\n');
        String title = end < 0 ? "" : part.substring(0, end);
        if (recorded.containsKey(title)) {
          String source = source(name, render, part.substring(end + 1));
          String expected = recorded.remove(title);
          String test = name + ": " + title;
          if (notYet.remove(test)) {
            tests.add(
                dynamicTest(
                    test + " (not yet)",
                    () -> assertThat(run(name, source)).isNotEqualTo(expected)));
          } else {
            tests.add(dynamicTest(test, () -> assertThat(run(name, source)).isEqualTo(expected)));
          }
        }
      }
      assertThat(recorded).as("recorded but not in " + name).isEmpty();
    }
    assertThat(notYet).as("no snippets").isEmpty();
    assertThat(tests).hasSizeGreaterThan(200);
    return tests;
  }

  /** Snippets that we do not get right yet: whoever repairs one takes it from that file. */
  private static List<String> notYet() throws IOException {
    List<String> names = new ArrayList<>();
    for (String line : Files.readAllLines(FOLDER.resolve("not-yet.txt"))) {
      int tab = line.indexOf('\t');
      if (tab > 0) {
        names.add(line.substring(0, tab));
      }
    }
    return names;
  }

  private static boolean isTopic(Path file) {
    String name = file.getFileName().toString();
    return (name.endsWith(".js") || name.endsWith(".ts")) && !name.equals("render.js");
  }

  private static Map<String, String> recorded(Path topic) throws IOException {
    String name = topic.getFileName().toString().replaceAll("\\.[jt]s$", ".recorded.txt");
    Map<String, String> recorded = new HashMap<>();
    for (String line : Files.readAllLines(topic.resolveSibling(name))) {
      int tab = line.indexOf('\t');
      if (tab > 0) {
        recorded.put(line.substring(0, tab), line.substring(tab + 1));
      }
    }
    return recorded;
  }

  private static String source(String name, String render, String body) {
    return name.endsWith(".ts")
        ? render + body + "\nexport const rendered = render(result);\n"
        : render + "\nexports.rendered = (async () => {\n" + body + "\n})().then(render);\n";
  }

  private String run(String name, String text) {
    SourceFile source = new SourceFile(name, text);
    EcmaScriptProgram.Opening opening =
        EcmaScriptProgram.open(source, ProjectFolder.at(nothing), HostModules.NONE, Limits.DEFAULT);
    return switch (opening) {
      case EcmaScriptProgram.Opening.Failed failed -> failed.reason() + " " + failed.at().text();
      case EcmaScriptProgram.Opening.Opened opened -> rendered(opened.program(), source);
    };
  }

  private static String rendered(EcmaScriptProgram program, SourceFile source) {
    Interpreter run = program.interpreter();
    Place place = new Place(source, new Span(0, 0));
    try {
      Value value = run.member(program.exports(), "rendered", place);
      Value awaited = run.language().await(value, run, place);
      return awaited instanceof Text text && text.isKnown() ? text.text() : "unknown: " + awaited;
    } catch (Thrown thrown) {
      return "thrown: " + run.language().text(thrown.value(), run, place).text();
    }
  }
}
