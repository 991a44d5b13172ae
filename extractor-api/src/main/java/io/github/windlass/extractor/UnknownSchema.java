package io.github.windlass.extractor;

import io.github.windlass.extractor.schema.Fact;
import io.github.windlass.extractor.schema.Listing;
import io.github.windlass.extractor.schema.QualifiedName;
import io.github.windlass.extractor.schema.RelationFacts;
import io.github.windlass.extractor.schema.TypeFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The view of a database of which no history is given. */
enum UnknownSchema implements SchemaView {
  INSTANCE;

  private static final String REASON = "no history of the schema is given";

  @Override
  public SchemaView after(String sql) {
    return this;
  }

  @Override
  public SchemaView after(Step step) {
    return this;
  }

  @Override
  public String currentSchema() {
    return "public";
  }

  @Override
  public Fact<String> schema(String name) {
    return Fact.unknown(REASON);
  }

  @Override
  public Fact<RelationFacts> relation(@Nullable String schema, String name) {
    return Fact.unknown(REASON);
  }

  @Override
  public Fact<TypeFacts> type(@Nullable String schema, String name) {
    return Fact.unknown(REASON);
  }

  @Override
  public Listing<QualifiedName> relations(String schema) {
    return new Listing<>(List.of(), REASON);
  }
}
