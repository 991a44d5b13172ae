package io.github.windlass.extractor.rails;

import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.UnreadableSourceException;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.Strings;
import io.github.windlass.script.ruby.object.World;
import java.util.List;

/** The class {@code File}: what is read is a file of the project. */
record FileSpace(Rails rails) implements HostObject, World.NameSpace {

  @Override
  public String describe() {
    return "File";
  }

  @Override
  public Value constant(String name, World world, Place place) {
    return new Inert("File::" + name);
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    Text first = arguments.isEmpty() ? Text.EMPTY : Strings.text(arguments.get(0), run, place);
    switch (name) {
      case "read", "binread":
        return read(first, rails, place);
      case "join":
        Text joined = first;
        for (int i = 1; i < arguments.size(); i++) {
          joined = joined(joined, Strings.text(arguments.get(i), run, place));
        }
        return joined;
      case "dirname":
        int at = first.text().lastIndexOf('/');
        return first.isKnown() ? Text.of(at < 0 ? "." : first.text().substring(0, at)) : first;
      case "basename":
        return first.isKnown()
            ? Text.of(first.text().substring(first.text().lastIndexOf('/') + 1))
            : first;
      case "expand_path":
        if (arguments.size() < 2) {
          return first;
        }
        Text from = Strings.text(arguments.get(1), run, place);
        return first.isKnown() && from.isKnown()
            ? Text.of(Project.resolve(from.text() + "/x", first.text()))
            : new Unknown(place.text(), place);
      default:
        return new Unknown(place.text(), place);
    }
  }

  static Text joined(Text one, Text other) {
    String text = one.text();
    return text.isEmpty() || text.endsWith("/") || other.text().startsWith("/")
        ? one.concat(other)
        : one.concat(Text.of("/")).concat(other);
  }

  /** The content of a file; what is not there is a gap where it is sent. */
  static Value read(Text path, Rails rails, Place place) {
    String known = path.known();
    if (known == null) {
      return new Unknown("the file " + path.text(), place);
    }
    try {
      String resolved = known.startsWith("/") ? known : Project.resolve("x", known);
      SourceFile source = rails.project().read(resolved);
      return Text.verbatim(source.text(), new Place(source, new Span(0, source.text().length())));
    } catch (UnreadableSourceException none) {
      rails.database().gap(GapCode.MISSING_SOURCE, "the file " + known + " is not there", place);
      return new Unknown("the file " + known, place, false, GapCode.MISSING_SOURCE);
    }
  }
}
