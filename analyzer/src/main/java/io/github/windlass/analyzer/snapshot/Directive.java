package io.github.windlass.analyzer.snapshot;

import io.github.windlass.analyzer.RelationName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of a snapshot that says what DDL cannot: {@code -- windlass:WORD ARGUMENT…}. An argument
 * is a word, or a text in double quotes; what would end the text or the line is written with a
 * backslash, as in JSON.
 *
 * @param word what it is about
 * @param arguments as they are meant, without quotes
 */
public record Directive(String word, List<String> arguments) {

  private static final String START = "-- windlass:";

  public Directive {
    arguments = List.copyOf(arguments);
  }

  /** A directive about a relation. */
  public static Directive of(String word, RelationName relation, String... more) {
    List<String> arguments = new ArrayList<>(List.of(relation.schema(), relation.name()));
    arguments.addAll(List.of(more));
    return new Directive(word, arguments);
  }

  /** The relation that the first two arguments name; null if there are fewer. */
  @Nullable RelationName relation() {
    return arguments.size() < 2 ? null : new RelationName(arguments.get(0), arguments.get(1));
  }

  /** The line, without its end. */
  public String line() {
    StringBuilder out = new StringBuilder(START).append(word);
    for (String argument : arguments) {
      out.append(' ');
      if (isWord(argument)) {
        out.append(argument);
      } else {
        quote(argument, out);
      }
    }
    return out.toString();
  }

  private static boolean isWord(String argument) {
    for (int i = 0; i < argument.length(); i++) {
      char c = argument.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "_.:-+*".indexOf(c) >= 0;
      if (!plain) {
        return false;
      }
    }
    return !argument.isEmpty();
  }

  private static void quote(String argument, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < argument.length(); i++) {
      char c = argument.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f || c == 0x85 || c == 0x2028 || c == 0x2029) {
        String hex = Integer.toHexString(c);
        out.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  /** Reads a line; null if it is no directive. */
  static @Nullable Directive read(String line) {
    if (!line.startsWith(START)) {
      return null;
    }
    List<String> words = new ArrayList<>();
    int at = START.length();
    while (at < line.length()) {
      if (Character.isWhitespace(line.charAt(at))) {
        at++;
        continue;
      }
      StringBuilder word = new StringBuilder();
      if (line.charAt(at) == '"') {
        at = unquote(line, at + 1, word);
      } else {
        while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
          word.append(line.charAt(at++));
        }
      }
      words.add(word.toString());
    }
    return words.isEmpty() ? null : new Directive(words.get(0), words.subList(1, words.size()));
  }

  private static int unquote(String line, int from, StringBuilder out) {
    int at = from;
    while (at < line.length() && line.charAt(at) != '"') {
      char c = line.charAt(at++);
      if (c != '\\' || at == line.length()) {
        out.append(c);
        continue;
      }
      char escaped = line.charAt(at++);
      int code = escaped == 'u' ? hex(line, at) : -1;
      if (code >= 0) {
        out.append((char) code);
        at += 4;
      } else {
        out.append(escaped);
      }
    }
    return at + 1;
  }

  /** The number that four hexadecimal digits make; -1: there are none. */
  private static int hex(String line, int from) {
    if (from + 4 > line.length()) {
      return -1;
    }
    int code = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = Character.digit(line.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      code = code * 16 + digit;
    }
    return code;
  }
}
