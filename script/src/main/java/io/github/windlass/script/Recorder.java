package io.github.windlass.script;

import io.github.windlass.extractor.Origin;
import io.github.windlass.extractor.SourceMap;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The steps that a run gives. */
final class Recorder {

  private final Meter meter;
  private final List<Step> steps = new ArrayList<>();
  private final List<Integer> turns = new ArrayList<>();
  private final Set<Step.Gap> gaps = new HashSet<>();

  private int turn;
  private int lastTurn;
  private boolean inOrder = true;

  Recorder(Meter meter) {
    this.meter = meter;
  }

  int turn() {
    return turn;
  }

  int lastTurn() {
    return lastTurn;
  }

  void turn(int at) {
    turn = at;
    lastTurn = Math.max(lastTurn, at);
  }

  /** The steps by their turns. */
  List<Step> steps() {
    if (inOrder) {
      return List.copyOf(steps);
    }
    List<Integer> order = new ArrayList<>(steps.size());
    for (int i = 0; i < steps.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparing(turns::get));
    List<Step> sorted = new ArrayList<>(steps.size());
    for (int index : order) {
      sorted.add(steps.get(index));
    }
    return List.copyOf(sorted);
  }

  private void add(Step step) {
    inOrder &= turns.isEmpty() || turns.get(turns.size() - 1) <= turn;
    steps.add(step);
    turns.add(turn);
  }

  int size() {
    return steps.size();
  }

  /** Takes back the last steps until so many are left. */
  void truncate(int size) {
    while (steps.size() > size) {
      Step step = steps.remove(steps.size() - 1);
      turns.remove(turns.size() - 1);
      if (step instanceof Step.Gap gap) {
        gaps.remove(gap);
      }
    }
  }

  /** Whether all steps from one on only undo. */
  boolean areRollbacks(int from) {
    for (int i = from; i < steps.size(); i++) {
      if (!Tries.isRollback(steps.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Adds a gap; a place has the same gap once. */
  void gap(Step.GapCode code, String reason, Origin origin) {
    Step.Gap gap = new Step.Gap(code, reason, origin);
    if (gaps.add(gap)) {
      meter.step(steps.size(), reason.length());
      add(gap);
    }
  }

  /** Adds a gap though a limit is reached. */
  void lastGap(String reason, Origin origin) {
    turn = lastTurn;
    add(new Step.Gap(Step.GapCode.LIMIT, reason, origin));
  }

  void sql(
      Text sql,
      List<Step.Parameter> parameters,
      int connection,
      @Nullable String condition,
      boolean repeats,
      Place place) {
    meter.step(
        steps.size(),
        sql.length() + 64L * sql.count() + (condition == null ? 0 : condition.length()));
    List<SourceMap.Segment> segments = new ArrayList<>();
    List<Step.Hole> holes = new ArrayList<>();
    int at = 0;
    for (Text.Piece piece : sql.pieces()) {
      int end = at + piece.text().length();
      if (piece instanceof Text.Piece.Hole hole) {
        holes.add(new Step.Hole(at, end, hole.reason()));
        add(segments, at, end, hole.place(), false);
      } else if (piece instanceof Text.Piece.Known known) {
        Place from = known.place();
        add(segments, at, end, from == null ? place : from, from != null && known.verbatim());
      }
      at = end;
    }
    if (segments.isEmpty()) {
      segments.add(new SourceMap.Segment(0, 0, place.source(), place.span(), false));
    }
    add(
        new Step.Sql(
            sql.text(),
            new SourceMap(segments),
            condition,
            repeats,
            holes,
            parameters,
            connection));
  }

  /** Adds a segment, or makes the last one longer where it goes on. */
  @SuppressWarnings("ReferenceEquality") // one source is one object; equal ones may stay apart
  private static void add(
      List<SourceMap.Segment> segments, int start, int end, Place place, boolean verbatim) {
    Span span = place.span();
    boolean exact = verbatim && span.length() == end - start;
    if (!segments.isEmpty()) {
      SourceMap.Segment last = segments.get(segments.size() - 1);
      if (last.source() == place.source() && last.verbatim() == exact) {
        Span joined = null;
        if (!exact && last.span().equals(span)) {
          joined = span;
        } else if (exact && last.span().end() == span.start()) {
          joined = new Span(last.span().start(), span.end());
        }
        if (joined != null) {
          segments.set(
              segments.size() - 1,
              new SourceMap.Segment(last.start(), end, place.source(), joined, exact));
          return;
        }
      }
    }
    segments.add(new SourceMap.Segment(start, end, place.source(), span, exact));
  }
}
