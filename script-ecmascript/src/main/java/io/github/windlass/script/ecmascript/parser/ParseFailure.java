package io.github.windlass.script.ecmascript.parser;

/** The text cannot be read on. Without a stack trace: it is thrown for each attempt that fails. */
final class ParseFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int start;
  private final int end;
  private final boolean limit;

  ParseFailure(String reason, int start, int end, boolean limit) {
    super(reason, null, false, false);
    this.start = start;
    this.end = end;
    this.limit = limit;
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Whether it is not the text's fault; then nothing else is tried. */
  boolean limit() {
    return limit;
  }
}
