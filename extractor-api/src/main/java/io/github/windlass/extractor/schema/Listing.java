package io.github.windlass.extractor.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several of a kind, of which there may be others.
 *
 * @param known in the server's order: columns by {@code attnum}, indexes and constraints in the
 *     order in which they were made; the others by name
 * @param missing why there may be others, for a person, in one line; null: these are all
 */
public record Listing<T>(List<T> known, @Nullable String missing) {

  public Listing {
    known = List.copyOf(known);
  }

  /** All that there are. */
  public static <T> Listing<T> all(List<T> elements) {
    return new Listing<>(elements, null);
  }

  /** Whether these are certainly all. */
  public boolean isComplete() {
    return missing == null;
  }
}
