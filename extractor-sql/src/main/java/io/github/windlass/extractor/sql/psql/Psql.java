package io.github.windlass.extractor.sql.psql;

import io.github.windlass.extractor.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** psql's backslash commands (manual, psql, "Meta-Commands"). */
final class Psql {

  private Psql() {}

  /**
   * A command.
   *
   * @param name without the backslash
   * @param rest what follows it, trimmed
   * @param span the whole command
   */
  record Command(String name, String rest, Span span) {

    /** The first argument, unquoted. */
    String argument() {
      if (rest.isEmpty()) {
        return "";
      }
      char quote = rest.charAt(0);
      if (quote != '\'' && quote != '"') {
        int end = 0;
        while (end < rest.length() && !Character.isWhitespace(rest.charAt(end))) {
          end++;
        }
        return rest.substring(0, end);
      }
      StringBuilder result = new StringBuilder();
      for (int i = 1; i < rest.length(); i++) {
        char c = rest.charAt(i);
        if (c == quote && i + 1 < rest.length() && rest.charAt(i + 1) == quote) {
          i++;
        } else if (c == quote) {
          break;
        }
        result.append(c);
      }
      return result.toString();
    }
  }

  /** The commands of a line: a backslash outside quotes begins the next. */
  static List<Command> commands(String text, Span line) {
    List<Command> commands = new ArrayList<>();
    int at = line.start();
    while (at < line.end()) {
      int nameEnd = at + 1;
      while (nameEnd < line.end() && isNamePart(text.charAt(nameEnd))) {
        nameEnd++;
      }
      if (nameEnd == at + 1 && nameEnd < line.end()) {
        nameEnd++;
      }
      String name = text.substring(at + 1, nameEnd);
      int end = takesLine(name) ? line.end() : nextCommand(text, nameEnd, line.end());
      String rest = text.substring(nameEnd, end).strip();
      // "\\" only separates.
      if (!name.equals("\\")) {
        int visible = end;
        while (visible > nameEnd && Character.isWhitespace(text.charAt(visible - 1))) {
          visible--;
        }
        commands.add(new Command(name, rest, new Span(at, visible)));
      }
      at = end;
    }
    return commands;
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '+';
  }

  /** Those whose argument is the whole rest of the line. */
  private static boolean takesLine(String name) {
    return switch (name) {
      case "!", "copy", "ef", "ev", "sf", "sv", "h", "help", "\\" -> true;
      default -> false;
    };
  }

  private static int nextCommand(String text, int from, int end) {
    char quote = 0;
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"' || c == '`') {
        quote = c;
      } else if (c == '\\') {
        return i;
      }
    }
    return end;
  }

  /**
   * Whether a command sends nothing to the server, or only what reads, or only what stands before
   * it.
   */
  static boolean isHarmless(String name) {
    return switch (name) {
      case "?", ";", "a", "bind", "bind_named", "C", "c", "cd", "close", "close_prepared" -> true;
      case "connect", "conninfo", "copyright", "crosstabview", "echo", "encoding" -> true;
      case "endpipeline", "errverbose", "f", "flush", "flushrequest", "g", "getenv" -> true;
      case "getresults", "gset", "gx", "H", "h", "help", "html", "l", "l+", "list" -> true;
      case "lo_export", "lo_list", "o", "out", "p", "parse", "print", "prompt", "pset" -> true;
      case "qecho", "r", "reset", "restrict", "s", "sendpipeline", "set", "setenv", "sf" -> true;
      case "sf+", "startpipeline", "sv", "sv+", "syncpipeline", "T", "t", "timing" -> true;
      case "unrestrict", "unset", "w", "warn", "watch", "write", "x", "z" -> true;
      // \d and its many letters describe.
      default -> name.startsWith("d");
    };
  }

  /**
   * The variable that is written at a place, as {@code :name}, {@code :'name'}, {@code :"name"} or
   * {@code :{?name}} (manual, psql, "SQL Interpolation"); null if none is.
   */
  static @Nullable String variableAt(String text, int at) {
    if (at + 1 >= text.length() || text.charAt(at) != ':') {
      return null;
    }
    int start = at + 1;
    char first = text.charAt(start);
    int inner = start;
    if (first == '\'' || first == '"') {
      inner++;
    } else if (first == '{' && text.startsWith("?", start + 1)) {
      inner += 2;
    }
    int end = inner;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    return end == inner ? null : text.substring(inner, end);
  }
}
