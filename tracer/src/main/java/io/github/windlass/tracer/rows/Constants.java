package io.github.windlass.tracer.rows;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What stands in an expression as the server writes it: its texts, its numbers, and its names.
 *
 * @param texts without quotes, each once
 * @param numbers as they stand, with a minus before them if there is one
 */
record Constants(List<String> texts, List<String> numbers, Set<String> words) {

  /** So many are enough to try. */
  private static final int MOST = 60;

  /** The constants of expressions. */
  static Constants of(List<String> expressions) {
    Set<String> texts = new LinkedHashSet<>();
    Set<String> numbers = new LinkedHashSet<>();
    Set<String> words = new LinkedHashSet<>();
    for (String expression : expressions) {
      read(expression, texts, numbers, words);
    }
    return new Constants(
        texts.stream().limit(MOST).toList(), numbers.stream().limit(MOST).toList(), words);
  }

  /** The names in an expression, without quotes. */
  static Set<String> names(String expression) {
    return of(List.of(expression)).words();
  }

  private static void read(
      String expression, Set<String> texts, Set<String> numbers, Set<String> words) {
    int at = 0;
    while (at < expression.length()) {
      char c = expression.charAt(at);
      int end = at + 1;
      if (c == '\'' || c == '"') {
        StringBuilder inside = new StringBuilder();
        while (end < expression.length()) {
          char d = expression.charAt(end++);
          if (d == c) {
            if (end >= expression.length() || expression.charAt(end) != c) {
              break;
            }
            end++;
          }
          inside.append(d);
        }
        (c == '\'' ? texts : words).add(inside.toString());
      } else if (Character.isLetter(c) || c == '_') {
        while (end < expression.length()
            && (Character.isLetterOrDigit(expression.charAt(end))
                || expression.charAt(end) == '_'
                || expression.charAt(end) == '$')) {
          end++;
        }
        words.add(expression.substring(at, end));
      } else if (Character.isDigit(c)) {
        while (end < expression.length()
            && (Character.isDigit(expression.charAt(end)) || expression.charAt(end) == '.')) {
          end++;
        }
        boolean negative = at > 0 && expression.charAt(at - 1) == '-';
        numbers.add((negative ? "-" : "") + expression.substring(at, end));
      }
      at = end;
    }
  }
}
