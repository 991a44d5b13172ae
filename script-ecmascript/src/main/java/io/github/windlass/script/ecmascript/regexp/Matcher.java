package io.github.windlass.script.ecmascript.regexp;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;

/**
 * Runs a {@link Program} on a text. What can be taken back lies on a stack: places to go on from,
 * and what slots held before.
 */
final class Matcher {

  /** Steps between two reports. */
  private static final int REPORT = 1 << 12;

  // Kinds of entries, which are three numbers each; the last is the kind, or a slot from SLOT on.
  private static final int CHOICE = -1;
  private static final int SHORTER = -2;

  private static final int NOWHERE = Integer.MIN_VALUE;

  private static final List<Node.Kind> EDGES = List.of(Node.Kind.values());

  private final Program program;
  private final int[] code;
  private final String text;
  private final boolean byCodePoint;
  private final LongConsumer meter;
  private final int[] slots;
  private int[] stack = new int[96];
  private int top;
  private int steps;
  private int end;

  Matcher(Program program, String text, boolean byCodePoint, LongConsumer meter) {
    this.program = program;
    this.code = program.code();
    this.text = text;
    this.byCodePoint = byCodePoint;
    this.meter = meter;
    this.slots = new int[program.slots()];
  }

  /** Whether it matches at a place; {@link #slot} then says where. */
  boolean matches(int start) {
    Arrays.fill(slots, -1);
    top = 0;
    return run(0, start);
  }

  /** A place that a match keeps; -1: none. */
  int slot(int index) {
    return slots[index];
  }

  private void push(int one, int other, int kind) {
    if (top + 3 > stack.length) {
      meter.accept(stack.length);
      stack = Arrays.copyOf(stack, stack.length * 2);
    }
    stack[top++] = one;
    stack[top++] = other;
    stack[top++] = kind;
  }

  private void set(int slot, int value) {
    push(slots[slot], 0, slot);
    slots[slot] = value;
  }

  private void step(int count) {
    steps += count;
    if (steps >= REPORT) {
      meter.accept(steps);
      steps = 0;
    }
  }

  /** Runs from a place until DONE; {@link #end} is the place reached. */
  private boolean run(int startPc, int startAt) {
    int base = top;
    int pc = startPc;
    int at = startAt;
    while (true) {
      step(1);
      boolean goesOn = true;
      switch (code[pc]) {
        case Program.ONE, Program.ONE_OF -> {
          int next = one(pc, at);
          goesOn = next >= 0;
          at = next;
          pc += 4;
        }
        case Program.AGAIN -> {
          at = again(pc, at);
          goesOn = at >= 0;
          pc += 4;
        }
        case Program.EDGE -> {
          goesOn = edge(EDGES.get(code[pc + 1]), at);
          pc += 2;
        }
        case Program.JUMP -> pc = code[pc + 1];
        case Program.TRY -> {
          push(code[pc + 1], at, CHOICE);
          pc += 2;
        }
        case Program.SAVE -> {
          set(code[pc + 1], at);
          pc += 2;
        }
        case Program.SET -> {
          set(code[pc + 1], code[pc + 2]);
          pc += 3;
        }
        case Program.LOOP -> pc = loop(pc, at);
        case Program.NEXT -> {
          int count = slots[code[pc + 1]];
          // What repeats more often than it must has to get on.
          goesOn = count < code[pc + 2] || slots[code[pc + 3]] != at;
          set(code[pc + 1], count + 1);
          pc = code[pc + 4];
        }
        case Program.LOOK -> {
          goesOn = look(pc, at);
          pc = code[pc + 2];
        }
        case Program.RUN -> {
          int longest = longest(pc, at);
          int least = at + code[pc + 1];
          goesOn = longest >= least && least >= at;
          if (goesOn && longest > least) {
            push(longest, least, SHORTER);
            push(pc + 7, 0, SHORTER);
          }
          at = longest;
          pc += 7;
        }
        default -> {
          end = at;
          return true;
        }
      }
      if (!goesOn) {
        int back = backtrack(base);
        if (back == NOWHERE) {
          return false;
        }
        pc = back;
        at = end;
        if (pc < 0) {
          pc = ~pc;
          enter(pc, at);
          pc += Program.LOOP_LENGTH;
        }
      }
    }
  }

  /**
   * Where to go on after what led nowhere; {@link #end} is the place. What is negative is the
   * complement of a LOOP that has to turn.
   */
  private int backtrack(int base) {
    while (top > base) {
      step(1);
      int kind = stack[--top];
      int other = stack[--top];
      int one = stack[--top];
      if (kind >= 0) {
        slots[kind] = one;
      } else if (kind == CHOICE) {
        end = other;
        return one;
      } else {
        int next = stack[top - 3] - 1;
        int least = stack[top - 2];
        if (next > least) {
          stack[top - 3] = next;
          top += 3;
        } else {
          top -= 3;
        }
        end = next;
        return one;
      }
    }
    return NOWHERE;
  }

  private int loop(int pc, int at) {
    int count = slots[code[pc + 1]];
    int body = pc + Program.LOOP_LENGTH;
    int after = code[pc + Program.LOOP_LENGTH - 1];
    if (count >= code[pc + 3]) {
      return after;
    }
    boolean optional = count >= code[pc + 2];
    if (optional && code[pc + 4] == 0) {
      // Lazily: the body only if what follows leads nowhere.
      push(~pc, at, CHOICE);
      return after;
    }
    if (optional) {
      push(after, at, CHOICE);
    }
    enter(pc, at);
    return body;
  }

  private void enter(int pc, int at) {
    set(code[pc + 5], at);
    for (int slot = code[pc + 6]; slot <= code[pc + 7]; slot++) {
      if (slots[slot] != -1) {
        set(slot, -1);
      }
    }
  }

  private boolean look(int pc, int at) {
    int base = top;
    boolean found = run(pc + 3, at);
    if (code[pc + 1] == 1) {
      // Whatever was found is forgotten.
      while (top > base) {
        int kind = stack[top - 1];
        if (kind >= 0) {
          slots[kind] = stack[top - 3];
        }
        top -= 3;
      }
      return !found;
    }
    if (found) {
      // What slots held stays to be taken back, other ways to find it do not.
      int kept = base;
      for (int entry = base; entry < top; entry += 3) {
        if (stack[entry + 2] >= 0) {
          System.arraycopy(stack, entry, stack, kept, 3);
          kept += 3;
        }
      }
      step((top - base) / 3);
      top = kept;
    }
    return found;
  }

  private int longest(int pc, int at) {
    int most = code[pc + 2];
    int to = at;
    int last = (int) Math.min((long) at + most, text.length());
    while (to < last && one(pc + 3, to) >= 0) {
      to++;
    }
    step(to - at);
    return to;
  }

  /** The place after one character, or before it; -1: it is another. */
  private int one(int pc, int at) {
    boolean back = code[pc + 1] == 1;
    if (back ? at == 0 : at == text.length()) {
      return -1;
    }
    int c;
    int next;
    if (byCodePoint) {
      c = back ? text.codePointBefore(at) : text.codePointAt(at);
      next = back ? at - Character.charCount(c) : at + Character.charCount(c);
    } else {
      next = back ? at - 1 : at + 1;
      c = text.charAt(back ? next : at);
    }
    int operand = code[pc + 3];
    boolean ignoreCase = code[pc + 2] == 1;
    boolean same;
    if (code[pc] == Program.ONE) {
      same = c == operand || (ignoreCase && canonical(c) == canonical(operand));
    } else {
      CharacterSet set = program.sets()[operand];
      same = set.contains(c) || (ignoreCase && containsInAnyCase(set, c));
    }
    return same ? next : -1;
  }

  private boolean containsInAnyCase(CharacterSet set, int c) {
    int canonical = canonical(c);
    return contains(set, canonical, canonical)
        || contains(set, Character.toLowerCase(c), canonical)
        || contains(set, Character.toUpperCase(c), canonical)
        || contains(set, Character.toLowerCase(canonical), canonical);
  }

  private boolean contains(CharacterSet set, int c, int canonical) {
    return canonical(c) == canonical && set.contains(c);
  }

  /** Canonicalize: ECMA-262, 22.2.2.7.3. */
  private int canonical(int c) {
    if (c < 128) {
      boolean letter = byCodePoint ? c >= 'A' && c <= 'Z' : c >= 'a' && c <= 'z';
      return letter ? c ^ 32 : c;
    }
    if (byCodePoint) {
      return Character.toLowerCase(Character.toUpperCase(c));
    }
    int upper = Character.toUpperCase(c);
    // Characters whose capitals are several stay as they are.
    return upper < 128 || Character.toString(c).toUpperCase(Locale.ROOT).length() != 1 ? c : upper;
  }

  private int again(int pc, int at) {
    boolean back = code[pc + 1] == 1;
    boolean ignoreCase = code[pc + 2] == 1;
    List<Integer> groups = program.references().get(code[pc + 3]);
    for (int group : groups) {
      int from = slots[2 * group];
      int to = slots[2 * group + 1];
      if (from >= 0 && to >= 0) {
        int length = to - from;
        step(length);
        int start = back ? at - length : at;
        if (start < 0 || start + length > text.length()) {
          return -1;
        }
        for (int i = 0; i < length; i++) {
          char c = text.charAt(from + i);
          char d = text.charAt(start + i);
          if (c != d && !(ignoreCase && canonical(c) == canonical(d))) {
            return -1;
          }
        }
        return back ? start : start + length;
      }
    }
    return at;
  }

  private boolean edge(Node.Kind kind, int at) {
    return switch (kind) {
      case START -> at == 0;
      case END -> at == text.length();
      case LINE_START -> at == 0 || CharacterSet.LINE_ENDS.contains(text.charAt(at - 1));
      case LINE_END -> at == text.length() || CharacterSet.LINE_ENDS.contains(text.charAt(at));
      case WORD -> isWord(at - 1) != isWord(at);
      case NOT_WORD -> isWord(at - 1) == isWord(at);
    };
  }

  private boolean isWord(int at) {
    return at >= 0 && at < text.length() && CharacterSet.WORD.contains(text.charAt(at));
  }
}
