package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.sql.postgres.tree.AccessStatement;
import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.RangeVar;
import java.util.Locale;
import java.util.Set;

/** GRANT and REVOKE on objects ({@code catalog/aclchk.c}). */
final class GrantEffects {

  /** The relations that are named are locked from here on. */
  private static final int LOCKS = 18;

  /** {@code MAINTAIN}. */
  private static final int MAINTAINS = 17;

  /** Privileges of tables ({@code ACL_ALL_RIGHTS_RELATION}); RULE is an old word for none. */
  private static final Set<String> OF_TABLES =
      Set.of(
          "select",
          "insert",
          "update",
          "delete",
          "truncate",
          "references",
          "trigger",
          "maintain",
          "rule");

  private final EffectsBuilder effects;
  private final Catalog catalog;
  private final int version;

  GrantEffects(EffectsBuilder effects) {
    this.effects = effects;
    this.catalog = effects.catalog;
    this.version = effects.version;
  }

  void grant(AccessStatement.GrantStmt grant) {
    switch (grant.targtype()) {
      case OBJECT -> {
        switch (grant.objtype()) {
          case TABLE, SEQUENCE -> relations(grant);
          case SCHEMA -> schemas(grant);
          default -> {
            // Other objects are no relations.
          }
        }
      }
      case ALL_IN_SCHEMA -> schemas(grant);
      case DEFAULTS -> {
        // Of what is still to be made.
      }
    }
  }

  private void schemas(AccessStatement.GrantStmt grant) {
    for (ObjectReference object : grant.objects()) {
      if (object instanceof QualifiedName name && catalog.completeness().lacks(name.last())) {
        effects.fail("3F000", "schema " + name.last() + " does not exist");
      }
    }
  }

  private void relations(AccessStatement.GrantStmt grant) {
    for (ObjectReference object : grant.objects()) {
      if (object instanceof RangeVar written) {
        RelationName name = catalog.resolve(written);
        if (version >= LOCKS) {
          effects.lock(name, LockMode.ACCESS_SHARE);
        } else if (effects.isMissing(name, false)) {
          return;
        }
      }
    }
    // All names are looked up before any privilege is.
    for (ObjectReference object : grant.objects()) {
      if (object instanceof RangeVar written) {
        catalog.relation(catalog.resolve(written)).ifPresent(known -> fits(grant, known));
      }
    }
  }

  private void fits(AccessStatement.GrantStmt grant, Relation relation) {
    boolean sequence = relation.kind() == RelationKind.SEQUENCE;
    if (grant.objtype() == ObjectType.SEQUENCE && !sequence) {
      effects.fail("42809", relation.name() + " is not a sequence");
      return;
    }
    if (relation.kind() == RelationKind.INDEX || relation.kind() == RelationKind.COMPOSITE_TYPE) {
      effects.fail("42809", relation.name() + " is a " + relation.kind().label());
      return;
    }
    for (AccessStatement.AccessPriv privilege : grant.privileges()) {
      String word =
          privilege.privName() == null ? "" : privilege.privName().toLowerCase(Locale.ROOT);
      boolean known =
          word.isEmpty()
              || sequence
              || (OF_TABLES.contains(word) && (!word.equals("maintain") || version >= MAINTAINS));
      if (!known) {
        effects.fail("0LP01", word + " is no privilege of a table");
        return;
      }
      for (String column : privilege.cols()) {
        if (relation instanceof Table table
            && table.columnsKnown()
            && table.column(column).isEmpty()
            && !AlteredTable.isSystemColumn(column)) {
          effects.fail("42703", "column " + column + " of " + table.name() + " does not exist");
        }
      }
    }
  }
}
