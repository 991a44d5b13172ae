package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.script.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a database writes the names of columns that were given none of their own: {@code drizzle({
 * casing: "snake_case" })} ({@code src/casing.ts}).
 */
public enum Casing {
  NONE,
  SNAKE,
  CAMEL;

  /** By its name in settings; null: it is none. */
  public static @Nullable Casing of(@Nullable String name) {
    return switch (name == null ? "" : name) {
      case "snake_case" -> SNAKE;
      case "camelCase" -> CAMEL;
      default -> null;
    };
  }

  /** The name of a column. */
  Text name(Column column) {
    String key = column.isKeyed() ? column.name().known() : null;
    return key == null || this == NONE ? column.name() : Text.of(written(words(key)));
  }

  private String written(List<String> words) {
    StringBuilder name = new StringBuilder();
    for (String word : words) {
      boolean first = name.length() == 0;
      if (this == SNAKE || first) {
        name.append(this == SNAKE && !first ? "_" : "").append(word.toLowerCase(Locale.ROOT));
      } else {
        name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
      }
    }
    return name.toString();
  }

  /** Small letters and digits, capitals that no small letter follows, or one that some follow. */
  private static List<String> words(String key) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < key.length()) {
      int end = at;
      if (isSmall(key, at)) {
        end = smalls(key, at);
      } else if (isCapital(key, at)) {
        while (isCapital(key, end)) {
          end++;
        }
        boolean letter = end < key.length() && key.charAt(end) >= 'a' && key.charAt(end) <= 'z';
        end = !letter ? end : end - at > 1 ? end - 1 : smalls(key, end);
      }
      if (end > at) {
        words.add(key.substring(at, end));
      }
      at = Math.max(end, at + 1);
    }
    return words;
  }

  private static int smalls(String key, int from) {
    int end = from;
    while (isSmall(key, end)) {
      end++;
    }
    return end;
  }

  private static boolean isSmall(String key, int at) {
    char c = at < key.length() ? key.charAt(at) : ' ';
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private static boolean isCapital(String key, int at) {
    return at < key.length() && key.charAt(at) >= 'A' && key.charAt(at) <= 'Z';
  }
}
