package io.github.windlass.script;

import io.github.windlass.extractor.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done. */
public sealed interface Statement {

  Span span();

  /** Evaluates for what it does. */
  record Evaluate(Expression expression, Span span) implements Statement {}

  /**
   * Makes variables.
   *
   * @param value null: undefined
   */
  record Declare(Scope scope, Pattern pattern, @Nullable Expression value, Span span)
      implements Statement {

    /** Where the variable is. */
    public enum Scope {
      /** In the block around it, and never assigned. */
      CONSTANT,
      /** In the block around it. */
      BLOCK,
      /** In the function around it; a declaration without value leaves one that exists. */
      FUNCTION
    }
  }

  /**
   * A variable that reads a member of an object whenever it is read: an imported name.
   *
   * @param object evaluated once, now
   */
  record Alias(String name, Expression object, String member, Span span) implements Statement {}

  /** Statements with variables of their own. */
  record Block(List<Statement> body, Span span) implements Statement {

    public Block {
      body = List.copyOf(body);
    }
  }

  /**
   * {@code if … else if … else}.
   *
   * @param branches at least one
   * @param otherwise null: nothing
   */
  record If(List<Branch> branches, @Nullable Statement otherwise, Span span) implements Statement {

    public If {
      branches = List.copyOf(branches);
    }

    /** A condition and what is done. */
    public record Branch(Expression condition, Statement body) {}
  }

  /**
   * {@code switch}: the first case that equals the subject and all after it.
   *
   * @param cases with a null test: {@code default}
   */
  record Switch(Expression subject, List<Case> cases, Span span) implements Statement {

    public Switch {
      cases = List.copyOf(cases);
    }

    /** A case; null: default. */
    public record Case(@Nullable Expression test, List<Statement> body) {

      public Case {
        body = List.copyOf(body);
      }
    }
  }

  /**
   * {@code while}, {@code do … while}, {@code for (;;)}.
   *
   * @param start declarations and such, in a scope of the loop; each turn has a copy of its
   *     variables
   * @param condition null: always true
   * @param first whether the condition is asked before the first turn
   * @param step null: none
   */
  record Loop(
      List<Statement> start,
      @Nullable Expression condition,
      boolean first,
      @Nullable Expression step,
      Statement body,
      Span span)
      implements Statement {

    public Loop {
      start = List.copyOf(start);
    }
  }

  /**
   * {@code for (x of items)}, {@code for (k in object)}.
   *
   * @param scope null: the pattern is assigned, not declared
   * @param keys whether the keys are meant, not the items
   */
  record ForEach(
      Declare.@Nullable Scope scope,
      Pattern pattern,
      Expression items,
      boolean keys,
      Statement body,
      Span span)
      implements Statement {}

  /** {@code return}; null: undefined. */
  record Return(@Nullable Expression value, Span span) implements Statement {}

  /** {@code throw}. */
  record Throw(Expression value, Span span) implements Statement {}

  /** {@code break}; null: of the innermost loop or switch. */
  record Break(@Nullable String label, Span span) implements Statement {}

  /** {@code continue}; null: of the innermost loop. */
  record Continue(@Nullable String label, Span span) implements Statement {}

  /**
   * Ends the innermost labeled statement of that label, through all calls in between, as Ruby's
   * {@code return} in a block does.
   */
  record Leave(String label, Span span) implements Statement {}

  /** {@code label: body}. */
  record Labeled(String label, Statement body, Span span) implements Statement {}

  /**
   * {@code try … catch … finally}.
   *
   * @param parameter what takes the thrown value; null: nothing
   * @param handler null: no catch
   * @param last null: no finally
   */
  record Try(
      Block body,
      @Nullable Pattern parameter,
      @Nullable Block handler,
      @Nullable Block last,
      Span span)
      implements Statement {}
}
