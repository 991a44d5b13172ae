package io.github.windlass.script.ecmascript.parser;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as they are written, and their values as JavaScript prints them. */
final class Numbers {

  private Numbers() {}

  /** Reads the number at the scanner's position. */
  static void scan(Scanner scanner) {
    char[] text = scanner.text;
    int start = scanner.position;
    scanner.kind = Token.NUMERIC_LITERAL;
    int base = text[start] == '0' ? base(text[start + 1]) : 10;
    if (base != 10) {
      scanner.position = start + 2;
      if (digits(scanner, base) == 0) {
        scanner.fail("digit expected");
      }
      bigIntSuffix(scanner);
      return;
    }
    if (text[start] == '0' && (Characters.isDigit(text[start + 1]) || text[start + 1] == '_')) {
      scanner.fail("numbers with leading zeros are not allowed");
    }
    boolean integer = true;
    digits(scanner, 10);
    if (text[scanner.position] == '.') {
      integer = false;
      scanner.position++;
      digits(scanner, 10);
    }
    if (text[scanner.position] == 'e' || text[scanner.position] == 'E') {
      integer = false;
      scanner.position++;
      if (text[scanner.position] == '+' || text[scanner.position] == '-') {
        scanner.position++;
      }
      if (digits(scanner, 10) == 0) {
        scanner.fail("digit expected");
      }
    }
    if (integer) {
      bigIntSuffix(scanner);
    }
    noNameBehind(scanner);
  }

  private static void bigIntSuffix(Scanner scanner) {
    if (scanner.text[scanner.position] == 'n') {
      scanner.kind = Token.BIG_INT_LITERAL;
      scanner.position++;
    }
  }

  private static void noNameBehind(Scanner scanner) {
    if (Characters.isIdentifierStart(scanner.codePointAt(scanner.position))) {
      scanner.fail("an identifier or keyword cannot immediately follow a numeric literal");
    }
  }

  private static int base(char c) {
    return switch (c) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 10;
    };
  }

  /** Passes digits, with single underscores between them; returns how many. */
  private static int digits(Scanner scanner, int base) {
    char[] text = scanner.text;
    int count = 0;
    int from = scanner.position;
    int at = from;
    while (true) {
      char c = text[at];
      if (c == '_') {
        if (count == 0 || text[at - 1] == '_') {
          scanner.position = at;
          scanner.fail("numeric separators are not allowed here");
        }
      } else {
        int digit = Characters.hexDigit(c);
        if (digit < 0 || digit >= base) {
          break;
        }
        count++;
      }
      at++;
    }
    scanner.position = at;
    if (at > from && text[at - 1] == '_') {
      scanner.fail("numeric separators are not allowed here");
    }
    return count;
  }

  /** The value of the number between the two places, as JavaScript prints it. */
  static String value(char[] text, int start, int end) {
    int length = end - start;
    if (length <= 15) {
      boolean plain = text[start] != '0' || length == 1;
      for (int i = start; i < end && plain; i++) {
        plain = Characters.isDigit(text[i]);
      }
      if (plain) {
        return new String(text, start, length);
      }
    }
    String digits = new String(text, start, length).replace("_", "");
    int base = digits.length() > 2 && digits.charAt(0) == '0' ? base(digits.charAt(1)) : 10;
    return print(
        base == 10
            ? Double.parseDouble(digits)
            : new BigInteger(digits.substring(2), base).doubleValue());
  }

  /**
   * The value of the big integer between the two places, with its {@code n}: decimal, but
   * hexadecimal where it is written so, as TypeScript has it.
   */
  static String bigInt(char[] text, int start, int end) {
    String digits = new String(text, start, end - start - 1).replace("_", "");
    int base = digits.length() > 2 && digits.charAt(0) == '0' ? base(digits.charAt(1)) : 10;
    return switch (base) {
          case 10 -> digits;
          case 16 -> lowerCase(digits);
          default -> new BigInteger(digits.substring(2), base).toString();
        }
        + "n";
  }

  private static String lowerCase(String digits) {
    char[] characters = digits.toCharArray();
    for (int i = 0; i < characters.length; i++) {
      if (characters[i] >= 'A' && characters[i] <= 'Z') {
        characters[i] = (char) (characters[i] + 'a' - 'A');
      }
    }
    return new String(characters);
  }

  // Java prints two digits at least, and so another number than one digit would be enough for.
  private static BigDecimal shortest(double value) {
    BigDecimal decimal = new BigDecimal(Double.toString(value));
    if (decimal.precision() == 2) {
      BigDecimal digit = decimal.round(new MathContext(1, RoundingMode.HALF_EVEN));
      if (digit.doubleValue() == value) {
        return digit;
      }
    }
    return decimal;
  }

  /** {@code Number::toString} of ECMAScript, for numbers that are not negative. */
  static String print(double value) {
    if (Double.isInfinite(value)) {
      return "Infinity";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal shortest = shortest(value).stripTrailingZeros();
    String digits = shortest.unscaledValue().toString();
    int count = digits.length();
    int point = count - shortest.scale();
    if (count <= point && point <= 21) {
      return digits + "0".repeat(point - count);
    } else if (0 < point && point <= 21) {
      return digits.substring(0, point) + "." + digits.substring(point);
    } else if (-6 < point && point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    } else {
      int exponent = point - 1;
      return digits.charAt(0)
          + (count > 1 ? "." + digits.substring(1) : "")
          + (exponent < 0 ? "e-" : "e+")
          + Math.abs(exponent);
    }
  }
}
