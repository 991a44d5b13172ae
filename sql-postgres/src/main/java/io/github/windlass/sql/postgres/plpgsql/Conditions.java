package io.github.windlass.sql.postgres.plpgsql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Names of error conditions and the codes they stand for, from {@code conditions.txt}. */
public final class Conditions {

  private static final Map<String, List<String>> CODES = read();

  private Conditions() {}

  private static Map<String, List<String>> read() {
    Map<String, List<String>> codes = new HashMap<>(512);
    try (InputStream in =
            Objects.requireNonNull(Conditions.class.getResourceAsStream("conditions.txt"));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int blank = line.indexOf(' ');
        if (!line.startsWith("#") && blank > 0) {
          codes
              .computeIfAbsent(line.substring(0, blank), name -> new ArrayList<>(1))
              .add(line.substring(blank + 1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return codes;
  }

  /** The codes that a name stands for; empty if no condition has that name. */
  public static List<String> codes(String name) {
    return CODES.getOrDefault(name, List.of());
  }
}
