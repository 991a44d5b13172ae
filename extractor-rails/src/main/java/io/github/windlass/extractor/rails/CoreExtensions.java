package io.github.windlass.extractor.rails;

import io.github.windlass.extractor.rails.schema.Inflector;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.Operators;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.Symbol;
import org.jspecify.annotations.Nullable;

/** What Active Support adds to strings and numbers, beyond what Ruby's own methods are. */
final class CoreExtensions {

  private CoreExtensions() {}

  /** Calls one; null: there is none of that name. */
  static @Nullable Value call(
      Value self, String name, Arguments arguments, Rails rails, Place place) {
    if (self instanceof Text text) {
      return ofText(text, name, arguments, place);
    }
    if (self instanceof Symbol symbol) {
      Value value = ofText(symbol.text(), name, arguments, place);
      return value;
    }
    if (self instanceof Value.BigInt || self instanceof Value.Num) {
      return switch (name) {
        case "second",
            "seconds",
            "minute",
            "minutes",
            "hour",
            "hours",
            "day",
            "days",
            "week",
            "weeks",
            "month",
            "months",
            "year",
            "years",
            "fortnight",
            "fortnights" ->
            new Unknown(place.text(), place);
        default -> null;
      };
    }
    return null;
  }

  private static @Nullable Value ofText(Text text, String name, Arguments arguments, Place place) {
    String known = text.known();
    switch (name) {
      case "pluralize",
      "singularize",
      "underscore",
      "camelize",
      "camelcase",
      "tableize",
      "classify",
      "foreign_key",
      "demodulize",
      "deconstantize",
      "titleize",
      "titlecase",
      "humanize",
      "parameterize",
      "dasherize":
        // Of what these take, little changes a name in migrations: not known, then.
        boolean one =
            name.equals("pluralize")
                && Integer.valueOf(1).equals(Operators.whole(arguments.get(0)));
        if (known == null || (!one && (arguments.size() > 0 || arguments.keywords() != null))) {
          return Text.hole(new Unknown(place.text(), place));
        }
        String made =
            switch (name) {
              case "pluralize" -> one ? known : last(known, true);
              case "deconstantize" ->
                  known.contains("::") ? known.substring(0, known.lastIndexOf("::")) : "";
              case "humanize" -> humanized(known);
              case "titleize", "titlecase" -> titled(humanized(Inflector.underscored(known)));
              case "parameterize" -> parameterized(known);
              case "singularize" -> last(known, false);
              case "underscore" -> Inflector.underscored(known);
              case "tableize" -> Inflector.table(known);
              case "classify" ->
                  Inflector.camelized(last(known.substring(known.lastIndexOf('.') + 1), false));
              case "foreign_key" -> Inflector.underscored(known) + "_id";
              case "demodulize" -> known.substring(known.lastIndexOf(':') + 1);
              case "dasherize" -> known.replace('_', '-');
              default -> Inflector.camelized(known);
            };
        return Text.produced(made, place);
      default:
        return null;
    }
  }

  /** {@code author_id} as {@code Author}. */
  private static String humanized(String word) {
    String words = word.replace('_', ' ').strip().toLowerCase(java.util.Locale.ROOT);
    words = words.endsWith(" id") ? words.substring(0, words.length() - 3) : words;
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
  }

  private static String titled(String words) {
    StringBuilder all = new StringBuilder(words);
    for (int i = 0; i < all.length(); i++) {
      if (i == 0 || all.charAt(i - 1) == ' ') {
        all.setCharAt(i, Character.toUpperCase(all.charAt(i)));
      }
    }
    return all.toString();
  }

  /** Runs of what is no letter, digit, {@code _} or {@code -} become one {@code -}. */
  private static String parameterized(String text) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean kept = (c < 128 && Character.isLetterOrDigit(c)) || c == '_';
      if (kept) {
        all.append(Character.toLowerCase(c));
      } else if (!all.isEmpty() && all.charAt(all.length() - 1) != '-') {
        all.append('-');
      }
    }
    int end = all.length();
    while (end > 0 && all.charAt(end - 1) == '-') {
      end--;
    }
    return all.substring(0, end);
  }

  private static String last(String word, boolean plural) {
    int at = word.lastIndexOf('_') + 1;
    String end = word.substring(at);
    return word.substring(0, at) + (plural ? Inflector.plural(end) : Inflector.singular(end));
  }
}
