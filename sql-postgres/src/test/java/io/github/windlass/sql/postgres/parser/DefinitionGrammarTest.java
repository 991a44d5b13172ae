package io.github.windlass.sql.postgres.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterDomainCmd;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterDomainStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterEnumStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterExtensionContentsStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterStatsStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterTSConfigurationStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateDomainStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateOpClassStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreatePublicationStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateSchemaStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateStatsStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.DefineStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.OpClassItem;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.PublicationObjSpec;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.StatsElem;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.RoleSpec.RoleSpecType;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.IndexStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.ViewStmt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionGrammarTest {

  // --- types ---------------------------------------------------------------------------------

  @Test
  void aTypeWithoutDefinitionIsAShell() {
    DefineStmt shell = parse(DefineStmt.class, "CREATE TYPE s.t");
    assertThat(shell.kind()).isEqualTo(ObjectType.TYPE);
    assertThat(shell.definition()).isEmpty();
  }

  @Test
  void anEnumsNewValueHasAPlace() {
    AlterEnumStmt before =
        parse(AlterEnumStmt.class, "ALTER TYPE t ADD VALUE IF NOT EXISTS 'a' BEFORE 'b'");
    assertThat(before.newValIsAfter()).isFalse();
    assertThat(before.newValNeighbor()).isEqualTo("b");
    assertThat(before.skipIfNewValExists()).isTrue();
    assertThat(parse(AlterEnumStmt.class, "ALTER TYPE t ADD VALUE 'a'").newValIsAfter()).isTrue();
    assertThat(parse(AlterEnumStmt.class, "ALTER TYPE t RENAME VALUE 'a' TO 'b'").oldVal())
        .isEqualTo("a");
  }

  @Test
  void attributesAreAlteredAsColumns() {
    AlterTableStmt alter =
        parse(
            AlterTableStmt.class,
            "ALTER TYPE t ADD ATTRIBUTE a int COLLATE x CASCADE, DROP ATTRIBUTE IF EXISTS b");
    assertThat(alter.objtype()).isEqualTo(ObjectType.TYPE);
    assertThat(alter.cmds()).hasSize(2);
  }

  @Test
  void aDomainHasConstraints() {
    CreateDomainStmt domain =
        parse(
            CreateDomainStmt.class,
            "CREATE DOMAIN d AS text COLLATE \"C\" NOT NULL DEFAULT 'x' CHECK (VALUE <> '')");
    assertThat(domain.constraints()).hasSize(3);
    assertThat(domain.collClause()).isNotNull();
    AlterDomainCmd add =
        parse(AlterDomainStmt.class, "ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE > 1) NOT VALID")
            .cmd();
    Constraint.Check check = (Constraint.Check) ((AlterDomainCmd.AddConstraint) add).def();
    assertThat(check.conname()).isEqualTo("c");
    assertThat(check.skipValidation()).isTrue();
    AlterDomainCmd drop = parse(AlterDomainStmt.class, "ALTER DOMAIN d DROP DEFAULT").cmd();
    assertThat(((AlterDomainCmd.ColumnDefault) drop).def()).isNull();
  }

  // --- aggregates and operators --------------------------------------------------------------

  @Test
  void anOldAggregateNamesItsArgumentInTheList() {
    assertThat(parse(DefineStmt.class, "CREATE AGGREGATE a (basetype = int, sfunc1 = f)"))
        .satisfies(define -> {
          assertThat(define.oldstyle()).isTrue();
          assertThat(define.args()).isNull();
        });
    DefineStmt ordered =
        parse(DefineStmt.class, "CREATE AGGREGATE a (x int ORDER BY y int) (sfunc = f)");
    assertThat(ordered.oldstyle()).isFalse();
    assertThat(ordered.args().direct()).isEqualTo(1);
  }

  @Test
  void aSchemaMayBeCalledClass() {
    assertThat(parse(DefineStmt.class, "CREATE OPERATOR class.+ (procedure = f)").defnames())
        .containsExactly("class", "+");
    assertThat(parse(DefineStmt.class, "CREATE OPERATOR = (procedure = f)").defnames())
        .containsExactly("=");
  }

  @Test
  void anOperatorClassHasItems() {
    CreateOpClassStmt statement =
        parse(
            CreateOpClassStmt.class,
            "CREATE OPERATOR CLASS c DEFAULT FOR TYPE int USING gist FAMILY s.f AS OPERATOR 1 <,"
                + " OPERATOR 2 < (int, int) FOR ORDER BY s.o, FUNCTION 1 (int, int) f(int, int),"
                + " STORAGE text");
    assertThat(statement.isDefault()).isTrue();
    assertThat(statement.items()).hasSize(4);
    OpClassItem.Operator ordering = (OpClassItem.Operator) statement.items().get(1);
    assertThat(ordering.orderFamily()).containsExactly("s", "o");
    assertThat(((OpClassItem.Function) statement.items().get(2)).classArgs()).hasSize(2);
  }

  // --- extensions, publications, text search -------------------------------------------------

  @Test
  void anExtensionsMembersAreOfManyKinds() {
    assertThat(
            parse(AlterExtensionContentsStmt.class, "ALTER EXTENSION e ADD FUNCTION f(int)")
                .objtype())
        .isEqualTo(ObjectType.FUNCTION);
    assertThat(
            parse(
                    AlterExtensionContentsStmt.class,
                    "ALTER EXTENSION e DROP OPERATOR CLASS c USING gin")
                .drop())
        .isTrue();
  }

  @Test
  void aPublishedObjectTakesItsKindFromTheOneBefore() {
    CreatePublicationStmt publication =
        parse(
            CreatePublicationStmt.class,
            "CREATE PUBLICATION p FOR TABLE a (x, y) WHERE (z > 1), ONLY s.b, c *,"
                + " TABLES IN SCHEMA s, CURRENT_SCHEMA, t, TABLE d WITH (publish = 'insert')");
    assertThat(publication.pubobjects())
        .extracting(Object::getClass)
        .containsExactly(
            PublicationObjSpec.Table.class,
            PublicationObjSpec.Table.class,
            PublicationObjSpec.Table.class,
            PublicationObjSpec.TablesInSchema.class,
            PublicationObjSpec.TablesInCurSchema.class,
            PublicationObjSpec.TablesInSchema.class,
            PublicationObjSpec.Table.class);
    assertThat(publication.options()).hasSize(1);
  }

  @Test
  void aMappingIsReplacedForSomeTokens() {
    AlterTSConfigurationStmt alter =
        parse(
            AlterTSConfigurationStmt.class,
            "ALTER TEXT SEARCH CONFIGURATION c ALTER MAPPING FOR a, b REPLACE s.x WITH y");
    assertThat(alter.kind()).isEqualTo(AlterTSConfigurationStmt.Kind.REPLACE_DICT_FOR_TOKEN);
    assertThat(alter.dicts()).hasSize(2);
  }

  // --- statistics and schemas ----------------------------------------------------------------

  @Test
  void statisticsAreOnColumnsAndExpressions() {
    CreateStatsStmt statement =
        parse(
            CreateStatsStmt.class,
            "CREATE STATISTICS (ndistinct, mcv) ON a, (b + 1), lower(c), coalesce FROM t");
    assertThat(statement.defnames()).isEmpty();
    assertThat(statement.statTypes()).containsExactly("ndistinct", "mcv");
    assertThat(statement.exprs())
        .extracting(StatsElem::name)
        .containsExactly("a", null, null, "coalesce");
    assertThat(
            parse(AlterStatsStmt.class, "ALTER STATISTICS IF EXISTS s SET STATISTICS -1")
                .stxstattarget())
        .isEqualTo(-1);
    assertThat(
            parse(AlterStatsStmt.class, "ALTER STATISTICS s SET STATISTICS DEFAULT")
                .stxstattarget())
        .isNull();
  }

  @Test
  void aSchemaMayBringItsElements() {
    CreateSchemaStmt schema =
        parse(
            CreateSchemaStmt.class,
            "CREATE SCHEMA AUTHORIZATION CURRENT_USER CREATE TABLE t (a int)"
                + " CREATE INDEX i ON t (a) CREATE VIEW v AS SELECT 1 GRANT SELECT ON t TO PUBLIC");
    assertThat(schema.schemaname()).isNull();
    assertThat(schema.authrole().roletype()).isEqualTo(RoleSpecType.CURRENT_USER);
    assertThat(schema.schemaElts()).hasSize(4);
    assertThat(schema.schemaElts().get(0)).isInstanceOf(CreateStmt.class);
    assertThat(schema.schemaElts().get(1)).isInstanceOf(IndexStmt.class);
    assertThat(schema.schemaElts().get(2)).isInstanceOf(ViewStmt.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE OR REPLACE TYPE t",
        "CREATE TYPE a.b.c.d AS (x int)",
        "CREATE TYPE t AS ENUM ('a',)",
        "ALTER TYPE t DROP VALUE 'a'",
        "CREATE DOMAIN d int COLLATE a COLLATE b",
        "ALTER DOMAIN d ADD CHECK (true) DEFERRABLE",
        "ALTER DOMAIN d ADD PRIMARY KEY (a)",
        "CREATE AGGREGATE a (int) ()",
        "CREATE EXTENSION e FROM unpackaged",
        "CREATE ASSERTION a CHECK (true)",
        "CREATE PUBLICATION p FOR a",
        "CREATE PUBLICATION p FOR TABLE a, CURRENT_SCHEMA",
        "CREATE PUBLICATION p FOR TABLES IN SCHEMA s, a.b",
        "CREATE PUBLICATION p FOR TABLES IN SCHEMA s, t (x)",
        "CREATE PUBLICATION p FOR TABLES IN SCHEMA s, t WHERE (x)",
        "CREATE SCHEMA IF NOT EXISTS s CREATE TABLE t ()",
        "CREATE SCHEMA s CREATE TABLE t AS SELECT 1",
        "CREATE SCHEMA",
        "CREATE STATISTICS IF NOT EXISTS ON a FROM t",
        "CREATE STATISTICS s ON a + 1 FROM t",
        "ALTER STATISTICS IF EXISTS s RENAME TO t",
        "ALTER EXTENSION e ADD ROLE",
        "ALTER EXTENSION e ADD COLUMN a.b",
        "ALTER SERVER s",
        "ALTER FOREIGN DATA WRAPPER w",
        "ALTER CONVERSION c"
      })
  void isNoSql(String sql) {
    assertThat(PostgresParser.parse(sql).errors()).isNotEmpty();
  }

  private static <T extends Statement> T parse(Class<T> type, String sql) {
    Script script = PostgresParser.parse(sql);
    assertThat(script.errors()).isEmpty();
    assertThat(script.statements()).hasSize(1);
    return type.cast(script.statements().get(0));
  }
}
