package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
  final List<String> reasons = new ArrayList<>();
  private short[] kinds = new short[64];
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int count;

  Tokens(char[] text) {
    this.text = text;
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

  /** Lets the last token end further on. */
  void extendLast(int end) {
    ends[count - 1] = end;
  }

  /** An INVALID token; its reason is found again by {@link #reason}. */
  void addInvalid(String reason, int start, int end) {
    reasons.add(start + ":" + reason);
    add(Token.INVALID.ordinal(), start, end);
  }

  String reason(int index) {
    String prefix = starts[index] + ":";
    for (String reason : reasons) {
      if (reason.startsWith(prefix)) {
        return reason.substring(prefix.length());
      }
    }
    return "syntax error";
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
