package io.github.windlass.script.ecmascript.regexp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads regular expressions: ECMA-262, 22.2.1 and B.1.2. */
final class PatternParser {

  /** Groups within groups. */
  private static final int DEEPEST = 100;

  private static final int LONGEST = 100_000;

  private final String pattern;
  private final Flags flags;
  private final boolean strict;
  private final int groupCount;
  private final Map<String, List<Integer>> names = new LinkedHashMap<>();

  /** For each group that has a name, which of which alternatives it stands in. */
  private final Map<Integer, List<int[]>> alternativesOf = new LinkedHashMap<>();

  private final List<int[]> around = new ArrayList<>();
  private final boolean hasNames;
  private int at;
  private int groups;
  private int depth;
  private int disjunctions;
  private boolean ignoreCase;
  private boolean multiline;
  private boolean dotAll;

  PatternParser(String pattern, Flags flags) {
    this.pattern = pattern;
    this.flags = flags;
    this.strict = flags.byCodePoint();
    this.ignoreCase = flags.ignoreCase();
    this.multiline = flags.multiline();
    this.dotAll = flags.dotAll();
    int count = 0;
    boolean named = false;
    boolean inClass = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '[') {
        inClass = true;
      } else if (c == ']') {
        inClass = false;
      } else if (c == '(' && !inClass) {
        boolean plain = !pattern.startsWith("?", i + 1);
        boolean name =
            pattern.startsWith("?<", i + 1)
                && !pattern.startsWith("?<=", i + 1)
                && !pattern.startsWith("?<!", i + 1);
        count += plain || name ? 1 : 0;
        named |= name;
      }
    }
    this.groupCount = count;
    this.hasNames = named;
  }

  /** The names of groups, with their numbers. */
  Map<String, List<Integer>> names() {
    return names;
  }

  int groupCount() {
    return groupCount;
  }

  Node parse() throws PatternError {
    if (pattern.length() > LONGEST) {
      throw new PatternError("Regular expression too large", true);
    }
    Node node = alternatives();
    if (at < pattern.length()) {
      throw error(peek() == ')' ? "Unmatched ')'" : "Unexpected character");
    }
    return node;
  }

  private static PatternError error(String message) {
    return new PatternError(message, false);
  }

  private static PatternError unsupported(String message) {
    return new PatternError(message, true);
  }

  private char peek() {
    return at < pattern.length() ? pattern.charAt(at) : 0;
  }

  private boolean at(String text) {
    return pattern.startsWith(text, at);
  }

  private boolean take(String text) {
    if (at(text)) {
      at += text.length();
      return true;
    }
    return false;
  }

  private Node alternatives() throws PatternError {
    if (++depth > DEEPEST) {
      throw unsupported("Regular expression too deep");
    }
    List<Node> choices = new ArrayList<>();
    int number = disjunctions++;
    do {
      around.add(new int[] {number, choices.size()});
      choices.add(sequence());
      around.removeLast();
    } while (take("|"));
    depth--;
    return choices.size() == 1 ? choices.getFirst() : new Node.Alternatives(choices);
  }

  private Node sequence() throws PatternError {
    List<Node> parts = new ArrayList<>();
    while (at < pattern.length() && peek() != '|' && peek() != ')') {
      parts.add(term());
    }
    return parts.isEmpty()
        ? new Node.Empty()
        : parts.size() == 1 ? parts.getFirst() : new Node.Sequence(parts);
  }

  private Node term() throws PatternError {
    int before = groups;
    char c = peek();
    Node node;
    boolean repeatable = true;
    switch (c) {
      case '^' -> {
        at++;
        return new Node.Edge(multiline ? Node.Kind.LINE_START : Node.Kind.START);
      }
      case '$' -> {
        at++;
        return new Node.Edge(multiline ? Node.Kind.LINE_END : Node.Kind.END);
      }
      case '(' -> {
        node = group();
        repeatable = !(node instanceof Node.Look look) || (!strict && !look.behind());
      }
      case '.' -> {
        at++;
        node = new Node.OneOf(dotAll ? CharacterSet.ALL : CharacterSet.LINE_ENDS.negated(), false);
      }
      case '[' -> node = new Node.OneOf(characterClass(), ignoreCase);
      case '\\' -> {
        node = escape();
        repeatable = !(node instanceof Node.Edge);
      }
      case '*', '+', '?' -> throw error("Nothing to repeat");
      case '{' -> {
        if (strict || isQuantifier()) {
          throw error("Nothing to repeat");
        }
        at++;
        node = one('{');
      }
      case ']', '}' -> {
        if (strict) {
          throw error("Lone quantifier brackets");
        }
        at++;
        node = one(c);
      }
      default -> node = one(codePoint());
    }
    return quantified(node, before, repeatable);
  }

  private Node one(int c) {
    return new Node.One(c, ignoreCase);
  }

  private int codePoint() {
    int c = strict ? pattern.codePointAt(at) : pattern.charAt(at);
    at += Character.charCount(c);
    return c;
  }

  private boolean isQuantifier() {
    int i = at + 1;
    int start = i;
    while (i < pattern.length() && isDigit(pattern.charAt(i))) {
      i++;
    }
    if (i == start) {
      return false;
    }
    if (i < pattern.length() && pattern.charAt(i) == ',') {
      i++;
      while (i < pattern.length() && isDigit(pattern.charAt(i))) {
        i++;
      }
    }
    return i < pattern.length() && pattern.charAt(i) == '}';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private Node quantified(Node node, int before, boolean repeatable) throws PatternError {
    int least;
    int most = Integer.MAX_VALUE;
    switch (peek()) {
      case '*' -> {
        at++;
        least = 0;
      }
      case '+' -> {
        at++;
        least = 1;
      }
      case '?' -> {
        at++;
        least = 0;
        most = 1;
      }
      case '{' -> {
        if (!isQuantifier()) {
          if (strict) {
            throw error("Incomplete quantifier");
          }
          return node;
        }
        at++;
        least = count();
        if (!take(",")) {
          most = least;
        } else if (peek() != '}') {
          most = count();
        }
        at++;
        if (most < least) {
          throw error("numbers out of order in {} quantifier");
        }
      }
      default -> {
        return node;
      }
    }
    if (!repeatable) {
      throw error("Nothing to repeat");
    }
    boolean greedy = !take("?");
    return new Node.Repeat(node, least, most, greedy, before + 1, groups);
  }

  private int count() {
    long count = 0;
    while (isDigit(peek())) {
      count = Math.min(count * 10 + peek() - '0', Integer.MAX_VALUE);
      at++;
    }
    return (int) count;
  }

  private Node group() throws PatternError {
    at++;
    if (!take("?")) {
      return kept(++groups);
    }
    if (take(":")) {
      return closed();
    }
    if (take("=")) {
      return new Node.Look(closed(), false, false);
    }
    if (take("!")) {
      return new Node.Look(closed(), false, true);
    }
    if (take("<=")) {
      return new Node.Look(closed(), true, false);
    }
    if (take("<!")) {
      return new Node.Look(closed(), true, true);
    }
    if (take("<")) {
      String name = name();
      int number = ++groups;
      List<Integer> same = names.computeIfAbsent(name, n -> new ArrayList<>());
      for (int other : same) {
        if (!excludes(alternativesOf.getOrDefault(other, List.of()))) {
          throw error("Duplicate capture group name");
        }
      }
      same.add(number);
      alternativesOf.put(number, List.copyOf(around));
      return kept(number);
    }
    return modified();
  }

  /** Whether what is read now stands in another alternative than something else. */
  private boolean excludes(List<int[]> other) {
    for (int i = 0; i < Math.min(around.size(), other.size()); i++) {
      if (around.get(i)[0] == other.get(i)[0] && around.get(i)[1] != other.get(i)[1]) {
        return true;
      }
    }
    return false;
  }

  private Node kept(int number) throws PatternError {
    return new Node.Group(number, closed());
  }

  private Node closed() throws PatternError {
    Node body = alternatives();
    if (!take(")")) {
      throw error("Unterminated group");
    }
    return body;
  }

  /** {@code (?i-m:…)}. */
  private Node modified() throws PatternError {
    int colon = pattern.indexOf(':', at);
    String letters = colon < 0 ? "" : pattern.substring(at, colon);
    int minus = letters.indexOf('-');
    String on = minus < 0 ? letters : letters.substring(0, minus);
    String off = minus < 0 ? "" : letters.substring(minus + 1);
    String all = on + off;
    for (int i = 0; i < all.length(); i++) {
      if ("ims".indexOf(all.charAt(i)) < 0 || all.indexOf(all.charAt(i), i + 1) >= 0) {
        throw error("Invalid group");
      }
    }
    if (all.isEmpty()) {
      throw error("Invalid group");
    }
    at = colon + 1;
    boolean[] outside = {ignoreCase, multiline, dotAll};
    ignoreCase = on.indexOf('i') >= 0 || (ignoreCase && off.indexOf('i') < 0);
    multiline = on.indexOf('m') >= 0 || (multiline && off.indexOf('m') < 0);
    dotAll = on.indexOf('s') >= 0 || (dotAll && off.indexOf('s') < 0);
    Node body = closed();
    ignoreCase = outside[0];
    multiline = outside[1];
    dotAll = outside[2];
    return body;
  }

  private String name() throws PatternError {
    StringBuilder name = new StringBuilder();
    while (peek() != '>') {
      if (at >= pattern.length()) {
        throw error("Invalid capture group name");
      }
      int c;
      if (take("\\u")) {
        c = unicodeEscape(true);
      } else {
        c = pattern.codePointAt(at);
        at += Character.charCount(c);
      }
      boolean valid =
          c == '$'
              || c == '_'
              || (name.isEmpty()
                  ? Character.isUnicodeIdentifierStart(c)
                  : Character.isUnicodeIdentifierPart(c) || c == 0x200C || c == 0x200D);
      if (c < 0 || !valid) {
        throw error("Invalid capture group name");
      }
      name.appendCodePoint(c);
    }
    at++;
    if (name.isEmpty()) {
      throw error("Invalid capture group name");
    }
    return name.toString();
  }

  private Node escape() throws PatternError {
    at++;
    if (at >= pattern.length()) {
      throw error("\\ at end of pattern");
    }
    char c = peek();
    switch (c) {
      case 'b' -> {
        at++;
        return new Node.Edge(Node.Kind.WORD);
      }
      case 'B' -> {
        at++;
        return new Node.Edge(Node.Kind.NOT_WORD);
      }
      case 'k' -> {
        if (strict || hasNames) {
          at++;
          return namedAgain();
        }
      }
      default -> {
        if (c >= '1' && c <= '9') {
          int start = at;
          int number = count();
          if (number <= groupCount) {
            return new Node.Again(List.of(number), ignoreCase);
          }
          if (strict) {
            throw error("Invalid escape");
          }
          at = start;
        }
      }
    }
    CharacterSet set = setEscape();
    return set == null ? one(characterEscape(false)) : new Node.OneOf(set, ignoreCase);
  }

  private Node namedAgain() throws PatternError {
    if (!take("<")) {
      throw error("Invalid named reference");
    }
    String name = name();
    List<Integer> known = names.get(name);
    if (known == null) {
      // It stands before its group, or there is none.
      if (pattern.indexOf("(?<" + name + ">") < 0) {
        throw error("Invalid named capture referenced");
      }
      return new Node.Empty();
    }
    return new Node.Again(List.copyOf(known), ignoreCase);
  }

  /** A set after a backslash; null: it is no set. */
  private @Nullable CharacterSet setEscape() throws PatternError {
    char c = peek();
    CharacterSet set =
        switch (c) {
          case 'd' -> CharacterSet.DIGITS;
          case 'D' -> CharacterSet.DIGITS.negated();
          case 'w' -> CharacterSet.WORD;
          case 'W' -> CharacterSet.WORD.negated();
          case 's' -> CharacterSet.SPACE;
          case 'S' -> CharacterSet.SPACE.negated();
          default -> null;
        };
    if (set != null) {
      at++;
      return set;
    }
    if ((c == 'p' || c == 'P') && strict) {
      at++;
      int end = pattern.indexOf('}', at);
      if (peek() != '{' || end < 0) {
        throw error("Invalid property name");
      }
      String name = pattern.substring(at + 1, end);
      at = end + 1;
      CharacterSet property = UnicodeProperty.find(name);
      if (property == null) {
        throw unsupported("\\p{" + name + "}");
      }
      return c == 'p' ? property : property.negated();
    }
    return null;
  }

  private int characterEscape(boolean inClass) throws PatternError {
    char c = peek();
    at++;
    switch (c) {
      case 't' -> {
        return '\t';
      }
      case 'n' -> {
        return '\n';
      }
      case 'v' -> {
        return 0x0B;
      }
      case 'f' -> {
        return '\f';
      }
      case 'r' -> {
        return '\r';
      }
      case 'c' -> {
        return control(inClass);
      }
      case 'x' -> {
        int value = hex(2);
        if (value >= 0) {
          return value;
        }
      }
      case 'u' -> {
        int value = unicodeEscape(strict);
        if (value >= 0) {
          return value;
        }
      }
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        if (c == '0' && !isDigit(peek())) {
          return 0;
        }
        if (!strict) {
          return octal(c);
        }
      }
      default -> {}
    }
    if (strict) {
      boolean syntax = "^$\\.*+?()[]{}|/".indexOf(c) >= 0 || (inClass && c == '-');
      if (!syntax && !(flags.unicodeSets() && inClass && "&-!#%,:;<=>@`~".indexOf(c) >= 0)) {
        throw error("Invalid escape");
      }
    }
    at--;
    return codePoint();
  }

  private int control(boolean inClass) throws PatternError {
    char letter = peek();
    boolean valid =
        (letter >= 'a' && letter <= 'z')
            || (letter >= 'A' && letter <= 'Z')
            || (inClass && !strict && (isDigit(letter) || letter == '_'));
    if (valid) {
      at++;
      return letter % 32;
    }
    if (strict) {
      throw error("Invalid unicode escape");
    }
    at--;
    return '\\';
  }

  private int octal(char first) {
    int value = first - '0';
    int most = first <= '3' ? 2 : 1;
    for (int i = 0; i < most && peek() >= '0' && peek() <= '7'; i++) {
      value = value * 8 + peek() - '0';
      at++;
    }
    return value;
  }

  /** The value of so many hexadecimal digits; -1, and nothing is taken: there are not so many. */
  private int hex(int count) {
    if (at + count > pattern.length()) {
      return -1;
    }
    int value = 0;
    for (int i = at; i < at + count; i++) {
      char c = pattern.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    at += count;
    return value;
  }

  /** What follows {@code \\u}; -1, and nothing is taken: no such thing. */
  private int unicodeEscape(boolean wide) throws PatternError {
    if (wide && take("{")) {
      int end = pattern.indexOf('}', at);
      int value = end > at && end - at <= 8 ? hex(end - at) : -1;
      if (value < 0 || value > Character.MAX_CODE_POINT) {
        throw error("Invalid Unicode escape");
      }
      at++;
      return value;
    }
    int value = hex(4);
    if (value < 0) {
      if (strict) {
        throw error("Invalid Unicode escape");
      }
      return -1;
    }
    if (wide && Character.isHighSurrogate((char) value) && at("\\u")) {
      int start = at;
      at += 2;
      int low = hex(4);
      if (low >= 0 && Character.isLowSurrogate((char) low)) {
        return Character.toCodePoint((char) value, (char) low);
      }
      at = start;
    }
    return value;
  }

  private CharacterSet characterClass() throws PatternError {
    at++;
    boolean negative = take("^");
    CharacterSet.Builder set = new CharacterSet.Builder();
    while (!take("]")) {
      if (at >= pattern.length()) {
        throw error("Unterminated character class");
      }
      if (flags.unicodeSets() && (peek() == '[' || at("&&") || at("--") || at("\\q"))) {
        throw unsupported("set operations in a character class");
      }
      CharacterSet first = peek() == '\\' ? classSet() : null;
      int start = first == null ? classCharacter() : -1;
      if (flags.unicodeSets() && (at("&&") || at("--"))) {
        throw unsupported("set operations in a character class");
      }
      if (peek() == '-' && !pattern.startsWith("]", at + 1) && at + 1 < pattern.length()) {
        at++;
        CharacterSet second = peek() == '\\' ? classSet() : null;
        int end = second == null ? classCharacter() : -1;
        if (start >= 0 && end >= 0) {
          if (end < start) {
            throw error("Range out of order in character class");
          }
          set.add(start, end);
          continue;
        }
        if (strict) {
          throw error("Invalid character class");
        }
        set.add('-', '-');
        add(set, second, end);
      }
      add(set, first, start);
    }
    CharacterSet built = set.build();
    return negative ? built.negated() : built;
  }

  private static void add(CharacterSet.Builder set, @Nullable CharacterSet many, int one) {
    if (many != null) {
      set.add(many);
    } else {
      set.add(one, one);
    }
  }

  private @Nullable CharacterSet classSet() throws PatternError {
    at++;
    CharacterSet set = at < pattern.length() ? setEscape() : null;
    if (set == null) {
      at--;
    }
    return set;
  }

  private int classCharacter() throws PatternError {
    if (peek() != '\\') {
      return codePoint();
    }
    at++;
    if (at >= pattern.length()) {
      throw error("\\ at end of pattern");
    }
    if (peek() == 'b') {
      at++;
      return '\b';
    }
    return characterEscape(true);
  }
}
