package io.github.windlass.script;

import io.github.windlass.extractor.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text made of pieces, each of which knows where it was written, or why it is not known.
 *
 * <p>Two texts are equal when their characters are and both are known.
 */
public final class Text implements Value {

  /** The empty text. */
  public static final Text EMPTY = new Text(List.of(), "");

  /** A piece of a text. */
  public sealed interface Piece {

    /** The characters; of a hole: what stands for it. */
    String text();

    /**
     * Known characters.
     *
     * @param place where they come from; null: from no source, as what a framework writes
     * @param verbatim whether they stand at the place as they are
     */
    record Known(String text, @Nullable Place place, boolean verbatim) implements Piece {}

    /** An unknown value. {@code text} stands for it, such as <code>${schema}</code>. */
    record Hole(String text, String reason, Place place) implements Piece {}
  }

  /** From this length on, a text that grows is put together only when it is read. */
  private static final int LONG = 256;

  /** How much of a text is shown where it is spoken of. */
  private static final int SHOWN = 60;

  private final int length;
  private final boolean known;
  private final int count;
  private @Nullable Content content;

  // What content is made of as long as it is null.
  private @Nullable Text left;
  private @Nullable Text right;

  /**
   * What the text is.
   *
   * @param starts where in the characters each piece starts
   */
  private record Content(List<Piece> pieces, String text, int[] starts) {}

  private Text(List<Piece> pieces, String text) {
    this.length = text.length();
    this.known = isKnown(pieces);
    this.count = pieces.size();
    this.content = content(pieces, text);
  }

  private Text(Text left, Text right) {
    this.length = Math.addExact(left.length, right.length);
    this.known = left.known && right.known;
    this.count = left.count + right.count;
    this.left = left;
    this.right = right;
  }

  private static boolean isKnown(List<Piece> pieces) {
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Hole) {
        return false;
      }
    }
    return true;
  }

  private static Content content(List<Piece> pieces, String text) {
    int[] starts = new int[pieces.size()];
    int at = 0;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = at;
      at += pieces.get(i).text().length();
    }
    return new Content(pieces, text, starts);
  }

  private Content content() {
    Content known = content;
    if (known == null) {
      Builder builder = new Builder();
      Deque<Text> todo = new ArrayDeque<>();
      todo.push(this);
      while (!todo.isEmpty()) {
        Text next = todo.pop();
        if (next.content != null) {
          builder.add(next);
        } else if (next.left != null && next.right != null) {
          todo.push(next.right);
          todo.push(next.left);
        }
      }
      known = content(List.copyOf(builder.pieces), builder.text.toString());
      content = known;
      left = null;
      right = null;
    }
    return known;
  }

  /** A text from no source. */
  public static Text of(String text) {
    return text.isEmpty() ? EMPTY : new Text(List.of(new Piece.Known(text, null, false)), text);
  }

  /** A text that a place produced as a whole. */
  public static Text produced(String text, Place place) {
    return text.isEmpty() ? EMPTY : new Text(List.of(new Piece.Known(text, place, false)), text);
  }

  /** A text that stands at a place as it is. */
  public static Text verbatim(String text, Place place) {
    return text.isEmpty() ? EMPTY : new Text(List.of(new Piece.Known(text, place, true)), text);
  }

  /** A text that is unknown. */
  public static Text hole(Unknown unknown) {
    String stand = "${" + unknown.reason() + "}";
    return new Text(List.of(new Piece.Hole(stand, unknown.reason(), unknown.place())), stand);
  }

  /** The pieces, none of them empty. */
  public List<Piece> pieces() {
    return content().pieces();
  }

  /** The number of characters, with what stands for the holes. */
  public int length() {
    return length;
  }

  /** The number of pieces. */
  int count() {
    return count;
  }

  /** All characters, with what stands for the holes. */
  public String text() {
    return content().text();
  }

  /** Whether there is no hole. */
  public boolean isKnown() {
    return known;
  }

  /** Its beginning on one line, for a person; unknown parts as in {@link #text()}. */
  public String beginning() {
    String whole = text();
    StringBuilder line = new StringBuilder(SHOWN + 1);
    boolean blank = false;
    for (int i = 0; i < whole.length(); i++) {
      char c = whole.charAt(i);
      if (Character.isWhitespace(c)) {
        blank = line.length() > 0;
        continue;
      }
      if (line.length() + (blank ? 1 : 0) >= SHOWN) {
        return line.append('…').toString();
      }
      if (blank) {
        line.append(' ');
        blank = false;
      }
      line.append(c);
    }
    return line.toString();
  }

  /** The characters if all are known, else null. */
  public @Nullable String known() {
    return isKnown() ? text() : null;
  }

  /**
   * This text and another after it. It takes no longer for a long text than for a short one.
   *
   * @throws ArithmeticException if it has more characters than an int can count
   */
  public Text concat(Text other) {
    if (other.length == 0) {
      return this;
    }
    if (length == 0) {
      return other;
    }
    if (length + (long) other.length >= LONG) {
      return new Text(this, other);
    }
    return new Builder().add(this).add(other).build();
  }

  /**
   * A stretch of this text, with its origins. A hole that is cut is left whole at its beginning.
   *
   * @throws IndexOutOfBoundsException if there is no such stretch
   */
  public Text slice(int start, int end) {
    Objects.checkFromToIndex(start, end, length);
    if (start == 0 && end == length) {
      return this;
    }
    Content all = content();
    int found = Arrays.binarySearch(all.starts(), start);
    Builder builder = new Builder();
    for (int i = found >= 0 ? found : -found - 2; i < all.starts().length; i++) {
      int at = all.starts()[i];
      if (at >= end) {
        break;
      }
      Piece piece = all.pieces().get(i);
      int from = Math.max(start, at);
      int to = Math.min(end, at + piece.text().length());
      if (piece instanceof Piece.Known known) {
        if (from < to) {
          builder.add(cut(known, from - at, to - at));
        }
      } else if (from == at) {
        builder.add(piece);
      }
    }
    return builder.build();
  }

  private static Piece.Known cut(Piece.Known piece, int from, int to) {
    Place place = piece.place();
    if (place != null && piece.verbatim()) {
      int base = place.span().start();
      place = new Place(place.source(), new Span(base + from, base + to));
    }
    return new Piece.Known(piece.text().substring(from, to), place, piece.verbatim());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Text that
        && length == that.length
        && known
        && that.known
        && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }

  /** Puts a text together. */
  public static final class Builder {
    private final List<Piece> pieces = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    /** Adds a piece. */
    public Builder add(Piece piece) {
      if (!piece.text().isEmpty()) {
        pieces.add(piece);
        text.append(piece.text());
      }
      return this;
    }

    /** Adds a text. */
    public Builder add(Text other) {
      Content more = other.content();
      pieces.addAll(more.pieces());
      text.append(more.text());
      return this;
    }

    /** Adds characters from no source. */
    public Builder add(String characters) {
      return add(new Piece.Known(characters, null, false));
    }

    /** The number of characters so far. */
    public int length() {
      return text.length();
    }

    public Text build() {
      return text.isEmpty() ? EMPTY : new Text(List.copyOf(pieces), text.toString());
    }
  }
}
