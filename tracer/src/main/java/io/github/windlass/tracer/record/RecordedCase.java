package io.github.windlass.tracer.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that is observed by itself.
 *
 * @param target the relation that it is about, with its schema; null if it is about none
 * @param secondary whether the statement acts on something else in the first place
 * @param setup what runs before it, after the base
 * @param transaction whether it runs in a transaction block
 * @param enlarge whether the tables get further rows
 * @param probe further relations on which somebody stands in its way, where it runs outside of a
 *     transaction block
 */
public record RecordedCase(
    String id,
    String category,
    String statement,
    @Nullable String target,
    boolean secondary,
    List<String> setup,
    boolean transaction,
    boolean enlarge,
    List<String> probe) {

  public RecordedCase {
    setup = List.copyOf(setup);
    probe = List.copyOf(probe);
  }
}
