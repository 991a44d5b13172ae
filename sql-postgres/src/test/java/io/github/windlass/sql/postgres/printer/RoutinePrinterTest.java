package io.github.windlass.sql.postgres.printer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.tree.DefinitionStatement;
import io.github.windlass.sql.postgres.tree.RoutineStatement;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Routines and definitions that print as they are written here. */
class RoutinePrinterTest {

  private static final List<String> ROUTINES =
      List.of(
          "CREATE OR REPLACE FUNCTION s.f(a integer, OUT b text, VARIADIC c numeric[] DEFAULT '{}')"
              + " RETURNS SETOF record LANGUAGE 'plpgsql' STABLE STRICT SECURITY DEFINER COST 10"
              + " ROWS 5 SUPPORT s.g PARALLEL safe AS 'BEGIN END'",
          "CREATE FUNCTION f() RETURNS TABLE (a integer, b \"Q x\") AS 'lib', 'symbol'",
          "CREATE FUNCTION f() RETURNS integer CALLED ON NULL INPUT NOT LEAKPROOF WINDOW"
              + " TRANSFORM FOR TYPE text, FOR TYPE integer RETURN 1 + 2",
          "CREATE PROCEDURE p(IN a integer) BEGIN ATOMIC SELECT 1; RETURN a; END",
          "CREATE PROCEDURE p() BEGIN ATOMIC END",
          "ALTER ROUTINE s.f(integer, INOUT b text) IMMUTABLE SECURITY INVOKER",
          "ALTER FUNCTION f COST 1",
          "CALL s.p(1, b => 2)",
          "DO LANGUAGE 'plpgsql' 'BEGIN END'",
          "CREATE TRIGGER t BEFORE INSERT OR UPDATE OF a, b ON s.x REFERENCING NEW TABLE AS n"
              + " OLD ROW AS o FOR EACH ROW WHEN (a > 1) EXECUTE FUNCTION s.f('1', 'x''y')",
          "CREATE OR REPLACE TRIGGER t INSTEAD OF DELETE ON v EXECUTE FUNCTION f()",
          "CREATE CONSTRAINT TRIGGER t AFTER INSERT ON x FROM y DEFERRABLE INITIALLY DEFERRED"
              + " FOR EACH ROW EXECUTE FUNCTION f()",
          "CREATE EVENT TRIGGER e ON ddl_command_start WHEN tag IN ('a', 'b') AND x IN ('c')"
              + " EXECUTE FUNCTION f()",
          "ALTER EVENT TRIGGER e ENABLE ALWAYS",
          "CREATE RULE r AS ON INSERT TO s.x WHERE a > 1 DO INSTEAD (SELECT 1; DELETE FROM y)",
          "CREATE OR REPLACE RULE r AS ON DELETE TO x DO ALSO NOTHING",
          "CREATE TRUSTED LANGUAGE l HANDLER s.h INLINE i VALIDATOR v");

  private static final List<String> DEFINITIONS =
      List.of(
          "CREATE AGGREGATE \"Q x\"(*) (sfunc = f, stype = integer, in = 'x', n = -1.5)",
          "CREATE OR REPLACE AGGREGATE a(x integer, VARIADIC \"any\" ORDER BY VARIADIC \"any\")"
              + " (hypothetical)",
          "CREATE AGGREGATE a(ORDER BY integer) (sfunc = f)",
          "CREATE AGGREGATE a (\"basetype\" = integer, \"type\" = f)",
          "CREATE OPERATOR s.<-> (procedure = f, commutator = OPERATOR(s.<->), negator = <>)",
          "CREATE TYPE \"Q x\".t",
          "CREATE TYPE t (input = f, alignment = \"double\", like = a.b%TYPE)",
          "CREATE TYPE s.t AS (a integer, b text COLLATE \"C\")",
          "CREATE TYPE t AS ENUM ('a', 'b''c')",
          "CREATE TYPE t AS RANGE (subtype = integer)",
          "CREATE TEXT SEARCH DICTIONARY s.d (template = \"simple\")",
          "CREATE COLLATION IF NOT EXISTS c (locale = 'de', deterministic = 'false')",
          "CREATE COLLATION c FROM s.\"C\"",
          "ALTER TYPE t ADD VALUE IF NOT EXISTS 'a' BEFORE 'b'",
          "ALTER TYPE t RENAME VALUE 'a' TO 'b'",
          "ALTER TYPE t SET (storage = extended, send)",
          "CREATE DOMAIN s.d AS text COLLATE \"C\" DEFAULT 'x' CONSTRAINT c CHECK (value <> '')",
          "ALTER DOMAIN d SET DEFAULT 1",
          "ALTER DOMAIN d DROP DEFAULT",
          "ALTER DOMAIN d SET NOT NULL",
          "ALTER DOMAIN d DROP NOT NULL",
          "ALTER DOMAIN d ADD CONSTRAINT c CHECK (value > 1) NOT VALID",
          "ALTER DOMAIN d ADD NOT NULL",
          "ALTER DOMAIN d DROP CONSTRAINT IF EXISTS c CASCADE",
          "ALTER DOMAIN d VALIDATE CONSTRAINT c",
          "CREATE OPERATOR CLASS s.c DEFAULT FOR TYPE integer USING gist FAMILY s.f AS OPERATOR 1"
              + " <, OPERATOR 2 s.<-> (integer, integer) FOR ORDER BY s.o, FUNCTION 1 (integer)"
              + " f(a), STORAGE text",
          "CREATE OPERATOR FAMILY f USING btree",
          "ALTER OPERATOR FAMILY f USING btree ADD OPERATOR 1 < (integer, bigint)",
          "ALTER OPERATOR FAMILY f USING btree DROP OPERATOR 1 (integer, bigint), FUNCTION 2 (a)",
          "ALTER OPERATOR s.- (NONE, integer) SET (restrict, join = f)",
          "CREATE CAST (a AS b) WITH FUNCTION f(a) AS IMPLICIT",
          "CREATE CAST (a AS b) WITHOUT FUNCTION",
          "CREATE CAST (a AS b) WITH INOUT AS ASSIGNMENT",
          "CREATE OR REPLACE TRANSFORM FOR a LANGUAGE l (FROM SQL WITH FUNCTION f(a),"
              + " TO SQL WITH FUNCTION g(a))",
          "CREATE EXTENSION IF NOT EXISTS e SCHEMA s VERSION '1.0' CASCADE",
          "ALTER EXTENSION e UPDATE TO '2'",
          "ALTER EXTENSION e ADD OPERATOR CLASS s.c USING gist",
          "ALTER EXTENSION e DROP AGGREGATE a(*)",
          "CREATE FOREIGN DATA WRAPPER w HANDLER s.h NO VALIDATOR OPTIONS (a 'b')",
          "ALTER FOREIGN DATA WRAPPER w OPTIONS (ADD a 'b', SET c 'd', DROP e)",
          "CREATE SERVER IF NOT EXISTS s TYPE 't' VERSION '1' FOREIGN DATA WRAPPER w",
          "ALTER SERVER s VERSION NULL OPTIONS (a 'b')",
          "CREATE USER MAPPING IF NOT EXISTS FOR CURRENT_USER SERVER s OPTIONS (a 'b')",
          "ALTER USER MAPPING FOR public SERVER s OPTIONS (DROP a)",
          "IMPORT FOREIGN SCHEMA r LIMIT TO (a, b) FROM SERVER s INTO l",
          "IMPORT FOREIGN SCHEMA r FROM SERVER s INTO l OPTIONS (a 'b')",
          "CREATE PUBLICATION p FOR ALL TABLES WITH (publish = 'insert')",
          "CREATE PUBLICATION p FOR TABLE ONLY s.a (x, y) WHERE (x > 1), TABLES IN SCHEMA s,"
              + " TABLES IN SCHEMA CURRENT_SCHEMA",
          "ALTER PUBLICATION p SET (publish = 'insert')",
          "ALTER PUBLICATION p DROP TABLE a",
          "CREATE SUBSCRIPTION s CONNECTION 'c' PUBLICATION p, q WITH (enabled = 'false')",
          "ALTER SUBSCRIPTION s SET (slot_name = 'NONE')",
          "ALTER SUBSCRIPTION s CONNECTION 'c'",
          "ALTER SUBSCRIPTION s ADD PUBLICATION p WITH (refresh = 'false')",
          "ALTER SUBSCRIPTION s REFRESH PUBLICATION",
          "ALTER SUBSCRIPTION s DISABLE",
          "ALTER SUBSCRIPTION s SKIP (lsn = 'x')",
          "ALTER TEXT SEARCH DICTIONARY d (stopwords = 'x')",
          "ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR a, b WITH s.d, e",
          "ALTER TEXT SEARCH CONFIGURATION c ALTER MAPPING FOR a REPLACE d WITH e",
          "ALTER TEXT SEARCH CONFIGURATION c ALTER MAPPING REPLACE d WITH e",
          "ALTER TEXT SEARCH CONFIGURATION c DROP MAPPING IF EXISTS FOR a",
          "CREATE DEFAULT CONVERSION s.c FOR 'UTF8' TO 'LATIN1' FROM f",
          "ALTER COLLATION s.c REFRESH VERSION",
          "CREATE STATISTICS (ndistinct, mcv) ON a, (b + 1), (lower(c)) FROM s.t",
          "ALTER STATISTICS IF EXISTS s.t SET STATISTICS -1",
          "ALTER STATISTICS s SET STATISTICS DEFAULT",
          "CREATE ACCESS METHOD a TYPE INDEX HANDLER h",
          "CREATE SCHEMA s AUTHORIZATION SESSION_USER CREATE VIEW v AS SELECT 1"
              + " GRANT SELECT ON TABLE v TO r",
          "CREATE SCHEMA IF NOT EXISTS AUTHORIZATION r");

  static Stream<String> statements() {
    return Stream.concat(ROUTINES.stream(), DEFINITIONS.stream());
  }

  @ParameterizedTest
  @MethodSource("statements")
  void printsAsWritten(String sql) {
    assertThat(SqlPrinter.print(parse(sql))).isEqualTo(sql);
  }

  @Test
  void everyStatementIsHere() {
    Set<Class<?>> seen = statements().map(sql -> parse(sql).getClass()).collect(Collectors.toSet());
    // A RETURN is a part of a routine's body.
    seen.add(RoutineStatement.ReturnStmt.class);
    assertThat(seen)
        .containsAll(Arrays.asList(RoutineStatement.class.getPermittedSubclasses()))
        .containsAll(Arrays.asList(DefinitionStatement.class.getPermittedSubclasses()));
  }

  private static Statement parse(String sql) {
    Script script = PostgresParser.parse(sql);
    assertThat(script.errors()).isEmpty();
    assertThat(script.statements()).hasSize(1);
    return script.statements().get(0);
  }
}
