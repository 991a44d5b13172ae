package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import org.jspecify.annotations.Nullable;

/** The text of a template between its substitutions. */
public sealed interface TemplatePart extends Node
    permits TemplatePart.TemplateHead, TemplatePart.TemplateMiddle, TemplatePart.TemplateTail {

  /**
   * The value, escapes resolved; null if an escape has no meaning, which only a tagged template may
   * hold.
   */
  @Nullable String text();

  /** As written; line breaks too are as the file has them. */
  String rawText();

  /** From the opening backtick to <code>${</code>. */
  record TemplateHead(@Nullable String text, String rawText, Span span) implements TemplatePart {}

  /** From <code>}</code> to the next <code>${</code>. */
  record TemplateMiddle(@Nullable String text, String rawText, Span span) implements TemplatePart {}

  /** From the last <code>}</code> to the closing backtick. */
  record TemplateTail(@Nullable String text, String rawText, Span span) implements TemplatePart {}
}
