package io.github.windlass.benchmarks;

import java.util.List;

/** Short statements of the kinds that migrations are made of. */
final class ShortStatements {
  static final List<String> DDL =
      List.of(
          "ALTER TABLE orders ADD COLUMN currency text NOT NULL DEFAULT 'EUR'",
          "ALTER TABLE orders ALTER COLUMN total TYPE numeric(14, 4)",
          "ALTER TABLE orders ADD CONSTRAINT orders_user_fk FOREIGN KEY (user_id) REFERENCES users"
              + " (id)",
          "ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email)",
          "ALTER TABLE items DROP COLUMN IF EXISTS note CASCADE",
          "ALTER TABLE items ALTER COLUMN qty SET NOT NULL",
          "CREATE INDEX CONCURRENTLY orders_user_id_idx ON orders (user_id)",
          "CREATE UNIQUE INDEX users_lower_email_idx ON users (lower(email)) WHERE deleted_at IS"
              + " NULL",
          "CREATE TABLE tags (id bigint PRIMARY KEY, name text NOT NULL, created_at timestamptz"
              + " DEFAULT now())",
          "CREATE SEQUENCE invoice_no START WITH 1000",
          "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')",
          "ALTER TYPE mood ADD VALUE 'calm' AFTER 'ok'",
          "DROP INDEX CONCURRENTLY IF EXISTS orders_placed_at_idx",
          "DROP TABLE old_orders",
          "TRUNCATE sessions",
          "COMMENT ON COLUMN users.email IS 'as the user typed it'");

  private ShortStatements() {}

  /** A script of as many statements, in turn. */
  static String script(int statements) {
    StringBuilder script = new StringBuilder();
    for (int i = 0; i < statements; i++) {
      script.append(DDL.get(i % DDL.size())).append(";\n");
    }
    return script.toString();
  }
}
