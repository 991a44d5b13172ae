package io.github.windlass.analyzer.rule;

/** Names of rules. */
final class RuleId {

  private RuleId() {}

  /** The words of a class's simple name in lower case, with hyphens. */
  static String of(Class<?> rule) {
    String name = rule.getSimpleName();
    StringBuilder id = new StringBuilder(name.length() + 8);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c)) {
        if (i > 0) {
          id.append('-');
        }
        c = Character.toLowerCase(c);
      }
      id.append(c);
    }
    return id.toString();
  }
}
