package io.github.windlass.sql.postgres.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.AddColumn;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.AddConstraint;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.AlterColumnType;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.AlterConstraint;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.ColumnDefault;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.SetIdentity;
import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.Constraint.Attribute;
import io.github.windlass.sql.postgres.tree.Constraint.Check;
import io.github.windlass.sql.postgres.tree.Constraint.ForeignKey;
import io.github.windlass.sql.postgres.tree.Constraint.NotNull;
import io.github.windlass.sql.postgres.tree.Constraint.Unique;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.IndexElem;
import io.github.windlass.sql.postgres.tree.ObjectStatement.RenameStmt;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.PartitionBoundSpec.RangeBound;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.RangeVar.Persistence;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.SortBy;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableLikeClause;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterSeqStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateForeignTableStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateTableAsStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.IndexStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.ViewStmt;
import io.github.windlass.sql.postgres.tree.TypeName;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableGrammarTest {

  // --- columns -------------------------------------------------------------------------------

  @Test
  void aColumnsDefaultEndsBeforeItsConstraints() {
    ColumnDef column = column("a integer DEFAULT 1 + 2 NOT NULL");
    assertThat(column.constraints()).hasSize(2);
    assertThat(column.constraints().get(0)).isInstanceOf(Constraint.Default.class);
    assertThat(column.constraints().get(1)).isInstanceOf(NotNull.class);
  }

  @Test
  void wordsBehindAConstraintAreAttributesOfIt() {
    ColumnDef column =
        column("a integer UNIQUE REFERENCES t DEFERRABLE INITIALLY DEFERRED NOT ENFORCED NOT NULL");
    ForeignKey key = (ForeignKey) column.constraints().get(1);
    assertThat(column.attributesOf(key))
        .extracting(Attribute::kind)
        .containsExactly(
            Attribute.Kind.DEFERRABLE, Attribute.Kind.DEFERRED, Attribute.Kind.NOT_ENFORCED);
    assertThat(key.deferrable()).isFalse();
    assertThat(column.attributesOf(column.constraints().get(0))).isEmpty();
  }

  @Test
  void aCollationMayStandAmongTheConstraints() {
    ColumnDef column = column("a text NOT NULL COLLATE \"C\" DEFAULT ''");
    assertThat(column.constraints()).hasSize(2);
    assertThat(column.collClause()).isNotNull();
    assertThat(column.collClause().collname()).containsExactly("C");
  }

  @Test
  void wordsThatStartSomethingElseMayBeNames() {
    CreateStmt create =
        parse(
            CreateStmt.class,
            "CREATE TABLE if (exclude text, enforced int, period date, storage storage storage"
                + " main)");
    assertThat(create.columns())
        .extracting(ColumnDef::colname)
        .containsExactly("exclude", "enforced", "period", "storage");
    assertThat(create.columns().get(3).storageName()).isEqualTo("main");
  }

  // --- constraints ---------------------------------------------------------------------------

  @Test
  void aConstraintsAttributesAreProcessed() {
    ForeignKey deferred =
        constraint(ForeignKey.class, "FOREIGN KEY (a) REFERENCES t INITIALLY DEFERRED NOT VALID");
    assertThat(deferred.deferrable()).isTrue();
    assertThat(deferred.initdeferred()).isTrue();
    assertThat(deferred.skipValidation()).isTrue();
    assertThat(deferred.isEnforced()).isTrue();

    Check notEnforced = constraint(Check.class, "CHECK (a > 0) NOT ENFORCED");
    assertThat(notEnforced.isEnforced()).isFalse();
    assertThat(notEnforced.skipValidation()).isTrue();
  }

  @Test
  void aForeignKeysActionsComeInAnyOrder() {
    ForeignKey key =
        constraint(
            ForeignKey.class,
            "FOREIGN KEY (a, b) REFERENCES t ON DELETE SET DEFAULT (b) ON UPDATE RESTRICT");
    assertThat(key.fkDelAction()).isEqualTo(ForeignKey.Action.SET_DEFAULT);
    assertThat(key.fkDelSetCols()).containsExactly("b");
    assertThat(key.fkUpdAction()).isEqualTo(ForeignKey.Action.RESTRICT);
  }

  @Test
  void aPeriodIsTheLastColumnOrAColumnOfThatName() {
    ForeignKey temporal =
        constraint(ForeignKey.class, "FOREIGN KEY (a, PERIOD b) REFERENCES t (c, PERIOD d)");
    assertThat(temporal.fkAttrs()).containsExactly("a", "b");
    assertThat(temporal.fkWithPeriod()).isTrue();
    assertThat(temporal.pkWithPeriod()).isTrue();

    ForeignKey plain =
        constraint(ForeignKey.class, "FOREIGN KEY (a, period) REFERENCES t (period, b)");
    assertThat(plain.fkAttrs()).containsExactly("a", "period");
    assertThat(plain.fkWithPeriod()).isFalse();
    assertThat(plain.pkWithPeriod()).isFalse();
  }

  @Test
  void aConstraintMayTakeAnIndex() {
    Unique unique = constraint(Unique.class, "CONSTRAINT u UNIQUE USING INDEX i DEFERRABLE");
    assertThat(unique.conname()).isEqualTo("u");
    assertThat(unique.keys()).isEmpty();
    assertThat(unique.indexname()).isEqualTo("i");
    assertThat(unique.deferrable()).isTrue();
  }

  @Test
  void aTablesNotNullNamesItsColumn() {
    NotNull notNull = constraint(NotNull.class, "NOT NULL a NOT VALID NO INHERIT");
    assertThat(notNull.keys()).containsExactly("a");
    assertThat(notNull.skipValidation()).isTrue();
    assertThat(notNull.isNoInherit()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CHECK (a) DEFERRABLE",
        "NOT NULL a NOT ENFORCED",
        "NOT NULL a ENFORCED",
        "UNIQUE (a) NOT VALID",
        "UNIQUE (a) NO INHERIT",
        "PRIMARY KEY (a) NOT ENFORCED",
        "EXCLUDE (a WITH =) NOT VALID",
        "FOREIGN KEY (a) REFERENCES t NO INHERIT",
        "FOREIGN KEY (a) REFERENCES t DEFERRABLE NOT DEFERRABLE",
        "FOREIGN KEY (a) REFERENCES t NOT DEFERRABLE INITIALLY DEFERRED",
        "FOREIGN KEY (a) REFERENCES t ENFORCED NOT ENFORCED",
        "FOREIGN KEY (a) REFERENCES t INITIALLY IMMEDIATE INITIALLY DEFERRED",
        "FOREIGN KEY (a) REFERENCES t MATCH PARTIAL",
        "FOREIGN KEY (a) REFERENCES t ON UPDATE SET NULL (a)",
        "FOREIGN KEY (a) REFERENCES t ON UPDATE CASCADE ON UPDATE CASCADE",
        "FOREIGN KEY (PERIOD a) REFERENCES t",
        "CONSTRAINT c",
        "CONSTRAINT c a integer"
      })
  void refusesWhatAConstraintCannotHave(String constraint) {
    assertThat(PostgresParser.parse("ALTER TABLE t ADD " + constraint).errors()).isNotEmpty();
  }

  @Test
  void saysWhatIsWrongInPostgresWords() {
    assertThat(reason("ALTER TABLE t ADD CHECK (a) DEFERRABLE"))
        .isEqualTo("CHECK constraints cannot be marked DEFERRABLE");
    assertThat(reason("CREATE TABLE t (a int GENERATED BY DEFAULT AS (1) STORED)"))
        .isEqualTo("for a generated column, GENERATED ALWAYS must be specified");
    assertThat(reason("CREATE TABLE t PARTITION OF p FOR VALUES WITH (modulus 1)"))
        .isEqualTo("remainder for hash partition must be specified");
    assertThat(reason("CREATE TABLE t (a text COLLATE b COLLATE c)"))
        .isEqualTo("multiple COLLATE clauses not allowed");
  }

  // --- CREATE TABLE --------------------------------------------------------------------------

  @Test
  void namesInParenthesesAreColumnsOfAQuery() {
    CreateTableAsStmt create =
        parse(CreateTableAsStmt.class, "CREATE TEMP TABLE t (a, b) AS SELECT 1, 2 WITH NO DATA");
    assertThat(create.into().colNames()).containsExactly("a", "b");
    assertThat(create.into().rel().relpersistence()).isEqualTo(Persistence.TEMPORARY);
    assertThat(create.into().skipData()).isTrue();
  }

  @Test
  void aPartitionHasABoundAndMayBePartitioned() {
    CreateStmt create =
        parse(
            CreateStmt.class,
            "CREATE TABLE p PARTITION OF t FOR VALUES FROM (MINVALUE) TO (1) PARTITION BY LIST"
                + " (a)");
    assertThat(create.inhRelations()).hasSize(1);
    RangeBound bound = (RangeBound) create.partbound();
    assertThat(bound).isNotNull();
    assertThat(bound.lowerdatums().get(0)).isInstanceOf(Expression.ColumnRef.class);
    assertThat(create.partspec()).isNotNull();
  }

  @Test
  void aLikeClauseKeepsWhatIsLeftAtItsEnd() {
    CreateStmt create =
        parse(
            CreateStmt.class,
            "CREATE TABLE t (LIKE a INCLUDING DEFAULTS, LIKE b INCLUDING ALL EXCLUDING INDEXES)");
    TableLikeClause some = (TableLikeClause) create.tableElts().get(0);
    assertThat(some.includes(TableLikeClause.Option.DEFAULTS)).isTrue();
    assertThat(some.includes(TableLikeClause.Option.INDEXES)).isFalse();
    TableLikeClause most = (TableLikeClause) create.tableElts().get(1);
    assertThat(most.includes(TableLikeClause.Option.STORAGE)).isTrue();
    assertThat(most.includes(TableLikeClause.Option.INDEXES)).isFalse();
  }

  @Test
  void aForeignTableIsATableOfAServer() {
    CreateForeignTableStmt create =
        parse(CreateForeignTableStmt.class, "CREATE FOREIGN TABLE t (a int) SERVER s");
    assertThat(create.servername()).isEqualTo("s");
    assertThat(create.base().columns()).hasSize(1);
  }

  // --- ALTER TABLE ---------------------------------------------------------------------------

  @Test
  void commandsKeepTheirOrderAndPlaces() {
    String sql =
        "ALTER TABLE ONLY s.t ADD é int, ALTER x TYPE bigint USING x::bigint, ADD CHECK (x)";
    AlterTableStmt alter = parse(AlterTableStmt.class, sql);
    assertThat(alter.relation().inh()).isFalse();
    assertThat(alter.cmds())
        .extracting(command -> command.span().in(sql))
        .containsExactly("ADD é int", "ALTER x TYPE bigint USING x::bigint", "ADD CHECK (x)");
    assertThat(alter.cmds().get(0)).isInstanceOf(AddColumn.class);
    assertThat(((AlterColumnType) alter.cmds().get(1)).rawDefault()).isNotNull();
    assertThat(alter.cmds().get(2)).isInstanceOf(AddConstraint.class);
  }

  @Test
  void aColumnMayBeNamedIf() {
    assertThat(command(AddColumn.class, "ADD if int").column().colname()).isEqualTo("if");
    assertThat(command(AddColumn.class, "ADD IF NOT EXISTS a int").ifNotExists()).isTrue();
    assertThat(command(AlterTableCmd.DropColumn.class, "DROP if").name()).isEqualTo("if");
  }

  @Test
  void aDefaultIsSetOrDropped() {
    assertThat(command(ColumnDefault.class, "ALTER a SET DEFAULT 1").expr()).isNotNull();
    assertThat(command(ColumnDefault.class, "ALTER a DROP DEFAULT").expr()).isNull();
  }

  @Test
  void anAlteredConstraintSaysWhatItIsAbout() {
    AlterConstraint alter =
        command(AlterConstraint.class, "ALTER CONSTRAINT c NOT DEFERRABLE NOT ENFORCED");
    assertThat(alter.alterDeferrability()).isTrue();
    assertThat(alter.deferrable()).isFalse();
    assertThat(alter.alterEnforceability()).isTrue();
    assertThat(alter.isEnforced()).isFalse();
    assertThat(alter.alterInheritability()).isFalse();
  }

  @Test
  void anIdentitysOptionsAreThoseOfASequence() {
    SetIdentity set =
        command(SetIdentity.class, "ALTER a SET GENERATED BY DEFAULT SET START 5 RESTART");
    assertThat(set.options())
        .extracting(DefElem::defname)
        .containsExactly("generated", "start", "restart");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE t",
        "ALTER TABLE t ADD a",
        "ALTER TABLE t ALTER a SET TYPE int",
        "ALTER TABLE t ALTER 0 SET STATISTICS 1",
        "ALTER TABLE t ALTER a SET OWNED BY b.c",
        "ALTER TABLE t ALTER CONSTRAINT c NOT VALID",
        "ALTER TABLE t ENABLE ALWAYS TRIGGER ALL",
        "ALTER TABLE t ATTACH PARTITION p DEFAULT, ADD a int",
        "ALTER TABLE t ATTACH PARTITION p",
        "ALTER FOREIGN TABLE t ATTACH PARTITION p DEFAULT",
        "ALTER INDEX IF EXISTS i ATTACH PARTITION p",
        "ALTER INDEX ONLY i SET (fillfactor = 70)",
        "ALTER INDEX i SET SCHEMA s",
        "ALTER VIEW v RENAME CONSTRAINT a TO b",
        "ALTER VIEW ALL IN TABLESPACE a SET TABLESPACE b",
        "CREATE OR REPLACE TABLE t ()",
        "CREATE LOCAL TABLE t ()",
        "CREATE TABLE t (a int,)",
        "CREATE TABLE t (a int) PARTITION BY magic (a)",
        "CREATE TABLE t OF x ()",
        "CREATE TABLE t (a)",
        "CREATE TABLE t (format json)",
        "CREATE TABLE t (nulls first)",
        "CREATE INDEX i ON t ()",
        "CREATE INDEX IF NOT EXISTS ON t (a)",
        "CREATE INDEX i ON t (a + 1)",
        "CREATE MATERIALIZED VIEW v AS SELECT 1 WITH CHECK OPTION",
        "CREATE UNLOGGED MATERIALIZED MATERIALIZED VIEW v AS SELECT 1",
        "CREATE RECURSIVE VIEW v AS SELECT 1",
        "CREATE RECURSIVE VIEW v (a) AS SELECT 1 WITH CHECK OPTION",
        "CREATE SEQUENCE s OWNED BY",
        "ALTER TABLE t ALTER a ADD GENERATED ALWAYS AS IDENTITY (NO ANALYZE)",
        "TRUNCATE a b"
      })
  void isNoSql(String sql) {
    assertThat(PostgresParser.parse(sql).errors()).isNotEmpty();
  }

  @Test
  void aRenameTellsWhatHoldsTheColumn() {
    RenameStmt rename = parse(RenameStmt.class, "ALTER TABLE t RENAME a TO b");
    assertThat(rename.renameType()).isEqualTo(ObjectType.COLUMN);
    assertThat(rename.relationType()).isEqualTo(ObjectType.TABLE);
    assertThat(rename.subname()).isEqualTo("a");
    assertThat(rename.newname()).isEqualTo("b");
  }

  // --- indexes, sequences, views -------------------------------------------------------------

  @Test
  void anIndexKeyIsAColumnOrAnExpression() {
    IndexStmt index =
        parse(
            IndexStmt.class,
            "CREATE INDEX ON t (a s.ops (x = 1) DESC, lower(b), (c), d NULLS FIRST)");
    assertThat(index.idxname()).isNull();
    assertThat(index.accessMethod()).isEqualTo("btree");
    IndexElem first = index.indexParams().get(0);
    assertThat(first.name()).isEqualTo("a");
    assertThat(first.opclass()).containsExactly("s", "ops");
    assertThat(first.opclassopts()).hasSize(1);
    assertThat(first.ordering()).isEqualTo(SortBy.Direction.DESC);
    assertThat(index.indexParams().get(1).expr()).isInstanceOf(Expression.FuncCall.class);
    assertThat(index.indexParams().get(2).expr()).isInstanceOf(Expression.ColumnRef.class);
    assertThat(index.indexParams().get(3).opclass()).isEmpty();
    assertThat(index.indexParams().get(3).nullsOrdering()).isEqualTo(SortBy.Nulls.FIRST);
  }

  @Test
  void aSequencesOptionsHaveValues() {
    AlterSeqStmt alter =
        parse(
            AlterSeqStmt.class,
            "ALTER SEQUENCE s AS int RESTART NO CYCLE NO MINVALUE INCREMENT BY -3 OWNED BY a.b");
    List<DefElem> options = alter.options();
    assertThat(options.get(0).arg()).isInstanceOf(TypeName.class);
    assertThat(options.get(1).arg()).isNull();
    assertThat(((Value.BooleanValue) options.get(2).arg()).boolval()).isFalse();
    assertThat(options.get(3).defname()).isEqualTo("minvalue");
    assertThat(options.get(3).arg()).isNull();
    assertThat(((Value.IntegerValue) options.get(4).arg()).ival()).isEqualTo(-3);
    assertThat(((QualifiedName) options.get(5).arg()).names()).containsExactly("a", "b");
  }

  @Test
  void settingASequenceLoggedIsACommand() {
    assertThat(parse(AlterTableStmt.class, "ALTER SEQUENCE s SET LOGGED").objtype())
        .isEqualTo(ObjectType.SEQUENCE);
    assertThat(parse(AlterSeqStmt.class, "ALTER SEQUENCE s LOGGED").options()).hasSize(1);
  }

  @Test
  void aRecursiveViewSelectsFromItself() {
    ViewStmt view =
        parse(ViewStmt.class, "CREATE RECURSIVE VIEW v (a) AS SELECT 1 UNION ALL SELECT a FROM v");
    SelectStmt.Select select = (SelectStmt.Select) view.query();
    assertThat(select.tail().withClause()).isNotNull();
    assertThat(select.tail().withClause().recursive()).isTrue();
    assertThat(select.tail().withClause().ctes().get(0).ctename()).isEqualTo("v");
  }

  // --- options -------------------------------------------------------------------------------

  @Test
  void anOptionsValueIsATypeAWordAnOperatorOrALiteral() {
    CreateStmt create =
        parse(
            CreateStmt.class,
            "CREATE TABLE t () WITH (a, b = on, c = word, d = -1.5, e = 'x', f = none,"
                + " g = OPERATOR(s.+), h = +, toast.i = 1)");
    List<DefElem> options = create.options();
    assertThat(options.get(0).arg()).isNull();
    assertThat(((Value.StringValue) options.get(1).arg()).sval()).isEqualTo("on");
    assertThat(((TypeName) options.get(2).arg()).names()).containsExactly("word");
    assertThat(((Value.FloatValue) options.get(3).arg()).fval()).isEqualTo("-1.5");
    assertThat(((Value.StringValue) options.get(4).arg()).sval()).isEqualTo("x");
    assertThat(((Value.StringValue) options.get(5).arg()).sval()).isEqualTo("none");
    assertThat(((QualifiedName) options.get(6).arg()).names()).containsExactly("s", "+");
    assertThat(((QualifiedName) options.get(7).arg()).names()).containsExactly("+");
    assertThat(options.get(8).defnamespace()).isEqualTo("toast");
  }

  private static ColumnDef column(String sql) {
    return parse(CreateStmt.class, "CREATE TABLE t (" + sql + ")").columns().get(0);
  }

  private static <T extends Constraint> T constraint(Class<T> type, String sql) {
    return type.cast(command(AddConstraint.class, "ADD " + sql).constraint());
  }

  private static <T extends AlterTableCmd> T command(Class<T> type, String sql) {
    AlterTableStmt alter = parse(AlterTableStmt.class, "ALTER TABLE t " + sql);
    assertThat(alter.cmds()).hasSize(1);
    return type.cast(alter.cmds().get(0));
  }

  private static String reason(String sql) {
    return PostgresParser.parse(sql).errors().get(0).reason();
  }

  private static <T extends Statement> T parse(Class<T> type, String sql) {
    Script script = PostgresParser.parse(sql);
    assertThat(script.errors()).as(sql).isEmpty();
    assertThat(script.statements()).hasSize(1);
    return type.cast(script.statements().get(0));
  }
}
