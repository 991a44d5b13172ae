package io.github.windlass.script.ecmascript.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.fixtures.Golden;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is unknown stays so, and no more than that: {@code fixtures/ecmascript-run/unknown.txt}. */
class UnknownExpressionsTest {

  private static final String BEFORE =
      """
      const u = process.env.U, rows = process.env.ROWS, sql = `SELECT * FROM ${u} WHERE a`;
      """;

  @Test
  void expressionsWithUnknownPartsGiveWhatIsKnown() throws IOException {
    List<String> lines =
        Files.readAllLines(Golden.root().resolve("fixtures/ecmascript-run/unknown.txt"));
    List<String> given = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("\t")) {
        String expression = given.getLast();
        given.add("\t" + given(expression));
      } else {
        given.add(line);
      }
    }
    assertThat(given).isEqualTo(lines);
  }

  private static String given(String expression) {
    try {
      return shown(Ran.expression(BEFORE, expression).value());
    } catch (Thrown thrown) {
      return "throws " + thrown.value();
    }
  }

  private static String shown(Value value) {
    return switch (value) {
      case Text text -> shown(text);
      case Unknown unknown -> "?(" + unknown.reason() + ")";
      case ListValue list -> {
        List<String> items = new ArrayList<>();
        list.items().forEach(item -> items.add(shown(item)));
        yield (list.uncertain() == null ? "[" : "~[") + String.join(", ", items) + "]";
      }
      case ObjectValue object -> {
        List<String> members = new ArrayList<>();
        object.keys().forEach(key -> members.add(key + ": " + shown(object.get(key))));
        yield (object.uncertain() == null ? "{" : "~{") + String.join(", ", members) + "}";
      }
      case Value.Num num -> NumberFormat.format(num.value());
      case Value.Bool bool -> bool == Value.Bool.TRUE ? "true" : "false";
      case Value.Nothing nothing -> nothing == Value.Nothing.NULL ? "null" : "undefined";
      default -> value.toString();
    };
  }

  private static String shown(Text text) {
    StringBuilder shown = new StringBuilder("\"");
    for (Text.Piece piece : text.pieces()) {
      switch (piece) {
        case Text.Piece.Hole hole -> shown.append('<').append(hole.reason()).append('>');
        case Text.Piece.Known known -> {
          shown.append(known.text());
          if (known.place() == null) {
            shown.append('°');
          } else if (!known.verbatim()) {
            shown.append('\'');
          } else {
            assertThat(known.place().text()).isEqualTo(known.text());
          }
        }
      }
    }
    return shown.append('"').toString();
  }
}
