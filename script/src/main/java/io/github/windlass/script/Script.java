package io.github.windlass.script;

import io.github.windlass.extractor.SourceFile;
import java.util.List;

/**
 * What one file says.
 *
 * @param source the file; all spans are offsets in its text
 * @param body in order; what a language hoists stands first already
 */
public record Script(SourceFile source, List<Statement> body) {

  public Script {
    body = List.copyOf(body);
  }
}
