package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Statement;

/** {@code stmt}: which family a statement belongs to, by its first words. */
final class StatementGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  StatementGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** Reads one statement; the cursor is at its first token, and afterwards behind its last. */
  Statement statement() {
    return switch (cursor.token()) {
      case SELECT, VALUES, TABLE, WITH, LEFT_PAREN, INSERT, UPDATE, DELETE, MERGE ->
          grammar.queries().statement();
      case CREATE -> create();
      case ALTER -> alter();
      case DROP -> grammar.objects().drop();
      case COMMENT -> grammar.objects().comment();
      case SECURITY -> grammar.objects().securityLabel();
      case GRANT, REVOKE, REASSIGN -> grammar.access().statement();
      case DO, CALL -> grammar.routines().statement();
      case IMPORT -> grammar.definitions().importForeignSchema();
      case TRUNCATE, REFRESH -> grammar.tables().statement();
      case ABORT,
          BEGIN,
          START,
          COMMIT,
          END,
          ROLLBACK,
          SAVEPOINT,
          RELEASE,
          SET,
          RESET,
          SHOW,
          PREPARE,
          EXECUTE,
          DEALLOCATE,
          DECLARE,
          CLOSE,
          FETCH,
          MOVE,
          LISTEN,
          NOTIFY,
          UNLISTEN,
          DISCARD ->
          grammar.sessions().statement();
      case ANALYZE, ANALYSE, VACUUM, CLUSTER, REINDEX, LOCK, COPY, EXPLAIN, CHECKPOINT, LOAD ->
          grammar.utilities().statement();
      default -> throw cursor.error();
    };
  }

  private Statement create() {
    int object = 1;
    if (cursor.peek(1) == Token.OR && cursor.peek(2) == Token.REPLACE) {
      object = 3;
    }
    return switch (cursor.peek(object)) {
      case TABLE,
          TEMP,
          TEMPORARY,
          LOCAL,
          GLOBAL,
          UNLOGGED,
          UNIQUE,
          INDEX,
          SEQUENCE,
          VIEW,
          RECURSIVE,
          MATERIALIZED ->
          grammar.tables().create();
      case FOREIGN ->
          cursor.peek(object + 1) == Token.TABLE
              ? grammar.tables().create()
              : grammar.definitions().create();
      case FUNCTION,
          PROCEDURE,
          AGGREGATE,
          TRIGGER,
          CONSTRAINT,
          RULE,
          EVENT,
          LANGUAGE,
          TRUSTED,
          PROCEDURAL ->
          grammar.routines().create();
      case ROLE, GROUP, POLICY -> grammar.access().create();
      case USER ->
          userMapping(object + 1) ? grammar.definitions().create() : grammar.access().create();
      case DATABASE, TABLESPACE -> grammar.utilities().create();
      case TYPE,
          DOMAIN,
          OPERATOR,
          CAST,
          TRANSFORM,
          EXTENSION,
          SERVER,
          PUBLICATION,
          SUBSCRIPTION,
          TEXT,
          CONVERSION,
          DEFAULT,
          COLLATION,
          STATISTICS,
          ACCESS,
          ASSERTION,
          SCHEMA ->
          grammar.definitions().create();
      default -> {
        cursor.advance();
        throw cursor.error();
      }
    };
  }

  private Statement alter() {
    return switch (cursor.peek(1)) {
      case TABLE, INDEX, SEQUENCE, VIEW, MATERIALIZED -> grammar.tables().alter();
      case FOREIGN ->
          cursor.peek(2) == Token.TABLE ? grammar.tables().alter() : grammar.definitions().alter();
      case FUNCTION, PROCEDURE, ROUTINE, AGGREGATE, TRIGGER, RULE, EVENT, LANGUAGE, PROCEDURAL ->
          grammar.routines().alter();
      case ROLE, GROUP, POLICY -> grammar.access().alter();
      case USER -> userMapping(2) ? grammar.definitions().alter() : grammar.access().alter();
      case DEFAULT -> grammar.access().alterDefaultPrivileges();
      case DATABASE, TABLESPACE, SYSTEM, LARGE -> grammar.utilities().alter();
      case TYPE,
          DOMAIN,
          OPERATOR,
          EXTENSION,
          SERVER,
          PUBLICATION,
          SUBSCRIPTION,
          TEXT,
          CONVERSION,
          COLLATION,
          STATISTICS,
          SCHEMA ->
          grammar.definitions().alter();
      default -> {
        cursor.advance();
        throw cursor.error();
      }
    };
  }

  /** Whether MAPPING stands there and is not the name of a user. */
  private boolean userMapping(int ahead) {
    Token next = cursor.peek(ahead + 1);
    return cursor.peek(ahead) == Token.MAPPING && (next == Token.FOR || next == Token.IF);
  }
}
