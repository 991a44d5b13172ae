package io.github.windlass.script.ecmascript;

import io.github.windlass.extractor.SourceFile;
import io.github.windlass.script.ClassValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file of the project that is imported, and how far it has run. */
final class Module {

  private final SourceFile source;

  /** Null: it cannot be read, for {@link #unreadable}. */
  final @Nullable Lowered lowered;

  final @Nullable Unknown unreadable;

  /** What it exports by the statements that say so. */
  final ObjectValue exports;

  /** {@code module}, whose {@code exports} may be other ones. */
  final ObjectValue object;

  final ModuleScope scope;

  /** Whether it has begun to run. */
  boolean begun;

  /** What it threw when it ran; null: nothing. */
  @Nullable Thrown thrown;

  Module(
      SourceFile source,
      @Nullable Lowered lowered,
      @Nullable Unknown unreadable,
      ObjectValue exports,
      ObjectValue object,
      ModuleScope scope) {
    this.source = source;
    this.lowered = lowered;
    this.unreadable = unreadable;
    this.exports = exports;
    this.object = object;
    this.scope = scope;
  }

  SourceFile source() {
    return source;
  }

  List<ClassValue> classes() {
    return scope.classes();
  }

  /** What {@code require} gives. */
  Value whole() {
    return object.get("exports");
  }

  /** Whether it gives what {@code export} says, and nothing was put in place of that. */
  boolean isEcmaScript() {
    return lowered != null && lowered.isModule() && whole() == exports;
  }
}
