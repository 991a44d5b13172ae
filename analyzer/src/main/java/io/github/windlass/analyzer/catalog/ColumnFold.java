package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Column.Generation;
import io.github.windlass.analyzer.catalog.Relation.Sequence;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns that CREATE TABLE and ALTER TABLE add to a table, with the sequences that they own. */
final class ColumnFold {

  /** A sequence is written without WAL where its table is, from here on. */
  private static final int UNLOGGED_SEQUENCES = 15;

  private final int version;
  private Catalog catalog;

  private ColumnFold(Catalog catalog, int version) {
    this.catalog = catalog;
    this.version = version;
  }

  /** Adds a column, without its constraints; one that is inherited is merged with it. */
  static Catalog add(Catalog before, int version, RelationName name, ColumnDef definition) {
    ColumnFold fold = new ColumnFold(before, version);
    fold.addColumn(name, definition);
    return fold.catalog;
  }

  /** ADD GENERATED AS IDENTITY. */
  static Catalog addIdentity(
      Catalog before, int version, RelationName name, String column, Constraint.Identity identity) {
    ColumnFold fold = new ColumnFold(before, version);
    ColumnType type =
        before.table(name).flatMap(t -> t.column(column)).map(Column::type).orElse(null);
    String sequence = fold.identitySequence(name, column, type, identity);
    Generation generation = generation(identity.generatedWhen());
    return fold.catalog.changing(
        name, t -> t.changing(column, c -> c.generated(generation, sequence)));
  }

  /** Whether it is serial or an identity column, which are NOT NULL without saying so. */
  static boolean isNumbered(ColumnDef column) {
    boolean identity = false;
    for (Constraint constraint : column.constraints()) {
      identity |= constraint instanceof Constraint.Identity;
    }
    return identity || (column.typeName() != null && ColumnType.of(column.typeName()).isSerial());
  }

  /** The sequence of a serial column that is there already. */
  static Catalog sequenceAlone(
      Catalog catalog, int version, RelationName name, ColumnDef definition) {
    String serial =
        definition.typeName() == null ? null : ColumnType.of(definition.typeName()).serialBase();
    if (serial == null) {
      return catalog;
    }
    ColumnFold fold = new ColumnFold(catalog, version);
    fold.sequence(name, definition.colname(), null, false, SequenceOptions.of(serial, List.of()));
    return fold.catalog;
  }

  /** Marks such a column, unless it is marked. */
  static Catalog addNotNull(Catalog catalog, int version, RelationName name, ColumnDef column) {
    Table table = catalog.table(name).orElse(null);
    return table == null || NotNullFold.of(table, column.colname()) != null
        ? catalog
        : NotNullFold.add(
            catalog,
            version,
            name,
            column.colname(),
            new NotNullFold.Wanted(null, true, false, true));
  }

  /** The attribute of a composite type. */
  static Column attribute(Catalog catalog, ColumnDef definition) {
    ColumnType type = definition.typeName() == null ? null : catalog.typeOf(definition.typeName());
    Column column = Column.plain(definition.colname(), type);
    return column.collated(collation(catalog, definition.collClause()));
  }

  /** The collation of COLLATE, with its schema if the history made it; empty without. */
  static List<String> collation(Catalog catalog, Expression.@Nullable CollateClause clause) {
    if (clause == null) {
      return List.of();
    }
    List<String> names = clause.collname();
    for (String schema : names.size() == 1 ? catalog.searchPath() : List.<String>of()) {
      if (catalog.object("collation", schema + "." + names.get(0)).isPresent()) {
        return List.of(schema, names.get(0));
      }
    }
    return names;
  }

  private void addColumn(RelationName name, ColumnDef definition) {
    ColumnType type = definition.typeName() == null ? null : catalog.typeOf(definition.typeName());
    Column column = attribute(catalog, definition);
    column = column.kept(ColumnProperties.of(definition.storageName(), definition.compression()));
    String serial = type == null ? null : type.serialBase();
    if (type != null && serial != null) {
      SequenceOptions options = SequenceOptions.of(serial, List.of());
      String sequence = sequence(name, definition.colname(), null, false, options);
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
                        generation(identity.generatedWhen()),
                        identitySequence(name, definition.colname(), type, identity));
            case Constraint.Null ignored -> column;
            case Constraint.Check ignored -> column;
            case Constraint.Unique ignored -> column;
            case Constraint.Exclusion ignored -> column;
            case Constraint.ForeignKey ignored -> column;
            case Constraint.Attribute ignored -> column;
          };
    }
    Column finished = column;
    catalog =
        catalog.changing(
            name,
            table -> {
              Column known = table.column(finished.name()).orElse(null);
              return known == null
                  ? table.plus(finished)
                  : table.changing(finished.name(), c -> merged(c, finished, table));
            });
  }

  /** CREATE TABLE … PARTITION OF, OF and INHERITS merge a column with the one that is there. */
  private static Column merged(Column known, Column own, Table table) {
    boolean says = own.defaultExpression() != null || own.generation() != Generation.PLAIN;
    Column result = known.notNull(known.notNull() || own.notNull());
    if (says) {
      result =
          result.defaultsTo(own.defaultExpression()).generated(own.generation(), own.sequence());
    }
    if (own.type() != null) {
      result = result.typed(own.type());
    }
    if (!own.properties().equals(ColumnProperties.DEFAULT)) {
      result = result.kept(own.properties());
    }
    return result.local(known.local() || table.partition() == Table.Partition.NONE);
  }

  private static Generation generation(Constraint.Identity.GeneratedWhen when) {
    return switch (when) {
      case ALWAYS -> Generation.IDENTITY_ALWAYS;
      case BY_DEFAULT -> Generation.IDENTITY_BY_DEFAULT;
    };
  }

  private String identitySequence(
      RelationName table, String column, @Nullable ColumnType type, Constraint.Identity identity) {
    DefElem named = SequenceOptions.find(identity.options(), "sequence_name");
    String given = named != null && named.arg() instanceof QualifiedName name ? name.last() : null;
    SequenceOptions options =
        SequenceOptions.of(type == null ? "int8" : type.name(), identity.options());
    return sequence(table, column, given, true, options);
  }

  private String sequence(
      RelationName table,
      String column,
      @Nullable String given,
      boolean identity,
      SequenceOptions options) {
    String chosen =
        given != null
            ? given
            : ObjectNames.choose(table.name(), column, "seq", catalog.taken(table.schema()));
    boolean unlogged =
        version >= UNLOGGED_SEQUENCES && catalog.table(table).filter(Table::unlogged).isPresent();
    catalog =
        catalog.with(
            new Sequence(
                new RelationName(table.schema(), chosen),
                table,
                column,
                identity,
                unlogged,
                options));
    return chosen;
  }
}
