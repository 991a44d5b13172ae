package io.github.windlass.script.ruby.lowering;

import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.script.Expression;
import io.github.windlass.script.Pattern;
import io.github.windlass.script.Place;
import io.github.windlass.script.Script;
import io.github.windlass.script.Statement;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.parser.Offsets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ruby_lang.prism.Nodes;

/**
 * Lowers a file of Ruby.
 *
 * <p>What Ruby's methods and constants are found through are hidden variables: {@code %cref} is the
 * class or module whose body is around, {@code %method} the call of the method that is around.
 * Their names cannot be written in Ruby.
 */
public final class Lowering {

  /** The module around, see {@link io.github.windlass.script.ruby.object.Lexical}. */
  public static final String CREF = "%cref";

  /** The call around, see {@link io.github.windlass.script.ruby.object.MethodFrame}. */
  static final String METHOD = "%method";

  private final SourceFile source;
  private final Offsets offsets;
  final Texts texts;
  final Expressions expressions;
  final Statements statements;
  final Calls calls;
  final Functions functions;
  final Assignments assignments;

  private Lowering(SourceFile source, Offsets offsets) {
    this.source = source;
    this.offsets = offsets;
    this.texts = new Texts(this);
    this.expressions = new Expressions(this);
    this.statements = new Statements(this);
    this.calls = new Calls(this);
    this.functions = new Functions(this);
    this.assignments = new Assignments(this);
  }

  /**
   * Lowers a program. Its scope must have {@link #CREF}.
   *
   * @throws StackOverflowError if it is nested deeper than the thread's stack allows
   */
  public static Script lower(SourceFile source, Nodes.ProgramNode program, Offsets offsets) {
    Lowering lowering = new Lowering(source, offsets);
    Scope scope = new Scope(Scope.Kind.PROGRAM, null, 0);
    List<Statement> body =
        lowering.functions.body(
            program.statements, program.locals, Set.of(), scope, Result.Dropped.DROPPED, program);
    return new Script(source, body);
  }

  SourceFile source() {
    return source;
  }

  Span span(Nodes.Node node) {
    return offsets.span(node.startOffset, node.endOffset());
  }

  Span span(int start, int end) {
    return offsets.span(start, end);
  }

  Place place(Nodes.Node node) {
    return new Place(source, span(node));
  }

  static String name(byte[] name) {
    return new String(name, StandardCharsets.UTF_8);
  }

  // What is made often.

  static Expression nil(Span span) {
    return new Expression.Constant(Value.Nothing.NULL, span);
  }

  static Expression constant(Value value, Span span) {
    return new Expression.Constant(value, span);
  }

  static Expression text(String text, Span span) {
    return new Expression.Constant(Text.of(text), span);
  }

  static Expression variable(String name, Span span) {
    return new Expression.Variable(name, span);
  }

  static Expression assign(String name, Expression value, Span span) {
    return new Expression.Assign(new Pattern.Name(name, span), value, span);
  }

  static Statement evaluate(Expression expression) {
    return new Statement.Evaluate(expression, expression.span());
  }

  static Statement declare(String name, Span span) {
    return new Statement.Declare(
        Statement.Declare.Scope.FUNCTION, new Pattern.Name(name, span), nil(span), span);
  }

  static Expression.Item item(Expression value) {
    return new Expression.Item(value, false);
  }

  static List<Expression.Item> items(List<Expression> values) {
    List<Expression.Item> items = new ArrayList<>(values.size());
    for (Expression value : values) {
      items.add(item(value));
    }
    return items;
  }

  /** Calls a method. */
  static Expression invoke(Expression on, String name, Span span, Expression... arguments) {
    return new Expression.Chain(
        on,
        List.of(new Expression.Link.Invoke(name, items(List.of(arguments)), false, false, span)),
        span);
  }

  /** Calls a value. */
  static Expression call(Value function, List<Expression.Item> arguments, Span span) {
    return new Expression.Chain(
        constant(function, span), List.of(new Expression.Link.Call(arguments, false, span)), span);
  }

  /** A statement as an expression. */
  static Expression perform(Statement statement) {
    return new Expression.Perform(statement, statement.span());
  }

  static Expression sequence(List<Expression> expressions, Span span) {
    return expressions.size() == 1
        ? expressions.get(0)
        : expressions.isEmpty() ? nil(span) : new Expression.Sequence(expressions, span);
  }

  /** What is not lowered: its value is unknown. */
  Expression opaque(String reason, Nodes.@Nullable Node node) {
    return new Expression.Opaque(reason, node == null ? new Span(0, 0) : span(node));
  }
}
