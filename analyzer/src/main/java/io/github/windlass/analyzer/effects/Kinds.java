package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.sql.postgres.tree.ObjectType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Kinds of relations that statements are for. */
final class Kinds {

  /** {@code DROP TABLE}, {@code TRUNCATE}, {@code CREATE POLICY}. */
  static final Set<RelationKind> TABLES = set(RelationKind.TABLE, RelationKind.PARTITIONED_TABLE);

  /** Those and foreign tables, which triggers, children and statistics may be of. */
  static final Set<RelationKind> ALL_TABLES =
      set(RelationKind.TABLE, RelationKind.PARTITIONED_TABLE, RelationKind.FOREIGN_TABLE);

  /** What can have indexes. */
  static final Set<RelationKind> INDEXED =
      set(RelationKind.TABLE, RelationKind.PARTITIONED_TABLE, RelationKind.MATERIALIZED_VIEW);

  /** What columns can be copied from: {@code LIKE}. */
  static final Set<RelationKind> WITH_COLUMNS =
      set(
          RelationKind.TABLE,
          RelationKind.PARTITIONED_TABLE,
          RelationKind.FOREIGN_TABLE,
          RelationKind.VIEW,
          RelationKind.MATERIALIZED_VIEW,
          RelationKind.COMPOSITE_TYPE);

  /** {@code LOCK TABLE} from 11 on. */
  static final Set<RelationKind> LOCKABLE =
      set(RelationKind.TABLE, RelationKind.PARTITIONED_TABLE, RelationKind.VIEW);

  /** What extended statistics may be of. */
  static final Set<RelationKind> STATISTICAL =
      set(
          RelationKind.TABLE,
          RelationKind.PARTITIONED_TABLE,
          RelationKind.FOREIGN_TABLE,
          RelationKind.MATERIALIZED_VIEW);

  static final Set<RelationKind> FOREIGN_TABLES = set(RelationKind.FOREIGN_TABLE);
  static final Set<RelationKind> VIEWS = set(RelationKind.VIEW);
  static final Set<RelationKind> MATERIALIZED_VIEWS = set(RelationKind.MATERIALIZED_VIEW);
  static final Set<RelationKind> INDEXES = set(RelationKind.INDEX);
  static final Set<RelationKind> SEQUENCES = set(RelationKind.SEQUENCE);

  private Kinds() {}

  /** The kinds that DROP, COMMENT and RENAME of a type of object are for. */
  static Set<RelationKind> of(ObjectType type) {
    return switch (type) {
      case FOREIGN_TABLE -> FOREIGN_TABLES;
      case VIEW -> VIEWS;
      case MATVIEW -> MATERIALIZED_VIEWS;
      case INDEX -> INDEXES;
      case SEQUENCE -> SEQUENCES;
      default -> TABLES;
    };
  }

  static String label(ObjectType type) {
    return switch (type) {
      case FOREIGN_TABLE -> "a foreign table";
      case VIEW -> "a view";
      case MATVIEW -> "a materialized view";
      case INDEX -> "an index";
      case SEQUENCE -> "a sequence";
      default -> "a table";
    };
  }

  private static Set<RelationKind> set(RelationKind first, RelationKind... others) {
    return Collections.unmodifiableSet(EnumSet.of(first, others));
  }
}
