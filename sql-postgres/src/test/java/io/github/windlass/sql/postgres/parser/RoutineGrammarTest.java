package io.github.windlass.sql.postgres.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateExtensionStmt;
import io.github.windlass.sql.postgres.tree.FunctionParameter;
import io.github.windlass.sql.postgres.tree.FunctionParameter.FunctionParameterMode;
import io.github.windlass.sql.postgres.tree.ObjectStatement.DropStmt;
import io.github.windlass.sql.postgres.tree.ObjectWithArgs;
import io.github.windlass.sql.postgres.tree.QueryStatement.DeleteStmt;
import io.github.windlass.sql.postgres.tree.RoutineBody;
import io.github.windlass.sql.postgres.tree.RoutineStatement.AlterFunctionStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.CreateFunctionStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.CreateTrigStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.DoStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.ReturnStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.RuleStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.TriggerEvent;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.VariableSetStmt;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.Value.ListValue;
import io.github.windlass.sql.postgres.tree.Value.StringValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutineGrammarTest {

  // --- functions -----------------------------------------------------------------------------

  @Test
  void anArgumentsNameAndTypeAreToldApart() {
    CreateFunctionStmt function =
        parse(
            CreateFunctionStmt.class,
            "CREATE FUNCTION f(int, a int, b double precision, double precision, IN OUT c text[],"
                + " d VARIADIC s.t, setof_ SETOF x, timestamp with time zone DEFAULT now())"
                + " LANGUAGE c");
    assertThat(function.parameters())
        .extracting(FunctionParameter::name)
        .containsExactly(null, "a", "b", null, "c", "d", "setof_", null);
    assertThat(function.parameters())
        .extracting(FunctionParameter::mode)
        .containsExactly(
            FunctionParameterMode.DEFAULT,
            FunctionParameterMode.DEFAULT,
            FunctionParameterMode.DEFAULT,
            FunctionParameterMode.DEFAULT,
            FunctionParameterMode.INOUT,
            FunctionParameterMode.VARIADIC,
            FunctionParameterMode.DEFAULT,
            FunctionParameterMode.DEFAULT);
    assertThat(function.parameters().get(3).argType().names())
        .containsExactly("pg_catalog", "float8");
    assertThat(function.parameters().get(6).argType().setof()).isTrue();
    assertThat(function.parameters().get(7).defexpr()).isNotNull();
  }

  @Test
  void theDefinitionKeepsItsPlace() {
    String sql = "CREATE FUNCTION f() RETURNS int AS $body$ SELECT 1; $body$ LANGUAGE sql";
    CreateFunctionStmt function = parse(CreateFunctionStmt.class, sql);
    ListValue as = (ListValue) option(function.options(), "as").arg();
    StringValue definition = (StringValue) as.items().get(0);
    assertThat(definition.sval()).isEqualTo(" SELECT 1; ");
    assertThat(definition.span().in(sql)).isEqualTo("$body$ SELECT 1; $body$");
  }

  @Test
  void strictInputIsNoReturnType() {
    CreateFunctionStmt function =
        parse(
            CreateFunctionStmt.class,
            "CREATE FUNCTION f() RETURNS NULL ON NULL INPUT LANGUAGE c SET a TO 1 RESET b"
                + " PARALLEL safe COST -1.5 SUPPORT s.f NOT LEAKPROOF EXTERNAL SECURITY DEFINER");
    assertThat(function.returnType()).isNull();
    assertThat(function.options())
        .extracting(DefElem::defname)
        .containsExactly(
            "strict",
            "language",
            "set",
            "set",
            "parallel",
            "cost",
            "support",
            "leakproof",
            "security");
    assertThat(function.options().get(2).arg()).isInstanceOf(VariableSetStmt.class);
  }

  @Test
  void aTableOfOneColumnIsASetOfItsType() {
    CreateFunctionStmt one =
        parse(CreateFunctionStmt.class, "CREATE FUNCTION f(a int) RETURNS TABLE (b text)");
    assertThat(one.parameters())
        .extracting(FunctionParameter::mode)
        .containsExactly(FunctionParameterMode.DEFAULT, FunctionParameterMode.TABLE);
    assertThat(one.returnType().names()).containsExactly("text");
    assertThat(one.returnType().setof()).isTrue();
    CreateFunctionStmt two =
        parse(CreateFunctionStmt.class, "CREATE FUNCTION f() RETURNS TABLE (b text, c int)");
    assertThat(two.returnType().names()).containsExactly("pg_catalog", "record");
  }

  @Test
  void aBodyInSqlHoldsStatements() {
    String sql =
        "CREATE PROCEDURE p() BEGIN ATOMIC ; INSERT INTO t VALUES (1); SELECT CASE WHEN true THEN 1"
            + " END; RETURN 2; END; SELECT 1";
    Script script = PostgresParser.parse(sql);
    assertThat(script.errors()).isEmpty();
    assertThat(script.statements()).hasSize(2);
    CreateFunctionStmt procedure = (CreateFunctionStmt) script.statements().get(0);
    assertThat(procedure.isProcedure()).isTrue();
    RoutineBody.Atomic body = (RoutineBody.Atomic) procedure.sqlBody();
    assertThat(body.statements()).hasSize(3);
    assertThat(body.statements().get(2)).isInstanceOf(ReturnStmt.class);
    assertThat(procedure.span().in(sql)).endsWith("RETURN 2; END");
  }

  @Test
  void settingASchemaIsNotMovingThere() {
    assertThat(parse(Statement.class, "ALTER FUNCTION f() SET SCHEMA 'x'"))
        .isInstanceOf(AlterFunctionStmt.class);
    assertThat(parse(Statement.class, "ALTER FUNCTION f() SET SCHEMA x"))
        .isNotInstanceOf(AlterFunctionStmt.class);
    assertThat(parse(AlterFunctionStmt.class, "ALTER ROUTINE a.f STABLE COST 1 RESTRICT").func())
        .satisfies(function -> {
          assertThat(function.objname()).containsExactly("a", "f");
          assertThat(function.argsUnspecified()).isTrue();
        });
  }

  @Test
  void aBlockHasItsPartsInAnyOrder() {
    assertThat(parse(DoStmt.class, "DO LANGUAGE plpgsql 'x'").args())
        .extracting(DefElem::defname)
        .containsExactly("language", "as");
  }

  // --- signatures ----------------------------------------------------------------------------

  @Test
  void aSignatureHasTheInputTypesOnly() {
    ObjectWithArgs function = dropped("DROP FUNCTION s.f(IN a int, OUT b text, INOUT c bool)");
    assertThat(function.objname()).containsExactly("s", "f");
    assertThat(function.objargs()).hasSize(2);
    assertThat(function.objfuncargs()).hasSize(3);
    assertThat(dropped("DROP FUNCTION left").argsUnspecified()).isTrue();
    assertThat(dropped("DROP FUNCTION int").argsUnspecified()).isTrue();
  }

  @Test
  void anAggregateMayHaveOrderedArguments() {
    assertThat(dropped("DROP AGGREGATE a(*)").objargs()).isEmpty();
    assertThat(dropped("DROP AGGREGATE a(x int ORDER BY y text)").objargs()).hasSize(2);
    assertThat(dropped("DROP AGGREGATE a(ORDER BY text)").objargs()).hasSize(1);
    assertThat(dropped("DROP AGGREGATE a(VARIADIC \"any\" ORDER BY VARIADIC \"any\")").objargs())
        .hasSize(1);
  }

  @Test
  void anOperatorMayLackAnOperand() {
    ObjectWithArgs operator = dropped("DROP OPERATOR s.!= (NONE, int)");
    assertThat(operator.objname()).containsExactly("s", "<>");
    assertThat(operator.objargs().get(0)).isNull();
  }

  // --- triggers and rules --------------------------------------------------------------------

  @Test
  void aTriggerHasEventsAndColumns() {
    CreateTrigStmt trigger =
        parse(
            CreateTrigStmt.class,
            "CREATE OR REPLACE TRIGGER t BEFORE INSERT OR UPDATE OF a, b ON s.x"
                + " REFERENCING OLD TABLE AS o NEW ROW n FOR ROW WHEN (new.a > 1)"
                + " EXECUTE PROCEDURE s.f(1, 2.50, 'three', Four, 0x10)");
    assertThat(trigger.events()).containsExactly(TriggerEvent.INSERT, TriggerEvent.UPDATE);
    assertThat(trigger.columns()).containsExactly("a", "b");
    assertThat(trigger.row()).isTrue();
    assertThat(trigger.transitionRels()).hasSize(2);
    assertThat(trigger.args())
        .extracting(StringValue::sval)
        .containsExactly("1", "2.50", "three", "four", "16");
  }

  @Test
  void aConstraintTriggerMayBeDeferred() {
    CreateTrigStmt trigger =
        parse(
            CreateTrigStmt.class,
            "CREATE CONSTRAINT TRIGGER t AFTER DELETE ON x FROM y INITIALLY DEFERRED"
                + " FOR EACH ROW EXECUTE FUNCTION f()");
    assertThat(trigger.deferrable()).isTrue();
    assertThat(trigger.initdeferred()).isTrue();
    assertThat(trigger.constrrel().relname()).isEqualTo("y");
  }

  @Test
  void aRuleHasActions() {
    RuleStmt rule =
        parse(
            RuleStmt.class,
            "CREATE RULE r AS ON INSERT TO x WHERE new.a > 1 DO INSTEAD"
                + " (; SELECT 1; DELETE FROM x;; NOTIFY n)");
    assertThat(rule.actions()).hasSize(3);
    assertThat(rule.actions().get(1)).isInstanceOf(DeleteStmt.class);
    assertThat(parse(RuleStmt.class, "CREATE RULE r AS ON DELETE TO x DO NOTHING").actions())
        .isEmpty();
    RuleStmt union =
        parse(RuleStmt.class, "CREATE RULE r AS ON SELECT TO x DO (SELECT 1) UNION (SELECT 2)");
    assertThat(union.actions()).hasSize(1);
    assertThat(union.actions().get(0)).isInstanceOf(SelectStmt.class);
  }

  @Test
  void aLanguageWithoutHandlerIsAnExtension() {
    CreateExtensionStmt extension =
        parse(CreateExtensionStmt.class, "CREATE OR REPLACE TRUSTED PROCEDURAL LANGUAGE pl");
    assertThat(extension.ifNotExists()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE FUNCTION f(OUT a int) RETURNS TABLE (b int)",
        "CREATE PROCEDURE f() RETURNS int",
        "CREATE FUNCTION f() BEGIN ATOMIC BEGIN; END",
        "CREATE FUNCTION f() BEGIN ATOMIC SELECT 1 END",
        "CREATE FUNCTION f() RETURN 1 LANGUAGE sql",
        "CREATE FUNCTION f(a int = )",
        "CREATE AGGREGATE a(OUT int) (sfunc = f)",
        "CREATE AGGREGATE a(VARIADIC int ORDER BY int) (sfunc = f)",
        "CREATE TRIGGER t AFTER INSERT OR INSERT ON x EXECUTE FUNCTION f()",
        "CREATE OR REPLACE CONSTRAINT TRIGGER t AFTER INSERT ON x FOR EACH ROW"
            + " EXECUTE FUNCTION f()",
        "CREATE CONSTRAINT TRIGGER t AFTER INSERT ON x NOT VALID FOR EACH ROW"
            + " EXECUTE FUNCTION f()",
        "CREATE TRIGGER t AFTER INSERT ON x EXECUTE FUNCTION f(1,)",
        "CREATE RULE r AS ON INSERT TO x DO MERGE INTO a USING b ON true WHEN MATCHED THEN DELETE",
        "CREATE RULE r AS ON INSERT TO x DO (CREATE TABLE t ())",
        "CREATE OR REPLACE EVENT TRIGGER e ON x EXECUTE FUNCTION f()",
        "DROP OPERATOR + (int)",
        "ALTER FUNCTION f()",
        "ALTER FUNCTION f() LANGUAGE sql",
        "DO"
      })
  void isNoSql(String sql) {
    assertThat(PostgresParser.parse(sql).errors()).isNotEmpty();
  }

  private static DefElem option(List<DefElem> options, String name) {
    return options.stream().filter(o -> o.defname().equals(name)).findFirst().orElseThrow();
  }

  private static ObjectWithArgs dropped(String sql) {
    return (ObjectWithArgs) parse(DropStmt.class, sql).objects().get(0);
  }

  private static <T extends Statement> T parse(Class<T> type, String sql) {
    Script script = PostgresParser.parse(sql);
    assertThat(script.errors()).isEmpty();
    assertThat(script.statements()).hasSize(1);
    return type.cast(script.statements().get(0));
  }
}
