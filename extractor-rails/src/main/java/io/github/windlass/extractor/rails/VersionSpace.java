package io.github.windlass.extractor.rails;

import io.github.windlass.extractor.rails.schema.Version;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.Operators;
import io.github.windlass.script.ruby.object.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ActiveRecord::VERSION}, {@code Rails::VERSION}: what is installed. */
record VersionSpace(Version version) implements HostObject, World.NameSpace {

  @Override
  public String describe() {
    return "VERSION";
  }

  @Override
  public @Nullable Value constant(String name, World world, Place place) {
    return switch (name) {
      case "MAJOR" -> Operators.of(version.major());
      case "MINOR" -> Operators.of(version.minor());
      case "STRING" -> Text.of(version + ".0");
      default -> new Unknown(place.text(), place);
    };
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    return switch (name) {
      case "to_s", "version" -> Text.of(version + ".0");
      case "segments" ->
          run.list(List.of(Operators.of(version.major()), Operators.of(version.minor())));
      default -> new Unknown(place.text(), place);
    };
  }
}
