package io.github.windlass.extractor.knex;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.ScriptNames;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The functions of packages by which knexfiles map names: objection's {@code knexSnakeCaseMappers}
 * and {@code knexIdentifierMapping} ({@code lib/utils/identifierMapping.js}), and {@code snakeCase}
 * of lodash and of change-case.
 */
final class SnakeCase {

  /** How objection's mappers write names. */
  private record Style(boolean upper, boolean beforeDigits, boolean betweenCapitals) {}

  private SnakeCase() {}

  /** A package that has one of these; null: it has none. */
  static @Nullable Value module(String specifier) {
    return switch (specifier) {
      case "objection" ->
          new Package(
              specifier,
              Map.of("knexSnakeCaseMappers", mappers(), "knexIdentifierMapping", mapping()));
      case "lodash", "lodash-es" -> new Package(specifier, Map.of("snakeCase", words(true)));
      case "change-case", "snake-case" -> new Package(specifier, Map.of("snakeCase", words(false)));
      case "lodash/snakeCase", "lodash.snakecase", "lodash-es/snakeCase" -> words(true);
      default -> null;
    };
  }

  /** A package of which some functions are known. */
  private record Package(String name, Map<String, Value> functions) implements HostObject {

    @Override
    public String describe() {
      return name;
    }

    @Override
    public Value member(String member, Evaluation run, Place place) {
      if (member.equals("default")) {
        return Nothing.UNDEFINED;
      }
      Value function = functions.get(member);
      return function == null
          ? new Unknown(name + "." + member, place, false, GapCode.MISSING_SOURCE)
          : function;
    }
  }

  private static NativeFunction mappers() {
    return new NativeFunction(
        "knexSnakeCaseMappers",
        (self, arguments, run, place) -> {
          Value options = arguments.isEmpty() ? Value.Nothing.UNDEFINED : arguments.getFirst();
          Style style =
              new Style(
                  is(options, "upperCase", run, place),
                  is(options, "underscoreBeforeDigits", run, place),
                  is(options, "underscoreBetweenUppercaseLetters", run, place));
          return wrapper(name -> Text.of(lastPart(name, style)), run);
        });
  }

  private static boolean is(Value options, String name, Evaluation run, Place place) {
    return options instanceof ObjectValue
        && run.language().truth(run.member(options, name, place)) == Truth.TRUE;
  }

  /** {@code knexIdentifierMapping({column: property})}. */
  private static NativeFunction mapping() {
    return new NativeFunction(
        "knexIdentifierMapping",
        (self, arguments, run, place) -> {
          Value columns = arguments.isEmpty() ? Value.Nothing.UNDEFINED : arguments.getFirst();
          return wrapper(
              name -> {
                if (!(columns instanceof ObjectValue map) || map.uncertain() != null) {
                  return new Unknown("knexIdentifierMapping", place);
                }
                for (String column : map.keys()) {
                  if (run.member(map, column, place) instanceof Text property
                      && name.equals(property.known())) {
                    return Text.of(column);
                  }
                }
                return Text.of(name);
              },
              run);
        });
  }

  /** Whether a knexfile maps names by objection's mappers as they come, if it maps them at all. */
  static boolean isAllThereIs(String text) {
    return text.contains("knexSnakeCaseMappers")
        && !ScriptNames.hasOne(text, List.of("wrapIdentifier", "knexIdentifierMapping"))
        && !ScriptNames.hasOne(text, List.of("upperCase", "underscoreBeforeDigits"));
  }

  /**
   * What objection's mappers make of names where it is not known whether they are there: a name
   * without capital letters stays as it is.
   *
   * @param differs runs where a name may be sent otherwise
   */
  static NativeFunction perhaps(Runnable differs) {
    return new NativeFunction(
        "wrapIdentifier",
        (self, arguments, run, place) -> {
          if (arguments.getFirst() instanceof Text text
              && !text.text().equals(text.text().toLowerCase(Locale.ROOT))) {
            differs.run();
          }
          return run.call(
              arguments.get(1), Value.Nothing.UNDEFINED, arguments.subList(0, 1), place);
        });
  }

  private interface Mapper {
    Value of(String name);
  }

  private static Value wrapper(Mapper mapper, Evaluation run) {
    ObjectValue options = run.object();
    options.put(
        "wrapIdentifier",
        new NativeFunction(
            "wrapIdentifier",
            (self, arguments, within, place) -> {
              String name = arguments.getFirst() instanceof Text text ? text.known() : null;
              Value mapped = name == null ? new Unknown("a name", place) : mapper.of(name);
              return within.call(arguments.get(1), Value.Nothing.UNDEFINED, List.of(mapped), place);
            }));
    options.put(
        "postProcessResponse",
        new NativeFunction(
            "postProcessResponse",
            (self, arguments, within, place) -> new Unknown("the rows of a query", place)));
    return options;
  }

  /** What stands after the last colon is mapped. */
  private static String lastPart(String name, Style style) {
    int from = name.lastIndexOf(':') + 1;
    return name.substring(0, from) + snakeCase(name.substring(from), style);
  }

  private static String snakeCase(String name, Style style) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (i > 0) {
        char before = name.charAt(i - 1);
        boolean digit = style.beforeDigits() && isDigit(c) && !isDigit(before);
        boolean capital = isCapital(c) && (style.betweenCapitals() || !isCapital(before));
        if (digit || capital) {
          out.append('_');
        }
      }
      out.append(Character.toLowerCase(c));
    }
    String snake = out.toString();
    return style.upper() ? snake.toUpperCase(Locale.ROOT) : snake;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isCapital(char c) {
    return Character.toUpperCase(c) == c && Character.toLowerCase(c) != c;
  }

  private static NativeFunction words(boolean digitsApart) {
    return new NativeFunction(
        "snakeCase",
        (self, arguments, run, place) -> {
          String name =
              !arguments.isEmpty() && arguments.getFirst() instanceof Text text
                  ? text.known()
                  : null;
          return name == null || !name.chars().allMatch(c -> c < 128)
              ? new Unknown("snakeCase() of a name", place)
              : Text.of(words(name, digitsApart));
        });
  }

  /** Words in lower case with {@code _} between them. */
  private static String words(String name, boolean digitsApart) {
    StringBuilder out = new StringBuilder();
    boolean apart = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Character.isLetterOrDigit(c)) {
        apart = true;
        continue;
      }
      char before = i == 0 ? ' ' : name.charAt(i - 1);
      char after = i + 1 < name.length() ? name.charAt(i + 1) : ' ';
      boolean begins =
          Character.isUpperCase(c)
              && (Character.isLowerCase(before)
                  || isDigit(before)
                  || (Character.isUpperCase(before) && Character.isLowerCase(after)));
      boolean number =
          digitsApart && Character.isLetterOrDigit(before) && isDigit(c) != isDigit(before);
      if ((apart || begins || number) && !out.isEmpty()) {
        out.append('_');
      }
      apart = false;
      out.append(Character.toLowerCase(c));
    }
    return out.toString();
  }
}
