package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterEnumStmt;
import java.util.ArrayList;
import java.util.List;

/** A type that the history made, besides composites. */
public sealed interface UserType {

  RelationName name();

  /** The same type under another name. */
  UserType named(RelationName newName);

  /**
   * {@code CREATE TYPE … AS ENUM}.
   *
   * @param values the labels in their order
   */
  record EnumType(RelationName name, List<String> values) implements UserType {

    public EnumType {
      values = List.copyOf(values);
    }

    @Override
    public EnumType named(RelationName newName) {
      return new EnumType(newName, values);
    }

    /** The same type after ALTER TYPE … ADD VALUE or RENAME VALUE. */
    EnumType altered(AlterEnumStmt statement) {
      List<String> changed = new ArrayList<>(values);
      String old = statement.oldVal();
      String neighbor = statement.newValNeighbor();
      if (old != null) {
        changed.replaceAll(value -> value.equals(old) ? statement.newVal() : value);
      } else if (!changed.contains(statement.newVal())) {
        int at = neighbor == null ? -1 : changed.indexOf(neighbor);
        int place = at < 0 ? changed.size() : statement.newValIsAfter() ? at + 1 : at;
        changed.add(place, statement.newVal());
      }
      return new EnumType(name, changed);
    }
  }

  /** {@code CREATE TYPE … AS RANGE} and base types. */
  record OtherType(RelationName name) implements UserType {

    @Override
    public OtherType named(RelationName newName) {
      return new OtherType(newName);
    }
  }

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

    @Override
    public DomainType named(RelationName newName) {
      return new DomainType(newName, base, constrained, hasDefault, volatileDefault);
    }

    /** The same domain, with or without constraints. */
    public DomainType constrained(boolean newConstrained) {
      return new DomainType(name, base, newConstrained, hasDefault, volatileDefault);
    }
  }
}
