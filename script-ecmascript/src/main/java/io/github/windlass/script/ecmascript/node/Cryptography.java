package io.github.windlass.script.ecmascript.node;

import io.github.windlass.script.Cell;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Node's {@code crypto}: hashes of what is known; what is random is unknown. */
final class Cryptography extends Library {

  Cryptography() {
    super("crypto");
  }

  @Override
  boolean has(String function) {
    return switch (function) {
      case "createHash", "hash", "randomUUID", "randomBytes", "randomInt" -> true;
      default -> false;
    };
  }

  @Override
  Value constant(String member, Evaluation run, Place place) {
    return switch (member) {
      case "default", "webcrypto" -> this;
      default -> new Unknown("crypto." + member, place);
    };
  }

  @Override
  Value apply(String function, List<Value> arguments, Evaluation run, Place place) {
    return switch (function) {
      case "createHash" -> {
        Text none = Text.EMPTY;
        Text unlike = Text.hole(new Unknown("what is hashed depends on a condition", place));
        yield new Hash(
            text(arguments, 0, run, place).text(), run.cell(none, (one, other) -> unlike));
      }
      case "hash" -> {
        Value encoding = at(arguments, 2);
        yield digest(
            text(arguments, 0, run, place).text(),
            text(arguments, 1, run, place),
            encoding == Nothing.UNDEFINED ? "hex" : text(arguments, 2, run, place).text(),
            place);
      }
      default -> new Unknown("crypto." + function + "()", place);
    };
  }

  private static @Nullable String algorithm(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "md5" -> "MD5";
      case "sha1", "sha-1" -> "SHA-1";
      case "sha224", "sha-224" -> "SHA-224";
      case "sha256", "sha-256" -> "SHA-256";
      case "sha384", "sha-384" -> "SHA-384";
      case "sha512", "sha-512" -> "SHA-512";
      default -> null;
    };
  }

  private static Value digest(String name, Text data, String encoding, Place place) {
    String algorithm = algorithm(name);
    if (algorithm == null || !data.isKnown()) {
      return new Unknown("a hash of what is unknown", place);
    }
    byte[] hash;
    try {
      hash =
          MessageDigest.getInstance(algorithm).digest(data.text().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      return new Unknown("a hash by " + algorithm, place);
    }
    return switch (encoding) {
      case "hex" -> Text.produced(HexFormat.of().formatHex(hash), place);
      case "base64" -> Text.produced(Base64.getEncoder().encodeToString(hash), place);
      case "base64url" ->
          Text.produced(Base64.getUrlEncoder().withoutPadding().encodeToString(hash), place);
      default -> new Unknown("the bytes of a hash", place);
    };
  }

  /** What {@code createHash} gives. */
  private record Hash(String algorithm, Cell<Text> data) implements HostObject {

    @Override
    public String describe() {
      return "Hash";
    }

    @Override
    public Value member(String name, Evaluation run, Place place) {
      return new NativeFunction(
          name, (self, arguments, within, at) -> invoke(name, arguments, within, at));
    }

    @Override
    public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
      return switch (name) {
        case "update" -> {
          data.set(data.get().concat(text(arguments, 0, run, place)));
          yield this;
        }
        case "digest" ->
            digest(algorithm, data.get(), text(arguments, 0, run, place).text(), place);
        case "copy" -> {
          Text now = data.get();
          yield new Hash(algorithm, run.cell(now, (one, other) -> now));
        }
        default -> new Unknown("crypto.Hash." + name, place);
      };
    }
  }
}
