package io.github.windlass.extractor.knex.client;

/** What {@code transacting} takes: a Knex object that may be a transaction. */
public interface Transaction {

  /** Where it sends. */
  Connection connection();
}
