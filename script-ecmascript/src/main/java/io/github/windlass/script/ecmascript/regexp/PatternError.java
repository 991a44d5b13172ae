package io.github.windlass.script.ecmascript.regexp;

/** A pattern that is no regular expression, or one that is too large or too new to be read. */
public final class PatternError extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean unsupported;

  PatternError(String message, boolean unsupported) {
    super(message, null, false, false);
    this.unsupported = unsupported;
  }

  /** Whether it may be correct, and is only not understood here. */
  public boolean isUnsupported() {
    return unsupported;
  }
}
