package io.github.windlass.script.ecmascript;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;

/** {@code import.meta} of a module (Node's manual, "ECMAScript modules"). */
record ImportMeta(EcmaScriptModules modules, Place module, Text file, Text folder)
    implements HostObject {

  @Override
  public String describe() {
    return "import.meta";
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return switch (name) {
      case "url" -> Text.of("file://").concat(file);
      case "filename" -> file;
      case "dirname" -> folder;
      case "resolve" -> new Require.Resolve(modules, module);
      case "main" -> Value.Bool.FALSE;
      default -> new Unknown("import.meta." + name, place);
    };
  }
}
