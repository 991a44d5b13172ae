package io.github.windlass.script.ecmascript.node;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Node's {@code Buffer}, for text. */
final class BufferModule extends Library {

  BufferModule() {
    super("Buffer");
  }

  @Override
  boolean has(String function) {
    return switch (function) {
      case "from", "concat", "isBuffer", "byteLength" -> true;
      default -> false;
    };
  }

  @Override
  Value constant(String member, Evaluation run, Place place) {
    return switch (member) {
      case "Buffer", "default" -> this;
      default -> new Unknown("Buffer." + member, place);
    };
  }

  @Override
  Value apply(String function, List<Value> arguments, Evaluation run, Place place) {
    Value first = at(arguments, 0);
    return switch (function) {
      case "from" -> from(first, encoding(arguments, 1), place);
      case "concat" -> concat(first, place);
      case "isBuffer" -> Bool.of(first instanceof Bytes);
      default -> {
        Text text = run.language().text(first, run, place);
        yield text.isKnown()
            ? new Num(text.text().getBytes(StandardCharsets.UTF_8).length)
            : new Unknown("Buffer.byteLength of what is unknown", place);
      }
    };
  }

  private static Value from(Value value, String encoding, Place place) {
    if (value instanceof Bytes) {
      return value;
    }
    if (!(value instanceof Text text)) {
      return value instanceof Unknown ? value : new Unknown("Buffer.from", place);
    }
    if (encoding.startsWith("utf")) {
      return new Bytes(text);
    } else if (!text.isKnown()) {
      return new Unknown("Buffer.from what is unknown", place);
    }
    try {
      byte[] bytes =
          switch (encoding) {
            case "base64", "base64url" ->
                Base64.getDecoder()
                    .decode(text.text().replace('-', '+').replace('_', '/').replace("=", ""));
            case "hex" -> HexFormat.of().parseHex(text.text());
            default -> text.text().getBytes(StandardCharsets.ISO_8859_1);
          };
      return new Bytes(Text.produced(new String(bytes, StandardCharsets.UTF_8), place));
    } catch (IllegalArgumentException e) {
      return new Unknown("Buffer.from what is no " + encoding, place);
    }
  }

  private static Value concat(Value parts, Place place) {
    Text.Builder out = new Text.Builder();
    if (parts instanceof ListValue list && list.uncertain() == null) {
      for (Value part : list.items()) {
        if (part instanceof Bytes bytes) {
          out.add(bytes.text());
        } else if (part instanceof Text text) {
          out.add(text);
        } else {
          return new Unknown("Buffer.concat of what is unknown", place);
        }
      }
      return new Bytes(out.build());
    }
    return new Unknown("Buffer.concat of what is unknown", place);
  }

  private static String encoding(List<Value> arguments, int index) {
    return at(arguments, index) instanceof Text text ? text.text() : "utf8";
  }

  /** A buffer that holds UTF-8. */
  private record Bytes(Text text) implements HostObject {

    @Override
    public String describe() {
      return "Buffer";
    }

    @Override
    public Value member(String name, Evaluation run, Place place) {
      return switch (name) {
        case "length", "byteLength" ->
            text.isKnown()
                ? new Num(text.text().getBytes(StandardCharsets.UTF_8).length)
                : new Unknown("the length of what is unknown", place);
        case "toString" ->
            new NativeFunction(
                name, (self, arguments, within, at) -> invoke(name, arguments, within, at));
        default -> new Unknown("Buffer." + name, place);
      };
    }

    @Override
    public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
      if (!name.equals("toString")) {
        return new Unknown("Buffer." + name, place);
      }
      String encoding = encoding(arguments, 0);
      if (encoding.startsWith("utf")) {
        return text;
      } else if (!text.isKnown()) {
        return new Unknown("the bytes of what is unknown", place);
      }
      byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
      return switch (encoding) {
        case "base64" -> Text.produced(Base64.getEncoder().encodeToString(bytes), place);
        case "hex" -> Text.produced(HexFormat.of().formatHex(bytes), place);
        default -> new Unknown("Buffer.toString(" + encoding + ")", place);
      };
    }
  }
}
