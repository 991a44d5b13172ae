package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
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

  /** Domains over the one that is changed. */
  private final Set<RelationName> domains = new HashSet<>();

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
    if (type instanceof UserType.DomainType domain && isDone(domain, alter.cmd())) {
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
    if (checks) {
      check(name);
    }
  }

  /** Whether nothing is left to do: it is so already, or the statement fails. */
  private boolean isDone(UserType.DomainType domain, AlterDomainCmd cmd) {
    switch (cmd) {
      case AlterDomainCmd.SetNotNull ignored -> {
        return domain.definition().notNull() != null;
      }
      case AlterDomainCmd.AddConstraint add -> {
        if (add.def().conname() != null && has(domain, add.def().conname())) {
          effects.fail("42710", "constraint " + add.def().conname() + " exists already");
        }
      }
      case AlterDomainCmd.DropConstraint drop -> {
        if (!drop.missingOk() && !has(domain, drop.name())) {
          effects.fail("42704", "constraint " + drop.name() + " does not exist");
        }
      }
      case AlterDomainCmd.ValidateConstraint validate -> {
        if (!has(domain, validate.name())) {
          effects.fail("42704", "constraint " + validate.name() + " does not exist");
        }
      }
      case AlterDomainCmd.ColumnDefault ignored -> {}
      case AlterDomainCmd.DropNotNull ignored -> {}
    }
    return effects.fails();
  }

  static boolean has(UserType.DomainType domain, String constraint) {
    return constraint.equals(domain.definition().notNull())
        || domain.definition().checks().stream().anyMatch(check -> check.name().equals(constraint));
  }

  private static boolean skipsValidation(Constraint constraint) {
    return switch (constraint) {
      case Constraint.Check check -> check.skipValidation();
      case Constraint.NotNull notNull -> notNull.skipValidation();
      default -> false;
    };
  }

  private void check(RelationName domain) {
    for (UserType over : catalog.typesMentioning(domain.name())) {
      if (over instanceof UserType.DomainType other
          && !other.name().equals(domain)
          && isOf(other.definition().type(), domain)
          && domains.add(other.name())) {
        check(other.name());
      }
    }
    List<Relation> using = catalog.relationsMentioning(domain.name());
    check(using, domain);
    for (Relation relation : using) {
      if (relation instanceof Relation.CompositeType holder) {
        check(catalog.relationsMentioning(holder.name().name()), domain);
      }
    }
  }

  private void check(List<Relation> using, RelationName domain) {
    for (Relation relation : using) {
      switch (relation) {
        case Table table -> table.columns().forEach(column -> check(table, column, domain));
        case View view when view.kind() == RelationKind.MATERIALIZED_VIEW ->
            view.outputs().columns().forEach(column -> check(view, column, domain));
        case View ignored -> {}
        case Relation.Index ignored -> {}
        case Relation.Sequence ignored -> {}
        case Relation.CompositeType ignored -> {}
      }
    }
  }

  private void check(Relation relation, Column column, RelationName domain) {
    ColumnType type = column.type();
    if (type == null) {
      return;
    }
    boolean within = holds(type, domain);
    if (!within && !isOf(type, domain)) {
      return;
    }
    if (within || type.array()) {
      // find_composite_type_dependencies. Arrays of domains came with 11.
      if (within || version >= 11) {
        effects.lock(relation.name(), LockMode.ACCESS_SHARE);
        effects.fail("0A000", "a column of " + relation.name() + " has " + domain + " within");
      }
    } else if (relation.kind() == RelationKind.TABLE
        || relation.kind() == RelationKind.MATERIALIZED_VIEW) {
      // A partitioned table has no rows of its own.
      effects.lock(relation.name(), LockMode.SHARE);
      effects.scan(relation.name());
    }
  }

  /** Whether a type is a composite with an attribute of the domain. */
  private boolean holds(ColumnType type, RelationName domain) {
    RelationName name = catalog.resolveType(List.of(type.name().split("\\.", -1)));
    return catalog.relation(name).orElse(null) instanceof Relation.CompositeType composite
        && composite.attributes().stream()
            .anyMatch(attribute -> attribute.type() != null && isOf(attribute.type(), domain));
  }

  private boolean isOf(ColumnType type, RelationName domain) {
    return DependentTables.isOf(catalog, type, domain);
  }
}
