package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterSeqStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateSeqStmt;
import io.github.windlass.sql.postgres.tree.Value;
import io.github.windlass.sql.postgres.tree.Value.BooleanValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sequences, and the options of identity columns. */
final class SequenceGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  SequenceGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** {@code CreateSeqStmt} from SEQUENCE on. */
  Statement create(int start, RangeVar.Persistence persistence) {
    cursor.expect(Token.SEQUENCE);
    boolean ifNotExists = grammar.names().ifNotExists();
    RangeVar sequence = grammar.names().qualifiedName(persistence);
    List<DefElem> options = atOption() ? options() : List.of();
    return new CreateSeqStmt(sequence, options, ifNotExists, cursor.spanFrom(start));
  }

  /** {@code AlterSeqStmt} from its options on. */
  Statement alter(int start, RangeVar sequence, boolean missingOk) {
    List<DefElem> options = options();
    return new AlterSeqStmt(sequence, options, missingOk, cursor.spanFrom(start));
  }

  /** {@code OptParenthesizedSeqOptList}. */
  List<DefElem> parenthesizedOptions() {
    if (!cursor.accept(Token.LEFT_PAREN)) {
      return List.of();
    }
    List<DefElem> options = options();
    cursor.expect(Token.RIGHT_PAREN);
    return options;
  }

  /** {@code SeqOptList}. */
  private List<DefElem> options() {
    List<DefElem> list = new ArrayList<>(4);
    do {
      list.add(option());
    } while (atOption());
    return List.copyOf(list);
  }

  /** Whether the cursor is at a {@code SeqOptElem}. */
  boolean atOption() {
    return switch (cursor.token()) {
      case AS,
          CACHE,
          CYCLE,
          INCREMENT,
          LOGGED,
          MAXVALUE,
          MINVALUE,
          OWNED,
          SEQUENCE,
          START,
          RESTART,
          UNLOGGED ->
          true;
      case NO ->
          switch (cursor.peek(1)) {
            case CYCLE, MAXVALUE, MINVALUE -> true;
            default -> false;
          };
      default -> false;
    };
  }

  /** {@code SeqOptElem}. */
  private DefElem option() {
    int start = cursor.start();
    Token token = cursor.token();
    cursor.advance();
    String name = token.isKeyword() ? token.keyword() : "";
    Node arg;
    switch (token) {
      case AS -> arg = grammar.types().simpleTypeName();
      case CACHE, MAXVALUE, MINVALUE -> arg = grammar.options().numericOnly();
      case CYCLE -> arg = new BooleanValue(true, cursor.spanFrom(start));
      case INCREMENT -> {
        cursor.accept(Token.BY);
        arg = grammar.options().numericOnly();
      }
      case LOGGED, UNLOGGED -> arg = null;
      case NO -> {
        Token what = cursor.token();
        if (what != Token.CYCLE && what != Token.MAXVALUE && what != Token.MINVALUE) {
          throw cursor.error();
        }
        cursor.advance();
        name = what.keyword();
        arg = what == Token.CYCLE ? new BooleanValue(false, cursor.spanFrom(start)) : null;
      }
      case OWNED -> {
        cursor.expect(Token.BY);
        name = "owned_by";
        arg = grammar.names().anyName();
      }
      case SEQUENCE -> {
        cursor.expect(Token.NAME);
        name = "sequence_name";
        arg = grammar.names().anyName();
      }
      case START -> {
        cursor.accept(Token.WITH);
        arg = grammar.options().numericOnly();
      }
      case RESTART -> arg = restartValue();
      default -> throw cursor.error();
    }
    return grammar.options().option(name, arg, start);
  }

  private @Nullable Value restartValue() {
    boolean with = cursor.accept(Token.WITH);
    return with || atNumber() ? grammar.options().numericOnly() : null;
  }

  private boolean atNumber() {
    return switch (cursor.token()) {
      case ICONST, FCONST, PLUS, MINUS -> true;
      default -> false;
    };
  }

  /** Whether the cursor is at an {@code alter_identity_column_option}. */
  boolean atIdentityOption() {
    return cursor.at(Token.RESTART) || cursor.at(Token.SET);
  }

  /** {@code alter_identity_column_option_list}. */
  List<DefElem> identityOptions() {
    List<DefElem> list = new ArrayList<>(2);
    do {
      list.add(identityOption());
    } while (atIdentityOption());
    return List.copyOf(list);
  }

  private DefElem identityOption() {
    int start = cursor.start();
    if (cursor.accept(Token.RESTART)) {
      Value value = restartValue();
      return grammar.options().option("restart", value, start);
    }
    cursor.expect(Token.SET);
    if (cursor.accept(Token.GENERATED)) {
      int at = cursor.start();
      // The letters of ATTRIBUTE_IDENTITY_*, as PostgreSQL's tree has them.
      int letter =
          switch (grammar.tables().constraints.generatedWhen()) {
            case ALWAYS -> 'a';
            case BY_DEFAULT -> 'd';
          };
      Value value = new Value.IntegerValue(letter, cursor.spanFrom(at));
      return grammar.options().option("generated", value, start);
    }
    Span at = cursor.tokenSpan();
    if (!atOption()) {
      throw cursor.error();
    }
    DefElem option = option();
    return switch (option.defname()) {
      case "as", "restart", "owned_by" ->
          throw cursor.error("sequence option \"" + option.defname() + "\" not supported here", at);
      default -> option;
    };
  }
}
