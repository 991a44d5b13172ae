package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.RoleSpec;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.UtilityStatement.AlterDatabaseRefreshCollStmt;
import io.github.windlass.sql.postgres.tree.UtilityStatement.AlterDatabaseSetStmt;
import io.github.windlass.sql.postgres.tree.UtilityStatement.AlterDatabaseStmt;
import io.github.windlass.sql.postgres.tree.UtilityStatement.AlterSystemStmt;
import io.github.windlass.sql.postgres.tree.UtilityStatement.AlterTableSpaceOptionsStmt;
import io.github.windlass.sql.postgres.tree.UtilityStatement.CreateTableSpaceStmt;
import io.github.windlass.sql.postgres.tree.UtilityStatement.CreatedbStmt;
import io.github.windlass.sql.postgres.tree.Value.StringValue;
import java.util.ArrayList;
import java.util.List;

/** What a cluster has as a whole: databases, tablespaces, its settings; and large objects. */
final class DatabaseGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  DatabaseGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** {@code CREATE DATABASE | TABLESPACE}. */
  Statement create() {
    int start = cursor.start();
    cursor.expect(Token.CREATE);
    return cursor.accept(Token.DATABASE) ? createDatabase(start) : createTablespace(start);
  }

  /** {@code CreatedbStmt}. */
  private CreatedbStmt createDatabase(int start) {
    String name = grammar.names().colId();
    cursor.accept(Token.WITH);
    return new CreatedbStmt(name, databaseOptions(), cursor.spanFrom(start));
  }

  /** {@code createdb_opt_list}. */
  private List<DefElem> databaseOptions() {
    if (cursor.atEnd()) {
      return List.of();
    }
    List<DefElem> options = new ArrayList<>(4);
    do {
      options.add(databaseOption());
    } while (!cursor.atEnd());
    return List.copyOf(options);
  }

  /** {@code createdb_opt_item}. */
  private DefElem databaseOption() {
    int start = cursor.start();
    String name =
        switch (cursor.token()) {
          case IDENT, ENCODING, LOCATION, OWNER, TABLESPACE, TEMPLATE -> grammar.names().colId();
          case CONNECTION -> {
            cursor.advance();
            cursor.expect(Token.LIMIT);
            yield "connection_limit";
          }
          default -> throw cursor.error();
        };
    cursor.accept(Token.EQUALS);
    Node value =
        switch (cursor.token()) {
          case ICONST, FCONST, PLUS, MINUS -> grammar.options().numericOnly();
          case DEFAULT -> {
            cursor.advance();
            yield null;
          }
          default -> grammar.options().booleanOrString();
        };
    return grammar.options().option(name, value, start);
  }

  /** {@code CreateTableSpaceStmt}. */
  private CreateTableSpaceStmt createTablespace(int start) {
    cursor.expect(Token.TABLESPACE);
    String name = grammar.names().colId();
    RoleSpec owner = cursor.accept(Token.OWNER) ? grammar.names().roleSpec() : null;
    cursor.expect(Token.LOCATION);
    String location = grammar.options().string();
    List<DefElem> options = grammar.options().optionalRelOptions();
    return new CreateTableSpaceStmt(name, owner, location, options, cursor.spanFrom(start));
  }

  /** {@code ALTER DATABASE | TABLESPACE | SYSTEM | LARGE OBJECT}. */
  Statement alter() {
    int start = cursor.start();
    cursor.expect(Token.ALTER);
    switch (cursor.token()) {
      case DATABASE:
        cursor.advance();
        return alterDatabase(start);
      case TABLESPACE:
        cursor.advance();
        return alterTablespace(start);
      case SYSTEM:
        cursor.advance();
        return new AlterSystemStmt(grammar.sessions().genericSetReset(), cursor.spanFrom(start));
      default:
        cursor.expect(Token.LARGE, Token.OBJECT);
        return alterLargeObject(start);
    }
  }

  /** {@code AlterDatabaseStmt}, {@code AlterDatabaseSetStmt}, and what every object has. */
  private Statement alterDatabase(int start) {
    QualifiedName object = name();
    String name = object.last();
    Statement tail = grammar.alterTails().of(start, ObjectType.DATABASE, object);
    if (tail != null) {
      return tail;
    }
    if (cursor.at(Token.SET, Token.TABLESPACE) && NameGrammar.isColId(cursor.peek(2))) {
      cursor.expect(Token.SET, Token.TABLESPACE);
      return setTablespace(name, start);
    }
    if (cursor.at(Token.SET) || cursor.at(Token.RESET)) {
      return new AlterDatabaseSetStmt(name, grammar.sessions().setReset(), cursor.spanFrom(start));
    }
    if (cursor.accept(Token.REFRESH, Token.COLLATION)) {
      cursor.expect(Token.VERSION);
      return new AlterDatabaseRefreshCollStmt(name, cursor.spanFrom(start));
    }
    cursor.accept(Token.WITH);
    return new AlterDatabaseStmt(name, databaseOptions(), cursor.spanFrom(start));
  }

  private AlterDatabaseStmt setTablespace(String name, int start) {
    int option = cursor.start();
    String tablespace = grammar.names().colId();
    StringValue value = new StringValue(tablespace, cursor.spanFrom(option));
    DefElem definition = grammar.options().option("tablespace", value, option);
    return new AlterDatabaseStmt(name, List.of(definition), cursor.spanFrom(start));
  }

  /** {@code AlterTblSpcStmt}, and what every object has. */
  private Statement alterTablespace(int start) {
    QualifiedName object = name();
    Statement tail = grammar.alterTails().of(start, ObjectType.TABLESPACE, object);
    if (tail != null) {
      return tail;
    }
    boolean reset = cursor.accept(Token.RESET);
    if (!reset) {
      cursor.expect(Token.SET);
    }
    List<DefElem> options = grammar.options().relOptions();
    return new AlterTableSpaceOptionsStmt(object.last(), options, reset, cursor.spanFrom(start));
  }

  private Statement alterLargeObject(int start) {
    ObjectReference object = grammar.objects().largeObject();
    Statement tail = grammar.alterTails().of(start, ObjectType.LARGEOBJECT, object);
    if (tail == null) {
      throw cursor.error();
    }
    return tail;
  }

  private QualifiedName name() {
    int start = cursor.start();
    String name = grammar.names().colId();
    return new QualifiedName(List.of(name), cursor.spanFrom(start));
  }
}
