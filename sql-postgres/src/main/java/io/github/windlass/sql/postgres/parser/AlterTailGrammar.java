package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.DropBehavior;
import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectStatement.AlterObjectDependsStmt;
import io.github.windlass.sql.postgres.tree.ObjectStatement.AlterObjectSchemaStmt;
import io.github.windlass.sql.postgres.tree.ObjectStatement.AlterOwnerStmt;
import io.github.windlass.sql.postgres.tree.ObjectStatement.RenameStmt;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.RoleSpec;
import io.github.windlass.sql.postgres.tree.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What may follow {@code ALTER kind name} for many kinds of object: RENAME, OWNER TO, SET SCHEMA,
 * [NO] DEPENDS ON EXTENSION ({@code RenameStmt}, {@code AlterOwnerStmt}, {@code
 * AlterObjectSchemaStmt}, {@code AlterObjectDependsStmt}). Which of them a kind has is known here;
 * a tail that it has not is left to the caller, who gets null.
 */
final class AlterTailGrammar {

  private static final int RENAME = 1;
  private static final int OWNER = 2;
  private static final int SCHEMA = 4;
  private static final int DEPENDS = 8;
  private static final int RENAME_COLUMN = 16;
  private static final int RENAME_CONSTRAINT = 32;

  private final TokenCursor cursor;
  private final NameGrammar names;

  AlterTailGrammar(Grammar grammar) {
    this.cursor = grammar.cursor;
    this.names = grammar.names();
  }

  private static int tails(ObjectType type) {
    return switch (type) {
      case TABLE -> RENAME | RENAME_COLUMN | RENAME_CONSTRAINT | SCHEMA;
      case FOREIGN_TABLE, VIEW -> RENAME | RENAME_COLUMN | SCHEMA;
      case MATVIEW -> RENAME | RENAME_COLUMN | SCHEMA | DEPENDS;
      case SEQUENCE -> RENAME | SCHEMA;
      case INDEX -> RENAME | DEPENDS;
      case FUNCTION, PROCEDURE, ROUTINE -> RENAME | OWNER | SCHEMA | DEPENDS;
      case AGGREGATE,
          COLLATION,
          CONVERSION,
          DOMAIN,
          OPCLASS,
          OPFAMILY,
          STATISTIC_EXT,
          TSCONFIGURATION,
          TSDICTIONARY,
          TYPE ->
          RENAME | OWNER | SCHEMA;
      case OPERATOR -> OWNER | SCHEMA;
      case TSPARSER, TSTEMPLATE -> RENAME | SCHEMA;
      case DATABASE,
          EVENT_TRIGGER,
          FDW,
          FOREIGN_SERVER,
          LANGUAGE,
          PUBLICATION,
          SCHEMA,
          SUBSCRIPTION,
          TABLESPACE ->
          RENAME | OWNER;
      case EXTENSION -> SCHEMA;
      case LARGEOBJECT -> OWNER;
      case TRIGGER -> RENAME | DEPENDS;
      case POLICY, RULE -> RENAME;
      default -> 0;
    };
  }

  /**
   * The tail at the cursor, of an object that is not a relation; null if there is none.
   *
   * @param start where ALTER stands
   * @param object what was read after the kind; a {@link QualifiedName} of one part for a plain
   *     name
   */
  @Nullable Statement of(int start, ObjectType type, ObjectReference object) {
    int tails = tails(type);
    if ((tails & RENAME) != 0 && cursor.accept(Token.RENAME, Token.TO)) {
      return renamed(start, type, object, names.colId());
    }
    if (type == ObjectType.DOMAIN && cursor.accept(Token.RENAME, Token.CONSTRAINT)) {
      String constraint = names.colId();
      cursor.expect(Token.TO);
      return rename(start, ObjectType.DOMCONSTRAINT, null, object, constraint, names.colId());
    }
    if (type == ObjectType.TYPE
        && object instanceof QualifiedName name
        && cursor.accept(Token.RENAME, Token.ATTRIBUTE)) {
      return renameAttribute(start, name);
    }
    if ((tails & OWNER) != 0 && cursor.accept(Token.OWNER, Token.TO)) {
      RoleSpec owner = names.roleSpec();
      return new AlterOwnerStmt(type, object, owner, cursor.spanFrom(start));
    }
    if ((tails & SCHEMA) != 0 && setsSchema()) {
      String schema = schema();
      return new AlterObjectSchemaStmt(type, null, object, schema, false, cursor.spanFrom(start));
    }
    if ((tails & DEPENDS) != 0 && depends()) {
      return depend(start, type, null, object);
    }
    return null;
  }

  /** The tail at the cursor, of an object for which there is nothing but tails. */
  Statement required(int start, ObjectType type, ObjectReference object) {
    return orError(of(start, type, object));
  }

  private Statement orError(@Nullable Statement tail) {
    if (tail == null) {
      throw cursor.error();
    }
    return tail;
  }

  /**
   * The tail at the cursor, of a table, index, sequence, view, materialized view or foreign table;
   * null if there is none. OWNER TO is a command of ALTER TABLE and not read here.
   */
  @Nullable Statement ofRelation(int start, ObjectType type, RangeVar relation, boolean missingOk) {
    int tails = tails(type);
    if ((tails & RENAME) != 0 && cursor.at(Token.RENAME)) {
      return renameInRelation(start, type, relation, missingOk, tails);
    }
    if ((tails & SCHEMA) != 0 && setsSchema()) {
      String schema = schema();
      return new AlterObjectSchemaStmt(
          type, relation, null, schema, missingOk, cursor.spanFrom(start));
    }
    if ((tails & DEPENDS) != 0 && !missingOk && depends()) {
      return depend(start, type, relation, null);
    }
    return null;
  }

  /**
   * {@code name ON relation} and the tail, of a rule or trigger, for which there is nothing else.
   */
  Statement onRelation(int start, ObjectType type) {
    QualifiedName name = names.name();
    cursor.expect(Token.ON);
    RangeVar relation = names.qualifiedName();
    return orError(onRelation(start, type, name, relation, false));
  }

  /** The tail at the cursor, of a policy, rule or trigger on a relation; null if there is none. */
  @Nullable Statement onRelation(
      int start, ObjectType type, QualifiedName name, RangeVar relation, boolean missingOk) {
    if (cursor.accept(Token.RENAME, Token.TO)) {
      String newname = names.colId();
      return new RenameStmt(
          type,
          null,
          relation,
          null,
          name.last(),
          newname,
          DropBehavior.RESTRICT,
          missingOk,
          cursor.spanFrom(start));
    }
    if ((tails(type) & DEPENDS) != 0 && depends()) {
      return depend(start, type, relation, name);
    }
    return null;
  }

  private Statement renamed(int start, ObjectType type, ObjectReference object, String newname) {
    return switch (type) {
      // What a whole cluster or database shares has no node of its own there, only its name.
      case DATABASE, SCHEMA, TABLESPACE ->
          rename(start, type, null, null, ((QualifiedName) object).last(), newname);
      default -> rename(start, type, null, object, null, newname);
    };
  }

  private RenameStmt rename(
      int start,
      ObjectType type,
      @Nullable RangeVar relation,
      @Nullable ObjectReference object,
      @Nullable String subname,
      String newname) {
    return new RenameStmt(
        type,
        null,
        relation,
        object,
        subname,
        newname,
        DropBehavior.RESTRICT,
        false,
        cursor.spanFrom(start));
  }

  private RenameStmt renameAttribute(int start, QualifiedName type) {
    RangeVar relation =
        names.rangeVar(type.names(), false, RangeVar.Persistence.PERMANENT, type.span());
    String attribute = names.colId();
    cursor.expect(Token.TO);
    String newname = names.colId();
    DropBehavior behavior = names.dropBehavior();
    return new RenameStmt(
        ObjectType.ATTRIBUTE,
        ObjectType.TYPE,
        relation,
        null,
        attribute,
        newname,
        behavior,
        false,
        cursor.spanFrom(start));
  }

  private RenameStmt renameInRelation(
      int start, ObjectType type, RangeVar relation, boolean missingOk, int tails) {
    cursor.expect(Token.RENAME);
    ObjectType renameType = type;
    ObjectType holder = null;
    String subname = null;
    if ((tails & RENAME_CONSTRAINT) != 0 && cursor.accept(Token.CONSTRAINT)) {
      renameType = ObjectType.TABCONSTRAINT;
      subname = names.colId();
    } else if ((tails & RENAME_COLUMN) != 0 && !cursor.at(Token.TO)) {
      cursor.accept(Token.COLUMN);
      renameType = ObjectType.COLUMN;
      holder = type;
      subname = names.colId();
    }
    cursor.expect(Token.TO);
    String newname = names.colId();
    return new RenameStmt(
        renameType,
        holder,
        relation,
        null,
        subname,
        newname,
        DropBehavior.RESTRICT,
        missingOk,
        cursor.spanFrom(start));
  }

  /**
   * A name must follow: a function also has {@code SET SCHEMA 'name'} and {@code SET schema = …}.
   */
  private boolean setsSchema() {
    return cursor.at(Token.SET, Token.SCHEMA) && NameGrammar.isColId(cursor.peek(2));
  }

  private String schema() {
    cursor.expect(Token.SET, Token.SCHEMA);
    return names.colId();
  }

  private boolean depends() {
    return cursor.at(Token.DEPENDS) || cursor.at(Token.NO, Token.DEPENDS);
  }

  private AlterObjectDependsStmt depend(
      int start, ObjectType type, @Nullable RangeVar relation, @Nullable ObjectReference object) {
    boolean remove = cursor.accept(Token.NO);
    cursor.expect(Token.DEPENDS);
    cursor.expect(Token.ON, Token.EXTENSION);
    String extension = names.colId();
    return new AlterObjectDependsStmt(
        type, relation, object, extension, remove, cursor.spanFrom(start));
  }

  /** {@code role_name RENAME TO role_name}, behind ALTER ROLE, USER or GROUP. */
  RenameStmt renameRole(int start, String role) {
    cursor.expect(Token.RENAME, Token.TO);
    return rename(start, ObjectType.ROLE, null, null, role, names.roleId());
  }
}
