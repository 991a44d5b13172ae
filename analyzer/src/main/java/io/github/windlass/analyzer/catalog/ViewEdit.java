package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.View;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A view's parts while another is made of it. */
final class ViewEdit {
  private final View before;
  RelationName name;
  Set<RelationName> reads;
  Set<View.ColumnUse> columns;
  @Nullable String comment;
  Outputs outputs;
  ViewProperties properties;

  ViewEdit(View view) {
    this.before = view;
    this.name = view.name();
    this.reads = view.reads();
    this.columns = view.columns();
    this.comment = view.comment();
    this.outputs = view.outputs();
    this.properties = view.properties();
  }

  View view() {
    return new View(
        name, before.kind(), reads, columns, before.query(), comment, outputs, properties);
  }
}
