package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.AccessStatement.DropOwnedStmt;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.DefElem.DefElemAction;
import io.github.windlass.sql.postgres.tree.DropBehavior;
import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectStatement.DropStmt;
import io.github.windlass.sql.postgres.tree.ObjectStatement.DropSubscriptionStmt;
import io.github.windlass.sql.postgres.tree.ObjectStatement.DropUserMappingStmt;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.RoleSpec;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.UtilityStatement.DropTableSpaceStmt;
import io.github.windlass.sql.postgres.tree.UtilityStatement.DropdbStmt;
import java.util.ArrayList;
import java.util.List;

/** DROP of every kind. */
final class DropGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;
  private final NameGrammar names;
  private final ReferenceGrammar references;

  DropGrammar(Grammar grammar, ReferenceGrammar references) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.names = grammar.names();
    this.references = references;
  }

  Statement drop() {
    int start = cursor.start();
    cursor.expect(Token.DROP);
    switch (cursor.token()) {
      case ROLE, GROUP -> {
        cursor.advance();
        return grammar.access().dropRole(start);
      }
      case USER -> {
        cursor.advance();
        return mapsUser() ? dropUserMapping(start) : grammar.access().dropRole(start);
      }
      case OWNED -> {
        return dropOwned(start);
      }
      default -> {}
    }
    ObjectType type = references.kind();
    return switch (type) {
      case DATABASE -> dropDatabase(start);
      case SUBSCRIPTION -> dropSubscription(start);
      case TABLESPACE -> dropTablespace(start);
      case CAST, OPCLASS, OPFAMILY, POLICY, RULE, TRANSFORM, TRIGGER -> dropOne(start, type);
      case COLUMN, LARGEOBJECT, TABCONSTRAINT -> throw cursor.error();
      default -> dropObjects(start, type);
    };
  }

  /** A role may be called mapping. */
  private boolean mapsUser() {
    return cursor.at(Token.MAPPING) && (cursor.peek(1) == Token.FOR || cursor.peek(1) == Token.IF);
  }

  /** {@code DropStmt}, {@code RemoveFuncStmt}, {@code RemoveAggrStmt}, {@code RemoveOperStmt}. */
  private Statement dropObjects(int start, ObjectType type) {
    boolean concurrent = type == ObjectType.INDEX && cursor.accept(Token.CONCURRENTLY);
    boolean missingOk = names.ifExists();
    List<ObjectReference> objects = references.references(type);
    DropBehavior behavior = names.dropBehavior();
    return new DropStmt(objects, type, behavior, missingOk, concurrent, cursor.spanFrom(start));
  }

  /** Kinds of which one statement drops one object only. */
  private Statement dropOne(int start, ObjectType type) {
    boolean missingOk = names.ifExists();
    ObjectReference object = references.reference(type);
    DropBehavior behavior = names.dropBehavior();
    return new DropStmt(List.of(object), type, behavior, missingOk, false, cursor.spanFrom(start));
  }

  /** {@code DropdbStmt}. */
  private Statement dropDatabase(int start) {
    boolean missingOk = names.ifExists();
    String name = names.colId();
    List<DefElem> options = List.of();
    if (cursor.accept(Token.WITH) || cursor.at(Token.LEFT_PAREN)) {
      options = dropDatabaseOptions();
    }
    return new DropdbStmt(name, missingOk, options, cursor.spanFrom(start));
  }

  private List<DefElem> dropDatabaseOptions() {
    List<DefElem> options = new ArrayList<>(1);
    cursor.expect(Token.LEFT_PAREN);
    do {
      int start = cursor.start();
      cursor.expect(Token.FORCE);
      options.add(new DefElem(null, "force", null, DefElemAction.UNSPEC, cursor.spanFrom(start)));
    } while (cursor.accept(Token.COMMA));
    cursor.expect(Token.RIGHT_PAREN);
    return List.copyOf(options);
  }

  private Statement dropTablespace(int start) {
    boolean missingOk = names.ifExists();
    return new DropTableSpaceStmt(names.colId(), missingOk, cursor.spanFrom(start));
  }

  private Statement dropSubscription(int start) {
    boolean missingOk = names.ifExists();
    String name = names.colId();
    DropBehavior behavior = names.dropBehavior();
    return new DropSubscriptionStmt(name, missingOk, behavior, cursor.spanFrom(start));
  }

  private Statement dropUserMapping(int start) {
    cursor.expect(Token.MAPPING);
    boolean missingOk = names.ifExists();
    cursor.expect(Token.FOR);
    RoleSpec user = names.authIdent();
    cursor.expect(Token.SERVER);
    String server = names.colId();
    return new DropUserMappingStmt(user, server, missingOk, cursor.spanFrom(start));
  }

  private Statement dropOwned(int start) {
    cursor.expect(Token.OWNED, Token.BY);
    List<RoleSpec> roles = names.roleList();
    DropBehavior behavior = names.dropBehavior();
    return new DropOwnedStmt(roles, behavior, cursor.spanFrom(start));
  }
}
