package io.github.windlass.analyzer;

/** What a relation is ({@code pg_class.relkind}). */
public enum RelationKind {
  TABLE("table"),
  PARTITIONED_TABLE("partitioned table"),
  FOREIGN_TABLE("foreign table"),
  VIEW("view"),
  MATERIALIZED_VIEW("materialized view"),
  INDEX("index"),
  SEQUENCE("sequence"),
  COMPOSITE_TYPE("composite type");

  private final String label;

  RelationKind(String label) {
    this.label = label;
  }

  /** The kind as reports write it. */
  public String label() {
    return label;
  }
}
