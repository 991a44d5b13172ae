package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.script.Text;
import org.jspecify.annotations.Nullable;

/** One thing that a call makes TypeORM do. */
public sealed interface Action {

  /**
   * Sends a statement.
   *
   * @param condition what decides whether it is sent; null: it always is
   */
  record Send(Text sql, @Nullable String condition) implements Action {

    public Send(Text sql) {
      this(sql, null);
    }
  }

  /** Something that may be sent here, and cannot be told. */
  record Missing(GapCode code, String reason) implements Action {

    public Missing(String reason) {
      this(GapCode.DYNAMIC, reason);
    }
  }
}
