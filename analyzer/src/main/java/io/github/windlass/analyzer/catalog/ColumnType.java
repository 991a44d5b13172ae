package io.github.windlass.analyzer.catalog;

import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A column's type.
 *
 * @param name PostgreSQL's own name for its types ({@code int4}, {@code varchar}, {@code bpchar}),
 *     else the name as written, with the schema if it was
 * @param typmods the modifiers that are plain numbers: length, or precision and scale
 * @param array whether it is an array of that type
 * @param detail modifiers that are no plain numbers, as they follow the name: {@code year to
 *     month}, {@code (point,4326)}; else empty
 */
public record ColumnType(String name, List<Integer> typmods, boolean array, String detail) {

  private static final String PG_CATALOG = "pg_catalog";

  /** {@code INTERVAL_FULL_RANGE}: no fields are named. */
  private static final int ALL_FIELDS = 0x7fff;

  private static final String[] FIELDS = {"year", "month", "day", "hour", "minute", "second"};

  /** {@code INTERVAL_MASK} of each field ({@code datetime.h}). */
  private static final int[] FIELD_BITS = {1 << 2, 1 << 1, 1 << 3, 1 << 10, 1 << 11, 1 << 12};

  private static final Set<String> BUILT_IN =
      Set.of(
          ("bool int2 int4 int8 float4 float8 numeric varchar varbit interval timetz timestamptz"
               + " time timestamp bpchar bit char text name bytea date json jsonb jsonpath xml uuid"
               + " oid xid xid8 cid tid money point line lseg box path polygon circle inet cidr"
               + " macaddr macaddr8 tsvector tsquery pg_lsn txid_snapshot pg_snapshot refcursor"
               + " int4range int8range numrange tsrange tstzrange daterange int4multirange"
               + " int8multirange nummultirange tsmultirange tstzmultirange datemultirange regclass"
               + " regproc regprocedure regoper regoperator regtype regrole regnamespace regconfig"
               + " regdictionary regcollation trigger event_trigger void record anyelement anyarray"
               + " anynonarray anyenum anyrange internal cstring any fdw_handler language_handler")
              .split(" "));

  public ColumnType {
    typmods = List.copyOf(typmods);
  }

  /** Whether it is one of PostgreSQL's own. */
  public boolean isBuiltIn() {
    return BUILT_IN.contains(name);
  }

  /** A type without modifiers. */
  public static ColumnType of(String name) {
    return new ColumnType(name, List.of(), false, "");
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
    String detail = "";
    if (typmods.size() != type.typmods().size()) {
      detail = written(type.typmods());
      typmods = List.of();
    }
    // The grammar gives char without a length the length 1 and interval a mask of all fields.
    if (name.equals("interval")) {
      detail = typmods.isEmpty() ? "" : fields(typmods.get(0));
      typmods = typmods.size() == 2 ? List.of(typmods.get(1)) : List.of();
    }
    if (name.startsWith("_") && names.size() == 1) {
      return new ColumnType(name.substring(1), typmods, true, detail);
    }
    return new ColumnType(name, typmods, array, detail);
  }

  private static String written(List<Expression> typmods) {
    StringBuilder result = new StringBuilder("(");
    for (Expression typmod : typmods) {
      result.append(result.length() == 1 ? "" : ",").append(SqlPrinter.print(typmod));
    }
    return result.append(')').toString();
  }

  /** {@code year to month}: the fields of an interval, from its mask. */
  private static String fields(int mask) {
    String first = "";
    String last = "";
    if (mask != ALL_FIELDS) {
      for (int i = 0; i < FIELDS.length; i++) {
        if ((mask & FIELD_BITS[i]) != 0) {
          first = first.isEmpty() ? FIELDS[i] : first;
          last = FIELDS[i];
        }
      }
    }
    return first.equals(last) ? first : first + " to " + last;
  }

  /** An element of this array. */
  public ColumnType element() {
    return new ColumnType(name, typmods, false, detail);
  }

  /** An array of this type. */
  public ColumnType arrayOf() {
    return new ColumnType(name, typmods, true, detail);
  }

  /** The same without modifiers. */
  public ColumnType withoutTypmods() {
    return new ColumnType(name, List.of(), array, "");
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
    if (detail.startsWith("(")) {
      result.append(detail);
    } else if (!detail.isEmpty()) {
      result.append(' ').append(detail);
    }
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
