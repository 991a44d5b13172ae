package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;

/** A type that the history made, besides composites. */
public sealed interface UserType {

  RelationName name();

  /** {@code CREATE TYPE … AS ENUM}. */
  record EnumType(RelationName name) implements UserType {}

  /** {@code CREATE TYPE … AS RANGE} and base types. */
  record OtherType(RelationName name) implements UserType {}

  /**
   * {@code CREATE DOMAIN}.
   *
   * @param constrained whether it is NOT NULL or has a check, itself or its base type
   * @param volatileDefault whether its default must be evaluated for each row
   */
  record DomainType(
      RelationName name,
      ColumnType base,
      boolean constrained,
      boolean hasDefault,
      boolean volatileDefault)
      implements UserType {

    /** The same domain, with or without constraints. */
    public DomainType constrained(boolean newConstrained) {
      return new DomainType(name, base, newConstrained, hasDefault, volatileDefault);
    }
  }
}
