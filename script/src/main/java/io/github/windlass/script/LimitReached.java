package io.github.windlass.script;

/** The end of a run that has used up what it may. Scripts cannot catch it. */
final class LimitReached extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  LimitReached(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  /** What is used up, for the migration's author. */
  String reason() {
    return reason;
  }
}
