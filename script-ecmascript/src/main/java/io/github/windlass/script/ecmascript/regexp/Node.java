package io.github.windlass.script.ecmascript.regexp;

import java.util.List;

/** A part of a regular expression. */
sealed interface Node {

  /** Nothing. */
  record Empty() implements Node {}

  /** One character. */
  record One(int character, boolean ignoreCase) implements Node {}

  /** One character of a set. */
  record OneOf(CharacterSet set, boolean ignoreCase) implements Node {}

  /** One after the other. */
  record Sequence(List<Node> parts) implements Node {}

  /** The first of them that leads on. */
  record Alternatives(List<Node> choices) implements Node {}

  /** A group that is kept, numbered from 1. */
  record Group(int number, Node body) implements Node {}

  /**
   * Something many times.
   *
   * @param most {@link Integer#MAX_VALUE}: without end
   * @param firstGroup the number of the first group in it
   * @param lastGroup the number of the last group in it; less than the first: there is none
   */
  record Repeat(Node body, int least, int most, boolean greedy, int firstGroup, int lastGroup)
      implements Node {}

  /**
   * What groups hold, again.
   *
   * @param groups one, or all of one name
   */
  record Again(List<Integer> groups, boolean ignoreCase) implements Node {}

  /** Looks ahead or behind. */
  record Look(Node body, boolean behind, boolean negative) implements Node {}

  /** A place between characters. */
  record Edge(Kind kind) implements Node {}

  /** Which place. */
  enum Kind {
    START,
    END,
    LINE_START,
    LINE_END,
    WORD,
    NOT_WORD
  }
}
