package io.github.windlass.analyzer.rule;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.analyzer.Risk;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges what statements do. A rule sees effects, the transaction around them, the schema and
 * settings, and never a text. Implementations are found by {@link java.util.ServiceLoader}, have no
 * state, and may be called from several threads.
 *
 * <p>A rule {@code X} has a page {@code X.md} beside its class: what the danger is, for a person in
 * a hurry, with examples that are the rule's tests.
 *
 * <pre>{@code
 * public final class IndexBuiltWithoutConcurrently implements Rule {
 *   public RuleSet set() {
 *     return RuleSet.SAFETY;
 *   }
 *
 *   public List<Finding> check(CheckedStatement checked) {
 *     …
 *   }
 * }
 * }</pre>
 */
public interface Rule {

  /** The class's name in words, {@code index-built-without-concurrently}: reads as "allow …". */
  default String id() {
    return RuleId.of(getClass());
  }

  RuleSet set();

  /** What there is to say of one statement. */
  default List<Finding> check(CheckedStatement checked) {
    return List.of();
  }

  /** As {@link #check(CheckedStatement)}, for a rule that looks at the statements around, too. */
  default List<Finding> check(Moment moment) {
    return check(moment.statement());
  }

  /** What there is to say of a migration as a whole. */
  default List<Finding> check(CheckedMigration checked) {
    return List.of();
  }

  /**
   * What there is to say of the comments that allow findings in a migration, once all rules have
   * spoken.
   */
  default List<Finding> check(SuppressionUse use) {
    return List.of();
  }

  /** A finding of this rule. */
  default Finding finding(Risk risk, String message, @Nullable SafeRewrite rewrite) {
    return new Finding(id(), risk, message, rewrite);
  }

  /**
   * The rule's page, in Markdown.
   *
   * @throws IllegalStateException if there is none
   */
  default String page() {
    String name = getClass().getSimpleName() + ".md";
    try (InputStream in = getClass().getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no page " + name + " beside " + getClass().getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
