package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.Sequence;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterSeqStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateSeqStmt;
import java.util.List;

/** CREATE SEQUENCE and ALTER SEQUENCE ({@code sequence.c}). */
final class SequenceFold {

  private SequenceFold() {}

  static Catalog create(Catalog catalog, CreateSeqStmt statement) {
    RelationName name = catalog.nameForNew(statement.sequence());
    if (catalog.relation(name).isPresent()) {
      return catalog;
    }
    Sequence sequence =
        new Sequence(
            name,
            null,
            null,
            false,
            statement.sequence().relpersistence() == RangeVar.Persistence.UNLOGGED,
            SequenceOptions.of("int8", statement.options()));
    return catalog.with(owned(catalog, sequence, statement.options()));
  }

  static Catalog alter(Catalog catalog, AlterSeqStmt statement) {
    RelationName name = catalog.resolve(statement.sequence());
    return catalog.relation(name).orElse(null) instanceof Sequence sequence
        ? catalog.with(
            owned(
                catalog,
                sequence.counting(sequence.options().altered(statement.options())),
                statement.options()))
        : catalog;
  }

  private static Sequence owned(Catalog catalog, Sequence sequence, List<DefElem> options) {
    DefElem option = SequenceOptions.find(options, "owned_by");
    if (option == null || !(option.arg() instanceof QualifiedName owner)) {
      return sequence;
    }
    List<String> names = owner.names();
    return names.size() < 2
        ? sequence.ownedBy(null, null)
        : sequence.ownedBy(catalog.resolve(names.subList(0, names.size() - 1)), owner.last());
  }
}
