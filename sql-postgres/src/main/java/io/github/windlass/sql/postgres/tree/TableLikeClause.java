package io.github.windlass.sql.postgres.tree;

/**
 * {@code LIKE relation INCLUDING … EXCLUDING …} in CREATE TABLE.
 *
 * @param options the bits of {@link Option}, as they are after the last INCLUDING or EXCLUDING;
 *     {@link #ALL} after INCLUDING ALL
 */
public record TableLikeClause(RangeVar relation, int options, Span span) implements TableElement {

  /** {@code CREATE_TABLE_LIKE_ALL}: every bit, the unused ones too. */
  public static final int ALL = Integer.MAX_VALUE;

  /** {@code CREATE_TABLE_LIKE_*}: what is copied besides names, types and NOT NULL. */
  public enum Option {
    COMMENTS,
    COMPRESSION,
    CONSTRAINTS,
    DEFAULTS,
    GENERATED,
    IDENTITY,
    INDEXES,
    STATISTICS,
    STORAGE;

    /** The bit of this option in {@link TableLikeClause#options}. */
    public int bit() {
      return 1 << ordinal();
    }
  }

  /** Whether {@code option} is copied. */
  public boolean includes(Option option) {
    return (options & option.bit()) != 0;
  }
}
