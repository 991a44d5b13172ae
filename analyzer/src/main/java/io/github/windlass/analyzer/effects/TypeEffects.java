package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.UserType;
import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.DefinitionStatement;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterDomainCmd;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Types and domains ({@code commands/typecmds.c}, {@code catalog/pg_enum.c}). */
final class TypeEffects {

  private final EffectsBuilder effects;
  private final Catalog catalog;
  private final int version;
  private final boolean inTransactionBlock;

  TypeEffects(EffectsBuilder effects, boolean inTransactionBlock) {
    this.effects = effects;
    this.catalog = effects.catalog;
    this.version = effects.version;
    this.inTransactionBlock = inTransactionBlock;
  }

  // --- CREATE ---------------------------------------------------------------------------------

  /** Every relation but an index or sequence has a row type of its name. */
  void refuseTaken(List<String> names) {
    String name = names.get(names.size() - 1);
    RelationName full =
        new RelationName(
            names.size() > 1 ? names.get(names.size() - 2) : catalog.creationSchema(), name);
    Relation relation = catalog.relation(full).orElse(null);
    boolean taken =
        catalog.userType(full).isPresent()
            || (relation != null
                && relation.kind() != RelationKind.INDEX
                && relation.kind() != RelationKind.SEQUENCE);
    if (taken) {
      effects.fail("42710", "type " + full + " exists already");
    } else if (catalog.completeness().lacks(full.schema())) {
      effects.fail("3F000", "schema " + full.schema() + " does not exist");
    }
  }

  void createEnum(DefinitionStatement.CreateEnumStmt create) {
    refuseTaken(create.typeName());
    Set<String> labels = new HashSet<>();
    for (Value.StringValue label : create.vals()) {
      if (!labels.add(label.sval())) {
        effects.fail("23505", "the label " + label.sval() + " is written twice");
      }
    }
  }

  void createComposite(DefinitionStatement.CompositeTypeStmt create) {
    RelationName name = catalog.nameForNew(create.typevar());
    Set<String> attributes = new HashSet<>();
    for (ColumnDef attribute : create.coldeflist()) {
      if (!attributes.add(attribute.colname())) {
        effects.fail("42701", "attribute " + attribute.colname() + " is written twice");
      }
    }
    refuseTaken(List.of(name.schema(), name.name()));
  }

  // --- ALTER TYPE of an enum ------------------------------------------------------------------

  /** {@code AlterEnum}. */
  void alterEnum(DefinitionStatement.AlterEnumStmt alter) {
    if (alter.oldVal() == null && version < 12 && inTransactionBlock) {
      effects.fail(
          "25001", "ALTER TYPE … ADD VALUE cannot run inside a transaction block before 12");
      return;
    }
    UserType type = catalog.userType(catalog.resolveType(alter.typeName())).orElse(null);
    if (type == null) {
      return;
    }
    if (!(type instanceof UserType.EnumType labels)) {
      effects.fail("42809", type.name() + " is not an enum");
      return;
    }
    if (alter.oldVal() != null) {
      if (!labels.values().contains(alter.oldVal())) {
        effects.fail("22023", alter.oldVal() + " is no label of " + type.name());
      } else if (labels.values().contains(alter.newVal())) {
        effects.fail("42710", alter.newVal() + " is a label of " + type.name() + " already");
      }
      return;
    }
    if (labels.values().contains(alter.newVal())) {
      if (!alter.skipIfNewValExists()) {
        effects.fail("42710", alter.newVal() + " is a label of " + type.name() + " already");
      }
    } else if (alter.newValNeighbor() != null
        && !labels.values().contains(alter.newValNeighbor())) {
      effects.fail("22023", alter.newValNeighbor() + " is no label of " + type.name());
    }
  }

  // --- ALTER DOMAIN ---------------------------------------------------------------------------

  /**
   * New constraints are checked against the columns of the domain, and of domains over it, whose
   * tables get SHARE ({@code get_rels_with_domain}).
   */
  void alterDomain(DefinitionStatement.AlterDomainStmt alter) {
    RelationName name = catalog.resolveType(alter.typeName());
    UserType type = catalog.userType(name).orElse(null);
    if (type != null && !(type instanceof UserType.DomainType)) {
      effects.fail("42809", name + " is not a domain");
      return;
    }
    boolean checks =
        switch (alter.cmd()) {
          case AlterDomainCmd.SetNotNull ignored -> true;
          case AlterDomainCmd.ValidateConstraint ignored -> true;
          case AlterDomainCmd.AddConstraint add -> !skipsValidation(add.def());
          case AlterDomainCmd.ColumnDefault ignored -> false;
          case AlterDomainCmd.DropNotNull ignored -> false;
          case AlterDomainCmd.DropConstraint ignored -> false;
        };
    if (checks && !effects.fails()) {
      for (Table table : catalog.tables(candidate -> true)) {
        check(table, name);
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

  private void check(Table table, RelationName domain) {
    for (Column column : table.columns()) {
      ColumnType type = column.type();
      if (type == null || !isOf(type, domain)) {
        continue;
      }
      if (type.array()) {
        // Arrays of domains came with 11; before, it is one of the base type.
        if (version >= 11) {
          effects.lock(table.name(), LockMode.ACCESS_SHARE);
          effects.fail("0A000", "a column of " + table.name() + " is an array of " + domain);
        }
      } else if (table.kind() == RelationKind.TABLE) {
        // A partitioned table has no rows of its own.
        effects.lock(table.name(), LockMode.SHARE);
        effects.scan(table.name());
      }
    }
  }

  private boolean isOf(ColumnType type, RelationName domain) {
    return type.name().equals(domain.toString())
        || (type.name().equals(domain.name())
            && catalog.resolveType(List.of(type.name())).equals(domain));
  }
}
