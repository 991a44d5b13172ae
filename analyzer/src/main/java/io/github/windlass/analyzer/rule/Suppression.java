package io.github.windlass.analyzer.rule;

import io.github.windlass.extractor.Comment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A comment that allows findings: {@code windlass:allow RULE, RULE REASON} and {@code
 * windlass:allow-file …}, or another tool's.
 *
 * @param names the rules as the comment names them; empty: all, which ours cannot say
 * @param reason why; empty without
 */
public record Suppression(
    Comment comment, Language language, Scope scope, List<String> names, String reason) {

  /** Whose way to say it. */
  public enum Language {
    /** {@code windlass:allow}. */
    WINDLASS,
    /** {@code pgfence-ignore} and {@code pgfence-ignore: RULE, RULE}, of pgfence. */
    PGFENCE,
    /** {@code squawk-ignore RULE, RULE} and {@code squawk-ignore-file}, of Squawk. */
    SQUAWK,
    /** {@code safety_assured}, of Strong Migrations. */
    STRONG_MIGRATIONS
  }

  /** What a comment speaks of. */
  public enum Scope {
    /** The statement that it stands in, behind on its line, or before. */
    STATEMENT,
    /** All of the migration's statements in the same file, and the migration as a whole. */
    FILE,
    /** The statements whose text stands where the comment's origin is. */
    ENCLOSED
  }

  public Suppression {
    names = List.copyOf(names);
  }

  /** What a comment allows; empty if it allows nothing. */
  public static Optional<Suppression> of(Comment comment) {
    String text = comment.text();
    if (text.equals("safety_assured")) {
      return Optional.of(
          new Suppression(comment, Language.STRONG_MIGRATIONS, Scope.ENCLOSED, List.of(), ""));
    }
    Suppression read = read(comment, text, "windlass:allow-file", Language.WINDLASS, Scope.FILE);
    if (read == null) {
      read = read(comment, text, "windlass:allow", Language.WINDLASS, Scope.STATEMENT);
    }
    if (read == null) {
      read = read(comment, text, "pgfence-ignore", Language.PGFENCE, Scope.STATEMENT);
    }
    if (read == null) {
      read = read(comment, text, "squawk-ignore-file", Language.SQUAWK, Scope.FILE);
    }
    if (read == null) {
      read = read(comment, text, "squawk-ignore", Language.SQUAWK, Scope.STATEMENT);
    }
    return Optional.ofNullable(read);
  }

  private static @Nullable Suppression read(
      Comment comment, String text, String word, Language language, Scope scope) {
    if (!text.startsWith(word)) {
      return null;
    }
    String rest = text.substring(word.length());
    if (!rest.isEmpty() && rest.charAt(0) == ':') {
      rest = rest.substring(1);
    } else if (!rest.isEmpty() && !Character.isWhitespace(rest.charAt(0))) {
      return null;
    }
    List<String> names = new ArrayList<>();
    int at = 0;
    boolean more = true;
    while (more) {
      at = afterBlanks(rest, at);
      int end = at;
      while (end < rest.length() && isOfName(rest.charAt(end))) {
        end++;
      }
      // "--" begins a reason: squawk-ignore RULE -- REASON.
      boolean isName = end > at && rest.charAt(at) != '-';
      if (isName) {
        names.add(rest.substring(at, end));
        at = end;
      }
      int next = afterBlanks(rest, at);
      more = isName && next < rest.length() && rest.charAt(next) == ',';
      at = more ? next + 1 : at;
    }
    return new Suppression(comment, language, scope, names, reason(rest.substring(at)));
  }

  private static int afterBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isOfName(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  /** What stands behind the names, without a hyphen, dash, colon or star before it. */
  private static String reason(String rest) {
    int at = 0;
    while (at < rest.length()
        && (Character.isWhitespace(rest.charAt(at)) || "-–—:*".indexOf(rest.charAt(at)) >= 0)) {
      at++;
    }
    return rest.substring(at).strip();
  }

  /** Whether it allows a rule's findings, by our ids. */
  public boolean names(String rule) {
    return switch (language) {
      case WINDLASS -> names.contains(rule);
      case PGFENCE, SQUAWK ->
          names.isEmpty()
              || names.stream().anyMatch(name -> ForeignRules.ours(language, name).contains(rule));
      case STRONG_MIGRATIONS -> names.isEmpty();
    };
  }
}
