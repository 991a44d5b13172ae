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
    // Only a line feed ends a line.
    int java = Pattern.MULTILINE | Pattern.UNIX_LINES;
    java |= flags.contains("i") ? Pattern.CASE_INSENSITIVE : 0;
    java |= flags.contains("m") ? Pattern.DOTALL : 0;
    java |= flags.contains("x") ? Pattern.COMMENTS : 0;
    run.spend(source.length());
    try {
      String translated = translated(source);
      return translated == null
          ? null
          : Pattern.compile(translated, java).matcher(new Counted(text, run));
    } catch (PatternSyntaxException | StackOverflowError unlike) {
      return null;
    }
  }

  /** As Java writes what it writes otherwise; null: that is not known. */
  private static @Nullable String translated(String source) {
    StringBuilder java = new StringBuilder();
    int classes = 0;
    for (int at = 0; at < source.length(); at++) {
      char c = source.charAt(at);
      char next = at + 1 < source.length() ? source.charAt(at + 1) : 0;
      if (c == '\\') {
        java.append(
            next == 'h' ? "[0-9a-fA-F]" : source.substring(at, Math.min(source.length(), at + 2)));
        at++;
      } else if (c == '[' && next == ':' && classes > 0) {
        int end = source.indexOf(":]", at);
        String known = end < 0 || end - at > 20 ? null : javaClass(source.substring(at + 2, end));
        if (known == null) {
          return null;
        }
        java.append(known);
        at = end + 1;
      } else if (c == '(' && next == '?' && classes == 0) {
        java.append("(?");
        at += 2;
        // What Ruby says with m, Java says with s.
        while (at < source.length() && "imx-".indexOf(source.charAt(at)) >= 0) {
          java.append(source.charAt(at) == 'm' ? 's' : source.charAt(at));
          at++;
        }
        at--;
      } else {
        classes = Math.max(0, classes + (c == '[' ? 1 : c == ']' ? -1 : 0));
        java.append(c);
      }
    }
    return java.toString();
  }

  private static @Nullable String javaClass(String name) {
    return switch (name) {
      case "alpha" -> "\\p{IsAlphabetic}";
      case "^alpha" -> "\\P{IsAlphabetic}";
      case "alnum" -> "\\p{IsAlphabetic}\\p{IsDigit}";
      case "blank" -> "\\p{Zs}\\t";
      case "digit" -> "\\d";
      case "^digit" -> "\\D";
      case "space" -> "\\s";
      case "upper" -> "\\p{Lu}";
      case "lower" -> "\\p{Ll}";
      case "punct" -> "\\p{Punct}";
      case "xdigit" -> "0-9a-fA-F";
      case "word" -> "\\w";
      default -> null;
    };
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
