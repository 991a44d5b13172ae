package io.github.windlass.extractor.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index.
 *
 * @param keys in their order, without INCLUDE's columns
 * @param included INCLUDE's columns
 * @param uses all columns of the table that it needs, in expressions and in the predicate too
 * @param where the predicate as {@code pg_get_expr} prints it
 * @param method the access method: {@code btree}
 * @param constraint the constraint that it is behind; null: none
 */
public record IndexFacts(
    QualifiedName name,
    QualifiedName table,
    boolean unique,
    List<Key> keys,
    List<String> included,
    List<String> uses,
    Fact<String> where,
    String method,
    @Nullable String constraint)
    implements RelationFacts {

  /**
   * A key of an index.
   *
   * @param column null for an expression
   * @param expression as {@code pg_get_indexdef} prints it; absent for a column
   */
  public record Key(@Nullable String column, Fact<String> expression) {}

  public IndexFacts {
    keys = List.copyOf(keys);
    included = List.copyOf(included);
    uses = List.copyOf(uses);
  }
}
