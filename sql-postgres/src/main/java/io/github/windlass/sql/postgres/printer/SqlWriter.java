package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.parser.ReservedWords;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects SQL token by token, with blanks between them where they belong. */
final class SqlWriter {

  /** Keywords that are common names and stand for themselves wherever a name is written. */
  private static final Set<String> PLAIN =
      Set.of(
          "action",
          "attribute",
          "class",
          "comment",
          "content",
          "cost",
          "data",
          "day",
          "document",
          "event",
          "external",
          "hour",
          "input",
          "key",
          "label",
          "level",
          "location",
          "method",
          "minute",
          "mode",
          "month",
          "name",
          "object",
          "owner",
          "parameter",
          "password",
          "role",
          "schema",
          "second",
          "source",
          "start",
          "statement",
          "text",
          "type",
          "value",
          "version",
          "year");

  private final StringBuilder out = new StringBuilder(128);

  /** Appends keywords, an operator, or any other text, behind a blank where one is needed. */
  SqlWriter write(String text) {
    separate();
    out.append(text);
    return this;
  }

  /** Appends what belongs to the token before it, such as a comma or the parenthesis of a call. */
  SqlWriter join(String text) {
    out.append(text);
    return this;
  }

  /** Writes {@code text} if {@code condition} holds. */
  SqlWriter writeIf(boolean condition, String text) {
    return condition ? write(text) : this;
  }

  private void separate() {
    if (out.isEmpty()) {
      return;
    }
    switch (out.charAt(out.length() - 1)) {
      case '(', '[', '.', ':', ' ' -> {}
      default -> out.append(' ');
    }
  }

  // --- names ---------------------------------------------------------------------------------

  /** A name, quoted unless it is plainly no keyword. */
  SqlWriter name(String name) {
    separate();
    appendName(name);
    return this;
  }

  /** A name of several parts. */
  SqlWriter names(List<String> names) {
    separate();
    for (int i = 0; i < names.size(); i++) {
      if (i > 0) {
        out.append('.');
      }
      appendName(names.get(i));
    }
    return this;
  }

  /** Names with commas between them. */
  SqlWriter nameList(List<String> names) {
    return list(names, this::name);
  }

  /** {@code (name, …)}, or nothing for no names. */
  SqlWriter namesInParentheses(List<String> names) {
    return names.isEmpty() ? this : write("(").nameList(names).join(")");
  }

  private void appendName(String name) {
    if (isPlain(name)) {
      out.append(name);
    } else {
      appendQuoted(name);
    }
  }

  /** {@code ColLabel}: a name where every keyword stands for itself. */
  SqlWriter label(String name) {
    separate();
    if (isWord(name)) {
      out.append(name);
    } else {
      appendQuoted(name);
    }
    return this;
  }

  /** A name in quotes, where no keyword will do. */
  SqlWriter quotedName(String name) {
    separate();
    appendQuoted(name);
    return this;
  }

  private void appendQuoted(String name) {
    out.append('"').append(name.replace("\"", "\"\"")).append('"');
  }

  /** Whether a name means itself without quotes. */
  static boolean isPlain(String name) {
    return isWord(name) && (PLAIN.contains(name) || !ReservedWords.isKeyword(name));
  }

  /** Whether a name reads back to itself without quotes, as a name or as a keyword. */
  private static boolean isWord(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || c == '_';
      if (!letter && (i == 0 || ((c < '0' || c > '9') && c != '$'))) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  // --- literals ------------------------------------------------------------------------------

  /** A string constant. One with backslashes is safe from the settings of the session. */
  SqlWriter string(String value) {
    separate();
    boolean backslashes = value.indexOf('\\') >= 0;
    String doubled = value.replace("'", "''");
    if (backslashes) {
      out.append("E'").append(doubled.replace("\\", "\\\\")).append('\'');
    } else {
      out.append('\'').append(doubled).append('\'');
    }
    return this;
  }

  /** A number as it was written. One that ends with a point must not run into a word. */
  SqlWriter decimal(String digits) {
    write(digits);
    return digits.endsWith(".") ? join(" ") : this;
  }

  /** A whole number. */
  SqlWriter number(int value) {
    return write(Integer.toString(value));
  }

  // --- lists ---------------------------------------------------------------------------------

  /** Items with commas between them. */
  <T extends @Nullable Object> SqlWriter list(List<T> items, Consumer<? super T> item) {
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      item.accept(items.get(i));
    }
    return this;
  }

  /** {@code (item, …)}, with the parentheses even when there are none. */
  <T extends @Nullable Object> SqlWriter listInParentheses(
      List<T> items, Consumer<? super T> item) {
    return write("(").list(items, item).join(")");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
