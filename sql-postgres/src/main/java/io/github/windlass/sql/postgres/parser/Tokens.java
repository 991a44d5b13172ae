package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tokens of a text, as parallel arrays, with what stands between them. */
final class Tokens {

  /** What the text holds besides SQL, in order. */
  record Foreign(Kind kind, Span span) {
    enum Kind {
      COMMENT,
      PSQL_COMMAND,
      COPY_DATA
    }
  }

  final char[] text;
  final List<Foreign> foreign = new ArrayList<>();

  /** What few tokens need to have said about them, by the place of the token among all. */
  private record Remark(int index, String text) {}

  private final List<Remark> remarks = new ArrayList<>();
  private short[] kinds = new short[64];
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int count;

  Tokens(char[] text) {
    this.text = text;
  }

  /**
   * Some of the tokens, as a text of their own with the same places; what stood between is not
   * kept.
   *
   * @param leading a keyword to stand before them; null for none
   * @param from the first
   * @param gapFrom the first of those to leave out
   * @param gapTo the first after them
   * @param to the first after all
   */
  Tokens part(@Nullable Token leading, int from, int gapFrom, int gapTo, int to) {
    Tokens part = new Tokens(text);
    if (leading != null) {
      part.add(leading.ordinal(), starts[from], starts[from]);
    }
    for (int i = from; i < to; i++) {
      if (i == gapFrom) {
        i = gapTo;
        if (i >= to) {
          break;
        }
      }
      String remark = remarks.isEmpty() ? null : remark(i);
      if (remark != null) {
        part.remarks.add(new Remark(part.count, remark));
      }
      part.add(kinds[i], starts[i], ends[i]);
    }
    part.add(Token.EOF.ordinal(), starts[to], starts[to]);
    return part;
  }

  void add(int kind, int start, int end) {
    if (count == kinds.length) {
      int capacity = count * 2;
      kinds = Arrays.copyOf(kinds, capacity);
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
    }
    kinds[count] = (short) kind;
    starts[count] = start;
    ends[count] = end;
    count++;
  }

  /** Makes another token of the one before the last. */
  void changeLastButOne(int kind) {
    kinds[count - 2] = (short) kind;
  }

  /** An INVALID token; without a reason it is only out of place. */
  void addInvalid(@Nullable String reason, int start, int end) {
    if (reason != null) {
      remarks.add(new Remark(count, reason));
    }
    add(Token.INVALID.ordinal(), start, end);
  }

  /** Why an INVALID token is one; null if it is only out of place. */
  @Nullable String reason(int index) {
    return remark(index);
  }

  /** Makes one of the last three tokens: a U&amp; literal, UESCAPE, and the escape character. */
  void joinEscape() {
    count -= 2;
    remarks.remove(remarks.size() - 1);
    int escapeStart = starts[count + 1];
    int escapeEnd = ends[count + 1];
    remarks.add(new Remark(count - 1, new String(text, escapeStart, escapeEnd - escapeStart)));
    ends[count - 1] = escapeEnd;
  }

  /** The string constant that follows UESCAPE in a literal; null without one. */
  @Nullable String escape(int index) {
    return remark(index);
  }

  private @Nullable String remark(int index) {
    int low = 0;
    int high = remarks.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Remark remark = remarks.get(middle);
      if (remark.index == index) {
        return remark.text;
      }
      if (remark.index < index) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return null;
  }

  /** The number of tokens; the last is EOF. */
  int count() {
    return count;
  }

  int kind(int index) {
    return kinds[index];
  }

  int start(int index) {
    return starts[index];
  }

  int end(int index) {
    return ends[index];
  }
}
