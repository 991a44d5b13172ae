package io.github.windlass.script.ecmascript.node;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.EcmaScriptModules;
import io.github.windlass.script.ecmascript.ProjectFiles;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Node's own modules and globals. */
public final class NodeModules {

  public NodeModules(EcmaScriptModules modules, ProjectFiles files) {}

  /** What a module of Node's exports; null: Node has none of that name. */
  public @Nullable Value find(String specifier, Place from, Evaluation run) {
    return null;
  }

  /** The variables that every module sees. */
  public Map<String, Value> globals() {
    return Map.of();
  }
}
