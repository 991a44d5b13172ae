package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.Publication;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.DefinitionStatement;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.PublicationObjSpec;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableReference;
import io.github.windlass.sql.postgres.tree.TableStatement;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Definitions that reach into tables: publications, statistics, schemas; types apart. */
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
    TypeEffects types = new TypeEffects(effects, inTransactionBlock);
    switch (statement) {
      case DefinitionStatement.AlterDomainStmt alter -> types.alterDomain(alter);
      case DefinitionStatement.AlterEnumStmt alter -> types.alterEnum(alter);
      case DefinitionStatement.CreateEnumStmt create -> types.createEnum(create);
      case DefinitionStatement.CreateRangeStmt create -> types.refuseTaken(create.typeName());
      case DefinitionStatement.CreateDomainStmt create -> types.refuseTaken(create.domainname());
      case DefinitionStatement.CompositeTypeStmt create -> types.createComposite(create);
      case DefinitionStatement.CreatePublicationStmt create -> {
        if (catalog.publication(create.pubname()).isPresent()) {
          effects.fail("42710", "publication " + create.pubname() + " exists already");
        } else {
          published(create.pubobjects());
        }
      }
      case DefinitionStatement.AlterPublicationStmt alter -> {
        catalog.publication(alter.pubname()).ifPresent(known -> members(alter, known));
        published(alter.pubobjects());
        if (alter.action() == DefinitionStatement.AlterPublicationStmt.Action.SET) {
          catalog
              .publishedBy(alter.pubname())
              .forEach(table -> effects.lock(table, LockMode.SHARE_UPDATE_EXCLUSIVE));
        }
      }
      case DefinitionStatement.CreateStatsStmt create -> {
        statistics(create);
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
      case DefinitionStatement.CreateSchemaStmt create -> schema(create);
      case DefinitionStatement.CreateExtensionStmt create -> extension(create);
      case DefinitionStatement.CreateSubscriptionStmt create -> {
        if (inTransactionBlock
            && !OptionValue.isOff(create.options(), "create_slot")
            && !OptionValue.isOff(create.options(), "connect")) {
          effects.fail("25001", "CREATE SUBSCRIPTION makes a slot, not inside a transaction block");
        }
      }
      // An extension's relation is looked at as COMMENT does (get_object_address).
      case DefinitionStatement.AlterExtensionContentsStmt alter -> {
        if (alter.object() instanceof QualifiedName name && isRelation(alter.objtype())) {
          effects.lock(catalog.resolve(name.names()), LockMode.SHARE_UPDATE_EXCLUSIVE);
        }
      }
      default -> {
        // No relation of a user's is locked.
      }
    }
  }

  private static boolean isRelation(ObjectType type) {
    return switch (type) {
      case TABLE, VIEW, MATVIEW, SEQUENCE, FOREIGN_TABLE -> true;
      default -> false;
    };
  }

  /** {@code CreateExtension}. */
  private void extension(DefinitionStatement.CreateExtensionStmt create) {
    if (catalog.object("extension", create.extname()).isPresent()) {
      if (!create.ifNotExists()) {
        effects.fail("42710", "extension " + create.extname() + " exists already");
      }
      return;
    }
    for (DefElem option : create.options()) {
      if (option.defname().equals("schema")
          && option.arg() instanceof Value.StringValue schema
          && catalog.completeness().lacks(schema.sval())) {
        effects.fail("3F000", "schema " + schema.sval() + " does not exist");
      }
    }
  }

  /** {@code CreateSchemaCommand}. */
  private void schema(DefinitionStatement.CreateSchemaStmt create) {
    String name = create.schemaname();
    if (name != null && name.startsWith("pg_")) {
      effects.fail("42939", "names of schemas that begin with pg_ are the server's own");
    } else if (name != null && !create.ifNotExists() && catalog.completeness().covers(name)) {
      effects.fail("42P06", "schema " + name + " exists already");
    }
    for (Statement element : create.schemaElts()) {
      // An index is of a table that the statement makes itself.
      if (!effects.fails() && !(element instanceof TableStatement.IndexStmt)) {
        inner.accept(element);
      }
    }
  }

  /** {@code CreateStatistics}. */
  private void statistics(DefinitionStatement.CreateStatsStmt create) {
    if (create.exprs().size() == 1 && create.exprs().get(0).expr() == null) {
      effects.fail("42P17", "statistics are of two columns or more, or of an expression");
    }
    for (TableReference relation : create.relations()) {
      if (!(relation instanceof RangeVar named)) {
        continue;
      }
      RelationName name = catalog.resolve(named);
      Relation known = catalog.relation(name).orElse(null);
      if (known != null && !Kinds.STATISTICAL.contains(known.kind())) {
        effects.lock(name, LockMode.SHARE_UPDATE_EXCLUSIVE);
        effects.fail("42809", name + " is a " + known.kind().label());
      }
      if (known instanceof Table table && table.columnsKnown()) {
        for (DefinitionStatement.StatsElem element : create.exprs()) {
          if (element.name() != null && table.column(element.name()).isEmpty()) {
            effects.fail("42703", "column " + element.name() + " of " + name + " does not exist");
          } else if (element.name() != null && isVirtual(table, element.name())) {
            effects.fail("0A000", "a virtual generated column has no statistics");
          }
        }
      }
    }
    if (!create.defnames().isEmpty()) {
      String name = create.defnames().get(create.defnames().size() - 1);
      if (!create.ifNotExists() && catalog.statisticsTable(name).isPresent()) {
        effects.fail("42710", "statistics " + name + " exist already");
      }
    }
  }

  /** {@code AlterPublicationTables}. */
  private void members(DefinitionStatement.AlterPublicationStmt alter, Publication known) {
    if (alter.action() != null && known.allTables()) {
      effects.fail("55000", "publication " + known.name() + " is FOR ALL TABLES");
      return;
    }
    for (PublicationObjSpec object : alter.pubobjects()) {
      if (object instanceof PublicationObjSpec.Table table) {
        RelationName name = catalog.resolve(table.relation());
        boolean member = known.tables().contains(name);
        if (alter.action() == DefinitionStatement.AlterPublicationStmt.Action.ADD && member) {
          effects.fail("42710", name + " is in publication " + known.name() + " already");
        } else if (alter.action() == DefinitionStatement.AlterPublicationStmt.Action.DROP
            && !member) {
          effects.fail("42704", name + " is not in publication " + known.name());
        }
      }
    }
  }

  /** {@code pub_collist_validate}. */
  private void columns(List<String> columns, @Nullable Relation relation) {
    if (!(relation instanceof Table table) || !table.columnsKnown()) {
      return;
    }
    for (String column : columns) {
      if (table.column(column).isEmpty()) {
        effects.fail("42703", "column " + column + " of " + table.name() + " does not exist");
      } else if (isVirtual(table, column)) {
        effects.fail("42P10", "a virtual generated column is not published");
      }
    }
  }

  private static boolean isVirtual(Table table, String column) {
    return table
        .column(column)
        .filter(known -> known.generation() == Column.Generation.VIRTUAL)
        .isPresent();
  }

  private void published(List<PublicationObjSpec> objects) {
    for (PublicationObjSpec object : objects) {
      if (object instanceof PublicationObjSpec.TablesInSchema schema
          && catalog.completeness().lacks(schema.name())) {
        effects.fail("3F000", "schema " + schema.name() + " does not exist");
      }
      if (object instanceof PublicationObjSpec.Table table) {
        RelationName name = catalog.resolve(table.relation());
        Relation known = catalog.relation(name).orElse(null);
        effects.lock(name, LockMode.SHARE_UPDATE_EXCLUSIVE);
        columns(table.columns(), known);
        if (known != null && !Kinds.TABLES.contains(known.kind())) {
          effects.fail("22023", "a " + known.kind().label() + " is not published");
        } else if (known != null
            && known.kind() == RelationKind.PARTITIONED_TABLE
            && version < 13) {
          effects.fail("0A000", "a partitioned table is published from PostgreSQL 13 on");
        } else if (known != null && known.kind() == RelationKind.TABLE && table.relation().inh()) {
          // OpenTableList: children are published with their parent, partitions by themselves.
          effects.lockFamily(name, LockMode.SHARE_UPDATE_EXCLUSIVE);
        }
      }
    }
  }
}
