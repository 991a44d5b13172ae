package io.github.windlass.script.ecmascript;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.Script;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a file says, and what it exports as far as that can be seen without running it.
 *
 * @param script what is run
 * @param isModule whether it has {@code import} or {@code export}; else it is CommonJS
 * @param own the names that it exports and defines itself
 * @param passed the names that it passes on from other modules
 * @param stars the modules of which it passes on everything
 */
record Lowered(
    Script script,
    boolean isModule,
    Set<String> own,
    Map<String, Passed> passed,
    List<Source> stars) {

  /** Another module, as it is named in the file. */
  record Source(String specifier, Span span) {}

  /** A name of another module: {@code export {name} from "source"}. */
  record Passed(Source source, String name) {}
}
