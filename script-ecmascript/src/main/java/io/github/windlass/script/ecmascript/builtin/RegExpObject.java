package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Cell;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.regexp.Flags;
import io.github.windlass.script.ecmascript.regexp.PatternError;
import io.github.windlass.script.ecmascript.regexp.Regex;

/** {@code RegExp}: ECMA-262, 22.2. */
final class RegExpObject implements BuiltinObject {

  private final String source;
  private final Regex regex;
  private final Cell<Value> lastIndex;

  private RegExpObject(String source, Regex regex, Evaluation run, Place place) {
    this.source = source;
    this.regex = regex;
    this.lastIndex = run.cell(new Num(0), (one, other) -> new Unknown("lastIndex", place));
  }

  /** A regular expression, or an unknown value where it is not understood here. */
  static Value of(String pattern, String letters, Evaluation run, Place place) {
    Flags flags = Flags.of(letters);
    if (flags == null) {
      throw ErrorObjects.thrown(
          Constructor.SYNTAX_ERROR,
          "Invalid flags supplied to RegExp constructor '" + letters + "'",
          run,
          place);
    }
    // To read it takes longer than to look at it.
    run.spend(1 + pattern.length() / 4);
    try {
      return new RegExpObject(pattern, Regex.of(pattern, flags), run, place);
    } catch (PatternError error) {
      if (error.isUnsupported()) {
        return Unknowns.of(Value.Nothing.UNDEFINED, place);
      }
      throw ErrorObjects.thrown(
          Constructor.SYNTAX_ERROR,
          "Invalid regular expression: /" + pattern + "/: " + error.getMessage(),
          run,
          place);
    }
  }

  /** {@code RegExp(pattern, flags)}. */
  static Value construct(Call call) {
    if (call.at(0) instanceof RegExpObject known) {
      return of(
          known.source,
          call.has(1) ? call.string(1) : known.regex.flags().toString(),
          call.run(),
          call.place());
    }
    String pattern = call.has(0) ? call.string(0) : "";
    return of(
        pattern.isEmpty() ? "(?:)" : pattern,
        call.has(1) ? call.string(1) : "",
        call.run(),
        call.place());
  }

  Regex regex() {
    return regex;
  }

  boolean isGlobal() {
    return regex.flags().global();
  }

  /** Whether a search starts where the last ended. */
  boolean remembers() {
    return regex.flags().global() || regex.flags().sticky();
  }

  /**
   * Where the next search starts.
   *
   * @throws NotKnown if it is not known
   */
  double lastIndex(Call call) {
    return remembers() ? Coercion.integer(lastIndex.get(), call.run(), call.place()) : 0;
  }

  void setLastIndex(int index) {
    lastIndex.set(new Num(index));
  }

  @Override
  public Family family() {
    return Family.REG_EXP;
  }

  @Override
  public Constructor constructor() {
    return Constructor.REG_EXP;
  }

  @Override
  public Value primitive(Coercion.Hint hint, Evaluation run, Place place) {
    return written(place);
  }

  private Text written(Place place) {
    return Text.produced("/" + escapedSource() + "/" + regex.flags(), place);
  }

  /** The pattern as it stands between slashes. */
  private String escapedSource() {
    StringBuilder escaped = new StringBuilder();
    boolean inClass = false;
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '\\' && i + 1 < source.length()) {
        escaped.append(c).append(source.charAt(++i));
        continue;
      }
      inClass = c == '[' || (inClass && c != ']');
      if (c == '/' && !inClass) {
        escaped.append('\\');
      }
      escaped.append(c == '\n' ? "\\n" : String.valueOf(c));
    }
    return escaped.toString();
  }

  @Override
  public Value own(String name, Evaluation run, Place place) {
    Flags flags = regex.flags();
    return switch (name) {
      case "lastIndex" -> lastIndex.get();
      case "source" -> Text.of(escapedSource());
      case "flags" -> Text.of(flags.toString());
      case "hasIndices" -> Bool.of(flags.indices());
      case "global" -> Bool.of(flags.global());
      case "ignoreCase" -> Bool.of(flags.ignoreCase());
      case "multiline" -> Bool.of(flags.multiline());
      case "dotAll" -> Bool.of(flags.dotAll());
      case "unicode" -> Bool.of(flags.unicode());
      case "unicodeSets" -> Bool.of(flags.unicodeSets());
      case "sticky" -> Bool.of(flags.sticky());
      default -> Nothing.UNDEFINED;
    };
  }

  @Override
  public void assign(String name, Value value, Evaluation run, Place place) {
    if (name.equals("lastIndex")) {
      lastIndex.set(value);
    }
  }

  static int length(String name) {
    return switch (name) {
      case "toString" -> 0;
      case "exec", "test" -> 1;
      case "compile" -> 2;
      default -> -1;
    };
  }

  static Value call(String name, Call call) {
    if (!(call.self() instanceof RegExpObject pattern)) {
      if (call.self() instanceof Unknown unknown) {
        return call.unknown(unknown);
      }
      throw call.typeError("Receiver is not a RegExp: RegExp.prototype." + name + " needs one");
    }
    return switch (name) {
      case "exec" -> RegExpText.exec(pattern, call.text(0), call);
      case "test" -> RegExpText.test(pattern, call.text(0), call);
      case "toString" -> pattern.written(call.place());
      default -> pattern;
    };
  }

  /** {@code RegExp.escape}: ECMA-262, 22.2.5.1. */
  static Value escape(Call call) {
    if (!(call.at(0) instanceof Text)) {
      if (call.at(0) instanceof Unknown unknown) {
        return call.unknown(unknown);
      }
      throw call.typeError("RegExp.escape needs a string");
    }
    String text = call.string(0);
    Cost.characters(text.length(), call.run());
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int control = "\t\n\u000B\f\r".indexOf(c);
      if (i == 0 && c < 128 && Character.isLetterOrDigit(c)) {
        escaped.append("\\x").append(Integer.toHexString(c));
      } else if ("^$\\.*+?()[]{}|/".indexOf(c) >= 0) {
        escaped.append('\\').append(c);
      } else if (control >= 0) {
        escaped.append('\\').append("tnvfr".charAt(control));
      } else if (",-=<>#&!%:;@~'`\"".indexOf(c) >= 0 || c == ' ' || c == 0xA0) {
        escaped.append("\\x").append(Integer.toHexString(c));
      } else if (NumberReader.isSpace(c)) {
        String digits = Integer.toHexString(c);
        escaped.append("\\u").append("0".repeat(4 - digits.length())).append(digits);
      } else {
        escaped.append(c);
      }
    }
    return Text.produced(escaped.toString(), call.place());
  }
}
