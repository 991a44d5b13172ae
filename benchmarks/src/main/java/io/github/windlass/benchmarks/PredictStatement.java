package io.github.windlass.benchmarks;

import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.effects.StatementEffects;
import io.github.windlass.analyzer.effects.StatementEffects.Setting;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time that one statement takes from its text to its effects and the schema after them, for
 * each kind: it should not grow with the number of tables.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@State(Scope.Benchmark)
public class PredictStatement {

  private static final Setting SETTING = new Setting(SampleSchema.VERSION, true, Set.of());

  /** How many tables the schema has, a thousand at least. */
  @Param("1000")
  public int tables;

  /** The statement. */
  @Param({
    "CREATE TABLE n (id bigserial PRIMARY KEY, t bigint NOT NULL REFERENCES t5, name text UNIQUE)",
    "CREATE TABLE n (LIKE t500 INCLUDING ALL)",
    "CREATE TABLE n PARTITION OF p504 FOR VALUES FROM ('2022-01-01') TO ('2023-01-01')",
    "CREATE INDEX n ON t500 (name)",
    "CREATE VIEW n AS SELECT id FROM t500",
    "CREATE TYPE n AS ENUM ('a')",
    "CREATE FUNCTION n() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE TRIGGER n BEFORE INSERT ON t500 FOR EACH ROW EXECUTE FUNCTION touch()",
    "ALTER TABLE t500 ADD COLUMN n text NOT NULL DEFAULT 'x'",
    "ALTER TABLE t500 DROP COLUMN name",
    "ALTER TABLE t500 DROP COLUMN name CASCADE",
    "ALTER TABLE t500 ALTER COLUMN id TYPE integer",
    "ALTER TABLE t500 ALTER COLUMN name DROP NOT NULL",
    "ALTER TABLE t500 ADD CHECK (id > 0)",
    "ALTER TABLE t500 ADD FOREIGN KEY (other_id) REFERENCES t7 (id)",
    "ALTER TABLE t500 DROP CONSTRAINT t500_pkey CASCADE",
    "ALTER TABLE t500 RENAME TO n",
    "ALTER TABLE t500 RENAME COLUMN name TO n",
    "ALTER TABLE t500 SET SCHEMA attic",
    "ALTER TYPE s500 RENAME TO n",
    "ALTER TYPE pair ADD ATTRIBUTE n int CASCADE",
    "ALTER DOMAIN email ADD CHECK (VALUE <> '')",
    "ALTER SEQUENCE numbers RENAME TO n",
    "ALTER FUNCTION f502(int) RENAME TO n",
    "ALTER SCHEMA attic RENAME TO n",
    "DROP TABLE t999",
    "DROP TABLE IF EXISTS t999 CASCADE",
    "DROP TABLE IF EXISTS n CASCADE",
    "DROP INDEX t500_at_idx",
    "DROP VIEW v501 CASCADE",
    "DROP SEQUENCE numbers CASCADE",
    "DROP TYPE s500 CASCADE",
    "DROP DOMAIN email CASCADE",
    "DROP FUNCTION f502(int) CASCADE",
    "DROP FUNCTION IF EXISTS n() CASCADE",
    "DROP SCHEMA attic CASCADE",
    "DROP EXTENSION IF EXISTS citext CASCADE",
    "TRUNCATE t999 CASCADE",
    "INSERT INTO t500 (name) VALUES ('x')",
    "UPDATE t502 SET name = 'x' WHERE id = 5",
    "DELETE FROM t500 WHERE id = 1",
    "SELECT * FROM t500 JOIN t501 ON t501.other_id = t500.id WHERE t500.name = 'x'"
  })
  public String statement = "";

  private Catalog catalog = Catalog.empty();

  /** Some of everything. */
  @Setup
  public void build() {
    catalog = SampleSchema.varied(tables);
  }

  /** From the text on, the same again and again. */
  @Benchmark
  public Catalog predict() {
    Statement parsed = PostgresParser.parse(statement).statements().get(0);
    return StatementEffects.predict(parsed, catalog, SETTING).after();
  }
}
