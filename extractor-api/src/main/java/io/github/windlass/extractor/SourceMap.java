package io.github.windlass.extractor;

import java.util.List;

/**
 * From every character of a step's text back to what made it.
 *
 * @param segments without gaps and in order of the text; empty for an empty text
 */
public record SourceMap(List<Segment> segments) {

  /**
   * A stretch of the text that came from one place.
   *
   * @param start offset in the step's text
   * @param end offset after the stretch
   * @param source the source that holds the place
   * @param span the place: character for character if {@code verbatim}, else what as a whole
   *     produced the stretch (a method call, an escape sequence)
   */
  public record Segment(int start, int end, SourceFile source, Span span, boolean verbatim) {

    public Segment {
      if (verbatim && span.length() != end - start) {
        throw new IllegalArgumentException("a verbatim segment has the length of its source");
      }
    }

    private Span spanOf(int from, int to) {
      return verbatim ? new Span(span.start() + from - start, span.start() + to - start) : span;
    }
  }

  public SourceMap {
    segments = List.copyOf(segments);
  }

  /** A text that stands in a source as it is. */
  public static SourceMap verbatim(SourceFile source, Span span) {
    return new SourceMap(List.of(new Segment(0, span.length(), source, span, true)));
  }

  /** A text that one place in a source produced as a whole. */
  public static SourceMap produced(int length, SourceFile source, Span span) {
    return new SourceMap(List.of(new Segment(0, length, source, span, false)));
  }

  /**
   * The place of a stretch of the text. Where the stretch came from several places, this is the
   * span over those in the source of the first.
   *
   * @throws IndexOutOfBoundsException if the text is shorter
   */
  public Origin origin(Span stretch) {
    Segment first = at(stretch.start());
    Span place =
        first.spanOf(
            stretch.start(), Math.min(Math.max(stretch.end(), stretch.start()), first.end()));
    for (Segment segment : segments) {
      if (segment.start() < stretch.end()
          && segment.end() > stretch.start()
          && segment.source().equals(first.source())) {
        Span part =
            segment.spanOf(
                Math.max(stretch.start(), segment.start()), Math.min(stretch.end(), segment.end()));
        place = new Span(Math.min(place.start(), part.start()), Math.max(place.end(), part.end()));
      }
    }
    return first.source().origin(place);
  }

  private Segment at(int offset) {
    for (Segment segment : segments) {
      if (offset >= segment.start() && offset < segment.end()) {
        return segment;
      }
    }
    if (!segments.isEmpty() && offset == segments.get(segments.size() - 1).end()) {
      return segments.get(segments.size() - 1);
    }
    throw new IndexOutOfBoundsException("offset " + offset + " of a source map");
  }
}
