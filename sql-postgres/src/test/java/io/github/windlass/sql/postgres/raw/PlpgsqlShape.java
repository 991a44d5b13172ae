package io.github.windlass.sql.postgres.raw;

import io.github.windlass.sql.postgres.plpgsql.PlpgsqlDeclaration;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlExpression;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement.Arm;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement.Handler;
import io.github.windlass.sql.postgres.tree.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A body's shape as {@code plpgsql.mjs} writes it: the SQL of its declarations, then the kinds of
 * its statements, nested, each with the SQL in it, sorted and with blanks squeezed.
 */
final class PlpgsqlShape {

  private static final Pattern NAME = Pattern.compile("[\\w$.\"]+");

  private final String text;
  private final List<String> declared = new ArrayList<>();

  private PlpgsqlShape(String text) {
    this.text = text;
  }

  static String of(PlpgsqlStatement.Block block, String text) {
    PlpgsqlShape shape = new PlpgsqlShape(text);
    String inner = shape.statement(block);
    Collections.sort(shape.declared);
    return String.join("|", shape.declared) + ":" + inner;
  }

  private String statement(PlpgsqlStatement statement) {
    return switch (statement) {
      case PlpgsqlStatement.Block block -> block(block);
      case PlpgsqlStatement.Assign assign -> node("assign", sql(assign.span()));
      case PlpgsqlStatement.If branches -> {
        List<String> sql = new ArrayList<>();
        List<PlpgsqlStatement> inner = new ArrayList<>();
        arms(branches.arms(), sql, inner);
        inner.addAll(branches.otherwise());
        yield node("if", sql, inner);
      }
      case PlpgsqlStatement.Case cases -> {
        List<String> sql = sql(cases.subject());
        List<PlpgsqlStatement> inner = new ArrayList<>();
        arms(cases.arms(), sql, inner);
        if (cases.otherwise() != null) {
          inner.addAll(cases.otherwise());
        }
        yield node("case", sql, inner);
      }
      case PlpgsqlStatement.Loop loop -> node("loop", List.of(), loop.body());
      case PlpgsqlStatement.While loop -> node("while", sql(loop.condition()), loop.body());
      case PlpgsqlStatement.ForInteger loop -> {
        List<String> sql = sql(loop.lower());
        sql.addAll(sql(loop.upper()));
        sql.addAll(sql(loop.step()));
        yield node("fori", sql, loop.body());
      }
      case PlpgsqlStatement.ForQuery loop -> node("fors", sql(loop.query().span()), loop.body());
      case PlpgsqlStatement.ForCursor loop -> node("forc", List.of(), loop.body());
      case PlpgsqlStatement.ForExecute loop ->
          node("dynfors", sql(loop.text(), loop.parameters()), loop.body());
      case PlpgsqlStatement.Foreach loop -> node("foreach_a", sql(loop.array()), loop.body());
      case PlpgsqlStatement.Exit exit -> node("exit", sql(exit.condition()));
      case PlpgsqlStatement.Return value -> node("return", withoutNames(sql(value.value())));
      case PlpgsqlStatement.ReturnNext value ->
          node("return_next", withoutNames(sql(value.value())));
      case PlpgsqlStatement.ReturnQuery query -> node("return_query", sql(query.query().span()));
      case PlpgsqlStatement.ReturnExecute query ->
          node("return_query", sql(query.text(), query.parameters()));
      case PlpgsqlStatement.Raise raise -> {
        List<String> sql = sql(null, raise.parameters());
        raise.options().forEach(option -> sql.addAll(sql(option.value())));
        yield node("raise", sql);
      }
      case PlpgsqlStatement.Assert check -> {
        List<String> sql = sql(check.condition());
        sql.addAll(sql(check.message()));
        yield node("assert", sql);
      }
      case PlpgsqlStatement.ExecSql query ->
          node("execsql", query.into() == null ? sql(query.span()) : sqlAround(query));
      case PlpgsqlStatement.DynExecute execute ->
          node("dynexecute", sql(execute.text(), execute.parameters()));
      case PlpgsqlStatement.Perform perform ->
          node(
              "perform",
              List.of("SELECT" + squeezed(text, perform.span()).substring("PERFORM".length())));
      case PlpgsqlStatement.Call call -> node("call", sql(call.span()));
      case PlpgsqlStatement.GetDiagnostics ignored -> node("getdiag", List.of());
      case PlpgsqlStatement.OpenBound ignored -> node("open", List.of());
      case PlpgsqlStatement.OpenQuery open -> node("open", sql(open.query().span()));
      case PlpgsqlStatement.OpenExecute open -> node("open", sql(open.text(), open.parameters()));
      case PlpgsqlStatement.Fetch ignored -> node("fetch", List.of());
      case PlpgsqlStatement.Close ignored -> node("close", List.of());
      case PlpgsqlStatement.Commit ignored -> node("commit", List.of());
      case PlpgsqlStatement.Rollback ignored -> node("rollback", List.of());
      case PlpgsqlStatement.Null ignored -> "";
    };
  }

  private String block(PlpgsqlStatement.Block block) {
    for (PlpgsqlDeclaration declaration : block.declarations()) {
      switch (declaration) {
        case PlpgsqlDeclaration.Variable variable -> declared.addAll(sql(variable.initial()));
        case PlpgsqlDeclaration.Cursor cursor -> declared.addAll(sql(cursor.query().span()));
        case PlpgsqlDeclaration.Alias ignored -> {}
      }
    }
    List<String> conditions = new ArrayList<>();
    List<PlpgsqlStatement> inner = new ArrayList<>(block.statements());
    for (Handler handler : block.handlers()) {
      handler
          .conditions()
          .forEach(condition ->
              conditions.add(
                  condition.name().equals("sqlstate")
                      ? condition.sqlstates().get(0)
                      : condition.name()));
      inner.addAll(handler.statements());
    }
    return node("block", conditions, inner);
  }

  private void arms(List<Arm> arms, List<String> sql, List<PlpgsqlStatement> inner) {
    for (Arm arm : arms) {
      sql.addAll(sql(arm.condition()));
      inner.addAll(arm.statements());
    }
  }

  private static String node(String kind, List<String> sql) {
    return kind + "{" + String.join("|", sql.stream().sorted().toList()) + "}()";
  }

  private String node(String kind, List<String> sql, List<PlpgsqlStatement> inner) {
    List<String> shapes =
        inner.stream().map(this::statement).filter(each -> !each.isEmpty()).toList();
    return kind
        + "{"
        + String.join("|", sql.stream().sorted().toList())
        + "}("
        + String.join(",", shapes)
        + ")";
  }

  private static List<String> withoutNames(List<String> sql) {
    return sql.stream().filter(each -> !NAME.matcher(each).matches()).toList();
  }

  private List<String> sql(@Nullable PlpgsqlExpression expression) {
    List<String> sql = new ArrayList<>();
    if (expression != null) {
      sql.add(squeezed(text, expression.span()));
    }
    return sql;
  }

  private List<String> sql(@Nullable PlpgsqlExpression first, List<PlpgsqlExpression> parameters) {
    List<String> sql = sql(first);
    parameters.forEach(parameter -> sql.addAll(sql(parameter)));
    return sql;
  }

  private List<String> sql(Span span) {
    return List.of(squeezed(text, span));
  }

  private List<String> sqlAround(PlpgsqlStatement.ExecSql query) {
    Span into = query.into() == null ? new Span(0, 0) : query.into().span();
    String around =
        text.substring(query.span().start(), into.start())
            + " "
            + text.substring(into.end(), query.span().end());
    return List.of(squeezed(around, new Span(0, around.length())));
  }

  private static String squeezed(String text, Span span) {
    return span.in(text).replaceAll("\\s+", " ").trim();
  }
}
