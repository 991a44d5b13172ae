package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import org.jspecify.annotations.Nullable;

/** A value that is written down. */
public sealed interface Literal extends Expression
    permits Literal.StringLiteral,
        Literal.NumericLiteral,
        Literal.BigIntLiteral,
        Literal.RegularExpressionLiteral,
        Literal.NoSubstitutionTemplateLiteral,
        Literal.TrueKeyword,
        Literal.FalseKeyword,
        Literal.NullKeyword {

  /**
   * {@code 'text'} or {@code "text"}.
   *
   * @param text the value, escapes resolved
   */
  record StringLiteral(String text, Span span)
      implements Literal, PropertyName, ModuleExportName, ModuleName {}

  /**
   * A number.
   *
   * @param text the value as JavaScript prints it, whatever way it is written: {@code 255} for
   *     {@code 0xFF}, {@code 1000} for {@code 1_000} and {@code 1e3}; {@code Infinity} if it is too
   *     large
   */
  record NumericLiteral(String text, Span span) implements Literal, PropertyName {}

  /**
   * {@code 1n}.
   *
   * @param text the value in decimal digits, with {@code n} behind
   */
  record BigIntLiteral(String text, Span span) implements Literal, PropertyName {}

  /**
   * {@code /pattern/flags}.
   *
   * @param pattern as written, between the slashes
   */
  record RegularExpressionLiteral(String pattern, String flags, Span span) implements Literal {}

  /**
   * A template without {@code ${…}}.
   *
   * @param text the value, escapes resolved; null if an escape has no meaning, which only a tagged
   *     template may hold
   * @param rawText as written, between the backticks; line breaks too are as the file has them
   */
  record NoSubstitutionTemplateLiteral(@Nullable String text, String rawText, Span span)
      implements Literal {}

  /** {@code true}. */
  record TrueKeyword(Span span) implements Literal {}

  /** {@code false}. */
  record FalseKeyword(Span span) implements Literal {}

  /** {@code null}. */
  record NullKeyword(Span span) implements Literal {}
}
