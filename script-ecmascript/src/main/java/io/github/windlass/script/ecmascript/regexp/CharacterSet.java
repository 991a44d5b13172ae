package io.github.windlass.script.ecmascript.regexp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/** A set of characters: ranges, sorted, the first of each and the one after its last. */
final class CharacterSet {

  static final CharacterSet DIGITS = new CharacterSet('0', '9' + 1);
  static final CharacterSet WORD =
      new CharacterSet('0', '9' + 1, 'A', 'Z' + 1, '_', '_' + 1, 'a', 'z' + 1);
  static final CharacterSet SPACE =
      new CharacterSet(
          '\t', '\r' + 1, ' ', ' ' + 1, 0xA0, 0xA1, 0x1680, 0x1681, 0x2000, 0x200B, 0x2028, 0x202A,
          0x202F, 0x2030, 0x205F, 0x2060, 0x3000, 0x3001, 0xFEFF, 0xFF00);
  static final CharacterSet LINE_ENDS =
      new CharacterSet('\n', '\n' + 1, '\r', '\r' + 1, 0x2028, 0x202A);
  static final CharacterSet ALL = new CharacterSet(0, Character.MAX_CODE_POINT + 1);

  private final int[] bounds;

  private CharacterSet(int... bounds) {
    this.bounds = bounds;
  }

  boolean contains(int c) {
    int found = Arrays.binarySearch(bounds, c);
    return ((found >= 0 ? found : -found - 2) & 1) == 0;
  }

  CharacterSet negated() {
    boolean startsAtZero = bounds.length > 0 && bounds[0] == 0;
    boolean endsAtLast =
        bounds.length > 0 && bounds[bounds.length - 1] == Character.MAX_CODE_POINT + 1;
    List<Integer> other = new ArrayList<>();
    if (!startsAtZero) {
      other.add(0);
    }
    for (int i = startsAtZero ? 1 : 0; i < bounds.length - (endsAtLast ? 1 : 0); i++) {
      other.add(bounds[i]);
    }
    if (!endsAtLast) {
      other.add(Character.MAX_CODE_POINT + 1);
    }
    return of(other);
  }

  private static CharacterSet of(List<Integer> bounds) {
    int[] all = new int[bounds.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = bounds.get(i);
    }
    return new CharacterSet(all);
  }

  /** Characters that have a property of Unicode's. */
  static CharacterSet having(IntPredicate property) {
    List<Integer> bounds = new ArrayList<>();
    boolean inside = false;
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (property.test(c) != inside) {
        inside = !inside;
        bounds.add(c);
      }
    }
    if (inside) {
      bounds.add(Character.MAX_CODE_POINT + 1);
    }
    return of(bounds);
  }

  /** Puts a set together. */
  static final class Builder {
    private final List<int[]> ranges = new ArrayList<>();

    void add(int first, int last) {
      ranges.add(new int[] {first, last + 1});
    }

    void add(CharacterSet set) {
      for (int i = 0; i < set.bounds.length; i += 2) {
        ranges.add(new int[] {set.bounds[i], set.bounds[i + 1]});
      }
    }

    /** By the first; most classes have few ranges, and in order. */
    private void sort() {
      if (ranges.size() > 32) {
        ranges.sort(Comparator.comparingInt(range -> range[0]));
        return;
      }
      for (int i = 1; i < ranges.size(); i++) {
        for (int j = i; j > 0 && ranges.get(j)[0] < ranges.get(j - 1)[0]; j--) {
          Collections.swap(ranges, j, j - 1);
        }
      }
    }

    CharacterSet build() {
      sort();
      List<Integer> bounds = new ArrayList<>();
      for (int[] range : ranges) {
        int last = bounds.size() - 1;
        if (last >= 0 && range[0] <= bounds.get(last)) {
          bounds.set(last, Math.max(bounds.get(last), range[1]));
        } else {
          bounds.add(range[0]);
          bounds.add(range[1]);
        }
      }
      return of(bounds);
    }
  }
}
