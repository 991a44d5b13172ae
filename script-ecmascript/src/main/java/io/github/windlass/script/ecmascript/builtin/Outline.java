package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The characters of a text, with one character that stands for each hole: what searches and cuts
 * look at. A hole is taken for something in which nothing is found.
 */
final class Outline {

  private static final char HOLE = '\uFFFF';
  private static final int[] NONE = {};

  private final Text text;
  private final String characters;

  /** Where the holes are in the characters. */
  private final int[] holes;

  /**
   * How many characters of the text are before what follows each hole, less those before it here.
   */
  private final int[] shifts;

  private Outline(Text text, String characters, int[] holes, int[] shifts) {
    this.text = text;
    this.characters = characters;
    this.holes = holes;
    this.shifts = shifts;
  }

  static Outline of(Text text) {
    if (text.isKnown()) {
      return new Outline(text, text.text(), NONE, NONE);
    }
    List<Text.Piece> pieces = text.pieces();
    StringBuilder characters = new StringBuilder();
    int[] holes = new int[pieces.size()];
    int[] shifts = new int[pieces.size()];
    int count = 0;
    int shift = 0;
    for (Text.Piece piece : pieces) {
      switch (piece) {
        case Text.Piece.Known known -> characters.append(known.text());
        case Text.Piece.Hole hole -> {
          shift += hole.text().length() - 1;
          holes[count] = characters.length();
          shifts[count] = shift;
          count++;
          characters.append(HOLE);
        }
      }
    }
    return new Outline(
        text, characters.toString(), Arrays.copyOf(holes, count), Arrays.copyOf(shifts, count));
  }

  Text text() {
    return text;
  }

  String characters() {
    return characters;
  }

  int length() {
    return characters.length();
  }

  boolean isKnown() {
    return holes.length == 0;
  }

  /** Where the first hole is; the length if there is none. */
  int firstHole() {
    return holes.length == 0 ? characters.length() : holes[0];
  }

  /** How many characters follow the last hole; the length if there is none. */
  int afterLastHole() {
    return holes.length == 0
        ? characters.length()
        : characters.length() - holes[holes.length - 1] - 1;
  }

  /** Whether there is a hole in a stretch. */
  boolean hasHole(int start, int end) {
    int found = Arrays.binarySearch(holes, start);
    int next = found >= 0 ? found : -found - 1;
    return next < holes.length && holes[next] < end;
  }

  /** A stretch, with its origins and holes. */
  Text slice(int start, int end) {
    return text.slice(inText(start), inText(end));
  }

  private int inText(int index) {
    if (holes.length == 0) {
      return index;
    }
    int found = Arrays.binarySearch(holes, index);
    int before = found >= 0 ? found : -found - 1;
    return before == 0 ? index : index + shifts[before - 1];
  }

  /** The characters, one by one, those beyond 16 bits as one. */
  List<Value> codePoints() {
    List<Value> items = new ArrayList<>();
    for (int i = 0; i < characters.length(); ) {
      int next = i + Character.charCount(characters.codePointAt(i));
      items.add(slice(i, next));
      i = next;
    }
    return items;
  }
}
