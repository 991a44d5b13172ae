package io.github.windlass.sql.postgres.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table, or an attribute of a composite type.
 *
 * @param typeName null where the type is known otherwise: {@code CREATE TABLE … OF type} and {@code
 *     PARTITION OF}, whose columns are written {@code colname [WITH OPTIONS] constraints}
 * @param storageName {@code STORAGE name}; {@code default} for {@code STORAGE DEFAULT}
 * @param compression {@code COMPRESSION method}; {@code default} for {@code COMPRESSION DEFAULT}
 * @param constraints the constraints in the order written. What follows a constraint and says more
 *     of it ({@code DEFERRABLE}, {@code NOT ENFORCED} …) is a {@link Constraint.Attribute} of its
 *     own in this list, as in PostgreSQL: {@link #attributesOf} finds it
 * @param collClause {@code COLLATE collname}, without an argument
 * @param fdwoptions {@code OPTIONS (…)} of a foreign table's column
 */
public record ColumnDef(
    String colname,
    @Nullable TypeName typeName,
    @Nullable String storageName,
    @Nullable String compression,
    List<Constraint> constraints,
    Expression.@Nullable CollateClause collClause,
    List<DefElem> fdwoptions,
    Span span)
    implements TableElement {

  /**
   * The attributes that belong to a constraint of this column: those that follow it up to the next
   * constraint ({@code transformConstraintAttrs} of {@code parse_utilcmd.c}).
   */
  public List<Constraint.Attribute> attributesOf(Constraint constraint) {
    List<Constraint.Attribute> attributes = new ArrayList<>();
    boolean follows = false;
    for (Constraint other : constraints) {
      if (!(other instanceof Constraint.Attribute attribute)) {
        follows = other.equals(constraint);
      } else if (follows) {
        attributes.add(attribute);
      }
    }
    return List.copyOf(attributes);
  }
}
