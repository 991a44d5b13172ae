package io.github.windlass.extractor.knex.client;

import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SQL that is being written. What users wrote keeps its place. */
public final class Sql {

  private final Text.Builder out = new Text.Builder();
  private final List<Value> bindings = new ArrayList<>();
  private @Nullable Place place;

  /** SQL that begins so. */
  public static Sql of(String words) {
    return new Sql().add(words);
  }

  /** Says what produces the words that follow. */
  public Sql at(Place produces) {
    place = produces;
    return this;
  }

  /** Words of Knex's own. */
  public Sql add(String words) {
    Place produces = place;
    if (produces == null) {
      out.add(words);
    } else {
      out.add(Text.produced(words, produces));
    }
    return this;
  }

  public Sql add(Text text) {
    out.add(text);
    return this;
  }

  /** Other SQL with its values. */
  public Sql add(Compiled other) {
    out.add(other.sql());
    bindings.addAll(other.bindings());
    return this;
  }

  /** A value, sent beside the text. */
  public Sql bind(Value value) {
    bindings.add(value);
    return add("?");
  }

  /** Whether nothing is written yet. */
  public boolean isEmpty() {
    return out.length() == 0;
  }

  public Text text() {
    return out.build();
  }

  public Compiled build() {
    return new Compiled(out.build(), bindings);
  }
}
