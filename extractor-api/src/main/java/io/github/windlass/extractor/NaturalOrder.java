package io.github.windlass.extractor;

import java.util.Comparator;
import java.util.List;

/**
 * The order of migrations' paths: folder by folder, numbers by their value, so that {@code V2}
 * comes before {@code V10}.
 *
 * <p>Flyway's names ({@code V1.1__add.sql}) order as Flyway does: {@code V1__} before {@code
 * V1_1__}, repeatable ones ({@code R__…}) last.
 */
final class NaturalOrder implements Comparator<String> {

  static final NaturalOrder INSTANCE = new NaturalOrder(0);

  private static final int FOLDER_ENDS = -2;
  private static final int VERSION_ENDS = -1;
  private static final int NUMBER = '0';
  private static final int REPEATABLE = Character.MAX_VALUE + 1;

  /** What all that are compared begin with alike: folders, up to the end of one. */
  private final int alike;

  private NaturalOrder(int alike) {
    this.alike = alike;
  }

  /** Sorts paths; the folders that all of them are in are not looked at again and again. */
  static void sort(List<String> paths) {
    String folder = paths.isEmpty() ? "" : folder(paths.get(0));
    for (String path : paths) {
      while (!path.startsWith(folder)) {
        folder = folder(folder.substring(0, folder.length() - 1));
      }
    }
    paths.sort(new NaturalOrder(folder.length()));
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  @Override
  public int compare(String a, String b) {
    int i = alike;
    int j = alike;
    while (i < a.length() && j < b.length()) {
      int rankA = rank(a, i);
      int rankB = rank(b, j);
      if (rankA == NUMBER && rankB == NUMBER) {
        int endA = digitsEnd(a, i);
        int endB = digitsEnd(b, j);
        int byValue = compareNumbers(a, i, endA, b, j, endB);
        if (byValue != 0) {
          return byValue;
        }
        i = endA;
        j = endB;
      } else if (rankA != rankB) {
        return Integer.compare(rankA, rankB);
      } else {
        int length = rankA == VERSION_ENDS ? 2 : 1;
        i += length;
        j += length;
      }
    }
    int byRest = Integer.compare(a.length() - i, b.length() - j);
    return byRest != 0 ? byRest : a.compareTo(b);
  }

  /**
   * Where a path's next piece stands among other pieces: a number, two underscores, a character.
   */
  private static int rank(String path, int at) {
    char c = path.charAt(at);
    if (c == '/') {
      return FOLDER_ENDS;
    }
    if (path.startsWith("__", at)) {
      return VERSION_ENDS;
    }
    if (isDigit(c)) {
      return NUMBER;
    }
    boolean nameStarts = at == 0 || path.charAt(at - 1) == '/';
    return nameStarts && path.startsWith("R__", at) ? REPEATABLE : c;
  }

  private static int compareNumbers(String a, int i, int endA, String b, int j, int endB) {
    while (i < endA - 1 && a.charAt(i) == '0') {
      i++;
    }
    while (j < endB - 1 && b.charAt(j) == '0') {
      j++;
    }
    if (endA - i != endB - j) {
      return Integer.compare(endA - i, endB - j);
    }
    for (; i < endA; i++, j++) {
      if (a.charAt(i) != b.charAt(j)) {
        return Character.compare(a.charAt(i), b.charAt(j));
      }
    }
    return 0;
  }

  private static int digitsEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
