package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import java.util.List;

/** What a declaration or a parameter binds. */
public sealed interface BindingName extends Node
    permits Identifier, BindingName.ObjectBindingPattern, BindingName.ArrayBindingPattern {

  /** <code>{elements}</code>. */
  record ObjectBindingPattern(List<BindingElement> elements, Span span) implements BindingName {}

  /** {@code [elements]}. */
  record ArrayBindingPattern(List<ArrayBindingElement> elements, Span span)
      implements BindingName {}
}
