package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.SortBy;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.WindowDef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code over_clause} and {@code window_clause}. */
final class WindowGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  WindowGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** {@code over_clause}: {@code OVER name}, {@code OVER (…)}, or null. */
  @Nullable WindowDef over() {
    if (!cursor.accept(Token.OVER)) {
      return null;
    }
    int start = cursor.start();
    if (cursor.at(Token.LEFT_PAREN)) {
      return specification(null, start);
    }
    String name = grammar.names().colId();
    return new WindowDef(
        name, null, List.of(), List.of(), WindowDef.DEFAULTS, null, null, cursor.spanFrom(start));
  }

  /** {@code window_clause}: {@code WINDOW name AS (…), …}, or nothing. */
  List<WindowDef> windowClause() {
    if (!cursor.accept(Token.WINDOW)) {
      return List.of();
    }
    List<WindowDef> list = new ArrayList<>(2);
    do {
      int start = cursor.start();
      String name = grammar.names().colId();
      cursor.expect(Token.AS);
      list.add(specification(name, start));
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(list);
  }

  private WindowDef specification(@Nullable String name, int start) {
    cursor.expect(Token.LEFT_PAREN);
    String refname = null;
    if (NameGrammar.isColId(cursor.token()) && !startsPartOrFrame(cursor.token())) {
      refname = grammar.names().colId();
    }
    List<Expression> partition = List.of();
    if (cursor.accept(Token.PARTITION)) {
      cursor.expect(Token.BY);
      partition = grammar.expressions().expressionList();
    }
    List<SortBy> order = grammar.expressions().optionalSortClause();
    Frame frame = frame();
    cursor.expect(Token.RIGHT_PAREN);
    return new WindowDef(
        name,
        refname,
        partition,
        order,
        frame.options,
        frame.start,
        frame.end,
        cursor.spanFrom(start));
  }

  /** These are no names of windows here, though they are not reserved. */
  private static boolean startsPartOrFrame(Token token) {
    return switch (token) {
      case PARTITION, RANGE, ROWS, GROUPS -> true;
      default -> false;
    };
  }

  // --- frames --------------------------------------------------------------------------------

  private record Frame(int options, @Nullable Expression start, @Nullable Expression end) {
    static final Frame DEFAULT = new Frame(WindowDef.DEFAULTS, null, null);
  }

  /** {@code frame_bound}: as if it were the start; the options of an end are the next bits. */
  private record Bound(int options, @Nullable Expression offset, Span span) {}

  private Frame frame() {
    int mode =
        switch (cursor.token()) {
          case RANGE -> WindowDef.RANGE;
          case ROWS -> WindowDef.ROWS;
          case GROUPS -> WindowDef.GROUPS;
          default -> 0;
        };
    if (mode == 0) {
      return Frame.DEFAULT;
    }
    cursor.advance();
    Frame extent = cursor.accept(Token.BETWEEN) ? between() : from();
    int options = extent.options | WindowDef.NONDEFAULT | mode | exclusion();
    return new Frame(options, extent.start, extent.end);
  }

  private Frame from() {
    Bound start = bound();
    if ((start.options & WindowDef.START_UNBOUNDED_FOLLOWING) != 0) {
      throw cursor.error("frame start cannot be UNBOUNDED FOLLOWING", start.span);
    }
    if ((start.options & WindowDef.START_OFFSET_FOLLOWING) != 0) {
      throw cursor.error(
          "frame starting from following row cannot end with current row", start.span);
    }
    return new Frame(start.options | WindowDef.END_CURRENT_ROW, start.offset, null);
  }

  private Frame between() {
    Bound start = bound();
    cursor.expect(Token.AND);
    Bound end = bound();
    int options = start.options | (end.options << 1) | WindowDef.BETWEEN;
    if ((options & WindowDef.START_UNBOUNDED_FOLLOWING) != 0) {
      throw cursor.error("frame start cannot be UNBOUNDED FOLLOWING", start.span);
    }
    if ((options & WindowDef.END_UNBOUNDED_PRECEDING) != 0) {
      throw cursor.error("frame end cannot be UNBOUNDED PRECEDING", end.span);
    }
    boolean endsBefore = (options & WindowDef.END_OFFSET_PRECEDING) != 0;
    if ((options & WindowDef.START_CURRENT_ROW) != 0 && endsBefore) {
      throw cursor.error("frame starting from current row cannot have preceding rows", end.span);
    }
    if ((options & WindowDef.START_OFFSET_FOLLOWING) != 0
        && (endsBefore || (options & WindowDef.END_CURRENT_ROW) != 0)) {
      throw cursor.error("frame starting from following row cannot have preceding rows", end.span);
    }
    return new Frame(options, start.offset, end.offset);
  }

  private Bound bound() {
    int start = cursor.start();
    if (cursor.accept(Token.UNBOUNDED, Token.PRECEDING)) {
      return new Bound(WindowDef.START_UNBOUNDED_PRECEDING, null, cursor.spanFrom(start));
    }
    if (cursor.accept(Token.UNBOUNDED, Token.FOLLOWING)) {
      return new Bound(WindowDef.START_UNBOUNDED_FOLLOWING, null, cursor.spanFrom(start));
    }
    if (cursor.accept(Token.CURRENT, Token.ROW)) {
      return new Bound(WindowDef.START_CURRENT_ROW, null, cursor.spanFrom(start));
    }
    Expression offset = grammar.expressions().expression();
    int options = WindowDef.START_OFFSET_PRECEDING;
    if (!cursor.accept(Token.PRECEDING)) {
      cursor.expect(Token.FOLLOWING);
      options = WindowDef.START_OFFSET_FOLLOWING;
    }
    return new Bound(options, offset, cursor.spanFrom(start));
  }

  /** {@code opt_window_exclusion_clause}. */
  private int exclusion() {
    if (!cursor.accept(Token.EXCLUDE)) {
      return 0;
    }
    if (cursor.accept(Token.CURRENT)) {
      cursor.expect(Token.ROW);
      return WindowDef.EXCLUDE_CURRENT_ROW;
    }
    if (cursor.accept(Token.GROUP)) {
      return WindowDef.EXCLUDE_GROUP;
    }
    if (cursor.accept(Token.TIES)) {
      return WindowDef.EXCLUDE_TIES;
    }
    cursor.expect(Token.NO, Token.OTHERS);
    return 0;
  }
}
