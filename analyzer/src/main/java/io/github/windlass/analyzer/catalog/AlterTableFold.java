package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Column.Generation;
import io.github.windlass.extractor.schema.ConstraintFacts.Deferral;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ALTER TABLE: what it changes of a table that the catalog has. */
final class AlterTableFold {

  private final int version;
  private Catalog catalog;

  private AlterTableFold(Catalog catalog, int version) {
    this.catalog = catalog;
    this.version = version;
  }

  /** ALTER TABLE, of whatever kind of relation. */
  static Catalog fold(Catalog before, int version, AlterTableStmt statement) {
    AlterTableFold fold = new AlterTableFold(before, version);
    fold.alter(statement);
    return fold.catalog;
  }

  private void alter(AlterTableStmt statement) {
    RelationName name = catalog.resolve(statement.relation());
    boolean recurse = statement.relation().inh();
    AlterTablePasses.inOrder(statement.cmds()).forEach(cmd -> alter(name, cmd, recurse));
  }

  private void alter(RelationName name, AlterTableCmd cmd, boolean recurse) {
    switch (cmd) {
      case AlterTableCmd.AddColumn add ->
          family(name, recurse)
              .forEach(member -> {
                if (catalog
                    .table(member)
                    .flatMap(table -> table.column(add.column().colname()))
                    .isEmpty()) {
                  catalog = ColumnFold.add(catalog, member, add.column());
                  add.column()
                      .constraints()
                      .forEach(constraint ->
                          catalog =
                              ConstraintFold.add(
                                  catalog, version, member, constraint, add.column()));
                }
              });
      case AlterTableCmd.DropColumn drop ->
          family(name, recurse)
              .forEach(member -> catalog = DropFold.column(catalog, member, drop.name()));
      case AlterTableCmd.AlterColumnType change ->
          family(name, recurse)
              .forEach(member ->
                  catalog =
                      catalog.changing(
                          member,
                          table ->
                              table.changing(
                                  change.name(),
                                  c ->
                                      c.typed(ColumnType.of(change.typeName()))
                                          .collated(
                                              change.collClause() == null
                                                  ? List.of()
                                                  : change.collClause().collname()))));
      case AlterTableCmd.ColumnDefault change ->
          family(name, recurse)
              .forEach(member ->
                  catalog =
                      catalog.changing(
                          member,
                          table ->
                              table.changing(change.name(), c -> withDefault(c, change.expr()))));
      case AlterTableCmd.SetExpression change ->
          family(name, recurse)
              .forEach(member ->
                  catalog =
                      catalog.changing(
                          member,
                          table ->
                              table.changing(change.name(), c -> c.defaultsTo(change.expr()))));
      case AlterTableCmd.SetNotNull change ->
          family(name, recurse)
              .forEach(member ->
                  catalog = ConstraintFold.setNotNull(catalog, version, member, change.name()));
      case AlterTableCmd.DropNotNull change ->
          family(name, recurse)
              .forEach(member -> {
                catalog =
                    catalog.changing(member, t -> t.changing(change.name(), c -> c.notNull(false)));
                catalog =
                    catalog.changing(
                        member,
                        t ->
                            t.withConstraints(
                                t.constraints().stream()
                                    .filter(c -> !ConstraintFold.isNotNullOf(c, change.name()))
                                    .toList()));
              });
      case AlterTableCmd.DropExpression change ->
          family(name, recurse)
              .forEach(member ->
                  catalog =
                      catalog.changing(
                          member,
                          t ->
                              t.changing(
                                  change.name(),
                                  c -> c.generated(Generation.PLAIN, null).defaultsTo(null))));
      case AlterTableCmd.AddIdentity change ->
          catalog = ColumnFold.addIdentity(catalog, name, change.name(), change.identity());
      case AlterTableCmd.SetIdentity change -> {
        Generation generation = generation(change.options());
        if (generation != null) {
          catalog =
              catalog.changing(
                  name, t -> t.changing(change.name(), c -> c.generated(generation, c.sequence())));
        }
      }
      case AlterTableCmd.AlterConstraint change -> {
        if (change.alterDeferrability()) {
          alterDeferral(
              name,
              change.conname(),
              ConstraintFold.deferral(change.deferrable(), change.initdeferred()));
        }
      }
      case AlterTableCmd.DropIdentity change -> {
        catalog = DropFold.sequences(catalog, name, change.name());
        catalog =
            catalog.changing(
                name, t -> t.changing(change.name(), c -> c.generated(Generation.PLAIN, null)));
      }
      case AlterTableCmd.AddConstraint add -> {
        catalog = ConstraintFold.add(catalog, version, name, add.constraint(), null);
        boolean inherits =
            (add.constraint() instanceof Constraint.Check check && !check.isNoInherit())
                || add.constraint() instanceof Constraint.NotNull
                || (add.constraint() instanceof Constraint.ForeignKey
                    && catalog
                        .table(name)
                        .filter(t -> t.kind() == RelationKind.PARTITIONED_TABLE)
                        .isPresent());
        if (recurse && inherits) {
          catalog
              .descendantsOf(name)
              .forEach(child ->
                  catalog =
                      ConstraintFold.add(catalog, version, child.name(), add.constraint(), null));
        }
      }
      case AlterTableCmd.ValidateConstraint validate ->
          family(name, recurse).forEach(member -> validate(member, validate.name()));
      case AlterTableCmd.DropConstraint drop ->
          family(name, recurse)
              .forEach(member -> catalog = DropFold.constraint(catalog, member, drop.name()));
      case AlterTableCmd.AddInherit add ->
          catalog =
              catalog.changing(name, t -> t.under(catalog.resolve(add.parent()), t.partition()));
      case AlterTableCmd.DropInherit drop -> {
        RelationName parent = catalog.resolve(drop.parent());
        catalog = catalog.changing(name, t -> t.notUnder(parent, t.partition()));
      }
      case AlterTableCmd.AttachPartition attach ->
          catalog = PartitionFold.attach(catalog, name, attach);
      case AlterTableCmd.DetachPartition detach ->
          catalog = PartitionFold.detach(catalog, name, detach.name());
      case AlterTableCmd.DetachPartitionFinalize detach ->
          catalog = PartitionFold.detach(catalog, name, detach.name());
      case AlterTableCmd.SetLogged ignored ->
          catalog = catalog.changing(name, t -> t.withUnlogged(false));
      case AlterTableCmd.SetUnLogged ignored ->
          catalog = catalog.changing(name, t -> t.withUnlogged(true));
      default -> {
        // Options, owners, triggers' states: no later effect depends on them.
      }
    }
  }

  /** SET DEFAULT and DROP DEFAULT take the place of a serial's own default. */
  private static Column withDefault(Column column, @Nullable Expression expression) {
    return column.generation() == Generation.SERIAL
        ? column.generated(Generation.PLAIN, null).defaultsTo(expression)
        : column.defaultsTo(expression);
  }

  /** What SET GENERATED says among the options of an identity; null if it is not said. */
  private static @Nullable Generation generation(List<DefElem> options) {
    for (DefElem option : options) {
      if (option.defname().equals("generated")
          && option.arg() instanceof Value.IntegerValue letter) {
        return letter.ival() == 'a' ? Generation.IDENTITY_ALWAYS : Generation.IDENTITY_BY_DEFAULT;
      }
    }
    return null;
  }

  private void alterDeferral(RelationName name, String constraint, Deferral deferral) {
    catalog =
        catalog.changing(
            name,
            t ->
                t.withConstraints(
                    t.constraints().stream()
                        .map(c ->
                            c instanceof TableConstraint.ForeignKey key
                                    && c.name().equals(constraint)
                                ? key.deferring(deferral)
                                : c)
                        .toList()));
  }

  /** A table, and its descendants unless ONLY was said. */
  private List<RelationName> family(RelationName name, boolean recurse) {
    List<RelationName> members = new ArrayList<>();
    members.add(name);
    if (recurse) {
      catalog.descendantsOf(name).forEach(child -> members.add(child.name()));
    }
    return members;
  }

  private void validate(RelationName name, String constraint) {
    catalog =
        catalog.changing(
            name,
            t ->
                t.withConstraints(
                    t.constraints().stream()
                        .map(c -> c.name().equals(constraint) ? validated(c) : c)
                        .toList()));
    catalog
        .table(name)
        .flatMap(t -> t.constraint(constraint))
        .filter(TableConstraint.NotNull.class::isInstance)
        .ifPresent(c ->
            c.columns()
                .forEach(column ->
                    catalog =
                        catalog.changing(name, t -> t.changing(column, k -> k.notNull(true)))));
  }

  private static TableConstraint validated(TableConstraint constraint) {
    return switch (constraint) {
      case TableConstraint.Check c ->
          new TableConstraint.Check(c.name(), c.columns(), c.expression(), true, c.noInherit());
      case TableConstraint.NotNull c -> new TableConstraint.NotNull(c.name(), c.columns(), true);
      case TableConstraint.ForeignKey c -> c.validated();
      case TableConstraint.Key c -> c;
      case TableConstraint.Exclusion c -> c;
    };
  }
}
