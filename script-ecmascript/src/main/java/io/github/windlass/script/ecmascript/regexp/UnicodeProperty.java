package io.github.windlass.script.ecmascript.regexp;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Sets of characters by Unicode's properties: ECMA-262, 22.2.1.8, tables 69 to 71. */
final class UnicodeProperty {

  private UnicodeProperty() {}

  /** Sets that were asked for: to make one takes some milliseconds. There are a few hundred. */
  private static final Map<String, CharacterSet> FOUND = new ConcurrentHashMap<>();

  /** The characters with a property; null: it is not known here. */
  static @Nullable CharacterSet find(String expression) {
    CharacterSet found = FOUND.get(expression);
    if (found == null) {
      found = make(expression);
      if (found != null) {
        FOUND.put(expression, found);
      }
    }
    return found;
  }

  private static @Nullable CharacterSet make(String expression) {
    int equals = expression.indexOf('=');
    String name = equals < 0 ? "" : expression.substring(0, equals);
    String value = expression.substring(equals + 1);
    return switch (name) {
      case "" -> {
        IntPredicate property = property(value);
        yield property == null ? category(value) : CharacterSet.having(property);
      }
      case "General_Category", "gc" -> category(value);
      case "Script", "sc" -> script(value);
      default -> null;
    };
  }

  private static @Nullable CharacterSet script(String name) {
    Character.UnicodeScript script;
    try {
      script = Character.UnicodeScript.forName(name);
    } catch (IllegalArgumentException e) {
      return null;
    }
    return CharacterSet.having(c -> Character.UnicodeScript.of(c) == script);
  }

  private static @Nullable IntPredicate property(String name) {
    return switch (name) {
      case "ASCII" -> c -> c < 128;
      case "Any" -> c -> true;
      case "Alphabetic", "Alpha" -> Character::isAlphabetic;
      case "Uppercase", "Upper" -> Character::isUpperCase;
      case "Lowercase", "Lower" -> Character::isLowerCase;
      case "White_Space", "space" ->
          c -> c == 0x85 || (c != 0xFEFF && CharacterSet.SPACE.contains(c));
      case "Ideographic", "Ideo" -> Character::isIdeographic;
      case "Emoji" -> Character::isEmoji;
      case "Emoji_Presentation", "EPres" -> Character::isEmojiPresentation;
      case "Emoji_Modifier", "EMod" -> Character::isEmojiModifier;
      case "Extended_Pictographic", "ExtPict" -> Character::isExtendedPictographic;
      default -> null;
    };
  }

  /** The characters of a general category, or of all whose short name begins with a letter. */
  private static @Nullable CharacterSet category(String name) {
    String wanted =
        switch (name) {
          case "Letter" -> "L";
          case "Uppercase_Letter" -> "Lu";
          case "Lowercase_Letter" -> "Ll";
          case "Titlecase_Letter" -> "Lt";
          case "Modifier_Letter" -> "Lm";
          case "Other_Letter" -> "Lo";
          case "Mark", "Combining_Mark" -> "M";
          case "Nonspacing_Mark" -> "Mn";
          case "Spacing_Mark" -> "Mc";
          case "Enclosing_Mark" -> "Me";
          case "Number" -> "N";
          case "Decimal_Number", "digit" -> "Nd";
          case "Letter_Number" -> "Nl";
          case "Other_Number" -> "No";
          case "Punctuation", "punct" -> "P";
          case "Dash_Punctuation" -> "Pd";
          case "Open_Punctuation" -> "Ps";
          case "Close_Punctuation" -> "Pe";
          case "Connector_Punctuation" -> "Pc";
          case "Other_Punctuation" -> "Po";
          case "Symbol" -> "S";
          case "Math_Symbol" -> "Sm";
          case "Currency_Symbol" -> "Sc";
          case "Modifier_Symbol" -> "Sk";
          case "Other_Symbol" -> "So";
          case "Separator" -> "Z";
          case "Space_Separator" -> "Zs";
          case "Other" -> "C";
          case "Control", "cntrl" -> "Cc";
          case "Format" -> "Cf";
          default -> name;
        };
    boolean known = "L M N P S Z C".contains(wanted) && wanted.length() == 1;
    for (int type = 0; type <= 30 && !known; type++) {
      known = shortName(type).equals(wanted);
    }
    return known
        ? CharacterSet.having(c -> shortName(Character.getType(c)).startsWith(wanted))
        : null;
  }

  private static String shortName(int type) {
    return switch (type) {
      case Character.UPPERCASE_LETTER -> "Lu";
      case Character.LOWERCASE_LETTER -> "Ll";
      case Character.TITLECASE_LETTER -> "Lt";
      case Character.MODIFIER_LETTER -> "Lm";
      case Character.OTHER_LETTER -> "Lo";
      case Character.NON_SPACING_MARK -> "Mn";
      case Character.ENCLOSING_MARK -> "Me";
      case Character.COMBINING_SPACING_MARK -> "Mc";
      case Character.DECIMAL_DIGIT_NUMBER -> "Nd";
      case Character.LETTER_NUMBER -> "Nl";
      case Character.OTHER_NUMBER -> "No";
      case Character.SPACE_SEPARATOR -> "Zs";
      case Character.LINE_SEPARATOR -> "Zl";
      case Character.PARAGRAPH_SEPARATOR -> "Zp";
      case Character.CONTROL -> "Cc";
      case Character.FORMAT -> "Cf";
      case Character.PRIVATE_USE -> "Co";
      case Character.SURROGATE -> "Cs";
      case Character.DASH_PUNCTUATION -> "Pd";
      case Character.START_PUNCTUATION -> "Ps";
      case Character.END_PUNCTUATION -> "Pe";
      case Character.CONNECTOR_PUNCTUATION -> "Pc";
      case Character.OTHER_PUNCTUATION -> "Po";
      case Character.INITIAL_QUOTE_PUNCTUATION -> "Pi";
      case Character.FINAL_QUOTE_PUNCTUATION -> "Pf";
      case Character.MATH_SYMBOL -> "Sm";
      case Character.CURRENCY_SYMBOL -> "Sc";
      case Character.MODIFIER_SYMBOL -> "Sk";
      case Character.OTHER_SYMBOL -> "So";
      default -> "Cn";
    };
  }
}
