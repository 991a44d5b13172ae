package io.github.windlass.sql.postgres.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON functions and predicates of SQL/JSON. */
public sealed interface JsonExpression extends Expression {

  // --- constructors --------------------------------------------------------------------------

  /** {@code JSON_OBJECT (key : value, …)}. */
  record JsonObjectConstructor(
      List<JsonKeyValue> exprs,
      @Nullable JsonOutput output,
      boolean absentOnNull,
      boolean unique,
      Span span)
      implements JsonExpression {}

  /** {@code JSON_ARRAY (value, …)}. */
  record JsonArrayConstructor(
      List<JsonValueExpr> exprs, @Nullable JsonOutput output, boolean absentOnNull, Span span)
      implements JsonExpression {}

  /** {@code JSON_ARRAY (query)}. */
  record JsonArrayQueryConstructor(
      SelectStmt query, @Nullable JsonOutput output, JsonFormat format, Span span)
      implements JsonExpression {}

  /** {@code JSON_OBJECTAGG (key : value)}. */
  record JsonObjectAgg(
      JsonAggConstructor constructor,
      JsonKeyValue arg,
      boolean absentOnNull,
      boolean unique,
      Span span)
      implements JsonExpression {}

  /** {@code JSON_ARRAYAGG (value ORDER BY …)}. */
  record JsonArrayAgg(
      JsonAggConstructor constructor, JsonValueExpr arg, boolean absentOnNull, Span span)
      implements JsonExpression {}

  /** {@code JSON (value)}. */
  record JsonParseExpr(JsonValueExpr expr, boolean uniqueKeys, Span span)
      implements JsonExpression {}

  /** {@code JSON_SCALAR (value)}. */
  record JsonScalarExpr(Expression expr, Span span) implements JsonExpression {}

  /** {@code JSON_SERIALIZE (value)}. */
  record JsonSerializeExpr(JsonValueExpr expr, @Nullable JsonOutput output, Span span)
      implements JsonExpression {}

  // --- queries and tests ---------------------------------------------------------------------

  /** {@code JSON_QUERY}, {@code JSON_VALUE}, {@code JSON_EXISTS}. */
  record JsonFuncExpr(
      Operator op,
      JsonValueExpr contextItem,
      Expression pathspec,
      List<JsonArgument> passing,
      @Nullable JsonOutput output,
      @Nullable JsonBehavior onEmpty,
      @Nullable JsonBehavior onError,
      JsonWrapper wrapper,
      JsonQuotes quotes,
      Span span)
      implements JsonExpression {

    /** {@code JSON_*_OP}. */
    public enum Operator {
      EXISTS,
      QUERY,
      VALUE
    }
  }

  /** {@code expr IS JSON itemType [WITH UNIQUE KEYS]}. */
  record JsonIsPredicate(Expression expr, ItemType itemType, boolean uniqueKeys, Span span)
      implements JsonExpression {

    /** {@code JS_TYPE_*}. */
    public enum ItemType {
      ANY,
      OBJECT,
      ARRAY,
      SCALAR
    }
  }

  // --- parts ---------------------------------------------------------------------------------

  /** {@code rawExpr FORMAT JSON}. */
  record JsonValueExpr(Expression rawExpr, JsonFormat format, Span span) implements Node {}

  /** {@code FORMAT JSON ENCODING …}; type DEFAULT and an empty span where none is written. */
  record JsonFormat(FormatType formatType, Encoding encoding, Span span) implements Node {

    /** {@code JS_FORMAT_*}. */
    public enum FormatType {
      DEFAULT,
      JSON
    }

    /** {@code JS_ENC_*}. */
    public enum Encoding {
      DEFAULT,
      UTF8,
      UTF16,
      UTF32
    }
  }

  /** {@code RETURNING typeName FORMAT …}. */
  record JsonOutput(TypeName typeName, JsonFormat format, Span span) implements Node {}

  /** {@code key : value}. */
  record JsonKeyValue(Expression key, JsonValueExpr value, Span span) implements Node {}

  /** One item of PASSING: {@code val AS name}. */
  record JsonArgument(JsonValueExpr val, String name, Span span) implements Node {}

  /** What JSON_OBJECTAGG and JSON_ARRAYAGG have in common. */
  record JsonAggConstructor(
      @Nullable JsonOutput output,
      @Nullable Expression aggFilter,
      List<SortBy> aggOrder,
      @Nullable WindowDef over,
      Span span)
      implements Node {}

  /**
   * What happens {@code ON EMPTY} or {@code ON ERROR}.
   *
   * @param expr the value of DEFAULT
   */
  record JsonBehavior(Type btype, @Nullable Expression expr, Span span) implements Node {

    /** {@code JSON_BEHAVIOR_*}. */
    public enum Type {
      NULL,
      ERROR,
      TRUE,
      FALSE,
      UNKNOWN,
      EMPTY_ARRAY,
      EMPTY_OBJECT,
      DEFAULT
    }
  }

  /** {@code JSW_*}. */
  enum JsonWrapper {
    UNSPEC,
    NONE,
    CONDITIONAL,
    UNCONDITIONAL
  }

  /** {@code JS_QUOTES_*}. */
  enum JsonQuotes {
    UNSPEC,
    KEEP,
    OMIT
  }
}
