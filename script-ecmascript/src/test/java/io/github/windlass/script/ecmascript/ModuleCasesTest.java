package io.github.windlass.script.ecmascript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.windlass.extractor.ProjectFolder;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.UnreadableSourceException;
import io.github.windlass.fixtures.Golden;
import io.github.windlass.script.ClassValue;
import io.github.windlass.script.Interpreter;
import io.github.windlass.script.Limits;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cases of {@code fixtures/ecmascript-run/modules}: after {@code === name} the files of a
 * project, each after {@code --- path}; a path that ends in {@code /} is an empty folder, {@code
 * \0} in a {@code .bin} file the character NUL. The first is run; what it exports as {@code result}
 * is what stands after {@code --- expect}, with {@code ?reason} for what is unknown. The gaps that
 * it leaves stand after {@code --- gaps}, the classes that it makes after {@code --- classes}.
 */
class ModuleCasesTest {

  private static final Path FOLDER = Golden.root().resolve("fixtures/ecmascript-run/modules");

  @TempDir Path folder;

  @TestFactory
  List<DynamicTest> casesGiveWhatIsExpected() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    List<Path> topics;
    try (var files = Files.list(FOLDER)) {
      topics = files.sorted().toList();
    }
    for (Path topic : topics) {
      for (String part : Files.readString(topic).split("(?m)^=== ")) {
        if (!part.isBlank()) {
          String name = part.substring(0, part.indexOf('\n'));
          Path home = folder.resolve("case" + tests.size());
          tests.add(dynamicTest(topic.getFileName() + ": " + name, () -> check(part, home)));
        }
      }
    }
    return tests;
  }

  private static void check(String text, Path home) throws IOException, UnreadableSourceException {
    Map<String, String> files = new LinkedHashMap<>();
    for (String part : text.split("(?m)^--- ")) {
      int end = part.indexOf('\n');
      files.put(part.substring(0, end), part.substring(end + 1).strip());
    }
    List<String> paths = new ArrayList<>(files.keySet());
    String expected = files.remove("expect");
    String gaps = files.remove("gaps");
    String classes = files.remove("classes");
    files.remove(paths.get(0));
    for (Map.Entry<String, String> file : files.entrySet()) {
      String name = file.getKey();
      Path path = home.resolve(name);
      Files.createDirectories(name.endsWith("/") ? path : path.getParent());
      if (!name.endsWith("/")) {
        String content = file.getValue();
        Files.writeString(path, name.endsWith(".bin") ? content.replace("\\0", "\0") : content);
      }
    }
    ProjectFolder project = ProjectFolder.at(home);
    SourceFile entry = project.read(paths.get(1));
    EcmaScriptProgram.Opening opening =
        EcmaScriptProgram.open(entry, project, HostModules.NONE, Limits.DEFAULT);
    assertThat(opening).isInstanceOf(EcmaScriptProgram.Opening.Opened.class);
    EcmaScriptProgram program = ((EcmaScriptProgram.Opening.Opened) opening).program();
    assertThat(result(program, entry)).isEqualTo(expected);
    assertThat(gaps(program)).isEqualTo(gaps == null ? "" : gaps);
    if (classes != null) {
      List<String> names = program.classes().stream().map(ClassValue::name).toList();
      assertThat(String.join(", ", names)).isEqualTo(classes);
    }
  }

  private static String gaps(EcmaScriptProgram program) {
    List<String> gaps = new ArrayList<>();
    for (Step step : program.interpreter().steps()) {
      if (step instanceof Step.Gap gap) {
        gaps.add(gap.code().code() + " " + gap.reason());
      }
    }
    return String.join("\n", gaps);
  }

  private static String result(EcmaScriptProgram program, SourceFile entry) {
    Interpreter run = program.interpreter();
    Place place = new Place(entry, new Span(0, 0));
    Thrown thrown = program.thrown();
    if (thrown != null) {
      return "thrown: " + run.language().text(thrown.value(), run, place).text();
    }
    Value result = run.member(program.exports(), "result", place);
    return shown(run.language().await(result, run, place), run, place);
  }

  private static String shown(Value value, Interpreter run, Place place) {
    return switch (value) {
      case Unknown unknown -> "?" + unknown.reason();
      case ListValue list -> {
        List<String> items = new ArrayList<>();
        for (Value item : list.items()) {
          items.add(shown(item, run, place));
        }
        yield "[" + String.join(", ", items) + "]";
      }
      case ObjectValue object -> {
        List<String> members = new ArrayList<>();
        for (String key : object.keys()) {
          members.add(key + ": " + shown(run.member(object, key, place), run, place));
        }
        yield "{" + String.join(", ", members) + "}";
      }
      case ClassValue definition -> "class " + definition.name();
      default -> run.language().text(value, run, place).text();
    };
  }
}
