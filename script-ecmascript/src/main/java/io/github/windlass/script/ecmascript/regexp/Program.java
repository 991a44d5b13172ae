package io.github.windlass.script.ecmascript.regexp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A regular expression as steps for a {@link Matcher}.
 *
 * @param code operations, each followed by its operands
 * @param slots numbers that a match keeps: two for each group, then those of repetitions
 */
record Program(int[] code, CharacterSet[] sets, List<List<Integer>> references, int slots) {

  // Of operations on characters, the first operand is 1 where they go backwards, as behind (?<=.
  /** back, ignoreCase, character. */
  static final int ONE = 0;

  /** back, ignoreCase, set. */
  static final int ONE_OF = 1;

  /** back, ignoreCase, reference. */
  static final int AGAIN = 2;

  /** kind. */
  static final int EDGE = 3;

  /** where to. */
  static final int JUMP = 4;

  /** where to if what follows leads nowhere. */
  static final int TRY = 5;

  /** slot. */
  static final int SAVE = 6;

  /** slot, value. */
  static final int SET = 7;

  /** slot of the count, least, most, greedy, slot of the start, first slot to forget, last, end. */
  static final int LOOP = 8;

  /** slot of the count, least, slot of the start, the LOOP. */
  static final int NEXT = 9;

  /** negative, end. */
  static final int LOOK = 10;

  /** The end of what is looked at, or of all. */
  static final int DONE = 11;

  /** least, most, then a ONE or ONE_OF forwards: as often as possible, or less. */
  static final int RUN = 12;

  static final int LOOP_LENGTH = 9;

  /** More would be a pattern for no purpose but to be large. */
  private static final int LARGEST = 1_000_000;

  static Program of(Node node, int groups, boolean byCodePoint) throws PatternError {
    Compiler compiler = new Compiler(2 * (groups + 1), byCodePoint);
    compiler.emit(SAVE, 0);
    compiler.compile(node, false);
    compiler.emit(SAVE, 1);
    compiler.emit(DONE);
    return new Program(
        Arrays.copyOf(compiler.code, compiler.length),
        compiler.sets.toArray(new CharacterSet[0]),
        compiler.references,
        compiler.slots);
  }

  /** Writes the operations. */
  private static final class Compiler {
    private final List<CharacterSet> sets = new ArrayList<>();
    private final List<List<Integer>> references = new ArrayList<>();
    private final boolean byCodePoint;
    private int[] code = new int[64];
    private int length;
    private int slots;

    Compiler(int slots, boolean byCodePoint) {
      this.slots = slots;
      this.byCodePoint = byCodePoint;
    }

    private void emit(int... operation) throws PatternError {
      if (length + operation.length > LARGEST) {
        throw new PatternError("Regular expression too large", true);
      }
      if (length + operation.length > code.length) {
        code = Arrays.copyOf(code, code.length * 2 + operation.length);
      }
      System.arraycopy(operation, 0, code, length, operation.length);
      length += operation.length;
    }

    private void compile(Node node, boolean back) throws PatternError {
      int backwards = back ? 1 : 0;
      switch (node) {
        case Node.Empty empty -> {}
        case Node.One one -> emit(ONE, backwards, one.ignoreCase() ? 1 : 0, one.character());
        case Node.OneOf one -> {
          sets.add(one.set());
          emit(ONE_OF, backwards, one.ignoreCase() ? 1 : 0, sets.size() - 1);
        }
        case Node.Sequence sequence -> {
          List<Node> parts = sequence.parts();
          for (int i = 0; i < parts.size(); i++) {
            compile(parts.get(back ? parts.size() - 1 - i : i), back);
          }
        }
        case Node.Alternatives alternatives -> alternatives(alternatives.choices(), back);
        case Node.Group group -> {
          emit(SAVE, 2 * group.number() + backwards);
          compile(group.body(), back);
          emit(SAVE, 2 * group.number() + 1 - backwards);
        }
        case Node.Repeat repeat -> repeat(repeat, back);
        case Node.Again again -> {
          references.add(again.groups());
          emit(AGAIN, backwards, again.ignoreCase() ? 1 : 0, references.size() - 1);
        }
        case Node.Look look -> {
          int start = length;
          emit(LOOK, look.negative() ? 1 : 0, 0);
          compile(look.body(), look.behind());
          emit(DONE);
          code[start + 2] = length;
        }
        case Node.Edge edge -> emit(EDGE, edge.kind().ordinal());
      }
    }

    private void alternatives(List<Node> choices, boolean back) throws PatternError {
      List<Integer> jumps = new ArrayList<>();
      for (int i = 0; i < choices.size(); i++) {
        boolean last = i == choices.size() - 1;
        int start = length;
        if (!last) {
          emit(TRY, 0);
        }
        compile(choices.get(i), back);
        if (!last) {
          jumps.add(length + 1);
          emit(JUMP, 0);
          code[start + 1] = length;
        }
      }
      for (int jump : jumps) {
        code[jump] = length;
      }
    }

    private void repeat(Node.Repeat repeat, boolean back) throws PatternError {
      boolean one = repeat.body() instanceof Node.One || repeat.body() instanceof Node.OneOf;
      if (one && repeat.greedy() && !back && !byCodePoint) {
        emit(RUN, repeat.least(), repeat.most());
        compile(repeat.body(), false);
        return;
      }
      int count = slots++;
      int start = slots++;
      emit(SET, count, 0);
      int loop = length;
      emit(
          LOOP,
          count,
          repeat.least(),
          repeat.most(),
          repeat.greedy() ? 1 : 0,
          start,
          2 * repeat.firstGroup(),
          2 * repeat.lastGroup() + 1,
          0);
      compile(repeat.body(), back);
      emit(NEXT, count, repeat.least(), start, loop);
      code[loop + LOOP_LENGTH - 1] = length;
    }
  }
}
