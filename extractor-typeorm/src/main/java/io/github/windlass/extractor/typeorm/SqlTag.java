package io.github.windlass.extractor.typeorm;

import io.github.windlass.script.Closure;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * A template that is tagged with {@code queryRunner.sql}: values become parameters, functions give
 * text or lists of values, and the indentation is taken away ({@code util/SqlTagUtils}).
 */
record SqlTag(Text sql, List<Value> parameters) {

  /**
   * @param arguments the template's strings, then its values
   */
  static SqlTag of(List<Value> arguments, Evaluation run, Place place) {
    Text.Builder sql = new Text.Builder();
    List<Value> parameters = new ArrayList<>();
    Value strings = QueryRunnerObject.argument(arguments, 0);
    List<Value> texts = strings instanceof ListValue list ? list.items() : List.of(strings);
    for (int i = 0; i < texts.size(); i++) {
      sql.add(run.language().text(texts.get(i), run, place));
      if (i + 1 < texts.size()) {
        Value value = QueryRunnerObject.argument(arguments, i + 1);
        switch (value) {
          case Value.Nothing nothing when nothing == Value.Nothing.NULL -> sql.add("NULL");
          case Closure function -> splice(function, sql, parameters, run, place);
          case HostObject function -> splice(function, sql, parameters, run, place);
          default -> parameter(value, sql, parameters);
        }
      }
    }
    return new SqlTag(dedented(sql.build()), parameters);
  }

  private static void splice(
      Value function, Text.Builder sql, List<Value> parameters, Evaluation run, Place place) {
    Value given = run.call(function, Value.Nothing.UNDEFINED, List.of(), place);
    if (given instanceof ListValue list && list.uncertain() == null) {
      for (int i = 0; i < list.size(); i++) {
        sql.add(i == 0 ? Text.EMPTY : Text.of(", "));
        parameter(list.get(i), sql, parameters);
      }
    } else {
      sql.add(run.language().text(given, run, place));
    }
  }

  private static void parameter(Value value, Text.Builder sql, List<Value> parameters) {
    parameters.add(value);
    sql.add("$" + parameters.size());
  }

  /** Takes away the indentation that all lines but the first share, and blanks at both ends. */
  static Text dedented(Text text) {
    String characters = text.text();
    int indentation = indentation(characters);
    Text.Builder left = new Text.Builder();
    int from = 0;
    for (int at = characters.indexOf('\n');
        at >= 0 && indentation > 0;
        at = characters.indexOf('\n', at + 1)) {
      left.add(text.slice(from, at + 1));
      from =
          Math.min(
              at + 1 + Math.min(indentation, blanks(characters, at + 1)), text.text().length());
    }
    Text dedented = left.add(text.slice(from, characters.length())).build();
    String all = dedented.text();
    int start = all.length() - all.stripLeading().length();
    return dedented.slice(
        Math.min(start, all.stripTrailing().length()), all.stripTrailing().length());
  }

  private static int indentation(String text) {
    int least = Integer.MAX_VALUE;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      int blanks = blanks(text, at + 1);
      int end = at + 1 + blanks;
      if (end < text.length() && text.charAt(end) != '\n') {
        least = Math.min(least, blanks);
      }
    }
    return least == Integer.MAX_VALUE ? 0 : least;
  }

  private static int blanks(String text, int from) {
    int end = from;
    while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return end - from;
  }
}
