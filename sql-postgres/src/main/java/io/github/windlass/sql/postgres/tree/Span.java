package io.github.windlass.sql.postgres.tree;

/**
 * A stretch of the parsed text.
 *
 * @param start offset of the first UTF-16 code unit
 * @param end offset after the last UTF-16 code unit
 */
public record Span(int start, int end) {

  /** The number of UTF-16 code units. */
  public int length() {
    return end - start;
  }

  /** The stretch from the start of this span to the end of {@code last}. */
  public Span to(Span last) {
    return new Span(start, last.end);
  }

  /** The characters of {@code text} that this span covers. */
  public String in(String text) {
    return text.substring(start, end);
  }
}
