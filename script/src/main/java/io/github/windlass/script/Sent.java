package io.github.windlass.script;

import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.SourceMap;
import io.github.windlass.extractor.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was sent so far, and the schema after it. Immutable: each statement makes a new one, so that
 * both sides of an unknown condition can go on from the same.
 */
public final class Sent {

  private final @Nullable Sent before;
  private final Step.@Nullable Sql last;
  private final int length;
  private @Nullable SchemaView view;

  private Sent(@Nullable Sent before, Step.@Nullable Sql last, @Nullable SchemaView view) {
    this.before = before;
    this.last = last;
    this.length = before == null ? 0 : before.length + 1;
    this.view = view;
  }

  /** Nothing yet. */
  public static Sent nothing(SchemaView view) {
    return new Sent(null, null, view);
  }

  /** With one more statement. */
  public Sent with(Text sql, Place place) {
    return new Sent(this, step(sql, place), null);
  }

  private static Step.Sql step(Text sql, Place place) {
    List<Step.Hole> holes = new ArrayList<>();
    int at = 0;
    for (Text.Piece piece : sql.pieces()) {
      if (piece instanceof Text.Piece.Hole hole) {
        holes.add(new Step.Hole(at, at + hole.text().length(), hole.reason()));
      }
      at += piece.text().length();
    }
    SourceMap map = SourceMap.produced(at, place.source(), place.span());
    return new Step.Sql(sql.text(), map, null, false, holes);
  }

  /** The schema. */
  public SchemaView view() {
    Deque<Sent> unread = new ArrayDeque<>();
    Sent known = this;
    while (known.view == null && known.before != null) {
      unread.push(known);
      known = known.before;
    }
    SchemaView now = known.view == null ? SchemaView.unknown() : known.view;
    for (Sent each : unread) {
      if (each.last != null) {
        now = now.after(each.last);
      }
      each.view = now;
    }
    return now;
  }

  /** What holds where it is unknown which of two was sent: each may have been. */
  public static Sent either(Sent one, Sent other) {
    Sent common = one;
    Sent rest = other;
    Deque<Step.Sql> ofOne = new ArrayDeque<>();
    Deque<Step.Sql> ofOther = new ArrayDeque<>();
    while (common != rest && (common.before != null || rest.before != null)) {
      if (common.length >= rest.length && common.before != null) {
        ofOne.push(condition(common));
        common = common.before;
      } else if (rest.before != null) {
        ofOther.push(condition(rest));
        rest = rest.before;
      }
    }
    Sent joined = common;
    for (Step.Sql step : ofOne) {
      joined = new Sent(joined, step, null);
    }
    for (Step.Sql step : ofOther) {
      joined = new Sent(joined, step, null);
    }
    return joined;
  }

  private static Step.Sql condition(Sent sent) {
    Step.Sql step = sent.last;
    if (step == null) {
      throw new IllegalStateException("nothing was sent");
    }
    return new Step.Sql(step.text(), step.map(), "sent on one way", false, step.holes());
  }
}
