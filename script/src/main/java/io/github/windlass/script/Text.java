package io.github.windlass.script;

import io.github.windlass.extractor.Span;
import java.util.ArrayList;
import java.util.List;
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

  private final List<Piece> pieces;
  private final String text;

  private Text(List<Piece> pieces, String text) {
    this.pieces = pieces;
    this.text = text;
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
    return pieces;
  }

  /** All characters, with what stands for the holes. */
  public String text() {
    return text;
  }

  /** Whether there is no hole. */
  public boolean isKnown() {
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Hole) {
        return false;
      }
    }
    return true;
  }

  /** The characters if all are known, else null. */
  public @Nullable String known() {
    return isKnown() ? text : null;
  }

  /** This text and another after it. */
  public Text concat(Text other) {
    if (other.text.isEmpty()) {
      return this;
    }
    if (text.isEmpty()) {
      return other;
    }
    return new Builder().add(this).add(other).build();
  }

  /**
   * A stretch of this text, with its origins. A hole that is cut is left whole at its beginning.
   *
   * @throws IndexOutOfBoundsException if there is no such stretch
   */
  public Text slice(int start, int end) {
    if (start == 0 && end == text.length()) {
      return this;
    }
    Builder builder = new Builder();
    int at = 0;
    for (Piece piece : pieces) {
      int from = Math.max(start, at);
      int to = Math.min(end, at + piece.text().length());
      if (from < to) {
        switch (piece) {
          case Piece.Hole hole -> {
            if (from == at) {
              builder.add(hole);
            }
          }
          case Piece.Known known -> builder.add(cut(known, from - at, to - at));
        }
      }
      at += piece.text().length();
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
    return other instanceof Text that && text.equals(that.text) && isKnown() && that.isKnown();
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
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
      pieces.addAll(other.pieces);
      text.append(other.text);
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
