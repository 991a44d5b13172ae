package io.github.windlass.analyzer.catalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's own functions and their volatility, from {@code functions.txt} beside this class.
 */
final class BuiltInFunctions {

  /** Functions of the contrib modules that defaults call most (uuid-ossp, pgcrypto, citext …). */
  private static final Map<String, Volatility> CONTRIB =
      Map.ofEntries(
          Map.entry("uuid_generate_v1", Volatility.VOLATILE),
          Map.entry("uuid_generate_v1mc", Volatility.VOLATILE),
          Map.entry("uuid_generate_v4", Volatility.VOLATILE),
          Map.entry("uuid_generate_v3", Volatility.IMMUTABLE),
          Map.entry("uuid_generate_v5", Volatility.IMMUTABLE),
          Map.entry("uuid_nil", Volatility.IMMUTABLE),
          Map.entry("gen_random_bytes", Volatility.VOLATILE),
          Map.entry("gen_salt", Volatility.VOLATILE),
          Map.entry("crypt", Volatility.IMMUTABLE),
          Map.entry("digest", Volatility.IMMUTABLE),
          Map.entry("hmac", Volatility.IMMUTABLE),
          Map.entry("hstore", Volatility.IMMUTABLE),
          Map.entry("unaccent", Volatility.STABLE),
          Map.entry("similarity", Volatility.IMMUTABLE));

  private static final Map<String, String> VOLATILITIES = read();

  private BuiltInFunctions() {}

  private static Map<String, String> read() {
    Map<String, String> functions = new HashMap<>(4096);
    try (InputStream in =
            Objects.requireNonNull(BuiltInFunctions.class.getResourceAsStream("functions.txt"));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int blank = line.indexOf(' ');
        if (!line.startsWith("#") && blank > 0) {
          functions.put(line.substring(0, blank), line.substring(blank + 1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return functions;
  }

  /** The volatility; null if PostgreSQL has no function of that name. */
  static @Nullable Volatility volatility(String name, int arguments) {
    String entry = VOLATILITIES.get(name);
    if (entry == null) {
      return CONTRIB.get(name);
    }
    if (entry.length() == 1) {
      return of(entry.charAt(0));
    }
    Volatility strongest = null;
    for (String overload : entry.split(" ", -1)) {
      int number = Integer.parseInt(overload.substring(0, overload.length() - 1));
      Volatility volatility = of(overload.charAt(overload.length() - 1));
      if (number == arguments) {
        return volatility;
      }
      strongest = strongest == null ? volatility : strongest.or(volatility);
    }
    return strongest;
  }

  private static Volatility of(char letter) {
    return switch (letter) {
      case 'i' -> Volatility.IMMUTABLE;
      case 's' -> Volatility.STABLE;
      default -> Volatility.VOLATILE;
    };
  }
}
