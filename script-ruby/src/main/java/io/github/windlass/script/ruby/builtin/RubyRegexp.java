package io.github.windlass.script.ruby.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.Symbol;
import io.github.windlass.script.ruby.object.World;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression. Java's own engine runs it, on texts that count how often they are looked
 * at, so that no pattern runs for longer than the script may.
 */
public record RubyRegexp(String source, String flags) implements HostObject {

  @Override
  public String describe() {
    return "/" + source + "/";
  }

  /** What looks it up; null: it is not one that Java reads alike. */
  @Nullable Matcher matcher(String text, Evaluation run) {
    int java = Pattern.MULTILINE;
    java |= flags.contains("i") ? Pattern.CASE_INSENSITIVE : 0;
    java |= flags.contains("m") ? Pattern.DOTALL : 0;
    java |= flags.contains("x") ? Pattern.COMMENTS : 0;
    try {
      return Pattern.compile(translated(source), java).matcher(new Counted(text, run));
    } catch (PatternSyntaxException unlike) {
      return null;
    }
  }

  /** As Java writes what it writes otherwise. */
  private static String translated(String source) {
    String java = source.replace("\\h", "[0-9a-fA-F]");
    for (int at = java.indexOf("[:"); at >= 0; at = java.indexOf("[:", at + 1)) {
      int end = java.indexOf(":]", at);
      if (end < 0) {
        break;
      }
      String name = java.substring(at + 2, end);
      String known =
          switch (name) {
            case "alpha" -> "\\p{IsAlphabetic}";
            case "alnum" -> "\\p{IsAlphabetic}\\p{IsDigit}";
            case "digit" -> "\\d";
            case "space" -> "\\s";
            case "upper" -> "\\p{Lu}";
            case "lower" -> "\\p{Ll}";
            case "punct" -> "\\p{Punct}";
            case "xdigit" -> "0-9a-fA-F";
            case "word" -> "\\w";
            default -> "";
          };
      java = java.substring(0, at) + known + java.substring(end + 2);
    }
    return java;
  }

  /** The part of a text that it matches, or one of its groups; nil: it does not match. */
  Value part(Text self, Value group, Evaluation run, Place place) {
    String text = self.known();
    Matcher matcher = text == null ? null : matcher(text, run);
    if (matcher == null) {
      return Text.hole(new Unknown(place.text(), place));
    }
    try {
      if (!matcher.find()) {
        return Value.Nothing.NULL;
      }
      Integer number = group instanceof Value.Nothing ? Integer.valueOf(0) : Operators.whole(group);
      if (number == null) {
        String name = Strings.text(group, run, place).text();
        return matcher.start(name) < 0
            ? Value.Nothing.NULL
            : self.slice(matcher.start(name), matcher.end(name));
      }
      return number < 0 || number > matcher.groupCount() || matcher.start(number) < 0
          ? Value.Nothing.NULL
          : self.slice(matcher.start(number), matcher.end(number));
    } catch (StackOverflowError | IllegalArgumentException deep) {
      return Text.hole(new Unknown(place.text(), place));
    }
  }

  /** {@code scan}: all that it matches; where it has groups, those of each. */
  Value all(Text self, Evaluation run, Place place) {
    String text = self.known();
    Matcher matcher = text == null ? null : matcher(text, run);
    if (matcher == null) {
      return new Unknown(place.text(), place);
    }
    List<Value> found = new ArrayList<>();
    try {
      while (matcher.find()) {
        if (matcher.groupCount() == 0) {
          found.add(self.slice(matcher.start(), matcher.end()));
          continue;
        }
        List<Value> groups = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
          groups.add(
              matcher.start(i) < 0
                  ? Value.Nothing.NULL
                  : self.slice(matcher.start(i), matcher.end(i)));
        }
        found.add(run.list(groups));
      }
    } catch (StackOverflowError deep) {
      return new Unknown(place.text(), place);
    }
    return run.list(found);
  }

  /** A text that costs fuel. */
  private record Counted(String text, Evaluation run) implements CharSequence {

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      run.spend(1);
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  Value matches(Text text, Evaluation run, Place place) {
    String known = text.known();
    Matcher matcher = known == null ? null : matcher(known, run);
    if (matcher == null) {
      return new Unknown(place.text(), place);
    }
    try {
      return Value.Bool.of(matcher.find());
    } catch (StackOverflowError deep) {
      return new Unknown(place.text(), place);
    }
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    Arguments given = Arguments.of(arguments);
    switch (name) {
      case "match?", "===":
        return given.get(0) instanceof Value.Nothing
            ? Value.Bool.FALSE
            : given.get(0) instanceof Text || given.get(0) instanceof Symbol
                ? matches(Strings.text(given.get(0), run, place), run, place)
                : new Unknown(place.text(), place);
      case "=~", "match":
        Value found =
            given.get(0) instanceof Text text ? matches(text, run, place) : Value.Bool.FALSE;
        return found == Value.Bool.FALSE ? Value.Nothing.NULL : new Unknown(place.text(), place);
      case "source", "to_s":
        return Text.of(source);
      case "freeze", "itself":
        return this;
      default:
        return World.of(run).objectMethod(this, name, given, place);
    }
  }
}
