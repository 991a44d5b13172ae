package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.AccessStatement;
import io.github.windlass.sql.postgres.tree.DefinitionStatement;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.ObjectStatement;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.RoutineStatement;
import io.github.windlass.sql.postgres.tree.SessionStatement;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement;
import io.github.windlass.sql.postgres.tree.TypeName;
import io.github.windlass.sql.postgres.tree.UtilityStatement;
import java.util.List;

/**
 * Prints trees as SQL on one line. What is printed reads back to the same tree, spans apart, here
 * and in PostgreSQL.
 */
public final class SqlPrinter {

  private final SqlWriter out = new SqlWriter();
  private final ExpressionPrinter expressions = new ExpressionPrinter(this, out);
  private final TypePrinter types = new TypePrinter(this, out);
  private final SignaturePrinter signatures = new SignaturePrinter(this, out);
  private final QueryPrinter queries = new QueryPrinter(this, out);

  private SqlPrinter() {}

  /** A statement, without a semicolon. */
  public static String print(Statement statement) {
    SqlPrinter printer = new SqlPrinter();
    printer.statement(statement);
    return printer.out.toString();
  }

  /** An expression. */
  public static String print(Expression expression) {
    SqlPrinter printer = new SqlPrinter();
    printer.expressions.expression(expression);
    return printer.out.toString();
  }

  /** A type. */
  public static String print(TypeName type) {
    SqlPrinter printer = new SqlPrinter();
    printer.types.type(type);
    return printer.out.toString();
  }

  /** A relation's name with its schema, if it was written with one; without ONLY and alias. */
  public static String print(RangeVar relation) {
    SqlPrinter printer = new SqlPrinter();
    new NamePrinter(printer.out).qualifiedName(relation);
    return printer.out.toString();
  }

  /** A name, or several with dots between them, quoted where they need it. */
  public static String printName(String... names) {
    SqlPrinter printer = new SqlPrinter();
    printer.out.names(List.of(names));
    return printer.out.toString();
  }

  /** A text as a literal. */
  public static String printLiteral(String text) {
    SqlPrinter printer = new SqlPrinter();
    printer.out.string(text);
    return printer.out.toString();
  }

  /** A statement that stands alone or in another. */
  void statement(Statement statement) {
    switch (statement) {
      case AccessStatement access -> new AccessPrinter(this, out).statement(access);
      case DefinitionStatement definition -> new DefinitionPrinter(this, out).statement(definition);
      case ObjectStatement object -> new ObjectPrinter(this, out).statement(object);
      case QueryStatement query -> queries.statement(query);
      case RoutineStatement routine -> new RoutinePrinter(this, out).statement(routine);
      case SessionStatement session -> new SessionPrinter(this, out).statement(session);
      case TableStatement table -> new TablePrinter(this, out).statement(table);
      case UtilityStatement utility -> new UtilityPrinter(this, out).statement(utility);
    }
  }

  ExpressionPrinter expressions() {
    return expressions;
  }

  TypePrinter types() {
    return types;
  }

  SignaturePrinter signatures() {
    return signatures;
  }

  QueryPrinter queries() {
    return queries;
  }
}
