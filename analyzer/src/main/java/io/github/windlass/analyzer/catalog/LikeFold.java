package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Column.Generation;
import io.github.windlass.analyzer.catalog.Relation.CompositeType;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Sequence;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.sql.postgres.tree.TableLikeClause;
import io.github.windlass.sql.postgres.tree.TableLikeClause.Option;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * {@code LIKE} in CREATE TABLE ({@code transformTableLikeClause} and {@code expandTableLikeClause}
 * of {@code parse_utilcmd.c}): the columns at their place, the rest when the table is there.
 */
final class LikeFold {

  private final int version;
  private final RelationName name;
  private final TableLikeClause like;
  private final RelationName source;
  private Catalog catalog;

  private LikeFold(Catalog catalog, int version, RelationName name, TableLikeClause like) {
    this.catalog = catalog;
    this.version = version;
    this.name = name;
    this.like = like;
    this.source = catalog.resolve(like.relation());
  }

  /** Adds the columns. */
  static LikeFold columns(Catalog catalog, int version, RelationName name, TableLikeClause like) {
    LikeFold fold = new LikeFold(catalog, version, name, like);
    fold.columns();
    return fold;
  }

  Catalog catalog() {
    return catalog;
  }

  private void columns() {
    Relation original = catalog.relation(source).orElse(null);
    List<Column> columns =
        switch (original) {
          case Table table -> table.columns();
          case View view -> view.outputs().columns();
          case CompositeType composite -> composite.attributes();
          case Index ignored -> List.of();
          case Sequence ignored -> List.of();
          case null -> List.of();
        };
    boolean known =
        switch (original) {
          case Table table -> table.columnsKnown();
          case View view -> view.outputs().known();
          case CompositeType ignored -> true;
          case Index ignored -> false;
          case Sequence ignored -> false;
          case null -> false;
        };
    if (!known) {
      catalog = catalog.changing(name, Table::withUnknownColumns);
    }
    for (Column column : columns) {
      Column copied = copied(column);
      catalog = catalog.changing(name, table -> table.plus(copied));
    }
    if (original instanceof Table table) {
      for (TableConstraint constraint : table.constraints()) {
        if (constraint instanceof TableConstraint.NotNull notNull) {
          catalog =
              NotNullFold.add(
                  catalog,
                  version,
                  name,
                  notNull.columns().get(0),
                  new NotNullFold.Wanted(
                      notNull.name(), notNull.valid(), notNull.noInherit(), true));
        }
      }
    }
  }

  private Column copied(Column column) {
    boolean generates =
        column.generation() == Generation.STORED || column.generation() == Generation.VIRTUAL;
    Column copied =
        column
            .commented(like.includes(Option.COMMENTS) ? column.comment() : null)
            .kept(
                ColumnProperties.of(
                    like.includes(Option.STORAGE) ? column.properties().storage() : null,
                    like.includes(Option.COMPRESSION) ? column.properties().compression() : null))
            .local(true);
    if (!like.includes(generates ? Option.GENERATED : Option.DEFAULTS)) {
      copied = copied.defaultsTo(null);
    }
    return switch (column.generation()) {
      case PLAIN -> copied;
      // A copied default draws from the same sequence.
      case SERIAL ->
          like.includes(Option.DEFAULTS) ? copied : copied.generated(Generation.PLAIN, null);
      case IDENTITY_ALWAYS, IDENTITY_BY_DEFAULT ->
          like.includes(Option.IDENTITY)
              ? withSequence(copied)
              : copied.generated(Generation.PLAIN, null);
      case STORED, VIRTUAL ->
          like.includes(Option.GENERATED) ? copied : copied.generated(Generation.PLAIN, null);
    };
  }

  /** An identity column gets a sequence of its own, that counts as the original's. */
  private Column withSequence(Column column) {
    SequenceOptions options = SequenceOptions.BIGINT;
    for (Sequence sequence : catalog.sequencesOf(source)) {
      if (column.name().equals(sequence.ownerColumn())) {
        options = sequence.options().bigint();
      }
    }
    String chosen =
        ObjectNames.choose(name.name(), column.name(), "seq", catalog.taken(name.schema()));
    boolean unlogged = catalog.table(name).filter(Table::unlogged).isPresent();
    catalog =
        catalog.with(
            new Sequence(
                new RelationName(name.schema(), chosen),
                name,
                column.name(),
                true,
                unlogged,
                options));
    return column.generated(column.generation(), chosen);
  }

  /** Adds checks, indexes and statistics to a table that has its columns. */
  Catalog rest(Catalog before) {
    catalog = before;
    Table original = catalog.table(source).orElse(null);
    if (original == null) {
      return catalog;
    }
    if (like.includes(Option.CONSTRAINTS)) {
      for (TableConstraint constraint : original.constraints()) {
        if (constraint instanceof TableConstraint.Check check) {
          TableConstraint.Check copied =
              new TableConstraint.Check(
                  check.name(),
                  check.columns(),
                  check.expression(),
                  check.enforced(),
                  check.noInherit(),
                  check.enforced(),
                  true);
          catalog = catalog.changing(name, table -> table.plus(copied));
        }
      }
    }
    if (like.includes(Option.INDEXES)) {
      List<Index> indexes = new ArrayList<>(catalog.indexesOf(source));
      indexes.sort(Comparator.comparingInt(Index::made));
      for (Index index : indexes) {
        catalog = PartitionFold.copyIndex(catalog, name, original, index);
      }
    }
    if (like.includes(Option.STATISTICS)) {
      catalog.statisticsOf(source).forEach(this::copy);
    }
    return catalog;
  }

  private void copy(Statistics statistics) {
    catalog = StatisticsFold.copy(catalog, statistics, name);
  }
}
