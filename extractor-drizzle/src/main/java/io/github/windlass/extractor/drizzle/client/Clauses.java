package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a query of Drizzle has been told: the {@code config} of its builder. It is not changed; to
 * tell it more gives another.
 *
 * @param told what each method was given; a later one holds
 * @param joins in order
 * @param others set operations, in order
 * @param refusal why its SQL cannot be written; null: it can
 */
record Clauses(
    Map<Clause, Value> told, List<Join> joins, List<Combined> others, @Nullable String refusal) {

  static final Clauses NONE = new Clauses(Map.of(), List.of(), List.of(), null);

  /** What a query may be told once. */
  enum Clause {
    CONFLICT,
    DISTINCT,
    FIELDS,
    FROM,
    GROUP_BY,
    HAVING,
    LIMIT,
    LOCK,
    LOCK_SETTINGS,
    OFFSET,
    ORDER_BY,
    OVERRIDING,
    RETURNING,
    SELECT,
    SET,
    VALUES,
    WHERE,
    WITH
  }

  /**
   * A join.
   *
   * @param words {@code left join} and its like
   * @param on undefined: none
   */
  record Join(String words, Value table, Value on) {}

  /** {@code union all} with another query. */
  record Combined(String operator, Value query) {}

  Clauses {
    told = told.isEmpty() ? Map.of() : new EnumMap<>(told);
    joins = List.copyOf(joins);
    others = List.copyOf(others);
  }

  /** Undefined, if it was not told. */
  Value get(Clause clause) {
    return told.getOrDefault(clause, Value.Nothing.UNDEFINED);
  }

  Clauses with(Clause clause, Value value) {
    Map<Clause, Value> more = new EnumMap<>(Clause.class);
    more.putAll(told);
    more.put(clause, value);
    return new Clauses(more, joins, others, refusal);
  }

  Clauses with(Join join) {
    List<Join> more = new ArrayList<>(joins);
    more.add(join);
    return new Clauses(told, more, others, refusal);
  }

  Clauses with(Combined other) {
    List<Combined> more = new ArrayList<>(others);
    more.add(other);
    return new Clauses(told, joins, more, refusal);
  }

  Clauses refused(String reason) {
    return new Clauses(told, joins, others, refusal == null ? reason : refusal);
  }

  /** After two ways on which it was told different things. */
  static Clauses either(Clauses one, Clauses other) {
    return one.refused("what it has been told depends on a condition");
  }
}
