package io.github.windlass.script.ecmascript.node;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;

/** A {@code URL}, of which little but that of a file is known. */
record UrlValue(Text href) implements HostObject {

  static final String FILE = "file://";

  /** The path of a file's URL. */
  Value path(Place place) {
    return path(href, place);
  }

  /** The path that is behind {@code file://}. */
  static Value path(Text href, Place place) {
    return href.text().startsWith(FILE)
        ? href.slice(FILE.length(), href.length())
        : new Unknown("the path of " + href.text(), place);
  }

  @Override
  public String describe() {
    return "URL";
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return switch (name) {
      case "href" -> href;
      case "toString", "toJSON" -> new NativeFunction(name, (self, arguments, within, at) -> href);
      case "pathname" -> path(place);
      case "protocol" ->
          href.text().startsWith(FILE)
              ? Text.produced("file:", place)
              : new Unknown("URL.protocol", place);
      default -> new Unknown("URL." + name, place);
    };
  }
}
