package io.github.windlass.extractor.sequelize.generator;

import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.List;

/**
 * What is sent at once.
 *
 * @param binds values that are sent beside the text
 */
public record Statement(Text sql, List<Value> binds) {

  public Statement {
    binds = List.copyOf(binds);
  }

  static Statement of(Text sql) {
    return new Statement(sql, List.of());
  }
}
