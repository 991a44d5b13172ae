package io.github.windlass.tracer;

import io.github.windlass.analyzer.AnalyzedStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement as it was predicted and as it was observed.
 *
 * @param observed null where it was not run
 * @param differences what the server did otherwise, each for a person; empty unless the verdict is
 *     MISMATCH or FAILED
 */
public record TracedStatement(
    AnalyzedStatement predicted,
    @Nullable Observed observed,
    Verdict verdict,
    List<String> differences) {

  public TracedStatement {
    differences = List.copyOf(differences);
  }
}
