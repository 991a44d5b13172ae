package io.github.windlass.script.ecmascript;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.node.ProjectPath;
import java.util.List;

/** Node's {@code require} of one module. */
public record Require(EcmaScriptModules modules, Place module) implements HostObject {

  @Override
  public String describe() {
    return "require";
  }

  @Override
  public Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
    Value specifier = arguments.isEmpty() ? Value.Nothing.UNDEFINED : arguments.get(0);
    boolean here = place.source().path().equals(module.source().path());
    return modules.required(specifier, here ? place : module, ImportedModule.WHOLE, run);
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return switch (name) {
      case "resolve" -> new Resolve(modules, module);
      case "main" -> {
        // What runs migrations is another module.
        ObjectValue main = run.object();
        main.becomeUncertain(new Unknown("require.main", place));
        yield main;
      }
      case "cache" -> run.object();
      default -> Value.Nothing.UNDEFINED;
    };
  }

  /** {@code require.resolve}: the file that a specifier means. */
  record Resolve(EcmaScriptModules modules, Place module) implements HostObject {

    @Override
    public String describe() {
      return "require.resolve";
    }

    @Override
    public Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
      if (!arguments.isEmpty() && arguments.get(0) instanceof Text specifier) {
        String path = modules.resolve(specifier, module);
        return path == null
            ? new Unknown(specifier.text() + ", which is not there", place)
            : ProjectPath.text(path, run.project().root(), place);
      }
      return new Unknown("require.resolve", place);
    }
  }
}
