package io.github.windlass.script;

import io.github.windlass.extractor.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has a value.
 *
 * <p>What a source may chain without end is a list here, not a nest: {@link Chain}, {@link
 * Operation}, {@link Shortcut}.
 */
public sealed interface Expression {

  /** Where it stands in the source of its {@link Script}. */
  Span span();

  /**
   * A value that the source spells out, other than text: {@code null}, {@code true}, {@code 12}.
   */
  record Constant(Value value, Span span) implements Expression {}

  /** A text, perhaps with values inserted: {@code 'a'}, {@code `a${b}`}. */
  record TextLiteral(List<Part> parts, Span span) implements Expression {

    public TextLiteral {
      parts = List.copyOf(parts);
    }

    /** A part of a text. */
    public sealed interface Part {}

    /**
     * Known characters.
     *
     * @param verbatim whether they stand in the source as they are, at the span
     */
    public record Characters(String text, Span span, boolean verbatim) implements Part {}

    /** A value, which becomes text as the language says. */
    public record Inserted(Expression value) implements Part {}
  }

  /** The value of a variable. */
  record Variable(String name, Span span) implements Expression {}

  /** {@code this}, {@code self}. */
  record Self(Span span) implements Expression {}

  /** A new list. */
  record ListLiteral(List<Item> items, Span span) implements Expression {

    public ListLiteral {
      items = List.copyOf(items);
    }
  }

  /**
   * One item of a list, or one argument of a call.
   *
   * @param value null: a place left empty, as in {@code [a, , b]}
   * @param spread whether the value's items are meant: {@code ...a}
   */
  record Item(@Nullable Expression value, boolean spread) {}

  /** A new object with properties. */
  record ObjectLiteral(List<Property> properties, Span span) implements Expression {

    public ObjectLiteral {
      properties = List.copyOf(properties);
    }

    /** A part of an object. */
    public sealed interface Property {}

    /** {@code key: value}. */
    public record Pair(Expression key, Expression value) implements Property {}

    /** {@code get key() { … }}, {@code set key(v) { … }}. */
    public record Accessor(Expression key, Function function, boolean setter) implements Property {}

    /** {@code ...object}. */
    public record SpreadProperties(Expression object) implements Property {}
  }

  /** A new function that sees the variables around it. */
  record FunctionLiteral(Function function, Span span) implements Expression {}

  /** A new class. */
  record ClassLiteral(ClassDefinition definition, Span span) implements Expression {}

  /**
   * Members, items and calls, one after the other: {@code a.b(c)[d]?.e}.
   *
   * <p>A link that is {@code optional} ends the whole chain as undefined if what is before it is
   * null or undefined.
   */
  record Chain(Expression base, List<Link> links, Span span) implements Expression {

    public Chain {
      links = List.copyOf(links);
    }
  }

  /** One link of a {@link Chain}. Spans go from the chain's start to the link's end. */
  sealed interface Link {

    boolean optional();

    Span span();

    /** {@code .name}. */
    record Member(String name, boolean optional, Span span) implements Link {}

    /** {@code [index]}. */
    record Index(Expression index, boolean optional, Span span) implements Link {}

    /** {@code (arguments)} on a value: {@code f(x)}, {@code a[i](x)} has Self {@code a}. */
    record Call(List<Item> arguments, boolean optional, Span span) implements Link {

      public Call {
        arguments = List.copyOf(arguments);
      }
    }

    /**
     * {@code .name(arguments)}: a method of what is before it.
     *
     * @param optional {@code a?.b()}
     * @param optionalCall {@code a.b?.()}
     */
    record Invoke(
        String name, List<Item> arguments, boolean optional, boolean optionalCall, Span span)
        implements Link {

      public Invoke {
        arguments = List.copyOf(arguments);
      }
    }
  }

  /** {@code new callee(arguments)}. */
  record New(Expression callee, List<Item> arguments, Span span) implements Expression {

    public New {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code super(arguments)}: the constructor, or in Ruby the method, of the class above. */
  record SuperCall(List<Item> arguments, Span span) implements Expression {

    public SuperCall {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code super.name}; called, it has the present Self: it stands as the base of a Chain. */
  record SuperMember(String name, Span span) implements Expression {}

  /** Operators of the same strength from left to right: {@code a + b - c}. */
  record Operation(Expression first, List<Term> terms, Span span) implements Expression {

    public Operation {
      terms = List.copyOf(terms);
    }

    /**
     * An operator and its right side.
     *
     * @param span from the operation's start to the right side's end
     */
    public record Term(BinaryOperator operator, Expression right, Span span) {}
  }

  /** {@code -a}, {@code !a}, {@code typeof a}. */
  record Unary(UnaryOperator operator, Expression operand, Span span) implements Expression {}

  /** {@code a && b && c}: the right sides are evaluated only if needed. */
  record Shortcut(Kind kind, List<Expression> operands, Span span) implements Expression {

    public Shortcut {
      operands = List.copyOf(operands);
    }

    /** When the next operand is evaluated. */
    public enum Kind {
      /** While all before are true. */
      AND,
      /** While all before are false. */
      OR,
      /** While all before are null or undefined. */
      COALESCE
    }
  }

  /**
   * {@code a ? b : c ? d : e}.
   *
   * @param branches at least one
   */
  record Conditional(List<Branch> branches, Expression otherwise, Span span) implements Expression {

    public Conditional {
      branches = List.copyOf(branches);
    }

    /** A condition and its value. */
    public record Branch(Expression condition, Expression value) {}
  }

  /** {@code target = value}. */
  record Assign(Pattern target, Expression value, Span span) implements Expression {}

  /**
   * {@code target += value}.
   *
   * @param target a name, a member or an item
   */
  record AssignOperation(Pattern target, BinaryOperator operator, Expression value, Span span)
      implements Expression {}

  /** {@code target ||= value}: assigned only where the shortcut does not end before. */
  record AssignShortcut(Pattern target, Shortcut.Kind kind, Expression value, Span span)
      implements Expression {}

  /** {@code ++a}, {@code a--}. */
  record Increment(Pattern target, int by, boolean before, Span span) implements Expression {}

  /** {@code delete a.b}: a member or an item. */
  record Delete(Expression object, Expression key, Span span) implements Expression {}

  /** {@code await a}. */
  record Await(Expression promise, Span span) implements Expression {}

  /** {@code yield a}, {@code yield* a}. */
  record Yield(@Nullable Expression value, boolean all, Span span) implements Expression {}

  /** Each in turn; the value of the last: {@code a, b}. */
  record Sequence(List<Expression> expressions, Span span) implements Expression {

    public Sequence {
      expressions = List.copyOf(expressions);
    }
  }

  /**
   * {@code tag`a${b}`}.
   *
   * @param tag what is called; a Chain that ends in a member or an item has Self
   * @param cooked one more than {@code values}
   * @param raw as written, one for each of {@code cooked}
   */
  record TaggedText(
      Expression tag,
      List<TextLiteral> cooked,
      List<String> raw,
      List<Expression> values,
      Span span)
      implements Expression {

    public TaggedText {
      cooked = List.copyOf(cooked);
      raw = List.copyOf(raw);
      values = List.copyOf(values);
    }
  }

  /** {@code /pattern/flags}: made by {@link Language#pattern}. */
  record RegularExpression(String pattern, String flags, Span span) implements Expression {}

  /** A statement within an expression; its value is undefined. */
  record Perform(Statement statement, Span span) implements Expression {}

  /** What the front end cannot lower. */
  record Opaque(String reason, Span span) implements Expression {}
}
