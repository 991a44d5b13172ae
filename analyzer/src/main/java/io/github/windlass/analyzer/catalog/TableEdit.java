package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table's parts while another is made of it. */
final class TableEdit {
  RelationName name;
  RelationKind kind;
  private final boolean temporary;
  boolean unlogged;
  boolean columnsKnown;
  List<Column> columns;
  List<TableConstraint> constraints;
  List<RelationName> parents;
  Table.Partition partition;
  List<String> partitionKey;
  @Nullable String ofType;
  List<Attachment> attachments;
  @Nullable String comment;
  TableProperties properties;

  TableEdit(Table table) {
    this.name = table.name();
    this.kind = table.kind();
    this.temporary = table.temporary();
    this.unlogged = table.unlogged();
    this.columnsKnown = table.columnsKnown();
    this.columns = table.columns();
    this.constraints = table.constraints();
    this.parents = table.parents();
    this.partition = table.partition();
    this.partitionKey = table.partitionKey();
    this.ofType = table.ofType();
    this.attachments = table.attachments();
    this.comment = table.comment();
    this.properties = table.properties();
  }

  Table table() {
    return new Table(
        name,
        kind,
        temporary,
        unlogged,
        columnsKnown,
        columns,
        constraints,
        parents,
        partition,
        partitionKey,
        ofType,
        attachments,
        comment,
        properties);
  }
}
