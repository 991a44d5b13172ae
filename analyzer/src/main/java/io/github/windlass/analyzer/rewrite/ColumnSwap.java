package io.github.windlass.analyzer.rewrite;

import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Another type for a column by way of a second column: a trigger keeps both, the rows are filled in
 * batches, and the second takes the name of the first.
 */
public final class ColumnSwap {

  /** The word FUNCTION in EXECUTE FUNCTION is read from here on. */
  private static final int EXECUTE_FUNCTION = 11;

  /** NOT NULL has a name from here on. */
  private static final int NAMED_NOT_NULL = 18;

  private static final int PROOFS = 12;

  private final AlterTableStmt alter;
  private final AlterTableCmd.AlterColumnType change;
  private final Table table;
  private final Column column;
  private final Catalog catalog;
  private final int version;
  private final String second;
  private final SafeSteps steps = new SafeSteps();

  private ColumnSwap(
      AlterTableStmt alter,
      AlterTableCmd.AlterColumnType change,
      Table table,
      Column column,
      Catalog catalog,
      int version) {
    this.alter = alter;
    this.change = change;
    this.table = table;
    this.column = column;
    this.catalog = catalog;
    this.version = version;
    this.second = column.name() + "_new";
  }

  /**
   * The steps; null where more than a primary key of this column alone and what the column says
   * itself would have to be made again.
   */
  public static @Nullable SafeRewrite of(
      AlterTableStmt alter,
      AlterTableCmd.AlterColumnType change,
      RelationName name,
      Catalog catalog,
      int version) {
    Table table = catalog.table(name).orElse(null);
    if (table == null || alter.cmds().size() != 1) {
      return null;
    }
    Column column = table.column(change.name()).orElse(null);
    if (column == null) {
      return null;
    }
    ColumnSwap swap = new ColumnSwap(alter, change, table, column, catalog, version);
    return swap.isSimple() ? swap.build() : null;
  }

  private boolean isSimple() {
    boolean generated =
        switch (column.generation()) {
          case PLAIN, SERIAL -> false;
          case IDENTITY_ALWAYS, IDENTITY_BY_DEFAULT, STORED, VIRTUAL -> true;
        };
    if (generated
        || !table.columnsKnown()
        || table.kind() != RelationKind.TABLE
        || !table.parents().isEmpty()
        || !catalog.childrenOf(table.name()).isEmpty()
        || table.ofType() != null
        || column.comment() != null
        || (column.generation() == Column.Generation.SERIAL && sequence() == null)
        || table.column(second).isPresent()
        || (version < PROOFS && (column.notNull() || isKey()))) {
      return false;
    }
    for (TableConstraint constraint : table.constraints()) {
      if (constraint.columns().contains(column.name())
          && !(constraint instanceof TableConstraint.NotNull)
          && !constraint.equals(key().orElse(null))) {
        return false;
      }
    }
    for (Index index : catalog.indexesOf(table.name())) {
      boolean uses =
          index.columns().contains(column.name()) || index.mentions().contains(column.name());
      if (uses && !index.name().equals(key().map(TableConstraint.Key::index).orElse(null))) {
        return false;
      }
    }
    boolean referenced =
        catalog.referencing(table.name()).stream()
            .flatMap(other -> other.foreignKeys().stream())
            .anyMatch(foreign -> foreign.referenced().equals(table.name()));
    return (!isKey() || !referenced) && catalog.statisticsOf(table.name()).isEmpty();
  }

  /** The primary key, if it is this column alone. */
  private Optional<TableConstraint.Key> key() {
    return table.primaryKey().filter(key -> key.columns().equals(List.of(column.name())));
  }

  private boolean isKey() {
    return key().isPresent();
  }

  private SafeRewrite build() {
    Expression using = change.rawDefault();
    // Assigned as ALTER TYPE does: a cast would cut off what is too long for varchar(n).
    String value = using == null ? name() : "(" + SqlPrinter.print(using) + ")";
    String trigger = SqlPrinter.printName(table.name().name() + "_" + second);
    String function = beside(table.name().name() + "_" + second);
    steps
        .brief(
            "ALTER TABLE "
                + table()
                + " ADD COLUMN "
                + second()
                + " "
                + type()
                + (change.collClause() == null
                    ? ""
                    : " COLLATE "
                        + SqlPrinter.printName(
                            change.collClause().collname().toArray(String[]::new))),
            "A second column; the schema comes out the same but for the column's place, which is"
                + " the last.")
        .with(
            "CREATE FUNCTION "
                + function
                + "() RETURNS trigger LANGUAGE plpgsql AS "
                + Backfill.quoted(
                    "\nBEGIN\n  NEW."
                        + second()
                        + " := (SELECT "
                        + value
                        + " FROM (SELECT NEW.*) AS "
                        + SqlPrinter.printName(table.name().name())
                        + ");\n  RETURN NEW;\nEND\n"),
            "Keeps the second column while both are there.")
        .with(
            "CREATE TRIGGER "
                + trigger
                + " BEFORE INSERT OR UPDATE ON "
                + table()
                + " FOR EACH ROW EXECUTE "
                + (version < EXECUTE_FUNCTION ? "PROCEDURE " : "FUNCTION ")
                + function
                + "()",
            "");
    Backfill.add(
        steps,
        catalog,
        table.name(),
        alter.relation(),
        second() + " = " + value,
        // The trigger keeps the others. To compare the values would need an equality, which json
        // has
        // not, and never end where the new type rounds.
        second() + " IS NULL AND " + value + " IS NOT NULL",
        version);
    if (column.notNull()) {
      NotNullSteps.add(steps, alter, second, null, version);
    }
    key().ifPresent(key -> keyIndex());
    swap(trigger, function);
    return steps.build();
  }

  private void keyIndex() {
    steps
        .concurrently(
            "DROP INDEX CONCURRENTLY IF EXISTS " + beside(index()),
            "Removes what an earlier attempt left.")
        .concurrently(
            "CREATE UNIQUE INDEX CONCURRENTLY "
                + SqlPrinter.printName(index())
                + " ON "
                + table()
                + " ("
                + second()
                + ")",
            "Reads and writes go on.");
  }

  /** All at once, so that no one sees the table without the column. */
  private void swap(String trigger, String function) {
    steps
        .brief("DROP TRIGGER " + trigger + " ON " + table(), "From here on all at once.")
        .with("DROP FUNCTION " + function + "()", "");
    Relation.Sequence sequence = sequence();
    if (sequence != null) {
      steps.with(
          "ALTER SEQUENCE "
              + beside(sequence.name().name())
              + " OWNED BY "
              + table()
              + "."
              + second(),
          "");
    }
    alter("DROP COLUMN " + name(), "The values are in the second column.");
    alter("RENAME COLUMN " + second() + " TO " + name(), "");
    Expression value = column.defaultExpression();
    if (column.generation() == Column.Generation.SERIAL && sequence != null) {
      alter(
          "ALTER COLUMN "
              + name()
              + " SET DEFAULT nextval("
              + SqlPrinter.printLiteral(beside(sequence.name().name()))
              + "::regclass)",
          "");
    } else if (value != null) {
      alter("ALTER COLUMN " + name() + " SET DEFAULT " + SqlPrinter.print(value), "");
    }
    key()
        .ifPresent(key ->
            alter(
                "ADD CONSTRAINT "
                    + SqlPrinter.printName(key.name())
                    + " PRIMARY KEY USING INDEX "
                    + SqlPrinter.printName(index()),
                "Takes the index over; nothing is read."));
    String notNull = NotNullSteps.nameIn(catalog, table.name(), column.name());
    if (version >= NAMED_NOT_NULL && notNull != null) {
      alter(
          "RENAME CONSTRAINT "
              + SqlPrinter.printName(table.name().name() + "_" + second + "_not_null")
              + " TO "
              + SqlPrinter.printName(notNull),
          "");
    }
  }

  private void alter(String action, String note) {
    steps.with("ALTER TABLE " + table() + " " + action, note);
  }

  private Relation.@Nullable Sequence sequence() {
    return catalog.sequencesOf(table.name()).stream()
        .filter(each -> column.name().equals(each.ownerColumn()))
        .findFirst()
        .orElse(null);
  }

  private String index() {
    return table.name().name() + "_" + second + "_key";
  }

  private String table() {
    return SqlPrinter.print(alter.relation());
  }

  private String name() {
    return SqlPrinter.printName(column.name());
  }

  private String second() {
    return SqlPrinter.printName(second);
  }

  private String type() {
    return SqlPrinter.print(change.typeName());
  }

  /** A name in the table's schema, which is said if the statement says it. */
  private String beside(String name) {
    return alter.relation().schemaname() == null
        ? SqlPrinter.printName(name)
        : SqlPrinter.printName(table.name().schema(), name);
  }
}
