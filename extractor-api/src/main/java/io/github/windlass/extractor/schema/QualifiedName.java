package io.github.windlass.extractor.schema;

/** The name of a relation or type as the catalog has it, case and all, with its schema. */
public record QualifiedName(String schema, String name) {

  @Override
  public String toString() {
    return schema + "." + name;
  }
}
