package io.github.windlass.analyzer.rule;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What rules are told by whoever uses them.
 *
 * @param longestLockTimeout up to which a {@code lock_timeout} keeps others from queueing up
 * @param shortestBuildTimeout from which a {@code lock_timeout} or {@code statement_timeout} leaves
 *     an index time to be built CONCURRENTLY
 * @param longestStatementTimeout up to which a {@code statement_timeout} limits anything
 * @param mostStatements how many statements may follow while a lock keeps readers or writers out
 * @param reasonRequired whether a comment that allows a finding counts only with a reason
 * @param honoured whose ways to allow a finding count
 */
public record RuleOptions(
    Duration longestLockTimeout,
    Duration shortestBuildTimeout,
    Duration longestStatementTimeout,
    int mostStatements,
    boolean reasonRequired,
    Set<Suppression.Language> honoured) {

  /** What holds unless told otherwise. */
  public static final RuleOptions DEFAULTS =
      new RuleOptions(
          Duration.ofSeconds(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(15),
          10,
          false,
          EnumSet.allOf(Suppression.Language.class));

  public RuleOptions {
    honoured = Set.copyOf(honoured);
  }

  public RuleOptions withLongestLockTimeout(Duration limit) {
    return new RuleOptions(
        limit,
        shortestBuildTimeout,
        longestStatementTimeout,
        mostStatements,
        reasonRequired,
        honoured);
  }

  public RuleOptions withShortestBuildTimeout(Duration limit) {
    return new RuleOptions(
        longestLockTimeout,
        limit,
        longestStatementTimeout,
        mostStatements,
        reasonRequired,
        honoured);
  }

  public RuleOptions withLongestStatementTimeout(Duration limit) {
    return new RuleOptions(
        longestLockTimeout, shortestBuildTimeout, limit, mostStatements, reasonRequired, honoured);
  }

  public RuleOptions withMostStatements(int limit) {
    return new RuleOptions(
        longestLockTimeout,
        shortestBuildTimeout,
        longestStatementTimeout,
        limit,
        reasonRequired,
        honoured);
  }

  public RuleOptions withReasonRequired(boolean required) {
    return new RuleOptions(
        longestLockTimeout,
        shortestBuildTimeout,
        longestStatementTimeout,
        mostStatements,
        required,
        honoured);
  }

  public RuleOptions withHonoured(Set<Suppression.Language> languages) {
    return new RuleOptions(
        longestLockTimeout,
        shortestBuildTimeout,
        longestStatementTimeout,
        mostStatements,
        reasonRequired,
        languages);
  }
}
