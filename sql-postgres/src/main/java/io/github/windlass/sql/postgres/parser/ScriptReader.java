package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.Script.CopyData;
import io.github.windlass.sql.postgres.Script.Item;
import io.github.windlass.sql.postgres.Script.Parsed;
import io.github.windlass.sql.postgres.Script.PsqlCommand;
import io.github.windlass.sql.postgres.Script.SyntaxError;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads statement after statement; one that fails does not lose the next. */
public final class ScriptReader {

  private final TokenCursor cursor;
  private final StatementGrammar statements;
  private final Recovery recovery;
  private final List<Item> items = new ArrayList<>();

  private ScriptReader(Tokens tokens) {
    this.cursor = new TokenCursor(tokens);
    this.statements = new StatementGrammar(new Grammar(cursor));
    this.recovery = new Recovery(cursor);
  }

  /** Reads a whole text. */
  public static Script read(String sql) {
    Tokens tokens = Lexer.scan(sql);
    ScriptReader reader = new ScriptReader(tokens);
    reader.readAll();
    List<Span> comments = new ArrayList<>();
    boolean foreign = false;
    for (Tokens.Foreign thing : tokens.foreign) {
      switch (thing.kind()) {
        case COMMENT -> comments.add(thing.span());
        case PSQL_COMMAND -> foreign = reader.items.add(new PsqlCommand(thing.span()));
        case COPY_DATA -> foreign = reader.items.add(new CopyData(thing.span()));
      }
    }
    if (foreign) {
      reader.items.sort(Comparator.comparingInt(item -> item.span().start()));
    }
    return new Script(List.copyOf(reader.items), List.copyOf(comments));
  }

  private void readAll() {
    while (!cursor.at(Token.EOF)) {
      if (!cursor.accept(Token.SEMICOLON)) {
        items.add(read());
      }
    }
  }

  private Item read() {
    int start = cursor.start();
    int first = cursor.mark();
    try {
      cursor.resetDepth();
      Statement statement = statements.statement();
      if (!cursor.atEnd()) {
        throw cursor.error();
      }
      return new Parsed(statement, cursor.spanFrom(start));
    } catch (ParseFailure failure) {
      return error(first, start, failure);
    } catch (StackOverflowError overflow) {
      // The bound on nesting fits a stack of 512 kB; the caller may have left less than that.
      return error(
          first,
          start,
          new ParseFailure(
              "nested too deeply for the stack of this thread",
              cursor.start(),
              cursor.end(),
              true));
    }
  }

  private SyntaxError error(int first, int start, ParseFailure failure) {
    recovery.skipStatement(first);
    return new SyntaxError(
        failure.reason(),
        new Span(failure.start, failure.end),
        failure.limit,
        cursor.spanFrom(start));
  }
}
