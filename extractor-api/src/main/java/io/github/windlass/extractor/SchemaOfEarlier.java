package io.github.windlass.extractor;

import io.github.windlass.extractor.schema.Fact;
import io.github.windlass.extractor.schema.Listing;
import io.github.windlass.extractor.schema.QualifiedName;
import io.github.windlass.extractor.schema.RelationFacts;
import io.github.windlass.extractor.schema.TypeFacts;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The schema after migrations that others may still be reading: only who asks a question waits for
 * them.
 */
final class SchemaOfEarlier implements SchemaView {

  private final @Nullable SchemaOfEarlier before;
  private final Supplier<SchemaView> start;

  /** What ran last; null: a text did, or nothing. */
  private final @Nullable Step step;

  private final @Nullable String text;
  private volatile @Nullable SchemaView known;

  private SchemaOfEarlier(
      @Nullable SchemaOfEarlier before,
      Supplier<SchemaView> start,
      @Nullable Step step,
      @Nullable String text) {
    this.before = before;
    this.start = start;
    this.step = step;
    this.text = text;
  }

  /**
   * A schema that is yet to come.
   *
   * @param start gives it, and may take its time
   */
  SchemaOfEarlier(Supplier<SchemaView> start) {
    this(null, start, null, null);
  }

  @Override
  public SchemaView after(String sql) {
    return new SchemaOfEarlier(this, start, null, sql);
  }

  @Override
  public SchemaView after(Step ran) {
    return new SchemaOfEarlier(this, start, ran, null);
  }

  private SchemaView known() {
    Deque<SchemaOfEarlier> later = new ArrayDeque<>();
    SchemaOfEarlier at = this;
    while (at.known == null && at.before != null) {
      later.push(at);
      at = at.before;
    }
    SchemaView view = at.known;
    if (view == null) {
      view = start.get();
      at.known = view;
    }
    for (SchemaOfEarlier each : later) {
      if (each.step != null) {
        view = view.after(each.step);
      } else if (each.text != null) {
        view = view.after(each.text);
      }
      each.known = view;
    }
    return view;
  }

  @Override
  public String currentSchema() {
    return known().currentSchema();
  }

  @Override
  public Fact<String> schema(String name) {
    return known().schema(name);
  }

  @Override
  public Fact<RelationFacts> relation(@Nullable String schema, String name) {
    return known().relation(schema, name);
  }

  @Override
  public Fact<TypeFacts> type(@Nullable String schema, String name) {
    return known().type(schema, name);
  }

  @Override
  public Listing<QualifiedName> relations(String schema) {
    return known().relations(schema);
  }
}
