package io.github.windlass.script.ecmascript.parser;

import io.github.windlass.script.ecmascript.parser.TokenCursor.Mark;
import io.github.windlass.script.ecmascript.tree.TypeNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Type arguments. Behind an expression {@code <} begins them if they can be read and what follows
 * them is nothing that a comparison would be followed by.
 */
final class TypeArgumentGrammar {

  /** For {@link Memo}: a list of type arguments. With the surroundings in the bits below. */
  private static final int TYPE_ARGUMENTS = 64;

  private final Grammar grammar;
  private final TokenCursor cursor;

  TypeArgumentGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** {@code <T, U>} where it can be nothing else. */
  List<TypeNode> bracketed() {
    List<TypeNode> types = list();
    cursor.expect(Token.GREATER_THAN);
    return types;
  }

  /** {@code <T, U>} behind an expression, or null if that is not what stands there. */
  @Nullable List<TypeNode> tryInExpression() {
    if (cursor.javaScript) {
      return null;
    }
    Mark mark = cursor.mark();
    int saved = cursor.speculation;
    cursor.speculation = saved + 1;
    List<TypeNode> types = null;
    try {
      cursor.rescanLess();
      types = list();
      cursor.rescanGreater();
      if (cursor.kind == Token.GREATER_THAN) {
        cursor.advance();
        types = canFollow() ? types : null;
      } else {
        types = null;
      }
    } catch (ParseFailure failure) {
      if (failure.limit()) {
        throw failure;
      }
      types = null;
    }
    cursor.speculation = saved;
    if (types == null) {
      cursor.reset(mark);
    }
    return types;
  }

  // From < to the token behind the last type.
  private List<TypeNode> list() {
    int start = cursor.start;
    if (cursor.speculation == 0 && !grammar.memo.covers(start)) {
      return readList();
    }
    int how = cursor.context | TYPE_ARGUMENTS;
    Memo.Entry known = grammar.memo.find(start, how);
    if (known instanceof Memo.Success success) {
      cursor.jump(success.end());
      return types(success);
    } else if (known instanceof Memo.Failure failure) {
      throw failure.reason();
    }
    try {
      List<TypeNode> types = readList();
      if (cursor.speculation > 0) {
        grammar.memo.put(start, how, new Memo.Success(types, cursor.lastEnd));
      }
      return types;
    } catch (ParseFailure failure) {
      if (cursor.speculation > 0) {
        grammar.memo.put(start, how, new Memo.Failure(failure));
      }
      throw failure;
    }
  }

  @SuppressWarnings("unchecked")
  private static List<TypeNode> types(Memo.Success success) {
    return (List<TypeNode>) success.value();
  }

  private List<TypeNode> readList() {
    cursor.advance();
    int base = cursor.base();
    while (cursor.kind == Token.COMMA || grammar.typeStarts.type()) {
      cursor.push(grammar.types.type());
      if (!cursor.accept(Token.COMMA)) {
        break;
      }
    }
    return cursor.list(base);
  }

  // A list of type arguments is a call's, or a template's, or stands alone: then no operand may
  // follow, which a comparison
  // would have. + and - could be either, and are taken for signs.
  private boolean canFollow() {
    return switch (cursor.kind) {
      case Token.OPEN_PAREN, Token.NO_SUBSTITUTION_TEMPLATE_LITERAL, Token.TEMPLATE_HEAD -> true;
      case Token.LESS_THAN, Token.GREATER_THAN, Token.PLUS, Token.MINUS -> false;
      default ->
          cursor.lineBreakBefore
              || grammar.expressions.atBinaryOperator()
              || !grammar.expressions.atStartOfExpression();
    };
  }
}
