package io.github.windlass.extractor.rails.schema;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** English as Active Support inflects it, by its rules without those that an application adds. */
public final class Inflector {

  private record Rule(Pattern pattern, String replacement) {}

  private static final List<String> UNCOUNTABLE =
      List.of(
          "equipment",
          "information",
          "rice",
          "money",
          "species",
          "series",
          "fish",
          "sheep",
          "jeans",
          "police");

  private static final String[][] IRREGULAR = {
    {"person", "people"},
    {"man", "men"},
    {"child", "children"},
    {"sex", "sexes"},
    {"move", "moves"},
    {"zombie", "zombies"}
  };

  private static final List<Rule> PLURALS =
      List.of(
          rule("(quiz)$", "$1zes"),
          rule("^(oxen)$", "$1"),
          rule("^(ox)$", "$1en"),
          rule("^(m|l)ice$", "$1ice"),
          rule("^(m|l)ouse$", "$1ice"),
          rule("(matr|vert|ind)(?:ix|ex)$", "$1ices"),
          rule("(x|ch|ss|sh)$", "$1es"),
          rule("([^aeiouy]|qu)y$", "$1ies"),
          rule("(hive)$", "$1s"),
          rule("([^f])fe$", "$1ves"),
          rule("([lr])f$", "$1ves"),
          rule("sis$", "ses"),
          rule("([ti])a$", "$1a"),
          rule("([ti])um$", "$1a"),
          rule("(buffal|tomat)o$", "$1oes"),
          rule("(bu)s$", "$1ses"),
          rule("(alias|status)$", "$1es"),
          rule("(octop|vir)i$", "$1i"),
          rule("(octop|vir)us$", "$1i"),
          rule("^(ax|test)is$", "$1es"),
          rule("s$", "s"),
          rule("$", "s"));

  private static final List<Rule> SINGULARS =
      List.of(
          rule("(database)s$", "$1"),
          rule("(quiz)zes$", "$1"),
          rule("(matr)ices$", "$1ix"),
          rule("(vert|ind)ices$", "$1ex"),
          rule("^(ox)en", "$1"),
          rule("(alias|status)(es)?$", "$1"),
          rule("(octop|vir)(us|i)$", "$1us"),
          rule("^(a)x[ie]s$", "$1xis"),
          rule("(cris|test)(is|es)$", "$1is"),
          rule("(shoe)s$", "$1"),
          rule("(o)es$", "$1"),
          rule("(bus)(es)?$", "$1"),
          rule("^(m|l)ice$", "$1ouse"),
          rule("(x|ch|ss|sh)es$", "$1"),
          rule("(m)ovies$", "$1ovie"),
          rule("(s)eries$", "$1eries"),
          rule("([^aeiouy]|qu)ies$", "$1y"),
          rule("([lr])ves$", "$1f"),
          rule("(tive)s$", "$1"),
          rule("(hive)s$", "$1"),
          rule("([^f])ves$", "$1fe"),
          rule("(^analy)(sis|ses)$", "$1sis"),
          rule("((a)naly|(b)a|(d)iagno|(p)arenthe|(p)rogno|(s)ynop|(t)he)(sis|ses)$", "$1sis"),
          rule("([ti])a$", "$1um"),
          rule("(n)ews$", "$1ews"),
          rule("(ss)$", "$1"),
          rule("s$", ""));

  private Inflector() {}

  private static Rule rule(String pattern, String replacement) {
    return new Rule(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), replacement);
  }

  /** {@code pluralize}. */
  public static String plural(String word) {
    return inflected(word, PLURALS, 0, 1);
  }

  /** {@code singularize}. */
  public static String singular(String word) {
    return inflected(word, SINGULARS, 1, 0);
  }

  /** The last word of a name as a singular: {@code blog_posts}. */
  public static String singularOfLast(String name) {
    int at = name.lastIndexOf('_') + 1;
    return name.substring(0, at) + singular(name.substring(at));
  }

  private static String inflected(String word, List<Rule> rules, int from, int to) {
    if (word.isEmpty() || word.length() > 1_000) {
      return word;
    }
    String lower = word.toLowerCase(Locale.ROOT);
    for (String uncountable : UNCOUNTABLE) {
      if (lower.endsWith(uncountable) && starts(lower, lower.length() - uncountable.length())) {
        return word;
      }
    }
    for (String[] pair : IRREGULAR) {
      if (lower.endsWith(pair[from])) {
        return word.substring(0, word.length() - pair[from].length() + 1) + pair[to].substring(1);
      }
      if (lower.endsWith(pair[to])) {
        return word;
      }
    }
    for (Rule rule : rules) {
      Matcher matcher = rule.pattern().matcher(word);
      if (matcher.find()) {
        return matcher.replaceFirst(rule.replacement());
      }
    }
    return word;
  }

  /** Whether a word starts there. */
  private static boolean starts(String text, int at) {
    return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
  }

  /** {@code underscore}: {@code FooBar} is {@code foo_bar}. */
  public static String underscored(String name) {
    StringBuilder all = new StringBuilder();
    String path = name.replace("::", "/");
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (Character.isUpperCase(c) && i > 0 && path.charAt(i - 1) != '/') {
        char before = path.charAt(i - 1);
        boolean afterLower = Character.isLowerCase(before) || Character.isDigit(before);
        boolean beforeLower =
            Character.isUpperCase(before)
                && i + 1 < path.length()
                && Character.isLowerCase(path.charAt(i + 1));
        if (afterLower || beforeLower) {
          all.append('_');
        }
      }
      all.append(c == '-' ? '_' : Character.toLowerCase(c));
    }
    return all.toString();
  }

  /** {@code camelize}. */
  public static String camelized(String name) {
    StringBuilder all = new StringBuilder();
    boolean upper = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_') {
        upper = true;
      } else if (c == '/') {
        all.append("::");
        upper = true;
      } else {
        all.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return all.toString();
  }

  /** The table that a class of a name has: its name without modules, underscored, as a plural. */
  public static String table(String className) {
    String base = className.substring(className.lastIndexOf(':') + 1);
    String word = underscored(base);
    int last = word.lastIndexOf('_') + 1;
    return word.substring(0, last) + plural(word.substring(last));
  }
}
