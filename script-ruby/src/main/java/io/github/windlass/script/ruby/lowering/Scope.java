package io.github.windlass.script.ruby.lowering;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of a function, block or class body while it is lowered. */
final class Scope {

  /** What a scope is, by what {@code return} does in it. */
  enum Kind {
    PROGRAM,
    CLASS,
    METHOD,
    LAMBDA,
    BLOCK
  }

  final Kind kind;
  final @Nullable Scope outer;

  /** Names the scope's own variables and labels: where it begins. */
  final int id;

  /** Variables that the source does not name. */
  final Set<String> hidden = new LinkedHashSet<>();

  /** Whether a block within returns from it. */
  boolean leaves;

  /** Of a block: whether {@code break} ends the call that it is given to. */
  boolean breaks;

  /** How many loops there are around, within the scope. */
  int loops;

  Scope(Kind kind, @Nullable Scope outer, int id) {
    this.kind = kind;
    this.outer = outer;
    this.id = id;
  }

  /** The scope that {@code return} returns from. */
  Scope returning() {
    Scope at = this;
    while (at.kind == Kind.BLOCK && at.outer != null) {
      at = at.outer;
    }
    return at;
  }

  /** Whether there is a method around. */
  boolean isInMethod() {
    for (Scope at = this; at != null; at = at.outer) {
      if (at.kind == Kind.METHOD) {
        return true;
      }
      if (at.kind == Kind.CLASS) {
        return false;
      }
    }
    return false;
  }

  /** A variable of its own. */
  String temporary(String what, int at) {
    String name = "%" + what + at;
    hidden.add(name);
    return name;
  }

  String result() {
    return "%result" + id;
  }

  String returnLabel() {
    return "return" + id;
  }

  String breakLabel() {
    return "break" + id;
  }
}
