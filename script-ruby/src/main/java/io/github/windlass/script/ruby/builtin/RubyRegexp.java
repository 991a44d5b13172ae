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
      return Pattern.compile(source.replace("\\h", "[0-9a-fA-F]").replace("\\Z", "\\Z"), java)
          .matcher(new Counted(text, run));
    } catch (PatternSyntaxException unlike) {
      return null;
    }
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
