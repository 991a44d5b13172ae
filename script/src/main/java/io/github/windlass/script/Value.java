package io.github.windlass.script;

import java.math.BigInteger;

/** What an expression gives. */
public sealed interface Value
    permits Value.Nothing,
        Value.Bool,
        Value.Num,
        Value.BigInt,
        Text,
        ListValue,
        ObjectValue,
        Closure,
        ClassValue,
        HostObject,
        Unknown {

  /** No value. */
  enum Nothing implements Value {
    /** {@code undefined}: never given. */
    UNDEFINED,
    /** {@code null}, {@code nil}. */
    NULL
  }

  /** A truth value. */
  enum Bool implements Value {
    FALSE,
    TRUE;

    /** The value for a Java boolean. */
    public static Bool of(boolean truth) {
      return truth ? TRUE : FALSE;
    }
  }

  /** A number. */
  record Num(double value) implements Value {}

  /** A whole number of any size. */
  record BigInt(BigInteger value) implements Value {}
}
