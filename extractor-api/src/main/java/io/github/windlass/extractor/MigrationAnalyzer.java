package io.github.windlass.extractor;

import java.util.List;

/**
 * A kind of analysis over migrations whose SQL is known. Implementations are found by {@link
 * java.util.ServiceLoader}, have no state, and may be called from several threads.
 *
 * @param <R> what the analysis says of one migration
 */
public interface MigrationAnalyzer<R> {

  /** A short name in lower case. */
  String name();

  /** Whether this analysis understands a dialect. */
  boolean analyzes(Dialect dialect);

  /**
   * Analyses migrations as one ordered history: earlier ones are context for later ones.
   *
   * @param history migrations that ran before; nothing is said of them
   * @param migrations what is analysed
   * @param serverVersion the server's major version
   * @return one element for each of {@code migrations}, in their order
   */
  List<R> analyze(List<Migration> history, List<Migration> migrations, int serverVersion);
}
