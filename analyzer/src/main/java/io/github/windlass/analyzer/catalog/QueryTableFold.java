package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.sql.postgres.tree.IntoClause;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.OnCommitAction;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateTableAsStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.RefreshMatViewStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.ViewStmt;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Relations made of queries: CREATE TABLE AS, SELECT INTO, views and materialized views. */
final class QueryTableFold {

  private QueryTableFold() {}

  static Catalog create(Catalog catalog, CreateTableAsStmt statement) {
    RelationName name = catalog.nameForNew(statement.into().rel());
    if (statement.ifNotExists() && catalog.relation(name).isPresent()) {
      return catalog;
    }
    return statement.objtype() == ObjectType.MATVIEW
        ? materialized(catalog, name, statement)
        : table(catalog, statement.into(), statement.query());
  }

  /** CREATE TABLE AS and SELECT INTO. */
  static Catalog table(Catalog catalog, IntoClause into, Statement query) {
    RelationName name = catalog.nameForNew(into.rel());
    Outputs outputs =
        QueryColumns.named(QueryColumns.of(query, catalog).outputs(), into.colNames());
    return catalog.with(
        new Table(
            name,
            RelationKind.TABLE,
            name.schema().equals(Catalog.TEMPORARY_SCHEMA),
            into.rel().relpersistence() == RangeVar.Persistence.UNLOGGED,
            outputs.known(),
            outputs.columns(),
            List.of(),
            List.of(),
            Table.Partition.NONE,
            List.of(),
            null,
            List.of(),
            null,
            TableProperties.PLAIN
                .stored(Storage.of(into.accessMethod(), into.tableSpaceName(), into.options()))
                .droppedOnCommit(into.onCommit() == OnCommitAction.DROP)));
  }

  private static Catalog materialized(
      Catalog catalog, RelationName name, CreateTableAsStmt statement) {
    IntoClause into = statement.into();
    QueryColumns.Result query = QueryColumns.of(statement.query(), catalog);
    return catalog.with(
        new View(
            name,
            RelationKind.MATERIALIZED_VIEW,
            reads(catalog, statement.query()),
            query.needs(),
            statement.query(),
            null,
            QueryColumns.named(query.outputs(), into.colNames()),
            ViewProperties.PLAIN
                .stored(Storage.of(into.accessMethod(), into.tableSpaceName(), into.options()))
                .populated(!into.skipData())));
  }

  /** REFRESH MATERIALIZED VIEW. */
  static Catalog refresh(Catalog catalog, RefreshMatViewStmt statement) {
    return catalog.relation(catalog.resolve(statement.relation())).orElse(null) instanceof View view
        ? catalog.with(
            view.edited(v -> v.properties = v.properties.populated(!statement.skipData())))
        : catalog;
  }

  private static Set<RelationName> reads(Catalog catalog, Statement query) {
    Set<RelationName> reads = new HashSet<>();
    Mentions.of(query).relations().forEach(relation -> reads.add(catalog.resolve(relation)));
    return reads;
  }

  static Catalog view(Catalog catalog, ViewStmt statement) {
    RelationName name = catalog.nameForNew(statement.view());
    QueryColumns.Result query = QueryColumns.of(statement.query(), catalog);
    Set<RelationName> reads = reads(catalog, statement.query());
    reads.remove(name);
    boolean temporary =
        statement.view().schemaname() == null
            && reads.stream().anyMatch(read -> read.schema().equals(Catalog.TEMPORARY_SCHEMA));
    if (temporary) {
      // A view of what is temporary is temporary itself (DefineView of view.c).
      name = new RelationName(Catalog.TEMPORARY_SCHEMA, name.name());
    }
    // OR REPLACE keeps the comment, and what is attached.
    View known = catalog.relation(name).orElse(null) instanceof View view ? view : null;
    Storage storage = Storage.of(null, null, statement.options());
    if (statement.withCheckOption() != ViewStmt.CheckOption.NO) {
      storage =
          storage.with("check_option", statement.withCheckOption().name().toLowerCase(Locale.ROOT));
    }
    return catalog.with(
        new View(
            name,
            RelationKind.VIEW,
            reads,
            query.needs(),
            statement.query(),
            known == null ? null : known.comment(),
            QueryColumns.named(query.outputs(), statement.aliases()),
            ViewProperties.PLAIN
                .stored(storage)
                .attached(known == null ? List.of() : known.properties().attachments())));
  }
}
