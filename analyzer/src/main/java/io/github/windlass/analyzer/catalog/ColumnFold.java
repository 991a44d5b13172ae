package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Column.Generation;
import io.github.windlass.analyzer.catalog.Relation.Sequence;
import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constraint;

/** Columns that CREATE TABLE and ALTER TABLE add to a table, with the sequences that they own. */
final class ColumnFold {

  private Catalog catalog;

  private ColumnFold(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Adds a column, without its constraints; one that is inherited is merged with it. */
  static Catalog add(Catalog before, RelationName name, ColumnDef definition) {
    ColumnFold fold = new ColumnFold(before);
    fold.addColumn(name, definition);
    return fold.catalog;
  }

  /** ADD GENERATED AS IDENTITY. */
  static Catalog addIdentity(
      Catalog before, RelationName name, String column, Constraint.Identity identity) {
    ColumnFold fold = new ColumnFold(before);
    String sequence = fold.sequence(name, column);
    Generation generation = generation(identity.generatedWhen());
    return fold.catalog.changing(
        name, t -> t.changing(column, c -> c.generated(generation, sequence)));
  }

  private void addColumn(RelationName name, ColumnDef definition) {
    ColumnType type = definition.typeName() == null ? null : ColumnType.of(definition.typeName());
    Column column = Column.plain(definition.colname(), type);
    if (definition.collClause() != null) {
      column = column.collated(definition.collClause().collname());
    }
    String serial = type == null ? null : type.serialBase();
    if (type != null && serial != null) {
      String sequence = sequence(name, definition.colname());
      column =
          column.typed(ColumnType.of(serial)).notNull(true).generated(Generation.SERIAL, sequence);
    }
    for (Constraint constraint : definition.constraints()) {
      column =
          switch (constraint) {
            case Constraint.NotNull ignored -> column.notNull(true);
            case Constraint.PrimaryKey ignored -> column.notNull(true);
            case Constraint.Default fallback -> column.defaultsTo(fallback.rawExpr());
            case Constraint.Generated generated ->
                column
                    .defaultsTo(generated.rawExpr())
                    .generated(
                        generated.generatedKind() == Constraint.Generated.Kind.STORED
                            ? Generation.STORED
                            : Generation.VIRTUAL,
                        null);
            case Constraint.Identity identity ->
                column
                    .notNull(true)
                    .generated(
                        generation(identity.generatedWhen()), sequence(name, definition.colname()));
            case Constraint.Null ignored -> column;
            case Constraint.Check ignored -> column;
            case Constraint.Unique ignored -> column;
            case Constraint.Exclusion ignored -> column;
            case Constraint.ForeignKey ignored -> column;
            case Constraint.Attribute ignored -> column;
          };
    }
    Column finished = column;
    // CREATE TABLE … PARTITION OF and INHERITS merge a column with the parent's.
    catalog =
        catalog.changing(
            name,
            table -> {
              Column known = table.column(finished.name()).orElse(null);
              if (known == null) {
                return table.plus(finished);
              }
              return table.changing(
                  finished.name(),
                  c ->
                      finished.type() == null
                          ? c.notNull(c.notNull() || finished.notNull())
                          : finished);
            });
  }

  private static Generation generation(Constraint.Identity.GeneratedWhen when) {
    return switch (when) {
      case ALWAYS -> Generation.IDENTITY_ALWAYS;
      case BY_DEFAULT -> Generation.IDENTITY_BY_DEFAULT;
    };
  }

  private String sequence(RelationName table, String column) {
    String chosen = ObjectNames.choose(table.name(), column, "seq", catalog.taken(table.schema()));
    catalog = catalog.with(new Sequence(new RelationName(table.schema(), chosen), table, column));
    return chosen;
  }
}
