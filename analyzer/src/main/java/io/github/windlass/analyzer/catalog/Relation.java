package io.github.windlass.analyzer.catalog;

import static java.util.stream.Collectors.toSet;

import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.IndexElem;
import io.github.windlass.sql.postgres.tree.SortBy;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A relation of the schema ({@code pg_class}). */
public sealed interface Relation {

  RelationName name();

  RelationKind kind();

  /** The same relation under another name. */
  Relation named(RelationName newName);

  /**
   * A table: plain, partitioned or foreign.
   *
   * @param temporary whether it is in the session's own schema
   * @param columnsKnown false where only some columns are known, as in CREATE TABLE … AS
   * @param parents tables that it inherits from, or the one that it is a partition of
   * @param partition what it is of its partitioned parent; NONE if it is no partition
   * @param partitionKey columns of the partition key; empty if it is not partitioned
   * @param ofType the composite type of {@code CREATE TABLE … OF}
   * @param attachments its triggers, rules and policies
   * @param unlogged whether it is written without WAL
   * @param comment null where there is none
   * @param properties what it is besides
   */
  record Table(
      RelationName name,
      RelationKind kind,
      boolean temporary,
      boolean unlogged,
      boolean columnsKnown,
      List<Column> columns,
      List<TableConstraint> constraints,
      List<RelationName> parents,
      Partition partition,
      List<String> partitionKey,
      @Nullable String ofType,
      List<Attachment> attachments,
      @Nullable String comment,
      TableProperties properties)
      implements Relation {

    /** What a table is of its partitioned parent. */
    public enum Partition {
      NONE,
      BOUNDED,
      DEFAULT
    }

    public Table {
      columns = List.copyOf(columns);
      constraints = List.copyOf(constraints);
      parents = List.copyOf(parents);
      partitionKey = List.copyOf(partitionKey);
      attachments = List.copyOf(attachments);
    }

    /** A table of which only the name is known. */
    public static Table assumed(RelationName name) {
      return new Table(
          name,
          RelationKind.TABLE,
          false,
          false,
          false,
          List.of(),
          List.of(),
          List.of(),
          Partition.NONE,
          List.of(),
          null,
          List.of(),
          null,
          TableProperties.PLAIN);
    }

    /** The same table with some of its parts changed. */
    Table edited(Consumer<TableEdit> edit) {
      TableEdit parts = new TableEdit(this);
      edit.accept(parts);
      return parts.table();
    }

    @Override
    public Table named(RelationName newName) {
      return edited(t -> t.name = newName);
    }

    /** The same table with other columns. */
    public Table withColumns(List<Column> newColumns) {
      return edited(t -> t.columns = newColumns);
    }

    /** The same table with a further column behind the others. */
    Table plus(Column column) {
      List<Column> all = new ArrayList<>(columns);
      all.add(column);
      return withColumns(all);
    }

    /** The same table with a further constraint. */
    Table plus(TableConstraint constraint) {
      List<TableConstraint> all = new ArrayList<>(constraints);
      all.add(constraint);
      return withConstraints(all);
    }

    /** The same table with a further parent; NONE: one that it inherits from. */
    Table under(RelationName parent, Partition newPartition) {
      List<RelationName> all = new ArrayList<>(parents);
      all.add(parent);
      return withParents(all, newPartition);
    }

    /** The same table without one of its parents. */
    Table notUnder(RelationName parent, Partition newPartition) {
      return withParents(
          parents.stream().filter(other -> !other.equals(parent)).toList(), newPartition);
    }

    /** The same table with other constraints. */
    public Table withConstraints(List<TableConstraint> newConstraints) {
      return edited(t -> t.constraints = newConstraints);
    }

    /** The same table under other parents. */
    public Table withParents(List<RelationName> newParents, Partition newPartition) {
      return edited(t -> {
        t.parents = newParents;
        t.partition = newPartition;
      });
    }

    /** The same table with other triggers, rules and policies. */
    public Table withAttachments(List<Attachment> newAttachments) {
      return edited(t -> t.attachments = newAttachments);
    }

    /** The same table, written with WAL or without. */
    public Table withUnlogged(boolean newUnlogged) {
      return edited(t -> t.unlogged = newUnlogged);
    }

    /** The same table with another comment. */
    public Table withComment(@Nullable String newComment) {
      return edited(t -> t.comment = newComment);
    }

    /** The same table, of which there may be other columns besides those that are known. */
    public Table withUnknownColumns() {
      return edited(t -> t.columnsKnown = false);
    }

    /** The same table with other properties. */
    Table with(TableProperties newProperties) {
      return edited(t -> t.properties = newProperties);
    }

    /** The same table with one column changed. */
    public Table changing(String column, UnaryOperator<Column> change) {
      List<Column> changed = new ArrayList<>(columns);
      changed.replaceAll(c -> c.name().equals(column) ? change.apply(c) : c);
      return withColumns(changed);
    }

    /** A column by name. */
    public Optional<Column> column(String column) {
      for (Column candidate : columns) {
        if (candidate.name().equals(column)) {
          return Optional.of(candidate);
        }
      }
      return Optional.empty();
    }

    /** A constraint by name. */
    public Optional<TableConstraint> constraint(String constraint) {
      for (TableConstraint candidate : constraints) {
        if (candidate.name().equals(constraint)) {
          return Optional.of(candidate);
        }
      }
      return Optional.empty();
    }

    /** A trigger, rule or policy by name. */
    public Optional<Attachment> attachment(Attachment.Kind attachmentKind, String attachment) {
      return attachments.stream()
          .filter(a -> a.kind() == attachmentKind && a.name().equals(attachment))
          .findFirst();
    }

    /** The primary key. */
    public Optional<TableConstraint.Key> primaryKey() {
      for (TableConstraint constraint : constraints) {
        if (constraint instanceof TableConstraint.Key key && key.primary()) {
          return Optional.of(key);
        }
      }
      return Optional.empty();
    }

    /** The foreign keys of this table. */
    public List<TableConstraint.ForeignKey> foreignKeys() {
      List<TableConstraint.ForeignKey> keys = new ArrayList<>();
      for (TableConstraint constraint : constraints) {
        if (constraint instanceof TableConstraint.ForeignKey key) {
          keys.add(key);
        }
      }
      return keys;
    }
  }

  /**
   * An index.
   *
   * @param columns the columns that are indexed as they are, INCLUDE's included
   * @param mentions further columns, in expressions and in the predicate
   * @param valid false after an interrupted concurrent build, and for ON ONLY of a partitioned
   *     table
   * @param parent the index of the partitioned table that it belongs to
   * @param definition what it says besides
   * @param made its place in the order in which indexes were made; 0 before the catalog has it
   */
  record Index(
      RelationName name,
      RelationName table,
      boolean unique,
      List<String> columns,
      Set<String> mentions,
      boolean valid,
      @Nullable RelationName parent,
      Definition definition,
      int made)
      implements Relation {

    /**
     * How an index was written. Where a column got another name, its expressions have that one.
     *
     * @param method the access method
     * @param keys one for each key, without INCLUDE's columns: the expression, or null for the next
     *     of {@link Index#columns()}
     * @param where null without a predicate
     * @param orders one for each key
     * @param statistics the targets of SET STATISTICS by the number of the key, from 1 on
     */
    public record Definition(
        String method,
        List<@Nullable Expression> keys,
        @Nullable Expression where,
        List<KeyOrder> orders,
        boolean nullsNotDistinct,
        Storage storage,
        Map<Integer, Integer> statistics) {

      public Definition {
        keys = Collections.unmodifiableList(new ArrayList<>(keys));
        orders = List.copyOf(orders);
        statistics = Map.copyOf(statistics);
      }

      Definition renaming(RenamedColumn expressions) {
        List<@Nullable Expression> newKeys = new ArrayList<>();
        for (Expression key : keys) {
          newKeys.add(key == null ? null : expressions.in(key));
        }
        return new Definition(
            method,
            newKeys,
            where == null ? null : expressions.in(where),
            orders,
            nullsNotDistinct,
            storage,
            statistics);
      }

      Definition stored(Storage newStorage) {
        return new Definition(
            method, keys, where, orders, nullsNotDistinct, newStorage, statistics);
      }

      Definition sampled(int key, @Nullable Integer target) {
        Map<Integer, Integer> all = new HashMap<>(statistics);
        if (target == null || target < 0) {
          all.remove(key);
        } else {
          all.put(key, target);
        }
        return new Definition(method, keys, where, orders, nullsNotDistinct, storage, all);
      }

      /** A B-tree over plain columns, as behind a key. */
      public static Definition ofColumns(int count) {
        return ofColumns("btree", count, false, Storage.DEFAULT);
      }

      static Definition ofColumns(
          String method, int count, boolean nullsNotDistinct, Storage storage) {
        return new Definition(
            method,
            Collections.nCopies(count, null),
            null,
            Collections.nCopies(count, KeyOrder.PLAIN),
            nullsNotDistinct,
            storage,
            Map.of());
      }
    }

    /**
     * How a key of an index is ordered.
     *
     * @param collation empty where it is the column's own
     * @param opclass empty for the type's default
     * @param nullsFirst as it is in effect: by default with DESC
     */
    public record KeyOrder(
        List<String> collation, List<String> opclass, boolean descending, boolean nullsFirst) {

      static final KeyOrder PLAIN = new KeyOrder(List.of(), List.of(), false, false);

      static KeyOrder of(IndexElem element) {
        boolean descending = element.ordering() == SortBy.Direction.DESC;
        boolean first =
            switch (element.nullsOrdering()) {
              case FIRST -> true;
              case LAST -> false;
              case DEFAULT -> descending;
            };
        return new KeyOrder(element.collation(), element.opclass(), descending, first);
      }
    }

    public Index {
      columns = List.copyOf(columns);
      mentions = Set.copyOf(mentions);
    }

    /** An index that the catalog has not yet. */
    Index(
        RelationName name,
        RelationName table,
        boolean unique,
        List<String> columns,
        Set<String> mentions,
        boolean valid,
        @Nullable RelationName parent,
        Definition definition) {
      this(name, table, unique, columns, mentions, valid, parent, definition, 0);
    }

    Index madeAs(int number) {
      return new Index(name, table, unique, columns, mentions, valid, parent, definition, number);
    }

    @Override
    public RelationKind kind() {
      return RelationKind.INDEX;
    }

    @Override
    public Index named(RelationName newName) {
      return new Index(newName, table, unique, columns, mentions, valid, parent, definition, made);
    }

    Index invalid() {
      return new Index(name, table, unique, columns, mentions, false, parent, definition, made);
    }

    Index defined(Definition newDefinition) {
      return new Index(name, table, unique, columns, mentions, valid, parent, newDefinition, made);
    }

    Index valid(boolean newValid) {
      return new Index(name, table, unique, columns, mentions, newValid, parent, definition, made);
    }

    Index on(RelationName newTable) {
      return new Index(name, newTable, unique, columns, mentions, valid, parent, definition, made);
    }

    Index under(@Nullable RelationName newParent) {
      return new Index(name, table, unique, columns, mentions, valid, newParent, definition, made);
    }

    Index renaming(List<String> newColumns, Set<String> newMentions, RenamedColumn expressions) {
      return new Index(
          name,
          table,
          unique,
          newColumns,
          newMentions,
          valid,
          parent,
          definition.renaming(expressions),
          made);
    }

    /** Whether a column is part of the index in any way. */
    public boolean uses(String column) {
      return columns.contains(column) || mentions.contains(column);
    }
  }

  /**
   * A view or materialized view.
   *
   * @param reads the relations that its query reads
   * @param columns the columns that it needs
   * @param query as it was written
   * @param comment null where there is none
   * @param outputs its own columns
   * @param properties what it is besides
   */
  record View(
      RelationName name,
      RelationKind kind,
      Set<RelationName> reads,
      Set<ColumnUse> columns,
      Statement query,
      @Nullable String comment,
      Outputs outputs,
      ViewProperties properties)
      implements Relation {

    /** A column of a relation. */
    public record ColumnUse(RelationName relation, String column) {}

    public View {
      reads = Set.copyOf(reads);
      columns = Set.copyOf(columns);
    }

    /** The same view with some of its parts changed. */
    View edited(Consumer<ViewEdit> edit) {
      ViewEdit parts = new ViewEdit(this);
      edit.accept(parts);
      return parts.view();
    }

    @Override
    public View named(RelationName newName) {
      return edited(v -> v.name = newName);
    }

    /** The same view with another comment. */
    public View withComment(@Nullable String newComment) {
      return edited(v -> v.comment = newComment);
    }

    /** Whether the view surely needs a column of a relation that it reads. */
    public boolean uses(RelationName relation, String column) {
      return columns.contains(new ColumnUse(relation, column));
    }

    /** The same view after a relation that it reads got another name. */
    View reading(RelationName old, RelationName renamed) {
      return edited(v -> {
        v.reads = reads.stream().map(read -> read.equals(old) ? renamed : read).collect(toSet());
        v.columns =
            columns.stream()
                .map(use -> use.relation().equals(old) ? new ColumnUse(renamed, use.column()) : use)
                .collect(toSet());
      });
    }

    /** The same view after a column that it may need got another name. */
    View readingColumn(RelationName relation, String old, String renamed) {
      ColumnUse before = new ColumnUse(relation, old);
      return edited(v ->
          v.columns =
              columns.stream()
                  .map(use -> use.equals(before) ? new ColumnUse(relation, renamed) : use)
                  .collect(toSet()));
    }
  }

  /**
   * A sequence.
   *
   * @param ownerTable the table of {@code OWNED BY}
   * @param identity whether it is that of an identity column
   */
  record Sequence(
      RelationName name,
      @Nullable RelationName ownerTable,
      @Nullable String ownerColumn,
      boolean identity,
      boolean unlogged,
      SequenceOptions options)
      implements Relation {

    @Override
    public RelationKind kind() {
      return RelationKind.SEQUENCE;
    }

    @Override
    public Sequence named(RelationName newName) {
      return new Sequence(newName, ownerTable, ownerColumn, identity, unlogged, options);
    }

    Sequence ownedBy(@Nullable RelationName table, @Nullable String column) {
      return new Sequence(name, table, column, identity, unlogged, options);
    }

    Sequence counting(SequenceOptions newOptions) {
      return new Sequence(name, ownerTable, ownerColumn, identity, unlogged, newOptions);
    }

    Sequence unlogged(boolean newUnlogged) {
      return new Sequence(name, ownerTable, ownerColumn, identity, newUnlogged, options);
    }
  }

  /**
   * A composite type that stands alone.
   *
   * @param attributes its columns
   */
  record CompositeType(RelationName name, List<Column> attributes) implements Relation {

    public CompositeType {
      attributes = List.copyOf(attributes);
    }

    @Override
    public RelationKind kind() {
      return RelationKind.COMPOSITE_TYPE;
    }

    @Override
    public CompositeType named(RelationName newName) {
      return new CompositeType(newName, attributes);
    }

    CompositeType with(List<Column> newAttributes) {
      return new CompositeType(name, newAttributes);
    }
  }
}
