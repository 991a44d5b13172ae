package io.github.windlass.script.ecmascript.parser;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.ecmascript.tree.Identifier;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads along the tokens of a text, and knows in which surroundings it reads. */
final class TokenCursor extends Scanner {

  /** {@code in} is no operator: the head of a {@code for}. */
  static final int DISALLOW_IN = 1;

  /** {@code yield} is no name: a generator. */
  static final int YIELD = 2;

  /** {@code [} begins the member behind the decorator. */
  static final int DECORATOR = 4;

  /** {@code await} is no name: an async function. */
  static final int AWAIT = 8;

  /** {@code extends} begins no conditional type: behind the {@code extends} of one. */
  static final int DISALLOW_CONDITIONAL_TYPES = 16;

  /**
   * How deep productions may nest. A level takes up to 2 kB of stack, in the code of the quick
   * compiler more than interpreted, so that the limit holds on a thread with 512 kB.
   */
  static final int MAX_DEPTH = 200;

  final boolean javaScript;
  private final Names names = new Names();

  /** The surroundings, of the constants above. */
  int context;

  /** Where the token before the current one ends. */
  int lastEnd;

  /** How many attempts are under way that may be given up. */
  int speculation;

  /** Whether {@code await} was read as the name of a variable that is used. */
  boolean awaitAsName;

  /**
   * Whether {@code await} is a name here even in a module: in types, namespaces and what is only
   * declared.
   */
  boolean awaitIsName;

  /** Whether {@code import.meta} was read. */
  boolean importMeta;

  private int depth;
  private Object[] stack = new Object[64];
  private int top;
  private Span lastSpan = new Span(0, 0);

  TokenCursor(String text, boolean javaScript) {
    super(text, javaScript);
    this.javaScript = javaScript;
    scan();
  }

  // --- tokens --------------------------------------------------------------------------------

  /** Goes to the next token; the current one was used. */
  void advance() {
    if (error != null && !isTemplate(kind)) {
      throw error();
    }
    if (escaped && Token.isKeyword(kind)) {
      throw error("keywords cannot contain escape characters");
    }
    lastEnd = position;
    scan();
  }

  private static boolean isTemplate(int kind) {
    return kind >= Token.NO_SUBSTITUTION_TEMPLATE_LITERAL && kind <= Token.TEMPLATE_TAIL;
  }

  /** Goes to the next token while looking ahead. */
  int skip() {
    lastEnd = position;
    scan();
    return kind;
  }

  boolean accept(int token) {
    if (kind == token) {
      advance();
      return true;
    }
    return false;
  }

  void expect(int token) {
    if (kind != token) {
      throw error(Token.name(token) + " expected");
    }
    advance();
  }

  /** Where a statement may end without a semicolon. */
  boolean canEndStatement() {
    return kind == Token.SEMICOLON
        || kind == Token.CLOSE_BRACE
        || kind == Token.END_OF_FILE
        || lineBreakBefore;
  }

  void expectSemicolon() {
    if (!canEndStatement()) {
      throw error("';' expected");
    }
    accept(Token.SEMICOLON);
  }

  boolean in(int contexts) {
    return (context & contexts) != 0;
  }

  /** Whether the current token can be the name of a variable that is declared. */
  boolean atBindingIdentifier() {
    return kind == Token.IDENTIFIER || kind > Token.LAST_RESERVED_WORD;
  }

  /** Whether the current token can be the name of a variable that is used. */
  boolean atIdentifier() {
    return kind == Token.IDENTIFIER
        || (kind > Token.LAST_RESERVED_WORD
            && !(kind == Token.YIELD && in(YIELD))
            && !(kind == Token.AWAIT && in(AWAIT)));
  }

  // --- looking ahead -------------------------------------------------------------------------

  /** What is needed to come back. */
  static final class Mark {
    private int kind;
    private int start;
    private int position;
    private int lastEnd;
    private boolean lineBreakBefore;
    private boolean escaped;
    private @Nullable String error;
    private int errorStart;
    private int context;
    private int depth;
    private int top;

    /** Where the token started that is current there. */
    int start() {
      return start;
    }

    /** Whether that token holds a backslash. */
    boolean escaped() {
      return escaped;
    }
  }

  Mark mark() {
    Mark mark = new Mark();
    mark.kind = kind;
    mark.start = start;
    mark.position = position;
    mark.lastEnd = lastEnd;
    mark.lineBreakBefore = lineBreakBefore;
    mark.escaped = escaped;
    mark.error = error;
    mark.errorStart = errorStart;
    mark.context = context;
    mark.depth = depth;
    mark.top = top;
    return mark;
  }

  void reset(Mark mark) {
    kind = mark.kind;
    start = mark.start;
    position = mark.position;
    lastEnd = mark.lastEnd;
    lineBreakBefore = mark.lineBreakBefore;
    escaped = mark.escaped;
    error = mark.error;
    errorStart = mark.errorStart;
    context = mark.context;
    depth = mark.depth;
    top = mark.top;
  }

  /** Goes on behind what was read before and ends there. */
  void jump(int end) {
    position = end;
    lastEnd = end;
    scan();
  }

  /** The kind of the token behind the current one. */
  int peek() {
    Mark mark = mark();
    int next = skip();
    reset(mark);
    return next;
  }

  /** The kind of the token behind the current one if it is on the same line, else END_OF_FILE. */
  int peekOnSameLine() {
    Mark mark = mark();
    int next = skip();
    if (lineBreakBefore) {
      next = Token.END_OF_FILE;
    }
    reset(mark);
    return next;
  }

  /** Whether the next token is a name that is used, on the same line. */
  boolean peekIdentifierOnSameLine() {
    Mark mark = mark();
    skip();
    boolean result = !lineBreakBefore && atIdentifier();
    reset(mark);
    return result;
  }

  /**
   * Whether the next token is a name, keyword, number or string on the same line: {@code await} and
   * {@code yield} then are no names.
   */
  boolean peekOperandOnSameLine() {
    int next = peekOnSameLine();
    return Token.isLiteralPropertyName(next);
  }

  // --- values --------------------------------------------------------------------------------

  /** The current token, which is a name or keyword, as a name. */
  Identifier identifier() {
    if (error != null) {
      throw error();
    }
    String name = name();
    int from = start;
    lastEnd = position;
    scan();
    return new Identifier(name, span(from));
  }

  /** The name that the current token spells. */
  String name() {
    if (escaped) {
      char[] name = Escapes.name(this, start, position).toCharArray();
      return names.intern(name, 0, name.length);
    }
    return names.intern(text, start, position);
  }

  String text(int from, int to) {
    return new String(text, from, to - from);
  }

  /** The value of the current string. */
  String string() {
    if (error != null) {
      throw error();
    }
    if (!escaped) {
      return position - start <= 34
          ? names.intern(text, start + 1, position - 1)
          : text(start + 1, position - 1);
    }
    String value = Escapes.resolve(this, start + 1, position - 1);
    if (value == null) {
      throw error();
    }
    return value;
  }

  // --- nodes ---------------------------------------------------------------------------------

  /** From {@code from} to the end of the token before the current one. */
  Span span(int from) {
    // A node and the only node within it often cover the same text: they share the span.
    Span last = lastSpan;
    if (last.start() != from || last.end() != lastEnd) {
      last = new Span(from, lastEnd);
      lastSpan = last;
    }
    return last;
  }

  /** Sets an element of a list aside; {@link #list} takes all since {@link #base} was asked. */
  void push(Object element) {
    if (top == stack.length) {
      stack = Arrays.copyOf(stack, top * 2);
    }
    stack[top++] = element;
  }

  Object pop() {
    return stack[--top];
  }

  Object last() {
    return stack[top - 1];
  }

  int base() {
    return top;
  }

  @SuppressWarnings("unchecked")
  <T> List<T> list(int base) {
    int count = top - base;
    top = base;
    return switch (count) {
      case 0 -> List.of();
      case 1 -> List.of((T) stack[base]);
      case 2 -> List.of((T) stack[base], (T) stack[base + 1]);
      default -> (List<T>) List.of(Arrays.copyOfRange(stack, base, base + count));
    };
  }

  // --- depth ---------------------------------------------------------------------------------

  /** Called on entry of a production that contains itself. */
  void enter() {
    if (++depth > MAX_DEPTH) {
      throw new ParseFailure("nested deeper than " + MAX_DEPTH + " levels", start, position, true);
    }
  }

  void leave() {
    depth--;
  }

  /** For the next statement of the top level, after a failed one. */
  void restart(Mark mark) {
    reset(mark);
    speculation = 0;
    awaitIsName = false;
  }

  // --- errors --------------------------------------------------------------------------------

  /** The current token cannot stand here. */
  ParseFailure error() {
    if (error != null) {
      int from = Math.min(errorStart, length);
      return new ParseFailure(error, from, Math.max(from, position), false);
    }
    return error(kind == Token.END_OF_FILE ? "unexpected end of text" : "unexpected " + spelled());
  }

  private String spelled() {
    int end = Math.min(position, start + 60);
    return "'" + text(start, end) + "'";
  }

  /**
   * The current token cannot stand here, for a reason; what is wrong with the token itself goes
   * before.
   */
  ParseFailure error(String reason) {
    if (error != null && !isTemplate(kind)) {
      return error();
    }
    return new ParseFailure(reason, start, position, false);
  }

  ParseFailure error(String reason, Span at) {
    return new ParseFailure(reason, at.start(), at.end(), false);
  }
}
