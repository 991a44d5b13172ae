package io.github.windlass.extractor.rails;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.World;
import java.util.List;

/** The module {@code Rails}. */
record RailsSpace(Rails rails) implements HostObject, World.NameSpace {

  @Override
  public String describe() {
    return "Rails";
  }

  @Override
  public Value constant(String name, World world, Place place) {
    return name.equals("VERSION")
        ? new VersionSpace(rails.installed())
        : new Inert("Rails::" + name);
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return invoke(name, List.of(), run, place);
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    return switch (name) {
      case "version" -> Text.of(rails.installed() + ".0");
      case "gem_version" -> new VersionSpace(rails.installed());
      case "root" -> new PathObject(rails, Text.of(rails.application()));
      case "logger", "env", "application", "cache", "configuration", "config" ->
          new Inert("Rails").invoke(name, arguments, run, place);
      default -> new Inert("Rails").invoke(name, arguments, run, place);
    };
  }
}
