package io.github.windlass.snapshot;

/** What comes before what where nothing depends on the other, as in {@code pg_dump_sort.c}. */
enum Phase {
  SCHEMA,
  EXTENSION,
  COLLATION,
  TYPE,
  SEQUENCE,
  ROUTINE,
  CAST,
  SERVER,
  TABLE,
  VIEW,
  TABLE_PART,
  SEQUENCE_OWNER,
  PARTITION,
  KEY,
  INDEX,
  INDEX_PARTITION,
  TABLE_SETTING,
  FOREIGN_KEY,
  STATISTICS,
  RULE,
  POLICY,
  TRIGGER,
  PUBLICATION,
  EVENT_TRIGGER,
  COMMENT
}
