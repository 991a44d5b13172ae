package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.DefinitionStatement;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterDomainCmd;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.PublicationObjSpec;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableReference;
import java.util.List;
import java.util.function.Consumer;

/** Definitions that reach into tables: domains, enums, publications, statistics, schemas. */
final class DefinitionEffects {

  private final EffectsBuilder effects;
  private final Catalog catalog;
  private final int version;
  private final boolean inTransactionBlock;
  private final Consumer<Statement> inner;

  DefinitionEffects(EffectsBuilder effects, boolean inTransactionBlock, Consumer<Statement> inner) {
    this.effects = effects;
    this.catalog = effects.catalog;
    this.version = effects.version;
    this.inTransactionBlock = inTransactionBlock;
    this.inner = inner;
  }

  void predict(DefinitionStatement statement) {
    switch (statement) {
      case DefinitionStatement.AlterDomainStmt alter -> alterDomain(alter);
      case DefinitionStatement.AlterEnumStmt alter -> {
        if (alter.oldVal() == null && version < 12 && inTransactionBlock) {
          effects.fail(
              "25001", "ALTER TYPE … ADD VALUE cannot run inside a transaction block before 12");
        }
      }
      case DefinitionStatement.CreatePublicationStmt create -> published(create.pubobjects());
      case DefinitionStatement.AlterPublicationStmt alter -> {
        published(alter.pubobjects());
        if (alter.action() == DefinitionStatement.AlterPublicationStmt.Action.SET) {
          catalog
              .publishedBy(alter.pubname())
              .forEach(table -> effects.lock(table, LockMode.SHARE_UPDATE_EXCLUSIVE));
        }
      }
      case DefinitionStatement.CreateStatsStmt create -> {
        boolean expressions = create.exprs().stream().anyMatch(each -> each.expr() != null);
        if (expressions && version < 14) {
          effects.fail("0A000", "statistics on expressions need PostgreSQL 14");
        }
        for (TableReference relation : create.relations()) {
          if (relation instanceof RangeVar table) {
            effects.lock(catalog.resolve(table), LockMode.SHARE_UPDATE_EXCLUSIVE);
          }
        }
      }
      case DefinitionStatement.CreateSchemaStmt create -> create.schemaElts().forEach(inner);
      default -> {
        // No relation of a user's is locked.
      }
    }
  }

  private void published(List<PublicationObjSpec> objects) {
    for (PublicationObjSpec object : objects) {
      if (object instanceof PublicationObjSpec.Table table) {
        effects.lock(catalog.resolve(table.relation()), LockMode.SHARE_UPDATE_EXCLUSIVE);
      }
    }
  }

  /** New constraints are checked against the columns of that domain, whose tables get SHARE. */
  private void alterDomain(DefinitionStatement.AlterDomainStmt alter) {
    boolean checks =
        switch (alter.cmd()) {
          case AlterDomainCmd.SetNotNull ignored -> true;
          case AlterDomainCmd.ValidateConstraint ignored -> true;
          case AlterDomainCmd.AddConstraint add -> !skipsValidation(add.def());
          case AlterDomainCmd.ColumnDefault ignored -> false;
          case AlterDomainCmd.DropNotNull ignored -> false;
          case AlterDomainCmd.DropConstraint ignored -> false;
        };
    if (!checks) {
      return;
    }
    String last = alter.typeName().get(alter.typeName().size() - 1);
    String written = String.join(".", alter.typeName());
    for (Table table : catalog.tables(candidate -> true)) {
      for (Column column : table.columns()) {
        ColumnType type = column.type();
        if (type != null && (type.name().equals(last) || type.name().equals(written))) {
          effects.lock(table.name(), LockMode.SHARE);
          effects.scan(table.name());
        }
      }
    }
  }

  private static boolean skipsValidation(Constraint constraint) {
    return switch (constraint) {
      case Constraint.Check check -> check.skipValidation();
      case Constraint.NotNull notNull -> notNull.skipValidation();
      default -> false;
    };
  }
}
