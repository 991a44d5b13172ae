package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.List;

/**
 * A statement that is being written. What users wrote keeps its place; TypeORM's words have none.
 */
final class Sql {

  private final Text.Builder out = new Text.Builder();

  /** A statement that begins so. */
  static Sql of(String words) {
    return new Sql().add(words);
  }

  /** The statement. */
  Text build() {
    return out.build();
  }

  Sql add(String words) {
    if (!words.isEmpty()) {
      out.add(words);
    }
    return this;
  }

  Sql add(Text text) {
    out.add(text);
    return this;
  }

  /** A value as text. */
  Sql add(Value value) {
    return add(Values.text(value));
  }

  /** A name in quotes. TypeORM does not double those within. */
  Sql name(Value name) {
    return add("\"").add(Values.text(name)).add("\"");
  }

  /** Names in quotes; a hole where it is not known which. */
  Sql names(Several<? extends Value> names, String separator) {
    Unknown others = names.others();
    if (others != null) {
      return add(Text.hole(others));
    }
    return names(names.known(), separator);
  }

  Sql names(List<? extends Value> names, String separator) {
    for (int i = 0; i < names.size(); i++) {
      add(i == 0 ? "" : separator).name(names.get(i));
    }
    return this;
  }

  /** The words if a condition holds; a hole where that is unknown. */
  Sql addIf(Truth truth, Value condition, String words) {
    return addIf(truth, condition, Text.of(words));
  }

  Sql addIf(Truth truth, Value condition, Text words) {
    return switch (truth) {
      case TRUE -> add(words);
      case FALSE -> this;
      case UNKNOWN -> add(" ").add(hole(condition));
    };
  }

  private static Text hole(Value condition) {
    return condition instanceof Unknown unknown ? Text.hole(unknown) : Values.text(condition);
  }

  /** A text with its apostrophes doubled. */
  static Text escaped(Text text) {
    String characters = text.text();
    int quote = characters.indexOf('\'');
    if (quote < 0) {
      return text;
    }
    Text.Builder escaped = new Text.Builder();
    int from = 0;
    for (; quote >= 0; quote = characters.indexOf('\'', from)) {
      escaped.add(text.slice(from, quote + 1)).add("'");
      from = quote + 1;
    }
    return escaped.add(text.slice(from, characters.length())).build();
  }
}
