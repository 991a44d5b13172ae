package io.github.windlass.analyzer.rewrite;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.IndexElem;
import io.github.windlass.sql.postgres.tree.SortBy;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.IndexStmt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** UNIQUE and PRIMARY KEY over an index that is built while the table is in use. */
public final class KeySteps {

  /**
   * A key to add.
   *
   * @param constraint as it was written
   * @param columns its columns, which are not in the constraint where it stands behind one
   * @param name its name and that of its index
   */
  public record Key(Constraint constraint, List<String> columns, RelationName name) {}

  private KeySteps() {}

  /** Whether an index can be built beforehand: not for WITHOUT OVERLAPS. */
  public static boolean canUseIndex(Constraint constraint) {
    return switch (constraint) {
      case Constraint.Unique unique -> !unique.withoutOverlaps();
      case Constraint.PrimaryKey key -> !key.withoutOverlaps();
      default -> false;
    };
  }

  /**
   * The steps: the index, then the key over it.
   *
   * @param alter a statement over the table
   */
  public static SafeSteps add(SafeSteps steps, AlterTableStmt alter, Key key) {
    ConcurrentIndexes.build(steps, index(alter, key), key.name());
    return steps.brief(
        AlterTables.with(alter, AlterTables.add(overIndex(key))),
        "Takes the index over; nothing is read.");
  }

  private static IndexStmt index(AlterTableStmt alter, Key key) {
    Span span = key.constraint().span();
    boolean nullsNotDistinct = false;
    List<String> including = List.of();
    List<DefElem> options = List.of();
    String tablespace = null;
    switch (key.constraint()) {
      case Constraint.Unique unique -> {
        nullsNotDistinct = unique.nullsNotDistinct();
        including = unique.including();
        options = unique.options();
        tablespace = unique.indexspace();
      }
      case Constraint.PrimaryKey primary -> {
        including = primary.including();
        options = primary.options();
        tablespace = primary.indexspace();
      }
      default -> throw new IllegalArgumentException("no key: " + key.constraint());
    }
    return new IndexStmt(
        key.name().name(),
        alter.relation(),
        "btree",
        tablespace,
        elements(key.columns(), span),
        elements(including, span),
        options,
        null,
        true,
        nullsNotDistinct,
        true,
        false,
        span);
  }

  private static List<IndexElem> elements(List<String> columns, Span span) {
    return columns.stream().map(column -> element(column, span)).toList();
  }

  private static IndexElem element(String column, Span span) {
    return new IndexElem(
        column,
        null,
        List.of(),
        List.of(),
        List.of(),
        SortBy.Direction.DEFAULT,
        SortBy.Nulls.DEFAULT,
        span);
  }

  private static Constraint overIndex(Key key) {
    String index = key.name().name();
    @Nullable String noTablespace = null;
    return switch (key.constraint()) {
      case Constraint.Unique unique ->
          new Constraint.Unique(
              index,
              false,
              List.of(),
              false,
              List.of(),
              List.of(),
              index,
              noTablespace,
              unique.deferrable(),
              unique.initdeferred(),
              unique.span());
      case Constraint.PrimaryKey primary ->
          new Constraint.PrimaryKey(
              index,
              List.of(),
              false,
              List.of(),
              List.of(),
              index,
              noTablespace,
              primary.deferrable(),
              primary.initdeferred(),
              primary.span());
      default -> throw new IllegalArgumentException("no key: " + key.constraint());
    };
  }
}
