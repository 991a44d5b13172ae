package io.github.windlass.analyzer.routine;

import io.github.windlass.analyzer.Effects.Failure;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Attachment;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.DefinitionStatement;
import io.github.windlass.sql.postgres.tree.RoutineStatement;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements that fail because what they make is there: what migrations catch with {@code EXCEPTION
 * WHEN duplicate_object} and its like.
 */
final class AlreadyThere {

  private AlreadyThere() {}

  /** Why the statement certainly fails; null where it does not for this reason. */
  static @Nullable Failure of(Statement statement, Catalog catalog) {
    return switch (statement) {
      case DefinitionStatement.CreateEnumStmt create -> type(create.typeName(), catalog);
      case DefinitionStatement.CreateDomainStmt create -> type(create.domainname(), catalog);
      case DefinitionStatement.CreateRangeStmt create -> type(create.typeName(), catalog);
      case DefinitionStatement.CompositeTypeStmt create ->
          relation(catalog.nameForNew(create.typevar()), catalog);
      case TableStatement.CreateStmt create when !create.ifNotExists() ->
          relation(catalog.nameForNew(create.relation()), catalog);
      case TableStatement.CreateSeqStmt create when !create.ifNotExists() ->
          relation(catalog.nameForNew(create.sequence()), catalog);
      case TableStatement.ViewStmt view when !view.replace() ->
          relation(catalog.nameForNew(view.view()), catalog);
      case TableStatement.IndexStmt index when !index.ifNotExists() && index.idxname() != null ->
          relation(
              new RelationName(catalog.resolve(index.relation()).schema(), index.idxname()),
              catalog);
      case TableStatement.AlterTableStmt alter when alter.cmds().size() == 1 ->
          catalog
              .table(catalog.resolve(alter.relation()))
              .map(table -> altered(alter.cmds().get(0), table))
              .orElse(null);
      case RoutineStatement.CreateTrigStmt create when !create.replace() ->
          catalog
              .table(catalog.resolve(create.relation()))
              .flatMap(table -> table.attachment(Attachment.Kind.TRIGGER, create.trigname()))
              .map(known -> new Failure("42710", "trigger " + known.name() + " exists already"))
              .orElse(null);
      default -> null;
    };
  }

  private static @Nullable Failure type(List<String> names, Catalog catalog) {
    RelationName name =
        names.size() > 1
            ? new RelationName(names.get(names.size() - 2), names.get(names.size() - 1))
            : new RelationName(catalog.creationSchema(), names.get(0));
    return catalog.userType(name).isPresent() || catalog.relation(name).isPresent()
        ? new Failure("42710", "type " + name + " exists already")
        : null;
  }

  private static @Nullable Failure relation(RelationName name, Catalog catalog) {
    return catalog.relation(name).isPresent()
        ? new Failure("42P07", "relation " + name + " exists already")
        : null;
  }

  private static @Nullable Failure altered(AlterTableCmd cmd, Table table) {
    return switch (cmd) {
      case AlterTableCmd.AddColumn add
          when !add.ifNotExists() && table.column(add.column().colname()).isPresent() ->
          new Failure(
              "42701",
              "column " + add.column().colname() + " of " + table.name() + " exists already");
      case AlterTableCmd.AddConstraint add
          when add.constraint().conname() != null
              && table.constraint(add.constraint().conname()).isPresent() ->
          new Failure(
              "42710",
              "constraint "
                  + add.constraint().conname()
                  + " of "
                  + table.name()
                  + " exists already");
      default -> null;
    };
  }
}
