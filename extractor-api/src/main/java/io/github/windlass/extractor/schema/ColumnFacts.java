package io.github.windlass.extractor.schema;

/**
 * A column of a table or view.
 *
 * @param defaultText as {@code pg_get_expr} prints it: {@code 'de'::character varying}, {@code
 *     nextval('users_id_seq'::regclass)}; absent for generated and identity columns
 * @param generated absent for a column that is none
 * @param collation the column's own collation; absent where it is the type's
 * @param sequence the sequence that the column owns, by serial, identity or OWNED BY
 */
public record ColumnFacts(
    String name,
    Fact<TypeFacts> type,
    Fact<Boolean> nullable,
    Fact<String> defaultText,
    Identity identity,
    Fact<Generated> generated,
    Fact<QualifiedName> collation,
    Fact<String> comment,
    Fact<QualifiedName> sequence) {

  /** {@code GENERATED … AS IDENTITY}. */
  public enum Identity {
    NONE,
    ALWAYS,
    BY_DEFAULT
  }

  /**
   * {@code GENERATED ALWAYS AS (expression)}.
   *
   * @param expression as {@code pg_get_expr} prints it
   * @param written as the statement had it, without the outer parentheses
   * @param stored else virtual
   */
  public record Generated(Fact<String> expression, String written, boolean stored) {}
}
