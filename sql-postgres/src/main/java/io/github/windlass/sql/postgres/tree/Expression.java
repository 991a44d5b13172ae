package io.github.windlass.sql.postgres.tree;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value expression ({@code a_expr} and what stands in it), with precedence resolved. */
public sealed interface Expression extends GroupingElement
    permits Expression.ColumnRef,
        Expression.ParamRef,
        Constant,
        Expression.AExpr,
        Expression.BoolExpr,
        Expression.TypeCast,
        Expression.CollateClause,
        Expression.FuncCall,
        Expression.NamedArgExpr,
        Expression.AIndirection,
        Expression.AArrayExpr,
        Expression.RowExpr,
        Expression.SubLink,
        Expression.CaseExpr,
        Expression.CoalesceExpr,
        Expression.MinMaxExpr,
        Expression.NullTest,
        Expression.BooleanTest,
        Expression.SQLValueFunction,
        Expression.GroupingFunc,
        Expression.SetToDefault,
        Expression.CurrentOfExpr,
        Expression.MergeSupportFunc,
        Expression.ExpressionList,
        XmlExpression,
        JsonExpression {

  /**
   * {@code a.b.c} or {@code a.*}.
   *
   * @param star whether {@code *} stands after the names
   */
  record ColumnRef(List<String> names, boolean star, Span span) implements Expression {}

  /** {@code $number}. */
  record ParamRef(int number, Span span) implements Expression {}

  /**
   * An operator applied.
   *
   * @param name the operator, with schema parts if any
   * @param lexpr null for a prefix operator
   */
  record AExpr(
      Kind kind, List<String> name, @Nullable Expression lexpr, Expression rexpr, Span span)
      implements Expression {

    /** {@code AEXPR_*}. */
    public enum Kind {
      OP,
      OP_ANY,
      OP_ALL,
      DISTINCT,
      NOT_DISTINCT,
      NULLIF,
      IN,
      LIKE,
      ILIKE,
      SIMILAR,
      BETWEEN,
      NOT_BETWEEN,
      BETWEEN_SYM,
      NOT_BETWEEN_SYM
    }

    private static Chain<AExpr> chain() {
      return new Chain<>(
          AExpr.class,
          link -> link.lexpr,
          link -> Arrays.asList(link.kind, link.name, link.rexpr, link.span));
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return chain().equal(this, other);
    }

    @Override
    public int hashCode() {
      return chain().hash(this);
    }

    @Override
    public String toString() {
      return chain().string(this);
    }
  }

  /** The right side of IN (…) and of BETWEEN: {@code List} in PostgreSQL's tree. */
  record ExpressionList(List<Expression> items, Span span) implements Expression {}

  /** AND and OR of two or more, NOT of one. */
  record BoolExpr(Operator boolop, List<Expression> args, Span span) implements Expression {

    /** {@code AND_EXPR}, {@code OR_EXPR}, {@code NOT_EXPR}. */
    public enum Operator {
      AND,
      OR,
      NOT
    }
  }

  /** {@code CAST (arg AS typeName)}, {@code arg::typeName}, {@code type 'literal'}. */
  record TypeCast(Expression arg, TypeName typeName, Span span) implements Expression {}

  /** {@code arg COLLATE collname}; without {@code arg} in column and index definitions. */
  record CollateClause(@Nullable Expression arg, List<String> collname, Span span)
      implements Expression {}

  /**
   * A function call, and what the grammar turns into one ({@code EXTRACT}, {@code AT TIME ZONE} …).
   *
   * @param funcformat SQL_SYNTAX for the latter, EXPLICIT_CALL otherwise
   */
  record FuncCall(
      List<String> funcname,
      List<Expression> args,
      List<SortBy> aggOrder,
      @Nullable Expression aggFilter,
      @Nullable WindowDef over,
      boolean aggWithinGroup,
      boolean aggStar,
      boolean aggDistinct,
      boolean funcVariadic,
      CoercionForm funcformat,
      Span span)
      implements Expression {

    /** {@code COERCE_*}. */
    public enum CoercionForm {
      EXPLICIT_CALL,
      SQL_SYNTAX
    }
  }

  /** {@code name => arg}. */
  record NamedArgExpr(Expression arg, String name, Span span) implements Expression {}

  /** Field selection and subscripts after an expression. */
  record AIndirection(Expression arg, List<Indirection> indirection, Span span)
      implements Expression {}

  /** {@code ARRAY[…]}, and the bracketed rows in it. */
  record AArrayExpr(List<Expression> elements, Span span) implements Expression {}

  /** {@code ROW(…)} or {@code (a, b)}. */
  record RowExpr(List<Expression> args, Format rowFormat, Span span) implements Expression {

    /** {@code COERCE_EXPLICIT_CALL} with ROW, {@code COERCE_IMPLICIT_CAST} without. */
    public enum Format {
      EXPLICIT_CALL,
      IMPLICIT_CAST
    }
  }

  /** A query in an expression. */
  record SubLink(
      Type subLinkType,
      @Nullable Expression testexpr,
      List<String> operName,
      SelectStmt subselect,
      Span span)
      implements Expression {

    /** {@code *_SUBLINK}. */
    public enum Type {
      EXISTS,
      ALL,
      ANY,
      EXPR,
      ARRAY
    }
  }

  /** {@code CASE arg WHEN … ELSE defresult END}. */
  record CaseExpr(
      @Nullable Expression arg, List<CaseWhen> args, @Nullable Expression defresult, Span span)
      implements Expression {}

  /** One arm of CASE. */
  record CaseWhen(Expression expr, Expression result, Span span) implements Node {}

  /** {@code COALESCE (…)}. */
  record CoalesceExpr(List<Expression> args, Span span) implements Expression {}

  /** {@code GREATEST (…)} and {@code LEAST (…)}. */
  record MinMaxExpr(Operator op, List<Expression> args, Span span) implements Expression {

    /** {@code IS_*}. */
    public enum Operator {
      GREATEST,
      LEAST
    }
  }

  /** {@code arg IS [NOT] NULL}. */
  record NullTest(Expression arg, Type nulltesttype, Span span) implements Expression {

    /** {@code IS_NULL}, {@code IS_NOT_NULL}. */
    public enum Type {
      NULL,
      NOT_NULL
    }
  }

  /** {@code arg IS [NOT] TRUE | FALSE | UNKNOWN}. */
  record BooleanTest(Expression arg, Type booltesttype, Span span) implements Expression {

    /** {@code IS_*}. */
    public enum Type {
      TRUE,
      NOT_TRUE,
      FALSE,
      NOT_FALSE,
      UNKNOWN,
      NOT_UNKNOWN
    }
  }

  /**
   * {@code CURRENT_DATE} and its like, which are called without parentheses.
   *
   * @param typmod the precision, or -1
   */
  record SQLValueFunction(Operator op, int typmod, Span span) implements Expression {

    /** {@code SVFOP_*}; {@code *_N} are the forms with a precision. */
    public enum Operator {
      CURRENT_DATE,
      CURRENT_TIME,
      CURRENT_TIME_N,
      CURRENT_TIMESTAMP,
      CURRENT_TIMESTAMP_N,
      LOCALTIME,
      LOCALTIME_N,
      LOCALTIMESTAMP,
      LOCALTIMESTAMP_N,
      CURRENT_ROLE,
      CURRENT_USER,
      USER,
      SESSION_USER,
      CURRENT_CATALOG,
      CURRENT_SCHEMA
    }
  }

  /** {@code GROUPING (…)}. */
  record GroupingFunc(List<Expression> args, Span span) implements Expression {}

  /** {@code DEFAULT} as a value. */
  record SetToDefault(Span span) implements Expression {}

  /** {@code CURRENT OF cursorName}. */
  record CurrentOfExpr(String cursorName, Span span) implements Expression {}

  /** {@code MERGE_ACTION ()}. */
  record MergeSupportFunc(Span span) implements Expression {}
}
