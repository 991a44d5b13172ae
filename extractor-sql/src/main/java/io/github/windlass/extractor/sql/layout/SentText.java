package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Origin;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.SourceMap;
import io.github.windlass.extractor.SourceMap.Segment;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text as a runner sends it: a stretch of a source, with values in the place of its placeholders.
 *
 * @param source what it was made of
 * @param text the characters; of a hole: the placeholder itself
 * @param segments where they come from, without gaps and in order
 * @param holes placeholders whose value is unknown, in order
 */
record SentText(SourceFile source, String text, List<Segment> segments, List<Step.Hole> holes) {

  SentText {
    segments = List.copyOf(segments);
    holes = List.copyOf(holes);
  }

  /** A stretch of a source as it stands there. */
  static SentText of(SourceFile source, int start, int end) {
    if (start >= end) {
      return new SentText(source, "", List.of(), List.of());
    }
    boolean whole = start == 0 && end == source.text().length();
    return new SentText(
        source,
        whole ? source.text() : source.text().substring(start, end),
        List.of(new Segment(0, end - start, source, new Span(start, end), true)),
        List.of());
  }

  /**
   * The text with a name where a hole is, so that it can be cut into statements. All offsets stay.
   */
  String readable() {
    if (holes.isEmpty()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text);
    for (Step.Hole hole : holes) {
      for (int i = hole.start(); i < hole.end(); i++) {
        out.setCharAt(i, 'x');
      }
    }
    return out.toString();
  }

  /** A stretch of this text. */
  SentText part(int start, int end) {
    return new SentText(
        source, text.substring(start, end), map(start, end).segments(), holes(start, end));
  }

  /** A stretch of this text as a step. */
  Step.Sql step(int start, int end, @Nullable String condition) {
    return new Step.Sql(
        text.substring(start, end), map(start, end), condition, false, holes(start, end));
  }

  private SourceMap map(int start, int end) {
    List<Segment> part = new ArrayList<>();
    for (int i = segmentAt(start); i < segments.size() && segments.get(i).start() < end; i++) {
      Segment whole = segments.get(i);
      int from = Math.max(start, whole.start());
      int to = Math.min(end, whole.end());
      Span span =
          whole.verbatim()
              ? new Span(
                  whole.span().start() + from - whole.start(),
                  whole.span().start() + to - whole.start())
              : whole.span();
      part.add(new Segment(from - start, to - start, whole.source(), span, whole.verbatim()));
    }
    return new SourceMap(part);
  }

  private int segmentAt(int offset) {
    int low = 0;
    int high = segments.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (segments.get(middle).end() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The holes of a stretch, counted from its start. */
  List<Step.Hole> holes(int start, int end) {
    if (holes.isEmpty()) {
      return List.of();
    }
    int low = 0;
    int high = holes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (holes.get(middle).start() < start) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    List<Step.Hole> part = new ArrayList<>();
    for (int i = low; i < holes.size() && holes.get(i).end() <= end; i++) {
      Step.Hole hole = holes.get(i);
      part.add(new Step.Hole(hole.start() - start, hole.end() - start, hole.reason()));
    }
    return part;
  }

  /** Where a stretch of this text was written. */
  Origin origin(int start, int end) {
    return start >= end || segments.isEmpty()
        ? source.origin(new Span(0, 0))
        : map(start, end).origin(new Span(0, end - start));
  }

  /** Puts a text together, from left to right. */
  static final class Builder {
    private final SourceFile source;
    private final StringBuilder text = new StringBuilder();
    private final List<Segment> segments = new ArrayList<>();
    private final List<Step.Hole> holes = new ArrayList<>();

    Builder(SourceFile source) {
      this.source = source;
    }

    /** A stretch of the source as it stands there. */
    void verbatim(int start, int end) {
      if (start < end) {
        int at = text.length();
        text.append(source.text(), start, end);
        segments.add(new Segment(at, text.length(), source, new Span(start, end), true));
      }
    }

    /** A value, for a stretch of the source. */
    void value(String value, int start, int end) {
      if (!value.isEmpty()) {
        int at = text.length();
        text.append(value);
        segments.add(new Segment(at, text.length(), source, new Span(start, end), false));
      }
    }

    /** A stretch of the source whose value is unknown. */
    void hole(int start, int end, String reason) {
      int at = text.length();
      verbatim(start, end);
      holes.add(new Step.Hole(at, text.length(), reason));
    }

    SentText build() {
      return new SentText(source, text.toString(), segments, holes);
    }
  }
}
