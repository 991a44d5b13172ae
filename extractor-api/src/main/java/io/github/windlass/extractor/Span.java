package io.github.windlass.extractor;

/**
 * A stretch of a source's text.
 *
 * @param start offset of the first UTF-16 code unit
 * @param end offset after the last UTF-16 code unit
 */
public record Span(int start, int end) {

  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("no span: " + start + " to " + end);
    }
  }

  /** The number of UTF-16 code units. */
  public int length() {
    return end - start;
  }
}
