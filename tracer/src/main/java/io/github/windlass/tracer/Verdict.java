package io.github.windlass.tracer;

/** How what was predicted of a statement and what was observed stand to each other. */
public enum Verdict {
  /** The server did what was predicted. */
  CONFIRMED,
  /** The server did something else. */
  MISMATCH,
  /** Observed, where nothing could be predicted. */
  TRACE_ONLY,
  /** Predicted, where nothing could be observed: the statement was not run. */
  STATIC_ONLY,
  /** The server refused the statement, as no prediction said. */
  FAILED,
  /** Not run, as an earlier statement of the transaction or of the migration failed. */
  SKIPPED
}
