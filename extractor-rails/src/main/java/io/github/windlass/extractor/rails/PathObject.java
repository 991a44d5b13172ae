package io.github.windlass.extractor.rails;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.Strings;
import java.util.List;

/**
 * A path, such as {@code Rails.root.join("db", "x.sql")}.
 *
 * @param path within the project; a folder ends in {@code /}
 */
record PathObject(Rails rails, Text path) implements HostObject {

  @Override
  public String describe() {
    return "a path";
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return invoke(name, List.of(), run, place);
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    return switch (name) {
      case "join", "+", "/" -> {
        Text joined = path;
        for (Value each : arguments) {
          joined = FileSpace.joined(joined, Strings.text(each, run, place));
        }
        yield new PathObject(rails, joined);
      }
      case "read" -> FileSpace.read(path, rails, place);
      case "to_s", "to_path", "to_str" -> path;
      case "nil?", "blank?" -> Bool.FALSE;
      case "present?" -> Bool.TRUE;
      default -> new Unknown(place.text(), place);
    };
  }
}
