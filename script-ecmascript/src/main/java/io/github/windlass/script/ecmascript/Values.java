package io.github.windlass.script.ecmascript;

import io.github.windlass.script.ListValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a package asks of the values that it is given, as JavaScript answers. */
public final class Values {

  private Values() {}

  /** Whether a value counts as true. */
  public static Truth truth(Value value) {
    return switch (value) {
      case Value.Nothing nothing -> Truth.FALSE;
      case Value.Bool bool -> bool == Value.Bool.TRUE ? Truth.TRUE : Truth.FALSE;
      case Value.Num num -> of(num.value() != 0 && !Double.isNaN(num.value()));
      case Value.BigInt big -> of(big.value().signum() != 0);
      case Text text -> text.text().isEmpty() ? Truth.FALSE : truth(text);
      case Unknown unknown -> Truth.UNKNOWN;
      default -> Truth.TRUE;
    };
  }

  private static Truth truth(Text text) {
    for (Text.Piece piece : text.pieces()) {
      if (piece instanceof Text.Piece.Known) {
        return Truth.TRUE;
      }
    }
    return Truth.UNKNOWN;
  }

  /** Whether a value is true itself: {@code value === true}. */
  public static Truth isTrue(Value value) {
    return value instanceof Unknown ? Truth.UNKNOWN : of(value == Value.Bool.TRUE);
  }

  /** Whether a value is there: neither undefined nor null. */
  public static Truth isThere(Value value) {
    return value instanceof Unknown ? Truth.UNKNOWN : of(!(value instanceof Value.Nothing));
  }

  /** Whether a value is neither undefined nor null, as far as is known. */
  public static boolean mayBeThere(Value value) {
    return !(value instanceof Value.Nothing);
  }

  /** Whether two values are the same: {@code one === other}. The same unknown value is the same. */
  public static Truth same(Value one, Value other) {
    if (one.equals(other)) {
      return Truth.TRUE;
    }
    if (one instanceof Unknown || other instanceof Unknown) {
      return Truth.UNKNOWN;
    }
    if (one instanceof Text first && other instanceof Text second) {
      if (first.isKnown() && second.isKnown()) {
        return Truth.FALSE;
      }
      return first.text().equals(second.text()) ? Truth.TRUE : Truth.UNKNOWN;
    }
    return Truth.FALSE;
  }

  /** Whether a value is a certain text. */
  public static Truth is(Value value, String text) {
    return same(value, Text.of(text));
  }

  /** Whether a value is one of several texts. */
  public static Truth isOneOf(Value value, List<String> texts) {
    if (value instanceof Text text && text.known() != null) {
      return of(texts.contains(text.known()));
    }
    return value instanceof Text || value instanceof Unknown ? Truth.UNKNOWN : Truth.FALSE;
  }

  /** A value as text: {@code String(value)}. What is unknown is a hole. */
  public static Text text(Value value) {
    return switch (value) {
      case Text text -> text;
      case Value.Nothing nothing -> Text.of(nothing == Value.Nothing.NULL ? "null" : "undefined");
      case Value.Bool bool -> Text.of(bool == Value.Bool.TRUE ? "true" : "false");
      case Value.Num num -> Text.of(number(num.value()));
      case Value.BigInt big -> Text.of(big.value().toString());
      case Unknown unknown -> Text.hole(unknown);
      case ListValue list -> joined(list);
      default -> Text.of("[object Object]");
    };
  }

  private static Text joined(ListValue list) {
    Unknown uncertain = list.uncertain();
    if (uncertain != null) {
      return Text.hole(uncertain);
    }
    Text.Builder joined = new Text.Builder();
    for (Value item : list.items()) {
      if (joined.length() > 0) {
        joined.add(",");
      }
      joined.add(item instanceof Value.Nothing ? Text.EMPTY : text(item));
    }
    return joined.build();
  }

  /** What is unknown of a value; null: nothing. */
  public static @Nullable Unknown unknown(Value value) {
    if (value instanceof Text text) {
      for (Text.Piece piece : text.pieces()) {
        if (piece instanceof Text.Piece.Hole hole) {
          return new Unknown(hole.reason(), hole.place());
        }
      }
    }
    return value instanceof Unknown unknown ? unknown : null;
  }

  /** The characters of a value, where it is a text and all are known. */
  public static @Nullable String known(Value value) {
    return value instanceof Text text ? text.known() : null;
  }

  private static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    if (Double.isNaN(value) || Double.isInfinite(value) || Math.abs(value) >= 1e21) {
      return Double.toString(value);
    }
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static Truth of(boolean truth) {
    return truth ? Truth.TRUE : Truth.FALSE;
  }

  /** The opposite. */
  public static Truth not(Truth truth) {
    return switch (truth) {
      case TRUE -> Truth.FALSE;
      case FALSE -> Truth.TRUE;
      case UNKNOWN -> Truth.UNKNOWN;
    };
  }

  /** Whether one or the other. */
  public static Truth or(Truth one, Truth other) {
    if (one == Truth.TRUE || other == Truth.TRUE) {
      return Truth.TRUE;
    }
    return one == Truth.FALSE && other == Truth.FALSE ? Truth.FALSE : Truth.UNKNOWN;
  }

  /** Whether one and the other. */
  public static Truth and(Truth one, Truth other) {
    return not(or(not(one), not(other)));
  }
}
