package io.github.windlass.extractor.rails;

import io.github.windlass.extractor.rails.schema.Inflector;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
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
      return ofText(text, name, place);
    }
    if (self instanceof Symbol symbol) {
      Value value = ofText(symbol.text(), name, place);
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

  private static @Nullable Value ofText(Text text, String name, Place place) {
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
      "dasherize":
        if (known == null) {
          return Text.hole(new Unknown(place.text(), place));
        }
        String made =
            switch (name) {
              case "pluralize" -> last(known, true);
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

  private static String last(String word, boolean plural) {
    int at = word.lastIndexOf('_') + 1;
    String end = word.substring(at);
    return word.substring(0, at) + (plural ? Inflector.plural(end) : Inflector.singular(end));
  }
}
