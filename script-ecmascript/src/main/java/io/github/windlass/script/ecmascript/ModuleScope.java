package io.github.windlass.script.ecmascript;

import io.github.windlass.script.ClassValue;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A module as its own lowered code sees it, under the name {@link Lowering#MODULE}. */
final class ModuleScope implements HostObject {

  /** {@code export}: the name, and a function that reads the variable. */
  static final String EXPORT = "export";

  /** A class, made when the module runs; gives it back. */
  static final String CLASS = "class";

  /** A module by its specifier, not read yet. */
  static final String IMPORT = "import";

  /** {@code import(specifier)}. */
  static final String IMPORT_LATER = "importLater";

  private final EcmaScriptModules modules;
  private final ObjectValue exports;
  private final List<ClassValue> classes = new ArrayList<>();
  private final Map<String, ImportedModule> imported = new HashMap<>();

  ModuleScope(EcmaScriptModules modules, ObjectValue exports) {
    this.modules = modules;
    this.exports = exports;
  }

  /** The classes that were made outside all functions, in order. */
  List<ClassValue> classes() {
    return List.copyOf(classes);
  }

  @Override
  public String describe() {
    return "module";
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    return switch (name) {
      case EXPORT -> {
        exports.define(text(arguments.get(0)), new Exported(arguments.get(1)), null);
        yield Value.Nothing.UNDEFINED;
      }
      case CLASS -> {
        if (arguments.get(0) instanceof ClassValue made) {
          classes.add(made);
        }
        yield arguments.get(0);
      }
      case IMPORT -> imported(text(arguments.get(0)), place);
      case IMPORT_LATER -> {
        Value specifier = arguments.isEmpty() ? Value.Nothing.UNDEFINED : arguments.get(0);
        yield run.language()
            .promise(
                () -> modules.required(specifier, place, ImportedModule.NAMESPACE, run),
                run,
                place);
      }
      default -> Value.Nothing.UNDEFINED;
    };
  }

  private ImportedModule imported(String specifier, Place place) {
    ImportedModule module = imported.get(specifier);
    if (module == null) {
      module = new ImportedModule(modules, specifier, place);
      imported.put(specifier, module);
    }
    return module;
  }

  private static String text(Value value) {
    return value instanceof Text text ? text.text() : "";
  }
}
