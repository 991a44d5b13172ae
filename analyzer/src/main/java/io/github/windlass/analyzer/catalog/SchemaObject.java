package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import org.jspecify.annotations.Nullable;

/**
 * An object that no table's effects depend on: that it is there, and little more.
 *
 * @param kind as the manual calls it: {@code schema}, {@code extension}, {@code event trigger} …
 * @param name with its schema and what else tells it from others, as in {@code public.c btree}
 * @param detail the schema of an extension, the event of an event trigger; else empty
 * @param needs the function or type without which it cannot be; null for none
 */
public record SchemaObject(String kind, String name, String detail, @Nullable RelationName needs) {

  /** One that needs nothing and says nothing besides. */
  static SchemaObject of(String kind, String name) {
    return new SchemaObject(kind, name, "", null);
  }

  SchemaObject named(String newName) {
    return new SchemaObject(kind, newName, detail, needs);
  }

  SchemaObject detailed(String newDetail) {
    return new SchemaObject(kind, name, newDetail, needs);
  }

  /** What tells an object from all others. */
  record Key(String kind, String name) {}

  Key key() {
    return new Key(kind, name);
  }
}
