package io.github.windlass.analyzer.catalog;

import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A column's type.
 *
 * @param name PostgreSQL's own name for its types ({@code int4}, {@code varchar}, {@code bpchar}),
 *     else the name as written, with the schema if it was
 * @param typmods the modifiers that are plain numbers: length, or precision and scale
 * @param array whether it is an array of that type
 */
public record ColumnType(String name, List<Integer> typmods, boolean array) {

  private static final String PG_CATALOG = "pg_catalog";

  public ColumnType {
    typmods = List.copyOf(typmods);
  }

  /** A type without modifiers. */
  public static ColumnType of(String name) {
    return new ColumnType(name, List.of(), false);
  }

  /** The type that a statement names. */
  public static ColumnType of(TypeName type) {
    List<String> names = type.names();
    boolean builtIn = names.size() == 2 && names.get(0).equals(PG_CATALOG);
    String name = builtIn ? names.get(1) : String.join(".", names);
    List<Integer> typmods = new ArrayList<>();
    for (Expression typmod : type.typmods()) {
      if (typmod instanceof Constant.IntegerConstant constant) {
        typmods.add(constant.ival());
      }
    }
    boolean array = !type.arrayBounds().isEmpty();
    // The grammar gives char without a length the length 1 and interval a mask of all fields.
    if (name.equals("interval")) {
      typmods = typmods.size() == 2 ? List.of(typmods.get(1)) : List.of();
    }
    if (name.startsWith("_") && names.size() == 1) {
      return new ColumnType(name.substring(1), typmods, true);
    }
    return new ColumnType(name, typmods, array);
  }

  /** The same without modifiers. */
  public ColumnType withoutTypmods() {
    return new ColumnType(name, List.of(), array);
  }

  /** Whether it is one of the words that stand for an integer with a sequence. */
  public boolean isSerial() {
    return serialBase() != null;
  }

  /** The integer type behind serial and its like; else null. */
  public @Nullable String serialBase() {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "smallserial", "serial2" -> "int2";
      case "serial", "serial4" -> "int4";
      case "bigserial", "serial8" -> "int8";
      default -> null;
    };
  }

  @Override
  public String toString() {
    StringBuilder result = new StringBuilder(name);
    if (!typmods.isEmpty()) {
      result.append('(');
      for (int i = 0; i < typmods.size(); i++) {
        result.append(i == 0 ? "" : ",").append(typmods.get(i));
      }
      result.append(')');
    }
    return array ? result.append("[]").toString() : result.toString();
  }
}
