package io.github.windlass.tracer;

import io.github.windlass.analyzer.AnalyzedStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement as it was predicted and as it was observed.
 *
 * @param observed null where it was not run
 * @param differences what the server did otherwise, each for a person; empty unless the verdict is
 *     MISMATCH or FAILED, or TRACE_ONLY with a prediction that was known to be incomplete
 * @param notes what else is to be said of it, each for a person: why it was not run, or what could
 *     not be seen
 */
public record TracedStatement(
    AnalyzedStatement predicted,
    @Nullable Observed observed,
    Verdict verdict,
    List<String> differences,
    List<String> notes) {

  public TracedStatement {
    differences = List.copyOf(differences);
    notes = List.copyOf(notes);
  }

  /** A statement of which nothing else is to be said. */
  public TracedStatement(
      AnalyzedStatement predicted,
      @Nullable Observed observed,
      Verdict verdict,
      List<String> differences) {
    this(predicted, observed, verdict, differences, List.of());
  }

  /** The same with who waited behind it, if it was run. */
  TracedStatement withWaits(List<Observed.Wait> waits) {
    Observed seen = observed;
    return seen == null
        ? this
        : new TracedStatement(
            predicted,
            new Observed(seen.effects(), seen.time(), seen.polled(), waits, seen.changes()),
            verdict,
            differences,
            notes);
  }
}
