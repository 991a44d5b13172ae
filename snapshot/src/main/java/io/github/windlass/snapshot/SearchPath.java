package io.github.windlass.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The setting {@code search_path}. */
final class SearchPath {

  private SearchPath() {}

  /**
   * The statement that sets it to what SHOW says. Names are cut as {@code SplitIdentifierString}
   * does, which takes much for a name that is none in SQL.
   *
   * @param own the schema that {@code $user} stands for; null: there is none of that name
   */
  static String statement(String shown, @Nullable String own) {
    List<String> names = new ArrayList<>();
    int at = 0;
    while (at < shown.length()) {
      char c = shown.charAt(at);
      StringBuilder name = new StringBuilder();
      if (c == ',' || Character.isWhitespace(c)) {
        at++;
        continue;
      }
      if (c == '"') {
        at++;
        while (at < shown.length()) {
          char next = shown.charAt(at++);
          if (next == '"' && (at == shown.length() || shown.charAt(at) != '"')) {
            break;
          }
          at += next == '"' ? 1 : 0;
          name.append(next);
        }
      } else {
        while (at < shown.length()
            && shown.charAt(at) != ','
            && !Character.isWhitespace(shown.charAt(at))) {
          name.append(shown.charAt(at++));
        }
        String lower = name.toString().toLowerCase(Locale.ROOT);
        name.setLength(0);
        name.append(lower);
      }
      String full = own != null && name.toString().equals("$user") ? own : name.toString();
      names.add(Session.quoted(full, '"'));
    }
    return "SET search_path = " + (names.isEmpty() ? "''" : String.join(", ", names));
  }
}
