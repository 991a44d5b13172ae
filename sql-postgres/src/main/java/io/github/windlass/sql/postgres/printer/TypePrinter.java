package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.Constant.IntegerConstant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Types. A keyword is used where it reads back to the very same name and modifiers; else the name
 * with its schema, which means itself always.
 */
final class TypePrinter {

  private static final int FULL_RANGE = 0x7FFF;

  private final SqlPrinter printer;
  private final SqlWriter out;

  TypePrinter(SqlPrinter printer, SqlWriter out) {
    this.printer = printer;
    this.out = out;
  }

  /** {@code Typename}, or {@code func_type}. */
  void type(TypeName type) {
    out.writeIf(type.setof(), "SETOF");
    if (type.pctType()) {
      out.names(type.names()).join("%TYPE");
      return;
    }
    if (!keyword(type)) {
      out.names(type.names());
      modifiers(type.typmods());
    }
    for (int bound : type.arrayBounds()) {
      out.join(bound < 0 ? "[]" : "[" + bound + "]");
    }
  }

  private void modifiers(List<Expression> modifiers) {
    if (!modifiers.isEmpty()) {
      out.join("(").list(modifiers, printer.expressions()::expression).join(")");
    }
  }

  private boolean keyword(TypeName type) {
    if (type.names().size() != 2 || !type.names().get(0).equals("pg_catalog")) {
      return false;
    }
    List<Expression> modifiers = type.typmods();
    String name = type.names().get(1);
    switch (name) {
      case "int2", "int4", "int8", "float4", "float8", "bool", "json" -> {
        return modifiers.isEmpty() && write(plain(name));
      }
      case "numeric" -> {
        out.write("numeric");
        modifiers(modifiers);
        return true;
      }
      case "bit" -> {
        return !modifiers.isEmpty() && withModifiers("bit", modifiers);
      }
      case "varbit" -> {
        return withModifiers("bit varying", modifiers);
      }
      case "varchar" -> {
        return takesInteger(modifiers) && withModifiers("varchar", modifiers);
      }
      case "bpchar" -> {
        return !modifiers.isEmpty() && takesInteger(modifiers) && withModifiers("char", modifiers);
      }
      case "time", "timestamp" -> {
        return takesInteger(modifiers) && withModifiers(name, modifiers);
      }
      case "timetz", "timestamptz" -> {
        if (!takesInteger(modifiers)) {
          return false;
        }
        withModifiers(name.substring(0, name.length() - 2), modifiers);
        return write("with time zone");
      }
      case "interval" -> {
        return interval(modifiers);
      }
      default -> {
        return false;
      }
    }
  }

  private static String plain(String name) {
    return switch (name) {
      case "int2" -> "smallint";
      case "int4" -> "integer";
      case "int8" -> "bigint";
      case "float4" -> "real";
      case "float8" -> "double precision";
      case "bool" -> "boolean";
      default -> name;
    };
  }

  private boolean write(String text) {
    out.write(text);
    return true;
  }

  private boolean withModifiers(String keyword, List<Expression> modifiers) {
    out.write(keyword);
    modifiers(modifiers);
    return true;
  }

  /** Whether the modifiers are none, or the one integer that these keywords allow. */
  private static boolean takesInteger(List<Expression> modifiers) {
    return modifiers.isEmpty() || (modifiers.size() == 1 && integer(modifiers.get(0)) >= 0);
  }

  private static int integer(Expression modifier) {
    return modifier instanceof IntegerConstant number ? number.ival() : -1;
  }

  /** The mask of fields, and the precision; both as the grammar encodes them. */
  private boolean interval(List<Expression> modifiers) {
    if (modifiers.isEmpty()) {
      return write("interval");
    }
    int mask = integer(modifiers.get(0));
    int precision = modifiers.size() > 1 ? integer(modifiers.get(1)) : 0;
    String fields = fields(mask);
    if (modifiers.size() > 2 || precision < 0) {
      return false;
    }
    if (modifiers.size() == 1) {
      return fields != null && write("interval " + fields);
    }
    if (mask == FULL_RANGE) {
      return write("interval(" + precision + ")");
    }
    boolean seconds = fields != null && fields.endsWith("second");
    return seconds && write("interval " + fields + "(" + precision + ")");
  }

  private static @Nullable String fields(int mask) {
    return switch (mask) {
      case 1 << 2 -> "year";
      case 1 << 1 -> "month";
      case 1 << 3 -> "day";
      case 1 << 10 -> "hour";
      case 1 << 11 -> "minute";
      case 1 << 12 -> "second";
      case 1 << 2 | 1 << 1 -> "year to month";
      case 1 << 3 | 1 << 10 -> "day to hour";
      case 1 << 3 | 1 << 10 | 1 << 11 -> "day to minute";
      case 1 << 3 | 1 << 10 | 1 << 11 | 1 << 12 -> "day to second";
      case 1 << 10 | 1 << 11 -> "hour to minute";
      case 1 << 10 | 1 << 11 | 1 << 12 -> "hour to second";
      case 1 << 11 | 1 << 12 -> "minute to second";
      default -> null;
    };
  }
}
