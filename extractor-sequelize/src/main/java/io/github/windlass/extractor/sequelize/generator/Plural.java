package io.github.windlass.extractor.sequelize.generator;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Regular plurals of English ({@code pluralize} of {@code inflection}). */
final class Plural {

  /** Endings of words that have another plural, none, or one already. */
  private static final List<String> OTHERS =
      List.of(
          "us",
          "is",
          "um",
          "on",
          "ma",
          "f",
          "fe",
          "o",
          "person",
          "man",
          "child",
          "foot",
          "tooth",
          "goose",
          "mouse",
          "louse",
          "ox",
          "dex",
          "tex",
          "trix",
          "media",
          "data",
          "news",
          "sheep",
          "fish",
          "series",
          "species",
          "equipment",
          "information",
          "money",
          "rice",
          "people",
          "children",
          "men",
          "quiz",
          "eau",
          "ings",
          "health",
          "history");

  /** Those that are regular in spite of their ending. */
  private static final List<String> REGULAR =
      List.of(
          "ion", "son", "ton", "con", "pon", "ron", "box", "photo", "zoo", "video", "gon", "oon",
          "ession", "mon", "essage", "option");

  private Plural() {}

  /** The plural of a word; null: it is not known. */
  static @Nullable String of(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (lower.isEmpty() || !endsInLetter(lower) || isOther(lower)) {
      return null;
    }
    if (lower.endsWith("ss")
        || lower.endsWith("sh")
        || lower.endsWith("ch")
        || lower.endsWith("x")
        || lower.endsWith("z")) {
      return word + "es";
    }
    if (lower.endsWith("s")) {
      return word;
    }
    if (lower.endsWith("y")
        && lower.length() > 1
        && "aeiou".indexOf(lower.charAt(lower.length() - 2)) < 0) {
      return word.substring(0, word.length() - 1) + "ies";
    }
    return word + "s";
  }

  private static boolean endsInLetter(String word) {
    char last = word.charAt(word.length() - 1);
    return last >= 'a' && last <= 'z';
  }

  private static boolean isOther(String word) {
    if (word.endsWith("person")) {
      return true;
    }
    for (String ending : REGULAR) {
      if (word.endsWith(ending)) {
        return false;
      }
    }
    for (String ending : OTHERS) {
      if (word.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }
}
