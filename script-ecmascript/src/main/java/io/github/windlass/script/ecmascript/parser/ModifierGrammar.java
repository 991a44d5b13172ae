package io.github.windlass.script.ecmascript.parser;

import io.github.windlass.script.ecmascript.parser.TokenCursor.Mark;
import io.github.windlass.script.ecmascript.tree.Expression;
import io.github.windlass.script.ecmascript.tree.ModifierLike;
import io.github.windlass.script.ecmascript.tree.ModifierLike.Decorator;
import io.github.windlass.script.ecmascript.tree.ModifierLike.Modifier;
import java.util.List;

/**
 * Modifiers and decorators. A modifier's word is a name where what follows cannot follow a
 * modifier.
 */
final class ModifierGrammar {

  /** Decorators are modifiers too. */
  static final int DECORATORS = 1;

  /** {@code const} is a modifier not only before {@code enum}. */
  static final int CONST = 2;

  /** <code>static {</code> begins a block. */
  static final int STATIC_BLOCKS = 4;

  private final Grammar grammar;
  private final TokenCursor cursor;

  ModifierGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  static boolean has(List<ModifierLike> modifiers, Modifier.Kind kind) {
    for (ModifierLike modifier : modifiers) {
      if (modifier instanceof Modifier keyword && keyword.kind() == kind) {
        return true;
      }
    }
    return false;
  }

  /**
   * All that stand here; of the decorators either those before or those behind the first keywords,
   * or both.
   */
  List<ModifierLike> modifiers(int which) {
    if (cursor.kind != Token.AT && !Token.isModifier(cursor.kind)) {
      return List.of();
    }
    int base = cursor.base();
    boolean decorators = (which & DECORATORS) != 0;
    if (decorators) {
      decorators();
    }
    boolean seenStatic = keywords(which, false);
    if (decorators && cursor.kind == Token.AT && cursor.base() > base) {
      decorators();
      keywords(which, seenStatic);
    }
    return cursor.list(base);
  }

  private void decorators() {
    while (cursor.kind == Token.AT) {
      int start = cursor.start;
      cursor.advance();
      cursor.enter();
      Expression expression = grammar.members.decorator();
      cursor.leave();
      cursor.push(new Decorator(expression, cursor.span(start)));
    }
  }

  private boolean keywords(int which, boolean staticBefore) {
    boolean seenStatic = staticBefore;
    while (Token.isModifier(cursor.kind)) {
      int start = cursor.start;
      int kind = cursor.kind;
      if (kind == Token.CONST && (which & CONST) != 0) {
        if (!acceptOnSameLine()) {
          break;
        }
      } else if (kind == Token.STATIC
          && (seenStatic || ((which & STATIC_BLOCKS) != 0 && cursor.peek() == Token.OPEN_BRACE))) {
        break;
      } else if (!accept(kind)) {
        break;
      }
      seenStatic |= kind == Token.STATIC;
      cursor.push(new Modifier(kindOf(kind), cursor.span(start)));
    }
    return seenStatic;
  }

  private static Modifier.Kind kindOf(int token) {
    return switch (token) {
      case Token.ABSTRACT -> Modifier.Kind.ABSTRACT;
      case Token.ACCESSOR -> Modifier.Kind.ACCESSOR;
      case Token.ASYNC -> Modifier.Kind.ASYNC;
      case Token.CONST -> Modifier.Kind.CONST;
      case Token.DECLARE -> Modifier.Kind.DECLARE;
      case Token.DEFAULT -> Modifier.Kind.DEFAULT;
      case Token.EXPORT -> Modifier.Kind.EXPORT;
      case Token.IN -> Modifier.Kind.IN;
      case Token.OUT -> Modifier.Kind.OUT;
      case Token.OVERRIDE -> Modifier.Kind.OVERRIDE;
      case Token.PRIVATE -> Modifier.Kind.PRIVATE;
      case Token.PROTECTED -> Modifier.Kind.PROTECTED;
      case Token.PUBLIC -> Modifier.Kind.PUBLIC;
      case Token.READONLY -> Modifier.Kind.READONLY;
      default -> Modifier.Kind.STATIC;
    };
  }

  private boolean acceptOnSameLine() {
    Mark mark = cursor.mark();
    cursor.skip();
    return follow(mark, !cursor.lineBreakBefore && canFollowModifier());
  }

  /** Passes a modifier, or {@code get} or {@code set}, if that is what the current token is. */
  boolean accept(int token) {
    if (cursor.kind != token) {
      return false;
    }
    Mark mark = cursor.mark();
    cursor.skip();
    boolean follows =
        switch (token) {
          case Token.CONST -> cursor.kind == Token.ENUM;
          case Token.EXPORT -> canFollowExport();
          case Token.DEFAULT -> canFollowDefault();
          case Token.STATIC -> canFollowModifier();
          case Token.GET, Token.SET ->
              cursor.kind == Token.OPEN_BRACKET || Token.isLiteralPropertyName(cursor.kind);
          default -> !cursor.lineBreakBefore && canFollowModifier();
        };
    return follow(mark, follows);
  }

  // Stays behind the modifier, or goes back to what then is a name.
  private boolean follow(Mark mark, boolean follows) {
    if (!follows || mark.escaped()) {
      cursor.reset(mark);
    }
    if (follows && cursor.start == mark.start()) {
      cursor.advance();
    }
    return follows;
  }

  private boolean canFollowModifier() {
    return switch (cursor.kind) {
      case Token.OPEN_BRACKET, Token.OPEN_BRACE, Token.ASTERISK, Token.DOT_DOT_DOT -> true;
      default -> Token.isLiteralPropertyName(cursor.kind);
    };
  }

  private boolean canFollowExport() {
    if (cursor.kind == Token.DEFAULT) {
      Mark mark = cursor.mark();
      cursor.skip();
      boolean follows = canFollowDefault();
      cursor.reset(mark);
      return follows;
    }
    if (cursor.kind == Token.TYPE) {
      Mark mark = cursor.mark();
      cursor.skip();
      boolean follows = isExported();
      cursor.reset(mark);
      return follows;
    }
    return isExported();
  }

  private boolean isExported() {
    return cursor.kind == Token.AT
        || (cursor.kind != Token.ASTERISK
            && cursor.kind != Token.AS
            && cursor.kind != Token.OPEN_BRACE
            && canFollowModifier());
  }

  private boolean canFollowDefault() {
    return switch (cursor.kind) {
      case Token.CLASS, Token.FUNCTION, Token.INTERFACE, Token.AT -> true;
      case Token.ABSTRACT -> cursor.peekOnSameLine() == Token.CLASS;
      case Token.ASYNC -> cursor.peekOnSameLine() == Token.FUNCTION;
      default -> false;
    };
  }
}
