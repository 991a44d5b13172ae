package io.github.windlass.sql.postgres.plpgsql;

import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of a DECLARE section. */
public sealed interface PlpgsqlDeclaration {

  /** The declared name. */
  String name();

  Span span();

  /** The type of a variable. */
  sealed interface DataType {

    /** A type by its name. */
    record Named(TypeName type) implements DataType {}

    /** {@code names%TYPE}: that of a variable or column. */
    record OfVariable(List<String> names, boolean array) implements DataType {}

    /** {@code names%ROWTYPE}: that of a table's rows. */
    record OfRow(List<String> names, boolean array) implements DataType {}
  }

  /**
   * {@code name [CONSTANT] type [NOT NULL] [:= initial]}.
   *
   * @param initial null where it is NULL at first
   */
  record Variable(
      String name,
      boolean constant,
      DataType type,
      boolean notNull,
      @Nullable PlpgsqlExpression initial,
      Span span)
      implements PlpgsqlDeclaration {}

  /** {@code name CURSOR (parameters) FOR query}. */
  record Cursor(String name, List<String> parameters, Statement query, Span span)
      implements PlpgsqlDeclaration {}

  /** {@code name ALIAS FOR of}. */
  record Alias(String name, List<String> of, Span span) implements PlpgsqlDeclaration {}
}
