package io.github.windlass.coldstart;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Switches and records to be made plain. */
public final class Samples {

  private Samples() {}

  sealed interface Shape {

    /** A switch in an interface. */
    default String kind() {
      return switch (this) {
        case Point ignored -> "point";
        case Line ignored -> "line";
        case Numbers ignored -> "numbers";
        case Others ignored -> "others";
        case Nothing ignored -> "nothing";
      };
    }
  }

  record Nothing() implements Shape {}

  record Point(int x, int y) implements Shape {}

  record Line(Point from, @Nullable Point to) implements Shape {}

  record Numbers(byte b, short s, char c, boolean is, long l, float f, double d) implements Shape {}

  record Others(List<String> names, @Nullable Object other) implements Shape {}

  public static Object[] shapes() {
    return new Object[] {
      new Nothing(),
      new Point(1, 2),
      new Point(1, 2),
      new Point(2, 1),
      new Line(new Point(1, 2), null),
      new Line(new Point(1, 2), null),
      new Line(new Point(1, 2), new Point(3, 4)),
      new Numbers((byte) 1, (short) 2, 'c', true, 1L << 40, 0.5f, -0.0),
      new Numbers((byte) 1, (short) 2, 'c', true, 1L << 40, 0.5f, 0.0),
      new Numbers((byte) 1, (short) 2, 'c', false, 1L << 40, 0.5f, 0.0),
      new Numbers((byte) 1, (short) 2, 'c', true, 1L << 41, Float.NaN, Double.NaN),
      new Numbers((byte) 1, (short) 2, 'c', true, 1L << 41, Float.NaN, Double.NaN),
      new Others(List.of("a"), null),
      new Others(List.of("a"), null),
      new Others(List.of("a"), "b"),
    };
  }

  static List<Class<?>> types() {
    return Arrays.asList(
        Nothing.class, Point.class, Line.class, Numbers.class, Others.class, Shape.class);
  }

  public static String kind(Object value) {
    return switch (value) {
      case Shape shape -> shape.kind();
      case CharSequence text -> "text of " + text.length();
      case int[] ints -> "ints " + ints.length;
      case Object other -> "other " + other.getClass().getName();
    };
  }

  /** Cases are asked again from the one on whose guard did not hold. */
  public static String guarded(Object value) {
    return switch (value) {
      case Point point when point.x() == 2 -> "second";
      case Point(int x, int y) when x > y -> "never: " + x;
      case Point point -> "a point at " + point.y();
      case Line(Point from, Point to) when to != null -> "to " + to.x();
      case Line line -> "a line from " + line.from().x();
      default -> "none";
    };
  }

  public static String nullable(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Number number when number.intValue() > 1 -> "many";
      case Number number -> "few";
      case Collection<?> all -> "all " + all.size();
      default -> "else";
    };
  }

  public static int general(Object value) {
    return switch (value) {
      case Integer i -> i;
      case Long l -> (int) (l + 1);
      case Record record -> 100;
      default -> -1;
    };
  }

  /** Cases of constants stay as they are. */
  public static String among(Object value) {
    return switch (String.valueOf(value)) {
      case "text" -> "the text";
      case String text when text.length() == 1 -> "one";
      case String text -> "longer";
    };
  }
}
