package io.github.windlass.extractor;

/** A source that cannot be read; the message says why, for a person, in one line. */
public final class UnreadableSourceException extends Exception {

  private static final long serialVersionUID = 1L;

  public UnreadableSourceException(String message) {
    super(message, null, false, false); // about the input, so that where we noticed says nothing
  }
}
