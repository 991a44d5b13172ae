package io.github.windlass.analyzer.schema;

import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Mentions;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.analyzer.catalog.UserType;
import io.github.windlass.extractor.schema.ColumnFacts;
import io.github.windlass.extractor.schema.ConstraintFacts;
import io.github.windlass.extractor.schema.Fact;
import io.github.windlass.extractor.schema.IndexFacts;
import io.github.windlass.extractor.schema.Listing;
import io.github.windlass.extractor.schema.QualifiedName;
import io.github.windlass.extractor.schema.RelationFacts;
import io.github.windlass.extractor.schema.SequenceFacts;
import io.github.windlass.extractor.schema.TableFacts;
import io.github.windlass.extractor.schema.TypeFacts;
import io.github.windlass.extractor.schema.ViewFacts;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.IndexElem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one world's catalog says of a relation or type. */
final class CatalogFacts {

  private final World world;
  private final Catalog catalog;
  private final TypeNames types;

  CatalogFacts(World world) {
    this.world = world;
    this.catalog = world.catalog();
    this.types = new TypeNames(catalog);
  }

  RelationFacts relation(Relation relation) {
    return switch (relation) {
      case Relation.Table table -> table(table);
      case Relation.View view -> view(view);
      case Relation.Index index -> index(index);
      case Relation.Sequence sequence ->
          new SequenceFacts(
              name(sequence.name()),
              sequence.ownerTable() == null || sequence.ownerColumn() == null
                  ? null
                  : new SequenceFacts.Owner(name(sequence.ownerTable()), sequence.ownerColumn()));
      case Relation.CompositeType composite ->
          new RelationFacts.CompositeFacts(name(composite.name()));
    };
  }

  static QualifiedName name(RelationName name) {
    return new QualifiedName(name.schema(), name.name());
  }

  // --- tables --------------------------------------------------------------------------------

  private TableFacts table(Relation.Table table) {
    String blurred = world.missingIn(table.name());
    String missing =
        blurred == null && !table.columnsKnown() ? "only a part of the table is known" : blurred;
    Deparser deparser = new Deparser(catalog, table);
    List<ColumnFacts> columns = new ArrayList<>();
    table.columns().forEach(column -> columns.add(column(table, column, deparser)));
    List<ConstraintFacts> constraints = new ArrayList<>();
    for (TableConstraint constraint : table.constraints()) {
      ConstraintFacts facts = constraint(constraint, deparser);
      if (facts != null) {
        constraints.add(facts);
      }
    }
    return new TableFacts(
        name(table.name()),
        switch (table.kind()) {
          case PARTITIONED_TABLE -> TableFacts.Kind.PARTITIONED_TABLE;
          case FOREIGN_TABLE -> TableFacts.Kind.FOREIGN_TABLE;
          default -> TableFacts.Kind.TABLE;
        },
        table.temporary(),
        table.partition() == Relation.Table.Partition.NONE || table.parents().isEmpty()
            ? null
            : name(table.parents().get(0)),
        table.comment() == null && missing != null
            ? Fact.unknown(missing)
            : Fact.ofNullable(table.comment()),
        new Listing<>(columns, missing),
        new Listing<>(constraints, missing),
        new Listing<>(indexes(table.name()), missing),
        new Listing<>(incoming(table.name()), missing),
        new Listing<>(readers(table.name()), missing));
  }

  private List<IndexFacts> indexes(RelationName table) {
    List<Relation.Index> inOrder = new ArrayList<>(catalog.indexesOf(table));
    inOrder.sort(Comparator.comparingInt(Relation.Index::made));
    List<IndexFacts> indexes = new ArrayList<>();
    inOrder.forEach(index -> indexes.add(index(index)));
    return indexes;
  }

  private List<TableFacts.Reference> incoming(RelationName table) {
    List<TableFacts.Reference> incoming = new ArrayList<>();
    for (Relation.Table referencing : catalog.referencing(table)) {
      for (TableConstraint.ForeignKey key : referencing.foreignKeys()) {
        if (key.referenced().equals(table)) {
          incoming.add(new TableFacts.Reference(name(referencing.name()), foreignKey(key)));
        }
      }
    }
    return incoming;
  }

  private List<QualifiedName> readers(RelationName relation) {
    List<QualifiedName> readers = new ArrayList<>();
    catalog.viewsOf(relation).forEach(view -> readers.add(name(view.name())));
    return readers;
  }

  // --- columns -------------------------------------------------------------------------------

  private ColumnFacts column(Relation.Table table, Column column, Deparser deparser) {
    ColumnType type = column.type();
    boolean generated =
        column.generation() == Column.Generation.STORED
            || column.generation() == Column.Generation.VIRTUAL;
    RelationName sequence = sequence(table, column);
    return new ColumnFacts(
        column.name(),
        type == null ? Fact.unknown("the type of the column is not known") : Fact.known(type(type)),
        type == null ? Fact.unknown("only its name is known") : Fact.known(!column.notNull()),
        generated ? Fact.absent() : defaultText(table, column, deparser),
        switch (column.generation()) {
          case IDENTITY_ALWAYS -> ColumnFacts.Identity.ALWAYS;
          case IDENTITY_BY_DEFAULT -> ColumnFacts.Identity.BY_DEFAULT;
          case PLAIN, SERIAL, STORED, VIRTUAL -> ColumnFacts.Identity.NONE;
        },
        generated ? generated(table, column, deparser) : Fact.absent(),
        column.collation().isEmpty() ? Fact.absent() : Fact.known(collation(column.collation())),
        Fact.ofNullable(column.comment()),
        sequence == null ? Fact.absent() : Fact.known(name(sequence)));
  }

  private static QualifiedName collation(List<String> names) {
    String own = names.get(names.size() - 1);
    return new QualifiedName(names.size() > 1 ? names.get(names.size() - 2) : "pg_catalog", own);
  }

  /** The sequence that a column owns. */
  private @Nullable RelationName sequence(Relation.Table table, Column column) {
    for (Relation.Sequence sequence : catalog.sequencesOf(table.name())) {
      if (column.name().equals(sequence.ownerColumn())) {
        return sequence.name();
      }
    }
    return null;
  }

  private Fact<String> defaultText(Relation.Table table, Column column, Deparser deparser) {
    Expression expression = column.defaultExpression();
    if (column.generation() == Column.Generation.SERIAL && expression == null) {
      return Fact.known(deparser.nextval(serialSequence(table, column)));
    }
    ColumnType type = column.defaultType();
    if (expression == null || isNull(expression)) {
      return type == null && column.type() == null
          ? Fact.unknown("only the name of the column is known")
          : Fact.absent();
    }
    String text = type == null ? null : new Deparser(catalog, null).value(expression, type);
    return text == null ? uncertain("default", expression) : Fact.known(text);
  }

  /** The sequence behind serial; a child that inherits the column draws from its parent's. */
  private RelationName serialSequence(Relation.Table table, Column column) {
    RelationName own = sequence(table, column);
    for (int i = 0; own == null && i < table.parents().size(); i++) {
      Relation.Table parent = catalog.table(table.parents().get(i)).orElse(null);
      Column inherited = parent == null ? null : parent.column(column.name()).orElse(null);
      if (parent != null && inherited != null) {
        own = sequence(parent, inherited);
      }
    }
    String sequence = column.sequence() == null ? "" : column.sequence();
    return own == null ? new RelationName(table.name().schema(), sequence) : own;
  }

  /** {@code DEFAULT NULL}, which is as none. */
  private static boolean isNull(Expression expression) {
    return expression instanceof Constant.NullConstant
        || (expression instanceof Expression.TypeCast cast
            && cast.arg() instanceof Constant.NullConstant);
  }

  private static <T> Fact<T> uncertain(String what, Expression expression) {
    String written = SqlPrinter.print(expression);
    String shown = written.length() > 60 ? written.substring(0, 57) + "…" : written;
    return Fact.unknown("how the server prints the " + what + " is not certain: " + shown);
  }

  private Fact<ColumnFacts.Generated> generated(
      Relation.Table table, Column column, Deparser deparser) {
    Expression expression = column.defaultExpression();
    ColumnType type = column.defaultType();
    if (expression == null) {
      return Fact.unknown("the expression is not known");
    }
    boolean current = true;
    for (String name : Mentions.of(expression).columns()) {
      current &= table.column(name).isPresent();
    }
    String text = type == null || !current ? null : deparser.value(expression, type);
    return Fact.known(
        new ColumnFacts.Generated(
            text == null ? uncertain("expression", expression) : Fact.known(text),
            SqlPrinter.print(expression),
            column.generation() == Column.Generation.STORED));
  }

  // --- types ---------------------------------------------------------------------------------

  TypeFacts type(ColumnType type) {
    RelationName full = types.qualified(type);
    String doubt = world.doubtfulTypes().get(full);
    UserType user = types.userType(type);
    TypeFacts.Kind kind =
        TypeNames.isBuiltIn(type)
            ? TypeFacts.Kind.BUILT_IN
            : types.isComposite(type) ? TypeFacts.Kind.COMPOSITE : kind(user);
    Fact<List<String>> values =
        user instanceof UserType.EnumType enumType
            ? doubt == null ? Fact.known(enumType.values()) : Fact.unknown(doubt)
            : kind == TypeFacts.Kind.OTHER && isUnseen(full)
                ? Fact.unknown("the history did not make the type")
                : Fact.absent();
    Fact<TypeFacts> base =
        !(user instanceof UserType.DomainType domain) || type.array()
            ? kind == TypeFacts.Kind.OTHER && isUnseen(full)
                ? Fact.unknown("the history did not make the type")
                : Fact.absent()
            : Fact.known(type(domain.base()));
    return new TypeFacts(
        types.format(type), name(full), type.typmods(), type.array(), kind, values, base);
  }

  private boolean isUnseen(RelationName type) {
    return !world.lacksType(type);
  }

  private static TypeFacts.Kind kind(@Nullable UserType type) {
    return switch (type) {
      case null -> TypeFacts.Kind.OTHER;
      case UserType.EnumType ignored -> TypeFacts.Kind.ENUM;
      case UserType.DomainType ignored -> TypeFacts.Kind.DOMAIN;
      case UserType.OtherType ignored -> TypeFacts.Kind.RANGE;
    };
  }

  // --- constraints and indexes ---------------------------------------------------------------

  /** Null for NOT NULL, which is a fact of the column. */
  private @Nullable ConstraintFacts constraint(TableConstraint constraint, Deparser deparser) {
    return switch (constraint) {
      case TableConstraint.Key key ->
          key.primary()
              ? new ConstraintFacts.PrimaryKey(key.name(), key.columns(), key.deferral())
              : new ConstraintFacts.Unique(key.name(), key.columns(), key.deferral());
      case TableConstraint.Check check -> {
        String text =
            isCurrent(check.expression(), check.columns())
                ? deparser.condition(check.expression())
                : null;
        yield new ConstraintFacts.Check(
            check.name(),
            check.columns(),
            text == null
                ? uncertain("check", check.expression())
                : Fact.known(
                    "CHECK ("
                        + text
                        + ")"
                        + (check.noInherit() ? " NO INHERIT" : "")
                        + (check.valid() ? "" : " NOT VALID")),
            SqlPrinter.print(check.expression()));
      }
      case TableConstraint.ForeignKey key -> foreignKey(key);
      case TableConstraint.Exclusion exclusion ->
          new ConstraintFacts.Exclusion(
              exclusion.name(), exclusion.columns(), exclusion(exclusion, deparser));
      case TableConstraint.NotNull ignored -> null;
    };
  }

  private ConstraintFacts.ForeignKey foreignKey(TableConstraint.ForeignKey key) {
    Fact<List<String>> referenced = Fact.known(key.referencedColumns());
    if (key.referencedColumns().isEmpty()) {
      List<String> primary =
          catalog
              .table(key.referenced())
              .flatMap(Relation.Table::primaryKey)
              .map(TableConstraint.Key::columns)
              .orElse(null);
      referenced =
          primary == null
              ? Fact.unknown("the primary key of " + key.referenced() + " is not known")
              : Fact.known(primary);
    }
    return new ConstraintFacts.ForeignKey(
        key.name(),
        key.columns(),
        name(key.referenced()),
        referenced,
        key.onDelete(),
        key.onUpdate(),
        key.deferral(),
        key.valid());
  }

  private static boolean isCurrent(Expression written, List<String> columns) {
    return Mentions.of(written).columns().equals(new HashSet<>(columns));
  }

  private Fact<String> exclusion(TableConstraint.Exclusion exclusion, Deparser deparser) {
    Constraint.Exclusion written = exclusion.written();
    StringBuilder text = new StringBuilder("EXCLUDE USING ").append(written.accessMethod());
    String separator = " (";
    for (Constraint.Exclusion.Element part : written.exclusions()) {
      IndexElem element = part.element();
      String key =
          element.name() != null
              ? exclusion.columns().contains(element.name()) ? Quoting.name(element.name()) : null
              : element.expr() == null ? null : deparser.key(element.expr());
      if (key == null
          || !element.opclass().isEmpty()
          || !element.collation().isEmpty()
          || part.operator().size() != 1) {
        return Fact.unknown("how the server prints the constraint is not certain");
      }
      text.append(separator).append(key).append(" WITH ").append(part.operator().get(0));
      separator = ", ";
    }
    text.append(')');
    if (!written.including().isEmpty()) {
      return Fact.unknown("how the server prints the constraint is not certain");
    }
    if (written.whereClause() != null) {
      String where = deparser.condition(written.whereClause());
      if (where == null) {
        return uncertain("predicate", written.whereClause());
      }
      text.append(" WHERE (").append(where).append(')');
    }
    text.append(written.deferrable() ? " DEFERRABLE" : "");
    text.append(written.initdeferred() ? " INITIALLY DEFERRED" : "");
    return Fact.known(text.toString());
  }

  private IndexFacts index(Relation.Index index) {
    Relation.Table table = catalog.table(index.table()).orElse(null);
    Deparser deparser = new Deparser(catalog, table);
    List<IndexFacts.Key> keys = new ArrayList<>();
    int next = 0;
    for (Expression expression : index.definition().keys()) {
      if (expression == null) {
        String column = next < index.columns().size() ? index.columns().get(next) : null;
        keys.add(new IndexFacts.Key(column, Fact.absent()));
        next++;
      } else {
        String text = isPartOf(expression, index) ? deparser.key(expression) : null;
        keys.add(
            new IndexFacts.Key(
                null, text == null ? uncertain("key", expression) : Fact.known(text)));
      }
    }
    Expression where = index.definition().where();
    Fact<String> predicate = Fact.absent();
    if (where != null) {
      String text = isPartOf(where, index) ? deparser.condition(where) : null;
      predicate = text == null ? uncertain("predicate", where) : Fact.known(text);
    }
    Set<String> uses = new HashSet<>(index.mentions());
    uses.removeAll(index.columns());
    List<String> all = new ArrayList<>(index.columns());
    uses.stream().sorted().forEach(all::add);
    return new IndexFacts(
        name(index.name()),
        name(index.table()),
        index.unique(),
        keys,
        index.columns().subList(Math.min(next, index.columns().size()), index.columns().size()),
        all,
        predicate,
        index.definition().method(),
        constraintOf(index, table));
  }

  /** Whether no column of an index's expression got another name since it was written. */
  private static boolean isPartOf(Expression expression, Relation.Index index) {
    for (String column : Mentions.of(expression).columns()) {
      if (!index.mentions().contains(column)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String constraintOf(
      Relation.Index index, Relation.@Nullable Table table) {
    if (table != null) {
      for (TableConstraint constraint : table.constraints()) {
        boolean behind =
            switch (constraint) {
              case TableConstraint.Key key -> key.index().equals(index.name());
              case TableConstraint.Exclusion exclusion -> exclusion.index().equals(index.name());
              case TableConstraint.Check ignored -> false;
              case TableConstraint.NotNull ignored -> false;
              case TableConstraint.ForeignKey ignored -> false;
            };
        if (behind) {
          return constraint.name();
        }
      }
    }
    return null;
  }

  // --- views ---------------------------------------------------------------------------------

  private ViewFacts view(Relation.View view) {
    String missing = world.missingIn(view.name());
    return new ViewFacts(
        name(view.name()),
        view.kind() == RelationKind.MATERIALIZED_VIEW,
        view.comment() == null && missing != null
            ? Fact.unknown(missing)
            : Fact.ofNullable(view.comment()),
        new Listing<>(List.of(), "the columns of views are not worked out"),
        Fact.known(SqlPrinter.print(view.query())),
        new Listing<>(indexes(view.name()), missing),
        new Listing<>(readers(view.name()), missing));
  }
}
