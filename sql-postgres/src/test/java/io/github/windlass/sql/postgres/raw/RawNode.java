package io.github.windlass.sql.postgres.raw;

import io.github.windlass.sql.postgres.tree.Span;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A node as PostgreSQL has it: a tag and fields. A field's value may be anything that {@link
 * RawTree} can write, nodes of our tree included; a zero (null, false, 0, "", an empty list) is as
 * good as no field.
 */
final class RawNode {

  final String tag;
  final TreeMap<String, Object> fields = new TreeMap<>();
  final @Nullable Span span;

  RawNode(String tag, @Nullable Span span) {
    this.tag = tag;
    this.span = span;
  }

  /** This node under another tag. */
  RawNode tag(String newTag) {
    RawNode node = new RawNode(newTag, span);
    node.fields.putAll(fields);
    return node;
  }

  RawNode put(String field, @Nullable Object value) {
    if (value == null) {
      fields.remove(field);
    } else {
      fields.put(field, value);
    }
    return this;
  }

  /** PostgreSQL's name for a component. */
  RawNode rename(String component, String field) {
    return put(field, fields.remove(component));
  }

  /** Leaves components out, usually because they go into other fields. */
  RawNode without(String... components) {
    for (String component : components) {
      fields.remove(component);
    }
    return this;
  }
}
