package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterEnumStmt;
import io.github.windlass.sql.postgres.tree.Expression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /**
   * {@code CREATE TYPE … AS RANGE}, base types, and shell types.
   *
   * @param subtype of a range; null for the others
   */
  record OtherType(RelationName name, Kind kind, @Nullable ColumnType subtype) implements UserType {

    /** {@code pg_type.typtype}. */
    public enum Kind {
      RANGE,
      MULTIRANGE,
      BASE,
      SHELL
    }

    @Override
    public OtherType named(RelationName newName) {
      return new OtherType(newName, kind, subtype);
    }
  }

  /**
   * {@code CREATE DOMAIN}.
   *
   * @param base the type below all domains
   * @param constrained whether it is NOT NULL or has a check, itself or its base type
   * @param hasDefault whether it or its base type has a default
   * @param volatileDefault whether its default must be evaluated for each row
   * @param definition what it says itself
   */
  record DomainType(
      RelationName name,
      ColumnType base,
      boolean constrained,
      boolean hasDefault,
      boolean volatileDefault,
      Definition definition)
      implements UserType {

    /**
     * What a domain says itself.
     *
     * @param type the type or domain that it is over
     * @param notNull the constraint NOT NULL; null if there is none
     * @param collation empty for the type's own
     */
    public record Definition(
        ColumnType type,
        @Nullable String notNull,
        @Nullable Expression defaultExpression,
        List<DomainCheck> checks,
        List<String> collation) {

      public Definition {
        checks = List.copyOf(checks);
        collation = List.copyOf(collation);
      }
    }

    /** A check of a domain. */
    public record DomainCheck(String name, Expression expression, boolean valid) {}

    @Override
    public DomainType named(RelationName newName) {
      return new DomainType(newName, base, constrained, hasDefault, volatileDefault, definition);
    }
  }
}
