package io.github.windlass.script;

import io.github.windlass.extractor.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What takes a value: in a declaration, an assignment, a parameter or a loop. */
public sealed interface Pattern {

  Span span();

  /** A variable. */
  record Name(String name, Span span) implements Pattern {}

  /** {@code object.name}; only assigned. */
  record Member(Expression object, String name, Span span) implements Pattern {}

  /** {@code object[index]}; only assigned. */
  record Index(Expression object, Expression index, Span span) implements Pattern {}

  /**
   * {@code [a, b = 1, ...rest]}.
   *
   * @param items null: a place left out
   */
  record Items(List<@Nullable Part> items, @Nullable Pattern rest, Span span) implements Pattern {}

  /** {@code {a, b: c = 1, ...rest}}. */
  record Properties(List<Entry> entries, @Nullable Pattern rest, Span span) implements Pattern {

    public Properties {
      entries = List.copyOf(entries);
    }

    /** A key and what takes its value. */
    public record Entry(Expression key, Part part) {}
  }

  /**
   * A pattern with what stands in for undefined.
   *
   * @param otherwise null: nothing does
   */
  record Part(Pattern pattern, @Nullable Expression otherwise) {}
}
