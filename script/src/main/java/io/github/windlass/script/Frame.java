package io.github.windlass.script;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call of a function, or one run of a module. */
final class Frame {

  private final @Nullable Closure function;
  private final Environment scope;
  private final Value self;
  private final @Nullable ClassValue home;
  private final boolean isStatic;
  private final List<Value> arguments;
  private @Nullable ListValue yielded;

  /**
   * @param function null: a module, or what a class evaluates
   * @param scope where its variables of FUNCTION scope are
   * @param home the class whose member it is; null: none
   */
  Frame(
      @Nullable Closure function,
      Environment scope,
      Value self,
      @Nullable ClassValue home,
      boolean isStatic,
      List<Value> arguments) {
    this.function = function;
    this.scope = scope;
    this.self = self;
    this.home = home;
    this.isStatic = isStatic;
    this.arguments = arguments;
  }

  @Nullable Closure function() {
    return function;
  }

  Environment scope() {
    return scope;
  }

  Value self() {
    return self;
  }

  @Nullable ClassValue home() {
    return home;
  }

  boolean isStatic() {
    return isStatic;
  }

  List<Value> arguments() {
    return arguments;
  }

  /** What a generator has given so far; null: it is none. */
  @Nullable ListValue yielded() {
    return yielded;
  }

  void yieldTo(ListValue items) {
    yielded = items;
  }
}
