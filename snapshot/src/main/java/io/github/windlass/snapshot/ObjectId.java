package io.github.windlass.snapshot;

/**
 * An object of a database, as {@code pg_depend} names it.
 *
 * @param catalog the system catalog that it is in, such as {@code pg_class}
 * @param oid its number there
 */
record ObjectId(String catalog, long oid) {

  static ObjectId relation(long oid) {
    return new ObjectId("pg_class", oid);
  }

  static ObjectId type(long oid) {
    return new ObjectId("pg_type", oid);
  }

  static ObjectId constraint(long oid) {
    return new ObjectId("pg_constraint", oid);
  }
}
