package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.Relation.Sequence;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.TableStatement;
import io.github.windlass.sql.postgres.tree.TypeName;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CREATE SEQUENCE and ALTER SEQUENCE ({@code commands/sequence.c}). */
final class SequenceEffects {

  private static final Set<String> TYPES = Set.of("int2", "int4", "int8");

  private final EffectsBuilder effects;
  private final Catalog catalog;

  SequenceEffects(EffectsBuilder effects) {
    this.effects = effects;
    this.catalog = effects.catalog;
  }

  void create(TableStatement.CreateSeqStmt create) {
    if (create.sequence().relpersistence() == RangeVar.Persistence.UNLOGGED
        && effects.version < 15) {
      effects.fail("0A000", "an unlogged sequence needs PostgreSQL 15");
      return;
    }
    RelationName name = catalog.nameForNew(create.sequence());
    if (create.ifNotExists() && catalog.relation(name).isPresent()) {
      return;
    }
    options(create.options());
    if (!effects.fails() && !effects.refusesNew(name, true)) {
      owner(create.options());
    }
  }

  void alter(TableStatement.AlterSeqStmt alter) {
    RelationName name = catalog.resolve(alter.sequence());
    if (effects.isMissing(name, alter.missingOk())) {
      return;
    }
    effects.lock(name, LockMode.SHARE_ROW_EXCLUSIVE);
    if (!effects.isOf(Kinds.SEQUENCES, name, "a sequence")) {
      return;
    }
    options(alter.options());
    if (find(alter.options(), "owned_by") != null && isIdentity(name)) {
      effects.fail("0A000", "the sequence of an identity column belongs to that column");
      return;
    }
    owner(alter.options());
  }

  /** Whether a sequence is that of an identity column, which nothing can part from it. */
  private boolean isIdentity(RelationName name) {
    return catalog.relation(name).orElse(null) instanceof Sequence sequence
        && ownerIsIdentity(catalog, sequence);
  }

  static boolean ownerIsIdentity(Catalog catalog, Sequence sequence) {
    RelationName owner = sequence.ownerTable();
    String column = sequence.ownerColumn();
    if (owner == null || column == null) {
      return false;
    }
    Column.Generation generation =
        catalog
            .table(owner)
            .flatMap(table -> table.column(column))
            .map(Column::generation)
            .orElse(Column.Generation.PLAIN);
    return generation == Column.Generation.IDENTITY_ALWAYS
        || generation == Column.Generation.IDENTITY_BY_DEFAULT;
  }

  private static @Nullable DefElem find(List<DefElem> options, String name) {
    for (DefElem option : options) {
      if (option.defname().equals(name)) {
        return option;
      }
    }
    return null;
  }

  private static @Nullable Integer number(List<DefElem> options, String name) {
    DefElem option = find(options, name);
    return option != null && option.arg() instanceof Value.IntegerValue value
        ? (Integer) value.ival()
        : null;
  }

  /** {@code init_params}. */
  private void options(List<DefElem> options) {
    DefElem type = find(options, "as");
    if (type != null && type.arg() instanceof TypeName name) {
      String last = name.names().get(name.names().size() - 1);
      if (!TYPES.contains(last) && catalog.type(last).isEmpty()) {
        effects.fail("22023", "a sequence is of type smallint, integer or bigint");
      }
    }
    Integer increment = number(options, "increment");
    if (increment != null && increment == 0) {
      effects.fail("22023", "INCREMENT must not be zero");
    }
    Integer least = number(options, "minvalue");
    Integer most = number(options, "maxvalue");
    if (least != null && most != null && least >= most) {
      effects.fail("22023", "MINVALUE must be less than MAXVALUE");
    }
  }

  /** {@code process_owned_by}. */
  private void owner(List<DefElem> options) {
    DefElem option = find(options, "owned_by");
    if (option == null || !(option.arg() instanceof QualifiedName owner)) {
      return;
    }
    int parts = owner.names().size();
    if (parts < 2) {
      return;
    }
    RelationName table = catalog.resolve(owner.names().subList(0, parts - 1));
    effects.lock(table, LockMode.ACCESS_SHARE);
    Table known = catalog.table(table).orElse(null);
    if (known != null && known.columnsKnown() && known.column(owner.last()).isEmpty()) {
      effects.fail("42703", "column " + owner.last() + " of " + table + " does not exist");
    }
  }
}
