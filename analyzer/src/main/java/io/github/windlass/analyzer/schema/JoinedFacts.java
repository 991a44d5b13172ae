package io.github.windlass.analyzer.schema;

import io.github.windlass.extractor.schema.ColumnFacts;
import io.github.windlass.extractor.schema.Fact;
import io.github.windlass.extractor.schema.Listing;
import io.github.windlass.extractor.schema.RelationFacts;
import io.github.windlass.extractor.schema.TableFacts;
import io.github.windlass.extractor.schema.TypeFacts;
import io.github.windlass.extractor.schema.ViewFacts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What two worlds say alike: where they differ, it is unknown. */
final class JoinedFacts {

  private final String reason;

  JoinedFacts(String reason) {
    this.reason = reason;
  }

  <T> Fact<T> fact(Fact<T> one, Fact<T> other) {
    if (one.equals(other) || one.isUnknown()) {
      return one;
    }
    return other.isUnknown() ? other : Fact.unknown(reason);
  }

  Fact<RelationFacts> relation(Fact<RelationFacts> one, Fact<RelationFacts> other) {
    RelationFacts first = one.orNull();
    RelationFacts second = other.orNull();
    if (first instanceof TableFacts a && second instanceof TableFacts b && a.kind() == b.kind()) {
      return Fact.known(table(a, b));
    }
    if (first instanceof ViewFacts a
        && second instanceof ViewFacts b
        && a.materialized() == b.materialized()) {
      return Fact.known(
          new ViewFacts(
              a.name(),
              a.materialized(),
              fact(a.comment(), b.comment()),
              listing(a.columns(), b.columns()),
              fact(a.query(), b.query()),
              listing(a.indexes(), b.indexes()),
              listing(a.readers(), b.readers())));
    }
    return fact(one, other);
  }

  private TableFacts table(TableFacts a, TableFacts b) {
    return new TableFacts(
        a.name(),
        a.kind(),
        a.temporary(),
        a.partitionOf(),
        fact(a.comment(), b.comment()),
        columns(a.columns(), b.columns()),
        listing(a.constraints(), b.constraints()),
        listing(a.indexes(), b.indexes()),
        listing(a.incoming(), b.incoming()),
        listing(a.readers(), b.readers()));
  }

  /** Columns that both have; of one that they have in different shapes, what is alike. */
  private Listing<ColumnFacts> columns(Listing<ColumnFacts> one, Listing<ColumnFacts> other) {
    List<ColumnFacts> both = new ArrayList<>();
    for (ColumnFacts column : one.known()) {
      for (ColumnFacts twin : other.known()) {
        if (twin.name().equals(column.name())) {
          both.add(column.equals(twin) ? column : column(column, twin));
        }
      }
    }
    boolean same = both.size() == one.known().size() && both.size() == other.known().size();
    return new Listing<>(both, missing(one, other, same));
  }

  private ColumnFacts column(ColumnFacts a, ColumnFacts b) {
    Fact<TypeFacts> type = fact(a.type(), b.type());
    return new ColumnFacts(
        a.name(),
        type,
        fact(a.nullable(), b.nullable()),
        fact(a.defaultText(), b.defaultText()),
        a.identity() == b.identity() ? a.identity() : ColumnFacts.Identity.NONE,
        fact(a.generated(), b.generated()),
        fact(a.collation(), b.collation()),
        fact(a.comment(), b.comment()),
        fact(a.sequence(), b.sequence()));
  }

  <T> Listing<T> listing(Listing<T> one, Listing<T> other) {
    List<T> both = new ArrayList<>(one.known());
    both.retainAll(other.known());
    boolean same = both.size() == one.known().size() && both.size() == other.known().size();
    return new Listing<>(both, missing(one, other, same));
  }

  private @Nullable String missing(Listing<?> one, Listing<?> other, boolean same) {
    if (one.missing() != null) {
      return one.missing();
    }
    return other.missing() != null || same ? other.missing() : reason;
  }
}
