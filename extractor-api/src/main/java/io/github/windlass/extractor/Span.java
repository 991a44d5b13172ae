package io.github.windlass.extractor;

import org.jspecify.annotations.Nullable;

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

  // Written out, as is hashCode: what the compiler makes of a record is slow until it is warm.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Span span && start == span.start && end == span.end;
  }

  @Override
  public int hashCode() {
    return 31 * start + end;
  }

  /** The number of UTF-16 code units. */
  public int length() {
    return end - start;
  }
}
