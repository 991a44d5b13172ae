package io.github.windlass.extractor.knex.client;

import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.List;

/** What becomes of the question marks of SQL. */
public final class Placeholders {

  private Placeholders() {}

  /**
   * Numbers them: {@code $1} and so on; {@code \?} is a question mark ({@code
   * Client_PG.positionBindings}).
   */
  public static Text numbered(Text sql) {
    String all = Characters.of(sql);
    int at = all.indexOf('?');
    if (at < 0) {
      return sql;
    }
    Text.Builder out = new Text.Builder();
    int from = 0;
    int count = 0;
    for (; at >= 0; at = all.indexOf('?', at + 1)) {
      int escapes = at;
      while (escapes > from && all.charAt(escapes - 1) == '\\') {
        escapes--;
      }
      out.add(sql.slice(from, escapes));
      if ((at - escapes) % 2 == 1) {
        out.add(sql.slice(at, at + 1));
      } else {
        out.add("$" + ++count);
      }
      from = at + 1;
    }
    return out.add(sql.slice(from, all.length())).build();
  }

  /** Puts the values into the text, as {@code toString()} does ({@code formatQuery}). */
  public static Text inline(Compiled compiled, Literals literals) {
    Text sql = compiled.sql();
    List<Value> bindings = compiled.bindings();
    String all = Characters.of(sql);
    int at = all.indexOf('?');
    if (at < 0) {
      return sql;
    }
    Text.Builder out = new Text.Builder();
    int from = 0;
    int index = 0;
    for (; at >= 0; at = all.indexOf('?', at + 1)) {
      if (at > from && all.charAt(at - 1) == '\\') {
        out.add(sql.slice(from, at - 1)).add(sql.slice(at, at + 1));
      } else if (index < bindings.size()) {
        out.add(sql.slice(from, at)).add(literals.of(bindings.get(index++)));
      } else {
        out.add(sql.slice(from, at + 1));
      }
      from = at + 1;
    }
    return out.add(sql.slice(from, all.length())).build();
  }
}
