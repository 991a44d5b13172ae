package io.github.windlass.script;

import io.github.windlass.extractor.Origin;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;

/** A stretch of a source: where something was written. */
public record Place(SourceFile source, Span span) {

  /** The place as reports give it. */
  public Origin origin() {
    return source.origin(span);
  }

  /** What is written there. */
  public String text() {
    return source.text().substring(span.start(), span.end());
  }
}
