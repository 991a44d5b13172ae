package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.catalog.BuiltInOperatorClasses;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.Mentions;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.sql.postgres.tree.Children;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.IndexElem;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.TableStatement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the server refuses of a new index, in its order: expressions are read first ({@code
 * transformIndexStmt} in {@code parser/parse_utilcmd.c}), then the access method is asked what it
 * can, then the columns are looked up ({@code DefineIndex} and {@code ComputeIndexAttrs} in {@code
 * commands/indexcmds.c}).
 */
final class IndexDefinition {

  /** INCLUDE for GiST, and for SP-GiST; B-tree had it from its beginning in 11. */
  private static final int GIST_INCLUDES = 12;

  private static final int SPGIST_INCLUDES = 14;

  /** Types without a B-tree operator class (manual, "Built-in Operator Classes"). */
  private static final Set<String> WITHOUT_ORDER =
      Set.of("json", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle");

  /** Access methods that come with PostgreSQL. */
  private static final Set<String> METHODS =
      Set.of("btree", "hash", "gist", "gin", "spgist", "brin");

  private static final Set<String> SYSTEM_COLUMNS =
      Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid", "oid");

  private final EffectsBuilder effects;
  private final TableStatement.IndexStmt index;
  private final Table table;

  private IndexDefinition(EffectsBuilder effects, TableStatement.IndexStmt index, Table table) {
    this.effects = effects;
    this.index = index;
    this.table = table;
  }

  static void check(EffectsBuilder effects, TableStatement.IndexStmt index, Table table) {
    IndexDefinition definition = new IndexDefinition(effects, index, table);
    definition.expressions();
    definition.method();
    new StorageParameters(effects).ofIndex(index.options(), index.accessMethod());
    definition.columns();
    definition.partitionKey();
  }

  // --- expressions ------------------------------------------------------------------------------

  private void expressions() {
    for (IndexElem element : index.indexParams()) {
      expression(element.expr(), "an index expression");
    }
    expression(index.whereClause(), "an index predicate");
  }

  private void expression(@Nullable Expression root, String place) {
    if (root == null) {
      return;
    }
    Deque<Node> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Node node = open.pop();
      switch (node) {
        case Expression.SubLink ignored -> {
          effects.fail("0A000", "a subquery cannot stand in " + place);
          return;
        }
        case Expression.ColumnRef ref -> named(ref);
        default -> {
          // What calls and operators make of them is not looked at.
        }
      }
      List<Node> children = Children.of(node);
      for (int i = children.size() - 1; i >= 0; i--) {
        open.push(children.get(i));
      }
    }
  }

  private void named(Expression.ColumnRef ref) {
    if (ref.star() || ref.names().isEmpty() || ref.names().size() > 2) {
      return;
    }
    String name = ref.names().get(ref.names().size() - 1);
    if (!name.equals(table.name().name())) {
      exists(name);
    }
  }

  // --- the access method
  // --------------------------------------------------------------------------

  private void method() {
    String method = index.accessMethod();
    if (!METHODS.contains(method)) {
      return;
    }
    if (index.unique() && !method.equals("btree")) {
      effects.fail("0A000", "access method " + method + " has no unique indexes");
    }
    boolean includes =
        switch (method) {
          case "btree" -> true;
          case "gist" -> effects.version >= GIST_INCLUDES;
          case "spgist" -> effects.version >= SPGIST_INCLUDES;
          default -> false;
        };
    if (!includes && !index.indexIncludingParams().isEmpty()) {
      effects.fail("0A000", "access method " + method + " does not include columns");
    }
    if (index.indexParams().size() > 1 && (method.equals("hash") || method.equals("spgist"))) {
      effects.fail("0A000", "access method " + method + " has no indexes of several columns");
    }
  }

  // --- columns ----------------------------------------------------------------------------------

  private void columns() {
    for (IndexElem element : index.indexParams()) {
      if (element.name() != null) {
        exists(element.name());
        isStored(element.name());
      }
      operatorClass(element);
    }
    for (IndexElem element : index.indexIncludingParams()) {
      if (element.name() != null) {
        exists(element.name());
        isStored(element.name());
      }
    }
    for (IndexElem element : index.indexParams()) {
      if (element.expr() instanceof Expression expression) {
        for (Column column : table.columns()) {
          if (column.generation() == Column.Generation.VIRTUAL
              && Mentions.of(expression).columns().contains(column.name())) {
            isStored(column.name());
          }
        }
      }
    }
  }

  private void exists(String name) {
    if (table.columnsKnown() && table.column(name).isEmpty() && !SYSTEM_COLUMNS.contains(name)) {
      effects.fail("42703", "column " + name + " of " + table.name() + " does not exist");
    }
  }

  private void isStored(String name) {
    if (table
        .column(name)
        .filter(column -> column.generation() == Column.Generation.VIRTUAL)
        .isPresent()) {
      effects.fail("0A000", "a virtual generated column has no indexes");
    }
  }

  private void operatorClass(IndexElem element) {
    String method = index.accessMethod();
    if (!element.opclass().isEmpty()) {
      String name = element.opclass().get(element.opclass().size() - 1);
      if (isMissing(method, name)) {
        effects.fail("42704", "access method " + method + " has no operator class " + name);
      }
      return;
    }
    Column column = element.name() == null ? null : table.column(element.name()).orElse(null);
    if (method.equals("btree")
        && column != null
        && column.type() != null
        && !column.type().array()
        && WITHOUT_ORDER.contains(column.type().name())) {
      effects.fail(
          "42704",
          "type " + column.type() + " has no default operator class for access method btree");
    }
  }

  /** Of names that PostgreSQL has for another method or in another version, that is certain. */
  private boolean isMissing(String method, String name) {
    Catalog catalog = effects.catalog;
    if (!METHODS.contains(method)
        || BuiltInOperatorClasses.isKnown(method, name, effects.version)
        || catalog.objects().stream().anyMatch(object -> object.kind().equals("operator class"))) {
      return false;
    }
    for (String other : METHODS) {
      for (int version = 10; version <= 18; version++) {
        if (BuiltInOperatorClasses.isKnown(other, name, version)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The index of each partition sees its own rows only ({@code DefineIndex}). */
  private void partitionKey() {
    if (index.unique()
        && index.indexParams().stream().allMatch(element -> element.name() != null)) {
      for (String key : table.partitionKey()) {
        if (index.indexParams().stream().noneMatch(element -> key.equals(element.name()))) {
          effects.fail(
              "0A000",
              "a unique index of " + table.name() + " must include its partition key " + key);
        }
      }
    }
  }
}
