package io.github.windlass.script.ecmascript.node;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;

/** Node's {@code url}, for files. */
final class UrlModule extends Library {

  UrlModule() {
    super("url");
  }

  @Override
  boolean has(String function) {
    return function.equals("fileURLToPath") || function.equals("pathToFileURL");
  }

  @Override
  Value constant(String member, Evaluation run, Place place) {
    return switch (member) {
      case "URL" -> Constructor.URL;
      case "default" -> this;
      default -> new Unknown("url." + member, place);
    };
  }

  @Override
  Value apply(String function, List<Value> arguments, Evaluation run, Place place) {
    if (function.equals("pathToFileURL")) {
      return new UrlValue(Text.of(UrlValue.FILE).concat(text(arguments, 0, run, place)));
    }
    return at(arguments, 0) instanceof UrlValue url
        ? url.path(place)
        : UrlValue.path(text(arguments, 0, run, place), place);
  }

  /** The global {@code URL}. */
  enum Constructor implements HostObject {
    URL;

    @Override
    public String describe() {
      return "URL";
    }

    @Override
    public Value construct(List<Value> arguments, Evaluation run, Place place) {
      Value base = at(arguments, 1);
      Text first = text(arguments, 0, run, place);
      if (base == Nothing.UNDEFINED || first.text().contains("://")) {
        return new UrlValue(first);
      }
      Text above =
          base instanceof UrlValue url ? url.href() : run.language().text(base, run, place);
      if (!above.text().startsWith(UrlValue.FILE) || !first.isKnown()) {
        return new Unknown("new URL", place);
      }
      Text path = above.slice(UrlValue.FILE.length(), above.length());
      int slash = path.text().lastIndexOf('/');
      Text folder = slash < 0 ? Text.EMPTY : path.slice(0, slash);
      return new UrlValue(
          Text.of(UrlValue.FILE).concat(PathModule.join(folder, first.text(), place)));
    }
  }
}
