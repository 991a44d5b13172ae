package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** When values are equal: ECMA-262, 7.2.9 to 7.2.14. */
final class Equality {

  private Equality() {}

  /** IsStrictlyEqual: {@code ===}. */
  static Truth strict(Value left, Value right) {
    if (left instanceof Text one && right instanceof Text other) {
      return texts(one, other);
    }
    if (left instanceof Unknown || right instanceof Unknown) {
      return Truth.UNKNOWN;
    }
    if (left instanceof Value.Num one && right instanceof Value.Num other) {
      return truth(one.value() == other.value());
    }
    return sameType(left, right);
  }

  private static Truth sameType(Value left, Value right) {
    if (left instanceof Text one && right instanceof Text other) {
      return texts(one, other);
    }
    return truth(left.equals(right));
  }

  private static Truth texts(Text one, Text other) {
    if (one.isKnown() && other.isKnown()) {
      return truth(one.equals(other));
    }
    // Different before the first hole, or after the last, is different.
    Outline first = Outline.of(one);
    Outline second = Outline.of(other);
    int start = Math.min(first.firstHole(), second.firstHole());
    int end = Math.min(first.afterLastHole(), second.afterLastHole());
    boolean startsAlike = first.characters().regionMatches(0, second.characters(), 0, start);
    boolean endsAlike =
        first
            .characters()
            .regionMatches(first.length() - end, second.characters(), second.length() - end, end);
    boolean fits =
        (!first.isKnown() || first.length() >= start + end - 1)
            && (!second.isKnown() || second.length() >= start + end - 1);
    return startsAlike && endsAlike && fits ? Truth.UNKNOWN : Truth.FALSE;
  }

  /** SameValue: {@code Object.is}. */
  static Truth sameValue(Value left, Value right, Place place) {
    if (left instanceof Unknown || right instanceof Unknown) {
      return Truth.UNKNOWN;
    }
    if (left instanceof Value.Num one && right instanceof Value.Num other) {
      return truth(Double.compare(one.value(), other.value()) == 0);
    }
    return sameType(left, right);
  }

  /** SameValueZero: {@code includes}, keys of maps. */
  static Truth sameValueZero(Value left, Value right) {
    if (left instanceof Value.Num one
        && right instanceof Value.Num other
        && Double.isNaN(one.value())
        && Double.isNaN(other.value())) {
      return Truth.TRUE;
    }
    return strict(left, right);
  }

  /** IsLooselyEqual: {@code ==}. */
  static Truth loose(Value left, Value right, Evaluation run, Place place) {
    Value one = left;
    Value other = right;
    // An object becomes primitive once, a text or a truth value a number once on each side.
    for (int turn = 0; turn < 8; turn++) {
      if (one instanceof Unknown || other instanceof Unknown) {
        return Truth.UNKNOWN;
      }
      if (one instanceof Value.Nothing || other instanceof Value.Nothing) {
        return truth(one instanceof Value.Nothing && other instanceof Value.Nothing);
      }
      if (kind(one) == kind(other)) {
        return strict(one, other);
      }
      if (one instanceof Value.Bool) {
        one = Coercion.numeric(one, run, place);
      } else if (other instanceof Value.Bool) {
        other = Coercion.numeric(other, run, place);
      } else if (kind(one) == Kind.OBJECT) {
        one = Coercion.primitive(one, Coercion.Hint.DEFAULT, run, place);
      } else if (kind(other) == Kind.OBJECT) {
        other = Coercion.primitive(other, Coercion.Hint.DEFAULT, run, place);
      } else if (one instanceof SymbolValue || other instanceof SymbolValue) {
        return Truth.FALSE;
      } else if (one instanceof Value.BigInt big) {
        return bigAndOther(big.value(), other, run);
      } else if (other instanceof Value.BigInt big) {
        return bigAndOther(big.value(), one, run);
      } else {
        one = Coercion.numeric(one, run, place);
        other = Coercion.numeric(other, run, place);
      }
    }
    return Truth.UNKNOWN;
  }

  private static Truth bigAndOther(BigInteger big, Value other, Evaluation run) {
    if (other instanceof Value.Num num) {
      return truth(
          Double.isFinite(num.value())
              && new BigDecimal(num.value()).compareTo(new BigDecimal(big)) == 0);
    }
    String known = other instanceof Text text ? text.known() : null;
    if (known == null) {
      return Truth.UNKNOWN;
    }
    return truth(big.equals(NumberReader.readBigInt(known, run)));
  }

  /** The types that differ for {@code ==}. */
  private enum Kind {
    NUMBER,
    BIG_INT,
    TEXT,
    BOOL,
    SYMBOL,
    OBJECT
  }

  private static Kind kind(Value value) {
    return switch (value) {
      case Value.Num num -> Kind.NUMBER;
      case Value.BigInt big -> Kind.BIG_INT;
      case Text text -> Kind.TEXT;
      case Value.Bool bool -> Kind.BOOL;
      case SymbolValue symbol -> Kind.SYMBOL;
      default -> Kind.OBJECT;
    };
  }

  /**
   * A text that two keys of a map share when they are the same key; null: it is an object, which
   * only is itself.
   *
   * @throws NotKnown if the value is not known
   */
  static @Nullable String primitiveKey(Value value) {
    return switch (value) {
      case Text text -> {
        String known = text.known();
        if (known == null) {
          throw new NotKnown(text);
        }
        yield "s" + known;
      }
      case Unknown unknown -> throw new NotKnown(unknown);
      case Value.Num num -> "n" + NumberFormat.format(num.value());
      case Value.BigInt big -> "b" + big.value().toString(36);
      case Value.Bool bool -> bool == Value.Bool.TRUE ? "true" : "false";
      case Value.Nothing nothing -> nothing == Value.Nothing.NULL ? "null" : "undefined";
      case SymbolValue symbol -> symbol.key();
      case ListValue list -> null;
      case HostObject host -> null;
      default -> null;
    };
  }

  private static Truth truth(boolean known) {
    return known ? Truth.TRUE : Truth.FALSE;
  }
}
