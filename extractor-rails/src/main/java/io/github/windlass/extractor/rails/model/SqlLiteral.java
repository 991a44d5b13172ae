package io.github.windlass.extractor.rails.model;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.Strings;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.World;
import java.util.List;

/**
 * {@code Arel.sql("now()")}: SQL that stands in a statement as it is, where a value would be bound.
 */
public record SqlLiteral(Text text) implements HostObject {

  @Override
  public String describe() {
    return text.text();
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return invoke(name, List.of(), run, place);
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    return switch (name) {
      case "to_s", "to_str", "strip", "squish" -> text;
      case "freeze", "itself" -> this;
      default -> World.of(run).objectMethod(this, name, Arguments.of(arguments), place);
    };
  }

  /** {@code Arel}. */
  public record Space() implements HostObject, World.NameSpace {

    @Override
    public String describe() {
      return "Arel";
    }

    @Override
    public Value constant(String name, World world, Place place) {
      return new io.github.windlass.script.Unknown("Arel::" + name, place);
    }

    @Override
    public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
      return switch (name) {
        case "sql" -> new SqlLiteral(Strings.text(Arguments.of(arguments).get(0), run, place));
        case "star" -> new SqlLiteral(Text.of("*"));
        default -> new io.github.windlass.script.Unknown(place.text(), place);
      };
    }
  }
}
