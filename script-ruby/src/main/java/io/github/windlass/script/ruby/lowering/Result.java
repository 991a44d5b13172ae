package io.github.windlass.script.ruby.lowering;

/** What becomes of a statement's value: every statement of Ruby has one. */
sealed interface Result {

  /** Nothing. */
  enum Dropped implements Result {
    DROPPED
  }

  /** The function returns it. */
  enum Returned implements Result {
    RETURNED
  }

  /** A variable takes it. */
  record Into(String variable) implements Result {}
}
