package io.github.windlass.analyzer.catalog;

import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.FunctionParameter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of several functions of one name a call means (manual, "Function Type Resolution"), as far
 * as constants and casts say of what type the arguments are.
 */
public final class Overloads {

  private static final int FITS_EXACTLY = 2;
  private static final int FITS = 1;
  private static final int NO_FIT = -1;

  private Overloads() {}

  /** The function of a call; null where that cannot be told. */
  public static @Nullable Function chosen(
      List<Function> overloads, List<Expression> arguments, Catalog catalog, int version) {
    List<Function> fitting = new ArrayList<>();
    for (Function function : overloads) {
      if (function.arguments() == arguments.size()) {
        fitting.add(function);
      }
    }
    if (fitting.isEmpty()) {
      return overloads.size() == 1 ? overloads.get(0) : null;
    }
    Function best = null;
    int highest = NO_FIT;
    boolean several = false;
    for (Function function : fitting) {
      int fit = fitting.size() == 1 ? 0 : fit(function, arguments, catalog, version);
      if (fit > highest) {
        best = function;
        highest = fit;
        several = false;
      } else if (fit == highest) {
        several = true;
      }
    }
    return several ? null : best;
  }

  private static int fit(
      Function function, List<Expression> arguments, Catalog catalog, int version) {
    List<ColumnType> types = function.types(catalog);
    int sum = 0;
    for (int i = 0; i < Math.min(types.size(), arguments.size()); i++) {
      int fit = fit(arguments.get(i), types.get(i), catalog, version);
      if (fit == NO_FIT) {
        return NO_FIT;
      }
      sum += fit;
    }
    return sum;
  }

  private static int fit(Expression argument, ColumnType wanted, Catalog catalog, int version) {
    ColumnType type =
        switch (argument) {
          case Constant.IntegerConstant ignored -> ColumnType.of("int4");
          case Constant.FloatConstant ignored -> ColumnType.of("numeric");
          case Constant.BooleanConstant ignored -> ColumnType.of("bool");
          case Expression.TypeCast cast -> catalog.typeOf(cast.typeName()).withoutTypmods();
          default -> null;
        };
    if (type == null) {
      // A literal is preferred as a string; of other values nothing is known.
      boolean string = argument instanceof Constant.StringConstant;
      return string && !wanted.array() && BuiltInTypes.isString(wanted.name(), version) ? FITS : 0;
    }
    if (type.equals(wanted.withoutTypmods())) {
      return FITS_EXACTLY;
    }
    if (type.array() || wanted.array()) {
      return NO_FIT;
    }
    BuiltInCasts.Cast cast = BuiltInCasts.between(type.name(), wanted.name(), version);
    return cast != null && cast.context() == BuiltInCasts.Context.IMPLICIT ? FITS : NO_FIT;
  }

  /** The types of what a call gives a function. */
  static List<ColumnType> types(List<FunctionParameter> parameters, Catalog catalog) {
    List<ColumnType> types = new ArrayList<>();
    for (FunctionParameter parameter : parameters) {
      if (parameter.mode() != FunctionParameter.FunctionParameterMode.OUT
          && parameter.mode() != FunctionParameter.FunctionParameterMode.TABLE) {
        types.add(catalog.typeOf(parameter.argType()));
      }
    }
    return types;
  }
}
