package io.github.windlass.extractor.typeorm.ddl;

import java.util.List;

/**
 * What a call does, and the table as TypeORM has it afterwards.
 *
 * @param actions in order
 */
public record Change(List<Action> actions, Table after) {

  public Change {
    actions = List.copyOf(actions);
  }
}
