package io.github.windlass.script;

import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import org.jspecify.annotations.Nullable;

/** What a run has used up of its {@link Limits}, and where it is. */
final class Meter {

  /**
   * Bytes of the Java stack that evaluations within evaluations may take, by the figures below.
   * What they really take depends on what HotSpot has compiled: up to 460 kB in the bytecode
   * interpreter, and up to 560 kB with the client compiler's frames, which hold what it inlined. So
   * the usual 1 MB suffices; on a thread with less, the run may end for its stack (see {@link
   * Run}).
   */
  static final int STACK = 384 << 10;

  // What a level of each kind takes of the stack, in bytes, in the bytecode interpreter.
  static final int EXPRESSION = 1000;
  static final int STATEMENT = 700;
  static final int CALL = 1700;
  static final int MODULE = 3200;
  static final int HOST = 1200;
  static final int WAYS = 1700;
  static final int TRY = 1100;
  static final int LOOP = 500;
  static final int PATTERN = 1200;

  /** What a piece of a text takes beside its characters, in characters. */
  private static final int PIECE = 32;

  private static final int PIECES = 1 << 20;

  private final Limits limits;
  private long fuel;
  private long memory;
  private int nesting;
  private int depth;
  private @Nullable LimitReached reached;
  private @Nullable SourceFile source;
  private @Nullable Span span;

  Meter(Limits limits) {
    this.limits = limits;
    this.fuel = limits.fuel();
    this.memory = limits.memory();
  }

  /** Why the run is over; null: it is not. */
  @Nullable LimitReached reached() {
    return reached;
  }

  /** Where the run is; null: it has not begun. */
  @Nullable Place place() {
    return source == null || span == null ? null : new Place(source, span);
  }

  /** Says where the run is. */
  void at(SourceFile nowIn, Span now) {
    source = nowIn;
    span = now;
  }

  void spend(long amount) {
    fuel -= amount;
    if (fuel < 0) {
      throw stop("it runs for too long, perhaps without end");
    }
  }

  /** Counts characters or items that are kept. */
  void keep(long amount) {
    memory -= amount;
    if (memory < 0) {
      throw stop("it makes too much data, perhaps without end");
    }
  }

  /** Counts a new text, of which a part was there before. */
  void keep(Text text, int before) {
    if (text.length() > limits.textLength()) {
      throw stop("it makes a text of more than " + limits.textLength() + " characters");
    }
    if (text.count() > PIECES) {
      throw stop("it puts a text together from more than " + PIECES + " pieces");
    }
    keep(PIECE + Math.max(0L, Math.min(before, text.length() - (long) before)));
  }

  /** Counts a step that is given. */
  void step(int before, long characters) {
    if (before >= limits.steps()) {
      throw stop("it sends more than " + limits.steps() + " statements");
    }
    keep(characters);
  }

  /** One level more, of so many bytes. */
  void enter(int bytes) {
    if (--fuel < 0) {
      spend(0);
    }
    nesting += bytes;
    if (nesting > STACK) {
      throw stop("it is nested too deeply");
    }
  }

  void leave(int bytes) {
    nesting -= bytes;
  }

  int nesting() {
    return nesting;
  }

  int depth() {
    return depth;
  }

  /** One call more within the present one. */
  void enterCall() {
    if (++depth > limits.depth()) {
      throw stop("it calls itself too deeply, perhaps without end");
    }
  }

  /** The thread has less stack left than evaluations may take. */
  LimitReached overflow() {
    return stop("it is nested deeper than the stack allows");
  }

  /** Goes back to an earlier nesting. */
  void back(int toNesting, int toDepth) {
    nesting = toNesting;
    depth = toDepth;
  }

  private LimitReached stop(String reason) {
    LimitReached first = reached;
    if (first == null) {
      first = new LimitReached(reason);
      reached = first;
    }
    return first;
  }
}
