package io.github.windlass.script.ecmascript.node;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;

/** Node's {@code os}: which one it is, is unknown; lines end as on all but one. */
final class OperatingSystem extends Library {

  OperatingSystem() {
    super("os");
  }

  @Override
  boolean has(String function) {
    return switch (function) {
      case "hostname", "tmpdir", "homedir", "platform", "type", "arch", "cpus", "userInfo" -> true;
      default -> false;
    };
  }

  @Override
  Value constant(String member, Evaluation run, Place place) {
    return switch (member) {
      case "EOL" -> Text.produced("\n", place);
      case "default" -> this;
      default -> new Unknown("os." + member, place);
    };
  }

  @Override
  Value apply(String function, List<Value> arguments, Evaluation run, Place place) {
    return new Unknown("os." + function + "()", place);
  }
}
