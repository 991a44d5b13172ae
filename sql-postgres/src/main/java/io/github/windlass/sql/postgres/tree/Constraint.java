package io.github.windlass.sql.postgres.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A constraint of a column, a table or a domain: PostgreSQL's {@code Constraint} node with one
 * record for each {@code contype}. As there, defaults, generation expressions and identity are
 * constraints too.
 *
 * <p>A table's constraint names its columns ({@code keys}, {@code fkAttrs}); these lists are empty
 * where the constraint stands behind a column.
 *
 * <p>{@code deferrable}, {@code initdeferred}, {@code isEnforced}, {@code skipValidation} and
 * {@code isNoInherit} are as {@code processCASbits} of {@code gram.y} sets them: INITIALLY DEFERRED
 * implies {@code deferrable}, NOT ENFORCED implies {@code skipValidation}. Behind a column they
 * keep their defaults, and the words are {@link Attribute}s.
 */
public sealed interface Constraint extends TableElement {

  /** The name after CONSTRAINT; null when the server chooses one. */
  @Nullable String conname();

  /** {@code CONSTR_NULL}: NULL, which says only that there is no NOT NULL. */
  record Null(@Nullable String conname, Span span) implements Constraint {}

  /**
   * {@code CONSTR_NOTNULL}: NOT NULL.
   *
   * @param keys the column, in a table's constraint {@code NOT NULL column}; {@code value} in ALTER
   *     DOMAIN; else empty
   * @param skipValidation NOT VALID
   * @param isNoInherit NO INHERIT
   */
  record NotNull(
      @Nullable String conname,
      List<String> keys,
      boolean skipValidation,
      boolean isNoInherit,
      Span span)
      implements Constraint {}

  /** {@code CONSTR_DEFAULT}: {@code DEFAULT rawExpr}. */
  record Default(@Nullable String conname, Expression rawExpr, Span span) implements Constraint {}

  /**
   * {@code CONSTR_CHECK}: {@code CHECK (rawExpr)}.
   *
   * @param isEnforced false after NOT ENFORCED
   * @param skipValidation NOT VALID, or NOT ENFORCED
   * @param isNoInherit NO INHERIT
   */
  record Check(
      @Nullable String conname,
      Expression rawExpr,
      boolean isEnforced,
      boolean skipValidation,
      boolean isNoInherit,
      Span span)
      implements Constraint {}

  /**
   * {@code CONSTR_PRIMARY}: PRIMARY KEY.
   *
   * @param keys the columns; empty behind a column and with {@code indexname}
   * @param withoutOverlaps {@code WITHOUT OVERLAPS} after the last column
   * @param including {@code INCLUDE (…)}
   * @param options {@code WITH (…)}
   * @param indexname {@code USING INDEX indexname}: an existing index
   * @param indexspace {@code USING INDEX TABLESPACE indexspace}
   */
  record PrimaryKey(
      @Nullable String conname,
      List<String> keys,
      boolean withoutOverlaps,
      List<String> including,
      List<DefElem> options,
      @Nullable String indexname,
      @Nullable String indexspace,
      boolean deferrable,
      boolean initdeferred,
      Span span)
      implements Constraint {}

  /**
   * {@code CONSTR_UNIQUE}: UNIQUE.
   *
   * @param nullsNotDistinct {@code NULLS NOT DISTINCT}
   * @param keys the columns; empty behind a column and with {@code indexname}
   * @param withoutOverlaps {@code WITHOUT OVERLAPS} after the last column
   * @param including {@code INCLUDE (…)}
   * @param options {@code WITH (…)}
   * @param indexname {@code USING INDEX indexname}: an existing index
   * @param indexspace {@code USING INDEX TABLESPACE indexspace}
   */
  record Unique(
      @Nullable String conname,
      boolean nullsNotDistinct,
      List<String> keys,
      boolean withoutOverlaps,
      List<String> including,
      List<DefElem> options,
      @Nullable String indexname,
      @Nullable String indexspace,
      boolean deferrable,
      boolean initdeferred,
      Span span)
      implements Constraint {}

  /**
   * {@code CONSTR_EXCLUSION}: EXCLUDE.
   *
   * @param accessMethod {@code btree} when none is written
   * @param including {@code INCLUDE (…)}
   * @param options {@code WITH (…)}
   * @param indexspace {@code USING INDEX TABLESPACE indexspace}
   * @param whereClause {@code WHERE (…)}: the rows that are checked
   */
  record Exclusion(
      @Nullable String conname,
      String accessMethod,
      List<Element> exclusions,
      List<String> including,
      List<DefElem> options,
      @Nullable String indexspace,
      @Nullable Expression whereClause,
      boolean deferrable,
      boolean initdeferred,
      Span span)
      implements Constraint {

    /**
     * {@code element WITH operator}.
     *
     * @param operator the operator's name, schema parts first
     */
    public record Element(IndexElem element, List<String> operator, Span span) implements Node {}
  }

  /**
   * {@code CONSTR_FOREIGN}: FOREIGN KEY, or REFERENCES behind a column.
   *
   * @param pktable the referenced table
   * @param fkAttrs the referencing columns; empty behind a column
   * @param pkAttrs the referenced columns; empty means the primary key
   * @param fkWithPeriod whether PERIOD stands before the last of {@code fkAttrs}
   * @param pkWithPeriod whether PERIOD stands before the last of {@code pkAttrs}
   * @param fkDelSetCols the columns of {@code ON DELETE SET NULL (…)} or {@code SET DEFAULT (…)};
   *     empty means all
   * @param isEnforced false after NOT ENFORCED
   * @param skipValidation NOT VALID, or NOT ENFORCED
   */
  record ForeignKey(
      @Nullable String conname,
      RangeVar pktable,
      List<String> fkAttrs,
      List<String> pkAttrs,
      boolean fkWithPeriod,
      boolean pkWithPeriod,
      Match fkMatchtype,
      Action fkUpdAction,
      Action fkDelAction,
      List<String> fkDelSetCols,
      boolean deferrable,
      boolean initdeferred,
      boolean isEnforced,
      boolean skipValidation,
      Span span)
      implements Constraint {

    /** {@code FKCONSTR_MATCH_*}; the grammar refuses MATCH PARTIAL. SIMPLE is the default. */
    public enum Match {
      SIMPLE,
      FULL
    }

    /** {@code FKCONSTR_ACTION_*}. NO ACTION is the default. */
    public enum Action {
      NO_ACTION,
      RESTRICT,
      CASCADE,
      SET_NULL,
      SET_DEFAULT
    }
  }

  /** {@code CONSTR_GENERATED}: {@code GENERATED ALWAYS AS (rawExpr) [STORED | VIRTUAL]}. */
  record Generated(@Nullable String conname, Expression rawExpr, Kind generatedKind, Span span)
      implements Constraint {

    /** {@code ATTRIBUTE_GENERATED_*}. VIRTUAL is the default from PostgreSQL 18 on. */
    public enum Kind {
      STORED,
      VIRTUAL
    }
  }

  /**
   * {@code CONSTR_IDENTITY}: {@code GENERATED {ALWAYS | BY DEFAULT} AS IDENTITY (options)}.
   *
   * @param options the sequence's options, as in {@link TableStatement.CreateSeqStmt}
   */
  record Identity(
      @Nullable String conname, GeneratedWhen generatedWhen, List<DefElem> options, Span span)
      implements Constraint {

    /** {@code ATTRIBUTE_IDENTITY_*}. */
    public enum GeneratedWhen {
      ALWAYS,
      BY_DEFAULT
    }
  }

  /** {@code CONSTR_ATTR_*}: words behind a column that say more of the constraint before them. */
  record Attribute(Kind kind, Span span) implements Constraint {

    /** {@code DEFERRED} and {@code IMMEDIATE} are INITIALLY DEFERRED and INITIALLY IMMEDIATE. */
    public enum Kind {
      DEFERRABLE,
      NOT_DEFERRABLE,
      DEFERRED,
      IMMEDIATE,
      ENFORCED,
      NOT_ENFORCED
    }

    @Override
    public @Nullable String conname() {
      return null;
    }
  }
}
