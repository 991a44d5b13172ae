package io.github.windlass.script;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class with what it sees.
 *
 * @param superclass a class, a host object or unknown; null: none
 * @param statics its own properties and methods
 * @param methods what its instances share: methods and accessors
 * @param decorations the values of the decorators, of the class itself and of its members, in order
 * @param environment where its fields are evaluated
 */
public record ClassValue(
    ClassDefinition definition,
    @Nullable Value superclass,
    ObjectValue statics,
    ObjectValue methods,
    List<Decoration> decorations,
    Environment environment,
    Place place)
    implements Value {

  /**
   * A decorator's value.
   *
   * @param member the name of what it stands at; null: the class
   * @param declaredType the text of that member's type annotation; null: none
   */
  public record Decoration(
      @Nullable String member, @Nullable String declaredType, Value decorator) {}

  /** The class's name; empty if it has none. */
  public String name() {
    String name = definition.name();
    return name == null ? "" : name;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "class " + name();
  }
}
