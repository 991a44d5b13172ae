package io.github.windlass.analyzer.catalog;

import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.RoutineStatement;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The SQL in a PL/pgSQL block: what stands between its control words, in the order written, each
 * branch taken as run; with the text of EXECUTE where it is a literal.
 *
 * @param unknown what could not be read, for a person
 */
public record PlpgsqlBlock(List<Statement> statements, List<String> unknown) {

  private static final int MAX_DEPTH = 4;

  /** The block of a DO statement; null if it is in another language. */
  public static @Nullable PlpgsqlBlock of(RoutineStatement.DoStmt statement) {
    String language = "plpgsql";
    String body = "";
    for (DefElem argument : statement.args()) {
      if (argument.arg() instanceof Value.StringValue value) {
        if (argument.defname().equals("language")) {
          language = value.sval();
        } else {
          body = value.sval();
        }
      }
    }
    return language.equalsIgnoreCase("plpgsql") ? of(body) : null;
  }

  private static PlpgsqlBlock of(String body) {
    List<Statement> statements = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    read(body, statements, unknown, 0);
    return new PlpgsqlBlock(List.copyOf(statements), List.copyOf(unknown));
  }

  private static void read(
      String body, List<Statement> statements, List<String> unknown, int depth) {
    boolean declaring = false;
    for (Script.Item item : PostgresParser.parse(body).items()) {
      String text = item.span().in(body);
      String first = word(text);
      if (first.equals("DECLARE")) {
        declaring = true;
      }
      if (declaring && !first.equals("BEGIN")) {
        continue;
      }
      declaring = false;
      statement(text, statements, unknown, depth);
    }
  }

  private static void statement(
      String written, List<Statement> statements, List<String> unknown, int depth) {
    String text = withoutComments(written);
    for (int step = 0; step < 32 && !text.isEmpty(); step++) {
      String word = word(text);
      switch (word) {
        case "BEGIN", "ELSE", "LOOP", "EXCEPTION" ->
            text = withoutComments(text.substring(word.length()));
        case "IF", "ELSIF", "ELSEIF", "WHEN", "CASE" -> text = withoutComments(after(text, "THEN"));
        case "FOR", "FOREACH", "WHILE" -> {
          String body = after(text, "LOOP");
          loopQuery(text.substring(0, text.length() - body.length()), statements);
          text = withoutComments(body);
        }
        case "END",
            "RAISE",
            "RETURN",
            "NULL",
            "EXIT",
            "CONTINUE",
            "GET",
            "OPEN",
            "ASSERT",
            "CLOSE" -> {
          return;
        }
        case "EXECUTE" -> {
          dynamic(text.substring(word.length()).strip(), statements, unknown, depth);
          return;
        }
        case "PERFORM" -> {
          parse("SELECT" + text.substring(word.length()), statements, unknown);
          return;
        }
        default -> {
          if (text.startsWith("<<") && text.contains(">>")) {
            text = text.substring(text.indexOf(">>") + 2).strip();
          } else {
            parse(text, statements, unknown);
            return;
          }
        }
      }
    }
  }

  /** FOR row IN query LOOP; a range of numbers is no query. */
  private static void loopQuery(String head, List<Statement> statements) {
    String query = after(head, "IN");
    int end = query.toUpperCase(Locale.ROOT).lastIndexOf("LOOP");
    if (end > 0) {
      Script script = PostgresParser.parse(query.substring(0, end));
      if (script.errors().isEmpty()) {
        statements.addAll(script.statements());
      }
    }
  }

  private static void parse(String text, List<Statement> statements, List<String> unknown) {
    Script script = PostgresParser.parse(text);
    statements.addAll(script.statements());
    boolean assignment = text.contains(":=") || text.matches("(?s)\\w+(\\.\\w+)*\\s*=.*");
    if (!script.errors().isEmpty() && !assignment) {
      unknown.add("a statement of a DO block could not be read: " + shortened(text));
    }
  }

  /** EXECUTE 'literal'; anything else is known only when it runs. */
  private static void dynamic(
      String text, List<Statement> statements, List<String> unknown, int depth) {
    Script script = PostgresParser.parse("SELECT " + text);
    if (depth < MAX_DEPTH
        && script.statements().size() == 1
        && script.statements().get(0) instanceof SelectStmt.Select select
        && select.targetList().size() == 1
        && select.targetList().get(0).val() instanceof Constant.StringConstant literal) {
      read(literal.sval(), statements, unknown, depth + 1);
    } else {
      unknown.add("EXECUTE runs a text that is known only at run time: " + shortened(text));
    }
  }

  private static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 57) + "…" : text;
  }

  /** A text from its first word on. */
  private static String withoutComments(String written) {
    String text = written.strip();
    while (text.startsWith("--") || text.startsWith("/*")) {
      boolean line = text.startsWith("--");
      int end = text.indexOf(line ? "\n" : "*/");
      text = end < 0 ? "" : text.substring(line ? end : end + 2).strip();
    }
    return text;
  }

  private static String word(String text) {
    int end = 0;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end).toUpperCase(Locale.ROOT);
  }

  /** What follows a word that stands outside quotes and parentheses; empty if it does not. */
  private static String after(String text, String word) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'' || c == '"') {
        int close = text.indexOf(c, i + 1);
        if (close < 0) {
          return "";
        }
        i = close;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (depth == 0
          && text.regionMatches(true, i, word, 0, word.length())
          && isBoundary(text, i - 1)
          && isBoundary(text, i + word.length())) {
        return text.substring(i + word.length()).strip();
      }
    }
    return "";
  }

  private static boolean isBoundary(String text, int at) {
    return at < 0 || at >= text.length() || !Character.isLetterOrDigit(text.charAt(at));
  }
}
