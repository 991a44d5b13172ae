package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.DefinitionStatement;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterPublicationStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterSubscriptionStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreatePublicationStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateSubscriptionStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.PublicationObjSpec;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.Value.BooleanValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Publications and subscriptions. */
final class PublicationGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  PublicationGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  // --- publications --------------------------------------------------------------------------

  /** {@code CreatePublicationStmt}; the cursor is at PUBLICATION. */
  DefinitionStatement createPublication(int start) {
    cursor.expect(Token.PUBLICATION);
    String name = grammar.names().colId();
    boolean all = false;
    List<PublicationObjSpec> objects = List.of();
    if (cursor.accept(Token.FOR)) {
      all = cursor.accept(Token.ALL, Token.TABLES);
      if (!all) {
        objects = objects();
      }
    }
    List<DefElem> options = grammar.options().optionalDefinition();
    return new CreatePublicationStmt(name, options, objects, all, cursor.spanFrom(start));
  }

  /** {@code AlterPublicationStmt} and the shared forms; the cursor is at PUBLICATION. */
  Statement alterPublication(int start) {
    cursor.expect(Token.PUBLICATION);
    QualifiedName name = grammar.names().name();
    Statement tail = grammar.alterTails().of(start, ObjectType.PUBLICATION, name);
    if (tail != null) {
      return tail;
    }
    if (cursor.at(Token.SET, Token.LEFT_PAREN)) {
      cursor.advance();
      List<DefElem> options = grammar.options().definition();
      return new AlterPublicationStmt(
          name.last(), options, List.of(), null, cursor.spanFrom(start));
    }
    AlterPublicationStmt.Action action =
        switch (cursor.token()) {
          case ADD -> AlterPublicationStmt.Action.ADD;
          case SET -> AlterPublicationStmt.Action.SET;
          case DROP -> AlterPublicationStmt.Action.DROP;
          default -> throw cursor.error();
        };
    cursor.advance();
    List<PublicationObjSpec> objects = objects();
    return new AlterPublicationStmt(
        name.last(), List.of(), objects, action, cursor.spanFrom(start));
  }

  /**
   * {@code pub_obj_list}. An item without keywords is of the kind of the item before ({@code
   * preprocess_pubobj_list}).
   */
  private List<PublicationObjSpec> objects() {
    List<PublicationObjSpec> objects = new ArrayList<>(2);
    boolean schemas = false;
    do {
      int start = cursor.start();
      if (cursor.accept(Token.TABLE)) {
        schemas = false;
        objects.add(table(start, grammar.names().relationExpr()));
      } else if (cursor.at(Token.TABLES, Token.IN)) {
        cursor.advance();
        cursor.expect(Token.IN, Token.SCHEMA);
        schemas = true;
        objects.add(schema(start));
      } else if (objects.isEmpty()) {
        throw invalidFirst();
      } else {
        objects.add(schemas ? continuedSchema(start) : continuedTable(start));
      }
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(objects);
  }

  private ParseFailure invalidFirst() {
    boolean name =
        cursor.at(Token.CURRENT_SCHEMA)
            || cursor.at(Token.ONLY)
            || NameGrammar.isColId(cursor.token());
    return name ? cursor.error("invalid publication object list") : cursor.error();
  }

  private PublicationObjSpec table(int start, RangeVar relation) {
    List<String> columns = grammar.names().optionalColumns();
    Expression where = where();
    return new PublicationObjSpec.Table(relation, columns, where, cursor.spanFrom(start));
  }

  /** {@code OptWhereClause}. */
  private @Nullable Expression where() {
    if (!cursor.accept(Token.WHERE)) {
      return null;
    }
    cursor.expect(Token.LEFT_PAREN);
    Expression condition = grammar.expressions().expression();
    cursor.expect(Token.RIGHT_PAREN);
    return condition;
  }

  private PublicationObjSpec schema(int start) {
    if (cursor.accept(Token.CURRENT_SCHEMA)) {
      return new PublicationObjSpec.TablesInCurSchema(cursor.spanFrom(start));
    }
    String name = grammar.names().colId();
    return new PublicationObjSpec.TablesInSchema(name, cursor.spanFrom(start));
  }

  private PublicationObjSpec continuedTable(int start) {
    if (cursor.at(Token.CURRENT_SCHEMA)) {
      throw cursor.error("invalid table name");
    }
    return table(start, grammar.names().relationExpr());
  }

  /** A schema's name; what only a table can have is read for the message's sake. */
  private PublicationObjSpec continuedSchema(int start) {
    boolean plain =
        switch (cursor.peek(1)) {
          case DOT, STAR, LEFT_PAREN, WHERE -> false;
          default -> !cursor.at(Token.ONLY);
        };
    if (cursor.at(Token.CURRENT_SCHEMA) || plain) {
      return schema(start);
    }
    grammar.names().relationExpr();
    List<String> columns = grammar.names().optionalColumns();
    Expression where = where();
    Span span = cursor.spanFrom(start);
    if (where != null) {
      throw cursor.error("WHERE clause not allowed for schema", span);
    }
    if (!columns.isEmpty()) {
      throw cursor.error("column specification not allowed for schema", span);
    }
    throw cursor.error("invalid schema name", span);
  }

  // --- subscriptions -------------------------------------------------------------------------

  /** {@code CreateSubscriptionStmt}; the cursor is at SUBSCRIPTION. */
  DefinitionStatement createSubscription(int start) {
    cursor.expect(Token.SUBSCRIPTION);
    String name = grammar.names().colId();
    cursor.expect(Token.CONNECTION);
    String conninfo = grammar.options().string();
    cursor.expect(Token.PUBLICATION);
    List<String> publications = grammar.names().nameList();
    List<DefElem> options = grammar.options().optionalDefinition();
    return new CreateSubscriptionStmt(
        name, conninfo, publications, options, cursor.spanFrom(start));
  }

  /** {@code AlterSubscriptionStmt} and the shared forms; the cursor is at SUBSCRIPTION. */
  Statement alterSubscription(int start) {
    cursor.expect(Token.SUBSCRIPTION);
    QualifiedName name = grammar.names().name();
    Statement tail = grammar.alterTails().of(start, ObjectType.SUBSCRIPTION, name);
    if (tail != null) {
      return tail;
    }
    AlterSubscriptionStmt.Kind kind =
        switch (cursor.token()) {
          case CONNECTION -> AlterSubscriptionStmt.Kind.CONNECTION;
          case REFRESH -> AlterSubscriptionStmt.Kind.REFRESH;
          case ADD -> AlterSubscriptionStmt.Kind.ADD_PUBLICATION;
          case DROP -> AlterSubscriptionStmt.Kind.DROP_PUBLICATION;
          case SET ->
              cursor.peek(1) == Token.PUBLICATION
                  ? AlterSubscriptionStmt.Kind.SET_PUBLICATION
                  : AlterSubscriptionStmt.Kind.OPTIONS;
          case ENABLE, DISABLE -> AlterSubscriptionStmt.Kind.ENABLED;
          case SKIP -> AlterSubscriptionStmt.Kind.SKIP;
          default -> throw cursor.error();
        };
    boolean enable = cursor.at(Token.ENABLE);
    int option = cursor.start();
    cursor.advance();
    String conninfo = null;
    List<String> publications = List.of();
    List<DefElem> options = List.of();
    switch (kind) {
      case CONNECTION -> conninfo = grammar.options().string();
      case OPTIONS, SKIP -> options = grammar.options().definition();
      case ENABLED -> {
        BooleanValue value = new BooleanValue(enable, cursor.spanFrom(option));
        options = List.of(grammar.options().option("enabled", value, option));
      }
      case REFRESH -> {
        cursor.expect(Token.PUBLICATION);
        options = grammar.options().optionalDefinition();
      }
      case SET_PUBLICATION, ADD_PUBLICATION, DROP_PUBLICATION -> {
        cursor.expect(Token.PUBLICATION);
        publications = grammar.names().nameList();
        options = grammar.options().optionalDefinition();
      }
    }
    return new AlterSubscriptionStmt(
        kind, name.last(), conninfo, publications, options, cursor.spanFrom(start));
  }
}
