package io.github.windlass.extractor.schema;

import java.util.List;

/** A constraint of a table, besides NOT NULL. */
public sealed interface ConstraintFacts {

  /** The constraint's name, given or chosen by the server. */
  String name();

  /**
   * The table's columns that it needs ({@code conkey}), in its own order; for a check and an
   * exclusion those that its expressions name.
   */
  List<String> columns();

  /** When a constraint is checked. */
  enum Deferral {
    NOT_DEFERRABLE,
    INITIALLY_IMMEDIATE,
    INITIALLY_DEFERRED
  }

  /** What a foreign key does to the referencing rows. */
  enum Action {
    NO_ACTION("NO ACTION"),
    RESTRICT("RESTRICT"),
    CASCADE("CASCADE"),
    SET_NULL("SET NULL"),
    SET_DEFAULT("SET DEFAULT");

    private final String sql;

    Action(String sql) {
      this.sql = sql;
    }

    /** The words of the statement. */
    public String sql() {
      return sql;
    }
  }

  /** {@code PRIMARY KEY}; its index has the same name. */
  record PrimaryKey(String name, List<String> columns, Deferral deferral)
      implements ConstraintFacts {

    public PrimaryKey {
      columns = List.copyOf(columns);
    }
  }

  /** {@code UNIQUE}; its index has the same name. */
  record Unique(String name, List<String> columns, Deferral deferral) implements ConstraintFacts {

    public Unique {
      columns = List.copyOf(columns);
    }
  }

  /**
   * {@code CHECK}.
   *
   * @param definition as {@code pg_get_constraintdef} prints it: {@code CHECK ((price > 0))}
   * @param written the expression as the statement had it, without the outer parentheses
   */
  record Check(String name, List<String> columns, Fact<String> definition, String written)
      implements ConstraintFacts {

    public Check {
      columns = List.copyOf(columns);
    }
  }

  /**
   * {@code FOREIGN KEY}.
   *
   * @param referencedColumns in the order of {@link #columns()}
   */
  record ForeignKey(
      String name,
      List<String> columns,
      QualifiedName referenced,
      Fact<List<String>> referencedColumns,
      Action onDelete,
      Action onUpdate,
      Deferral deferral,
      boolean valid)
      implements ConstraintFacts {

    public ForeignKey {
      columns = List.copyOf(columns);
    }
  }

  /**
   * {@code EXCLUDE}; its index has the same name.
   *
   * @param definition as {@code pg_get_constraintdef} prints it: {@code EXCLUDE USING gist (c WITH
   *     &&)}
   */
  record Exclusion(String name, List<String> columns, Fact<String> definition)
      implements ConstraintFacts {

    public Exclusion {
      columns = List.copyOf(columns);
    }
  }
}
