package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.extractor.TransactionMode;

/** How a statement gets out of the transaction that a framework opens. */
final class OutsideTransactions {

  private OutsideTransactions() {}

  /** What to do, as a clause that begins with a verb. */
  static String advice(CheckedStatement.Setting setting) {
    if (setting.transaction() == TransactionMode.EXPLICIT) {
      return setting.format().equals("sequelize")
          ? "send it without the option transaction, outside of the managed transaction"
          : "put it outside of BEGIN and COMMIT";
    }
    return switch (setting.format()) {
      case "prisma" ->
          "give it a migration of its own: a migration.sql with one statement is not run in a"
              + " transaction";
      case "drizzle" ->
          "run it by another way than drizzle's migrator, which puts all pending migrations into"
              + " one transaction";
      case "typeorm" ->
          setting.transaction() == TransactionMode.ALL_PENDING
              ? "give it a migration of its own with transaction = false, and run with"
                  + " --transaction each, for with all TypeORM refuses it"
              : "give it a migration of its own with transaction = false";
      case "knex" ->
          "give it a migration of its own with exports.config = { transaction: false }, and know"
              + " that the others of the same run go without a transaction too";
      case "sequelize" -> "send it without the option transaction";
      case "rails" -> "give it a migration of its own with disable_ddl_transaction!";
      case "flyway" ->
          "give it a migration of its own with executeInTransaction=false in its .sql.conf";
      case "liquibase" -> "give it a changeSet of its own with runInTransaction:false";
      case "golang-migrate" ->
          "give it a file of its own: one statement is sent without a transaction";
      case "goose" -> "give it a file of its own with -- +goose NO TRANSACTION";
      case "dbmate" -> "give it a file of its own with -- migrate:up transaction:false";
      case "sqlx" -> "give it a file of its own that begins with -- no-transaction";
      case "diesel" ->
          "give it a migration of its own with run_in_transaction = false in its metadata.toml";
      case "atlas" -> "give it a file of its own with -- atlas:txmode none";
      case "tern" -> "give it a file of its own with ---- tern: disable-tx ----";
      case "bun" -> "give it a file of its own that does not end in .tx.up.sql";
      case "node-pg-migrate" -> "give it a migration of its own with pgm.noTransaction()";
      default -> "run it outside of a transaction";
    };
  }
}
