package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.DefinitionStatement;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterExtensionContentsStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterExtensionStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateExtensionStmt;
import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.Value;
import io.github.windlass.sql.postgres.tree.Value.BooleanValue;
import io.github.windlass.sql.postgres.tree.Value.StringValue;
import java.util.ArrayList;
import java.util.List;

/** Extensions. */
final class ExtensionGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  ExtensionGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** {@code CreateExtensionStmt}; the cursor is at EXTENSION. */
  DefinitionStatement create(int start) {
    cursor.expect(Token.EXTENSION);
    boolean ifNotExists = grammar.names().ifNotExists();
    String name = grammar.names().colId();
    cursor.accept(Token.WITH);
    List<DefElem> options = new ArrayList<>(2);
    while (true) {
      int item = cursor.start();
      switch (cursor.token()) {
        case SCHEMA -> {
          cursor.advance();
          int schema = cursor.start();
          String value = grammar.names().colId();
          options.add(option("schema", new StringValue(value, cursor.spanFrom(schema)), item));
        }
        case VERSION -> {
          cursor.advance();
          options.add(option("new_version", grammar.options().wordOrString(), item));
        }
        case FROM -> throw cursor.error("CREATE EXTENSION ... FROM is no longer supported");
        case CASCADE -> {
          cursor.advance();
          options.add(option("cascade", new BooleanValue(true, cursor.spanFrom(item)), item));
        }
        default -> {
          return new CreateExtensionStmt(
              name, ifNotExists, List.copyOf(options), cursor.spanFrom(start));
        }
      }
    }
  }

  private DefElem option(String name, Value value, int start) {
    return grammar.options().option(name, value, start);
  }

  /** {@code ALTER EXTENSION}; the cursor is at EXTENSION. */
  Statement alter(int start) {
    cursor.expect(Token.EXTENSION);
    QualifiedName name = grammar.names().name();
    Statement tail = grammar.alterTails().of(start, ObjectType.EXTENSION, name);
    if (tail != null) {
      return tail;
    }
    if (cursor.accept(Token.UPDATE)) {
      List<DefElem> options = new ArrayList<>(1);
      while (cursor.at(Token.TO)) {
        int item = cursor.start();
        cursor.advance();
        options.add(option("new_version", grammar.options().wordOrString(), item));
      }
      return new AlterExtensionStmt(name.last(), List.copyOf(options), cursor.spanFrom(start));
    }
    return alterContents(start, name.last());
  }

  /** {@code AlterExtensionContentsStmt}: a member of any kind that an extension can have. */
  private Statement alterContents(int start, String name) {
    boolean drop = cursor.accept(Token.DROP);
    if (!drop) {
      cursor.expect(Token.ADD);
    }
    int first = cursor.mark();
    ObjectType type = grammar.objects().references().kind();
    if (!isMember(type)) {
      cursor.rewind(first);
      throw cursor.error();
    }
    ObjectReference object = grammar.objects().references().reference(type);
    return new AlterExtensionContentsStmt(name, drop, type, object, cursor.spanFrom(start));
  }

  /** Whether the grammar has this kind after ALTER EXTENSION ADD and DROP. */
  private static boolean isMember(ObjectType type) {
    return switch (type) {
      case ACCESS_METHOD,
          AGGREGATE,
          CAST,
          COLLATION,
          CONVERSION,
          DATABASE,
          DOMAIN,
          EVENT_TRIGGER,
          EXTENSION,
          FDW,
          FOREIGN_SERVER,
          FOREIGN_TABLE,
          FUNCTION,
          INDEX,
          LANGUAGE,
          MATVIEW,
          OPCLASS,
          OPERATOR,
          OPFAMILY,
          PROCEDURE,
          PUBLICATION,
          ROLE,
          ROUTINE,
          SCHEMA,
          SEQUENCE,
          STATISTIC_EXT,
          SUBSCRIPTION,
          TABLE,
          TABLESPACE,
          TRANSFORM,
          TSCONFIGURATION,
          TSDICTIONARY,
          TSPARSER,
          TSTEMPLATE,
          TYPE,
          VIEW ->
          true;
      default -> false;
    };
  }
}
