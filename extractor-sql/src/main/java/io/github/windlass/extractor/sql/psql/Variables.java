package io.github.windlass.extractor.sql.psql;

import io.github.windlass.extractor.Step.Hole;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * psql's variables in a statement (manual, psql, "SQL Interpolation"): {@code :name}, {@code
 * :'name'}, {@code :"name"}. What they hold is not known here.
 */
final class Variables {

  private Variables() {}

  /**
   * The places of a statement's variables, if it is one statement with any names and values in
   * them; null: it is not.
   */
  static @Nullable List<Hole> holes(String statement) {
    StringBuilder readable = new StringBuilder(statement);
    List<Hole> holes = new ArrayList<>();
    int at = 0;
    while (at < statement.length()) {
      int past = past(statement, at);
      if (past > at) {
        at = past;
        continue;
      }
      String name = Psql.variableAt(statement, at);
      int end = name == null ? at + 1 : end(statement, at, name);
      if (name != null && !isNumber(name) && end > 0) {
        holes.add(new Hole(at, end, "psql's variable " + name));
        fill(readable, at, end);
      }
      at = Math.max(at + 1, end);
    }
    return !holes.isEmpty() && isOne(readable.toString()) ? holes : null;
  }

  /** Behind what is no place of variables and begins here: a text, a comment, a cast. */
  private static int past(String text, int at) {
    char c = text.charAt(at);
    int end =
        switch (c) {
          case '\'', '"' -> text.indexOf(c, at + 1) + 1;
          case ':' -> text.startsWith("::", at) ? at + 2 : at;
          case '-' -> text.startsWith("--", at) ? text.indexOf('\n', at) + 1 : at;
          case '/' -> text.startsWith("/*", at) ? text.indexOf("*/", at) + 2 : at;
          case '$' -> quoted(text, at);
          default -> at;
        };
    return end < at ? text.length() : end;
  }

  /** Behind {@code $tag$ … $tag$}. */
  private static int quoted(String text, int at) {
    int tag = at + 1;
    while (tag < text.length() && Character.isJavaIdentifierPart(text.charAt(tag))) {
      if (text.charAt(tag) == '$') {
        String mark = text.substring(at, tag + 1);
        int close = text.indexOf(mark, tag + 1);
        return close < 0 ? text.length() : close + mark.length();
      }
      tag++;
    }
    return at;
  }

  /** Behind a variable; -1: {@code :{?name}}, or quotes that do not close. */
  private static int end(String text, int at, String name) {
    char first = text.charAt(at + 1);
    if (first != '\'' && first != '"') {
      return first == '{' ? -1 : at + 1 + name.length();
    }
    int end = at + 2 + name.length();
    return end < text.length() && text.charAt(end) == first ? end + 1 : -1;
  }

  /** {@code [1:2]} is a slice. */
  private static boolean isNumber(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!Character.isDigit(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Puts a name or a text of the same length in a variable's place. */
  private static void fill(StringBuilder text, int start, int end) {
    boolean quoted = text.charAt(start + 1) == '\'';
    for (int i = start; i < end; i++) {
      text.setCharAt(i, quoted && (i == start || i == end - 1) ? '\'' : 'x');
    }
  }

  private static boolean isOne(String statement) {
    Script script = PostgresParser.parse(statement);
    return script.items().size() == 1 && script.items().get(0) instanceof Script.Parsed;
  }
}
