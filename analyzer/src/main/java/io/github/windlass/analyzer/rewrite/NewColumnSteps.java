package io.github.windlass.analyzer.rewrite;

import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import io.github.windlass.sql.postgres.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A new column whose rows get their values, keys and checks one after the other, while reads and
 * writes go on.
 */
public final class NewColumnSteps {

  /**
   * Where the column is added.
   *
   * @param before the schema before the statement
   * @param after the schema after it, which knows the table
   * @param fills whether every row needs a value of its own
   */
  public record Place(
      RelationName table, Catalog before, Catalog after, boolean fills, int version) {}

  private final AlterTableStmt alter;
  private final AlterTableCmd.AddColumn add;
  private final ColumnDef column;
  private final Place place;
  private final SafeSteps steps = new SafeSteps();

  private NewColumnSteps(AlterTableStmt alter, AlterTableCmd.AddColumn add, Place place) {
    this.alter = alter;
    this.add = add;
    this.column = add.column();
    this.place = place;
  }

  /** The steps; null where there is no such way to the column. */
  public static @Nullable SafeRewrite of(
      AlterTableStmt alter, AlterTableCmd.AddColumn add, Place place) {
    NewColumnSteps building = new NewColumnSteps(alter, add, place);
    return building.build() ? building.steps.build() : null;
  }

  private boolean build() {
    if (column.typeName() == null || isKeyedPartitioned()) {
      return false;
    }
    Constraint.Identity identity = null;
    Expression value = null;
    boolean notNull = false;
    for (Constraint constraint : column.constraints()) {
      switch (constraint) {
        case Constraint.Generated ignored -> {
          return false;
        }
        case Constraint.Identity written -> identity = written;
        case Constraint.Default written -> value = written.rawExpr();
        case Constraint.NotNull ignored -> notNull = true;
        case Constraint.PrimaryKey ignored -> notNull = true;
        default -> {
          // Comes later.
        }
      }
    }
    ColumnType type = ColumnType.of(column.typeName());
    boolean fills = place.fills();
    if (fills && place.before().domain(place.before().typeOf(column.typeName())).isPresent()) {
      return false;
    }
    plain(fills);
    if (fills) {
      boolean filled =
          type.isSerial()
              ? serial()
              : identity != null ? fillForIdentity() : value != null && defaults(value);
      if (!filled) {
        return false;
      }
      notNull |= identity != null || type.isSerial();
      Backfill.add(
          steps,
          place.before(),
          place.table(),
          alter.relation(),
          name() + " = DEFAULT",
          name() + " IS NULL",
          place.version());
    }
    if (notNull && (fills || hasPrimaryKey())) {
      NotNullSteps.add(
          steps,
          alter,
          column.colname(),
          NotNullSteps.nameIn(place.after(), place.table(), column.colname()),
          place.version());
    }
    if (identity != null && fills) {
      identity(identity);
    }
    return constraints();
  }

  /** The column without what takes time, among the other actions. */
  private void plain(boolean fills) {
    TypeName type = column.typeName();
    String base = type == null ? null : ColumnType.of(type).serialBase();
    if (type != null && base != null) {
      type =
          new TypeName(
              List.of("pg_catalog", base), false, false, List.of(), List.of(), type.span());
    }
    List<Constraint> kept = new ArrayList<>();
    for (Constraint constraint : column.constraints()) {
      switch (constraint) {
        case Constraint.Default value -> {
          if (!fills || value.rawExpr() instanceof Constant.NullConstant) {
            kept.add(value);
          }
        }
        case Constraint.NotNull notNull -> {
          if (!fills) {
            kept.add(notNull);
          }
        }
        case Constraint.Null nullable -> kept.add(nullable);
        default -> {
          // Comes later.
        }
      }
    }
    AlterTableCmd plain =
        new AlterTableCmd.AddColumn(
            new ColumnDef(
                column.colname(),
                type,
                column.storageName(),
                column.compression(),
                kept,
                column.collClause(),
                column.fdwoptions(),
                column.span()),
            add.ifNotExists(),
            add.behavior(),
            add.span());
    steps.brief(
        AlterTables.with(
            alter, alter.cmds().stream().map(cmd -> cmd.equals(add) ? plain : cmd).toList()),
        "Adds the column without touching a row.");
  }

  // --- values ---------------------------------------------------------------------------------

  private boolean defaults(Expression value) {
    steps.with(
        SqlPrinter.print(
            AlterTables.with(
                alter, new AlterTableCmd.ColumnDefault(column.colname(), value, add.span()))),
        "New rows get their value from here on.");
    return true;
  }

  private boolean serial() {
    RelationName sequence = sequence();
    if (sequence == null) {
      return false;
    }
    String base = ColumnType.of(type()).serialBase();
    String as = "int8".equals(base) ? "" : " AS " + ("int2".equals(base) ? "smallint" : "integer");
    steps.with(
        "CREATE SEQUENCE " + printed(sequence) + as + " OWNED BY " + table() + "." + name(),
        "The column's own sequence.");
    return drawsFrom(sequence);
  }

  /** An identity column must be NOT NULL before, so its rows are numbered by another sequence. */
  private boolean fillForIdentity() {
    if (sequence() == null) {
      return false;
    }
    Constraint.Identity identity =
        column.constraints().stream()
            .filter(Constraint.Identity.class::isInstance)
            .map(Constraint.Identity.class::cast)
            .findFirst()
            .orElseThrow();
    // Before 12, a check cannot stand in for NOT NULL, which ADD GENERATED asks for.
    if (!identity.options().isEmpty() || place.version() < 12) {
      return false;
    }
    steps.with(
        "CREATE SEQUENCE " + printed(filler()),
        "Numbers the rows until the column can do so itself.");
    return drawsFrom(filler());
  }

  private boolean drawsFrom(RelationName sequence) {
    steps.with(
        "ALTER TABLE "
            + table()
            + " ALTER COLUMN "
            + name()
            + " SET DEFAULT nextval("
            + SqlPrinter.printLiteral(printed(sequence))
            + "::regclass)",
        "New rows get their value from here on.");
    return true;
  }

  private void identity(Constraint.Identity identity) {
    RelationName sequence = sequence();
    if (sequence == null) {
      return;
    }
    steps
        .brief(
            AlterTables.with(
                alter, new AlterTableCmd.ColumnDefault(column.colname(), null, add.span())),
            "The sequence that filled the column goes.")
        .with(
            SqlPrinter.print(
                AlterTables.with(
                    alter, new AlterTableCmd.AddIdentity(column.colname(), identity, add.span()))),
            "No row is read or written.")
        .with(
            "SELECT setval("
                + SqlPrinter.printLiteral(printed(sequence))
                + ", nextval("
                + SqlPrinter.printLiteral(printed(filler()))
                + "), false)",
            "Goes on where the other sequence stopped.")
        .with("DROP SEQUENCE " + printed(filler()), "");
  }

  // --- constraints ----------------------------------------------------------------------------

  private boolean constraints() {
    List<String> validations = new ArrayList<>();
    for (Constraint constraint : column.constraints()) {
      switch (constraint) {
        case Constraint.Check check -> {
          String name = name(check, TableConstraint.Check.class);
          if (name == null) {
            return false;
          }
          notValid(AlterTables.notValid(check, name), validations, name);
        }
        case Constraint.ForeignKey key -> {
          String name = name(key, TableConstraint.ForeignKey.class);
          if (name == null
              || LaterValidation.refusesForeignKey(
                  place.before(), place.table(), place.version())) {
            return false;
          }
          notValid(AlterTables.notValid(ofTable(key), name), validations, name);
        }
        case Constraint.Unique key -> {
          if (!key(ofTable(key))) {
            return false;
          }
        }
        case Constraint.PrimaryKey key -> {
          if (!key(ofTable(key))) {
            return false;
          }
        }
        default -> {
          // Has been dealt with.
        }
      }
    }
    validations.forEach(sql -> steps.slow(sql, "Reads every row while reads and writes go on."));
    return true;
  }

  private void notValid(Constraint constraint, List<String> validations, String name) {
    steps.brief(
        AlterTables.with(alter, AlterTables.add(constraint)),
        "Holds for new rows at once; the rows that are there are not read.");
    validations.add(SqlPrinter.print(AlterTables.validate(alter, name)));
  }

  private boolean key(Constraint key) {
    String name = name(key, TableConstraint.Key.class);
    if (name == null) {
      return false;
    }
    KeySteps.add(
        steps,
        alter,
        new KeySteps.Key(
            key, List.of(column.colname()), new RelationName(place.table().schema(), name)));
    return true;
  }

  /** The name of a constraint behind the column, given or chosen by the server. */
  private @Nullable String name(Constraint written, Class<? extends TableConstraint> kind) {
    if (written.conname() != null) {
      return written.conname();
    }
    List<String> names =
        place.after().table(place.table()).stream()
            .flatMap(known -> known.constraints().stream())
            .filter(kind::isInstance)
            .filter(each -> each.columns().contains(column.colname()))
            .filter(each ->
                !(each instanceof TableConstraint.Key key)
                    || key.primary() == (written instanceof Constraint.PrimaryKey))
            .map(TableConstraint::name)
            .filter(each ->
                place.before().table(place.table()).flatMap(t -> t.constraint(each)).isEmpty())
            .toList();
    return names.size() == 1 ? names.get(0) : null;
  }

  private Constraint.ForeignKey ofTable(Constraint.ForeignKey key) {
    return new Constraint.ForeignKey(
        key.conname(),
        key.pktable(),
        List.of(column.colname()),
        key.pkAttrs(),
        key.fkWithPeriod(),
        key.pkWithPeriod(),
        key.fkMatchtype(),
        key.fkUpdAction(),
        key.fkDelAction(),
        key.fkDelSetCols(),
        isDeferrable(key),
        isDeferred(key),
        key.isEnforced(),
        key.skipValidation(),
        key.span());
  }

  private Constraint.Unique ofTable(Constraint.Unique key) {
    return new Constraint.Unique(
        key.conname(),
        key.nullsNotDistinct(),
        List.of(column.colname()),
        false,
        key.including(),
        key.options(),
        null,
        key.indexspace(),
        isDeferrable(key),
        isDeferred(key),
        key.span());
  }

  private Constraint.PrimaryKey ofTable(Constraint.PrimaryKey key) {
    return new Constraint.PrimaryKey(
        key.conname(),
        List.of(column.colname()),
        false,
        key.including(),
        key.options(),
        null,
        key.indexspace(),
        isDeferrable(key),
        isDeferred(key),
        key.span());
  }

  private boolean isDeferrable(Constraint constraint) {
    return isDeferred(constraint) || has(constraint, Constraint.Attribute.Kind.DEFERRABLE);
  }

  private boolean isDeferred(Constraint constraint) {
    return has(constraint, Constraint.Attribute.Kind.DEFERRED);
  }

  private boolean has(Constraint constraint, Constraint.Attribute.Kind kind) {
    return column.attributesOf(constraint).stream().anyMatch(attribute -> attribute.kind() == kind);
  }

  // --- what it is -----------------------------------------------------------------------------

  private boolean hasPrimaryKey() {
    return column.constraints().stream().anyMatch(Constraint.PrimaryKey.class::isInstance);
  }

  /** A partitioned table takes no constraint USING INDEX. */
  private boolean isKeyedPartitioned() {
    boolean keyed =
        column.constraints().stream()
            .anyMatch(
                each -> each instanceof Constraint.Unique || each instanceof Constraint.PrimaryKey);
    return keyed
        && place
            .before()
            .table(place.table())
            .map(Table::kind)
            .filter(kind -> kind == RelationKind.PARTITIONED_TABLE)
            .isPresent();
  }

  /** The sequence behind the column. */
  private @Nullable RelationName sequence() {
    return place.after().sequencesOf(place.table()).stream()
        .filter(each -> column.colname().equals(each.ownerColumn()))
        .map(Relation::name)
        .findFirst()
        .orElse(null);
  }

  private RelationName filler() {
    return new RelationName(
        place.table().schema(), place.table().name() + "_" + column.colname() + "_fill");
  }

  private TypeName type() {
    TypeName type = column.typeName();
    if (type == null) {
      throw new IllegalStateException("no type");
    }
    return type;
  }

  private String table() {
    return SqlPrinter.print(alter.relation());
  }

  private String name() {
    return SqlPrinter.printName(column.colname());
  }

  /** A relation beside the table, with a schema if the statement names one. */
  private String printed(RelationName relation) {
    return alter.relation().schemaname() == null
        ? SqlPrinter.printName(relation.name())
        : SqlPrinter.printName(relation.schema(), relation.name());
  }
}
