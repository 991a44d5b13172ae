package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.AccessStatement.GrantStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterStatsStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AmType;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateAmStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateSchemaStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateStatsStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.StatsElem;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.RoleSpec;
import io.github.windlass.sql.postgres.tree.RoutineStatement.CreateTrigStmt;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableReference;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateSeqStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.IndexStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.ViewStmt;
import java.util.ArrayList;
import java.util.List;

/** Types, domains, operators, extensions, publications and the like: which statement it is. */
final class DefinitionGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;
  private final TypeDefinitionGrammar types;
  private final ExtensionGrammar extensions;
  private final ForeignDataGrammar foreignData;
  private final PublicationGrammar publications;
  private final TextSearchGrammar textSearch;

  DefinitionGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.types = new TypeDefinitionGrammar(grammar);
    this.extensions = new ExtensionGrammar(grammar);
    this.foreignData = new ForeignDataGrammar(grammar);
    this.publications = new PublicationGrammar(grammar);
    this.textSearch = new TextSearchGrammar(grammar);
  }

  /** {@code CREATE} of the kinds that belong here; the cursor is there. */
  Statement create() {
    int start = cursor.start();
    cursor.expect(Token.CREATE);
    if (cursor.accept(Token.OR, Token.REPLACE)) {
      return grammar.operators().createTransform(start, true);
    }
    return switch (cursor.token()) {
      case TYPE -> types.createType(start);
      case DOMAIN -> types.createDomain(start);
      case OPERATOR -> grammar.operators().createOperator(start);
      case CAST -> grammar.operators().createCast(start);
      case TRANSFORM -> grammar.operators().createTransform(start, false);
      case EXTENSION -> extensions.create(start);
      case FOREIGN -> foreignData.createWrapper(start);
      case SERVER -> foreignData.createServer(start);
      case USER -> foreignData.createUserMapping(start);
      case PUBLICATION -> publications.createPublication(start);
      case SUBSCRIPTION -> publications.createSubscription(start);
      case TEXT -> textSearch.create(start);
      case COLLATION -> textSearch.createCollation(start);
      case DEFAULT, CONVERSION -> textSearch.createConversion(start);
      case STATISTICS -> createStatistics(start);
      case ACCESS -> createAccessMethod(start);
      case SCHEMA -> createSchema(start);
      case ASSERTION -> throw assertion(start);
      default -> throw cursor.error();
    };
  }

  /** {@code ALTER} of the kinds that belong here; the cursor is there. */
  Statement alter() {
    int start = cursor.start();
    cursor.expect(Token.ALTER);
    return switch (cursor.token()) {
      case TYPE -> types.alterType(start);
      case DOMAIN -> types.alterDomain(start);
      case OPERATOR -> grammar.operators().alterOperator(start);
      case EXTENSION -> extensions.alter(start);
      case FOREIGN -> foreignData.alterWrapper(start);
      case SERVER -> foreignData.alterServer(start);
      case USER -> foreignData.alterUserMapping(start);
      case PUBLICATION -> publications.alterPublication(start);
      case SUBSCRIPTION -> publications.alterSubscription(start);
      case TEXT -> textSearch.alter(start);
      case COLLATION -> textSearch.alterCollation(start);
      case CONVERSION -> textSearch.alterConversion(start);
      case STATISTICS -> alterStatistics(start);
      case SCHEMA -> alterSchema(start);
      default -> throw cursor.error();
    };
  }

  /** {@code IMPORT FOREIGN SCHEMA}; the cursor is there. */
  Statement importForeignSchema() {
    return foreignData.importSchema();
  }

  // --- statistics ----------------------------------------------------------------------------

  /** {@code CreateStatsStmt}; the cursor is at STATISTICS. */
  private Statement createStatistics(int start) {
    cursor.expect(Token.STATISTICS);
    boolean ifNotExists = grammar.names().ifNotExists();
    List<String> name =
        ifNotExists || NameGrammar.isColId(cursor.token())
            ? grammar.names().anyName().names()
            : List.of();
    List<String> kinds = grammar.names().optionalColumns();
    cursor.expect(Token.ON);
    List<StatsElem> elements = new ArrayList<>(4);
    do {
      elements.add(statisticsElement());
    } while (cursor.accept(Token.COMMA));
    List<TableReference> relations = grammar.queries().fromClause();
    if (relations.isEmpty()) {
      throw cursor.error();
    }
    return new CreateStatsStmt(
        name, kinds, List.copyOf(elements), relations, ifNotExists, cursor.spanFrom(start));
  }

  /** {@code stats_param}: a column, a function call, or an expression in parentheses. */
  private StatsElem statisticsElement() {
    int start = cursor.start();
    if (cursor.accept(Token.LEFT_PAREN)) {
      Expression expression = grammar.expressions().expression();
      cursor.expect(Token.RIGHT_PAREN);
      return new StatsElem(null, expression, cursor.spanFrom(start));
    }
    Token next = cursor.peek(1);
    if (NameGrammar.isColId(cursor.token()) && (next == Token.COMMA || next == Token.FROM)) {
      return new StatsElem(grammar.names().colId(), null, cursor.spanFrom(start));
    }
    Expression call = grammar.expressions().functionExpressionWindowless();
    return new StatsElem(null, call, cursor.spanFrom(start));
  }

  /** {@code AlterStatsStmt} and the shared forms; the cursor is at STATISTICS. */
  private Statement alterStatistics(int start) {
    cursor.expect(Token.STATISTICS);
    boolean missingOk = grammar.names().ifExists();
    QualifiedName name = grammar.names().anyName();
    if (!missingOk) {
      Statement tail = grammar.alterTails().of(start, ObjectType.STATISTIC_EXT, name);
      if (tail != null) {
        return tail;
      }
    }
    cursor.expect(Token.SET, Token.STATISTICS);
    Integer target = cursor.accept(Token.DEFAULT) ? null : grammar.options().signedInteger();
    return new AlterStatsStmt(name.names(), target, missingOk, cursor.spanFrom(start));
  }

  // --- access methods, assertions ------------------------------------------------------------

  /** {@code CreateAmStmt}; the cursor is at ACCESS. */
  private Statement createAccessMethod(int start) {
    cursor.expect(Token.ACCESS, Token.METHOD);
    String name = grammar.names().colId();
    cursor.expect(Token.TYPE);
    AmType type = cursor.accept(Token.INDEX) ? AmType.INDEX : AmType.TABLE;
    if (type == AmType.TABLE) {
      cursor.expect(Token.TABLE);
    }
    cursor.expect(Token.HANDLER);
    List<String> handler = grammar.names().anyName().names();
    return new CreateAmStmt(name, handler, type, cursor.spanFrom(start));
  }

  /** {@code CreateAssertionStmt}, which the server knows and does not implement. */
  private ParseFailure assertion(int start) {
    cursor.expect(Token.ASSERTION);
    grammar.names().anyName();
    cursor.expect(Token.CHECK, Token.LEFT_PAREN);
    grammar.expressions().expression();
    cursor.expect(Token.RIGHT_PAREN);
    return cursor.error("CREATE ASSERTION is not yet implemented", cursor.spanFrom(start));
  }

  // --- schemas -------------------------------------------------------------------------------

  /** {@code CreateSchemaStmt}; the cursor is at SCHEMA. */
  private Statement createSchema(int start) {
    cursor.expect(Token.SCHEMA);
    boolean ifNotExists = grammar.names().ifNotExists();
    String name = grammar.names().optionalColId();
    RoleSpec role = null;
    if (name == null || cursor.at(Token.AUTHORIZATION)) {
      cursor.expect(Token.AUTHORIZATION);
      role = grammar.names().roleSpec();
    }
    List<Statement> elements = new ArrayList<>(2);
    while (cursor.at(Token.CREATE) || cursor.at(Token.GRANT)) {
      if (ifNotExists) {
        throw cursor.error("CREATE SCHEMA IF NOT EXISTS cannot include schema elements");
      }
      elements.add(schemaElement());
    }
    return new CreateSchemaStmt(
        name, role, List.copyOf(elements), ifNotExists, cursor.spanFrom(start));
  }

  /** {@code schema_stmt}. */
  private Statement schemaElement() {
    int first = cursor.mark();
    cursor.enter();
    Statement statement = grammar.statements().statement();
    cursor.leave();
    boolean fits =
        statement instanceof CreateStmt
            || statement instanceof IndexStmt
            || statement instanceof CreateSeqStmt
            || statement instanceof CreateTrigStmt
            || statement instanceof GrantStmt
            || statement instanceof ViewStmt;
    if (!fits) {
      cursor.rewind(first);
      throw cursor.error();
    }
    return statement;
  }

  /** {@code ALTER SCHEMA}; the cursor is at SCHEMA. */
  private Statement alterSchema(int start) {
    cursor.expect(Token.SCHEMA);
    QualifiedName name = grammar.names().name();
    return grammar.alterTails().required(start, ObjectType.SCHEMA, name);
  }
}
