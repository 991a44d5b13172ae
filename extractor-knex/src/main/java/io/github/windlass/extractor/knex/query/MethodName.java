package io.github.windlass.extractor.knex.query;

import java.util.Locale;

/**
 * The name of a method taken apart: {@code orWhereNotIn} is {@code whereIn}, joined by OR, negated.
 *
 * @param or whether it is joined by OR
 */
record MethodName(String base, boolean or, boolean not) {

  static MethodName of(String name) {
    boolean or = hasPrefix(name, "or");
    String rest = name;
    if (or) {
      rest = decapitalized(name.substring(2));
    } else if (hasPrefix(name, "and")) {
      rest = decapitalized(name.substring(3));
    }
    for (String family : new String[] {"whereJson", "where", "having", "on"}) {
      String negated = family + "Not";
      if (rest.startsWith(negated)
          && (rest.length() == negated.length()
              || Character.isUpperCase(rest.charAt(negated.length())))) {
        return new MethodName(family + rest.substring(negated.length()), or, true);
      }
    }
    return new MethodName(rest, or, false);
  }

  private static boolean hasPrefix(String name, String prefix) {
    return name.startsWith(prefix)
        && name.length() > prefix.length()
        && Character.isUpperCase(name.charAt(prefix.length()));
  }

  private static String decapitalized(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
