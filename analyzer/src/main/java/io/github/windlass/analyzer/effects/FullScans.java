package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.Children;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.FromItem;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.TableReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which relations a query reads from end to end. A relation is read in part where a condition
 * leaves few rows and an index finds them: the key's first column equals a value, or lies between
 * two; a bound on one side leaves a third of the rows, for all that the planner knows ({@code
 * DEFAULT_INEQ_SEL} in selfuncs.h). With statistics the planner may choose otherwise.
 */
final class FullScans {

  /** Views in views, and queries in conditions, are followed so far. */
  private static final int MAX_DEPTH = 20;

  private final Catalog catalog;
  private final Set<String> defined;
  private final Set<String> small;
  private final Set<RelationName> found = new LinkedHashSet<>();

  /** By identity: what was found of queries in conditions. */
  private final Map<SelectStmt, Boolean> narrowQueries = new IdentityHashMap<>();

  private int depthOfConditions;

  /** Relations of one FROM, by the name that columns are qualified with. */
  private record Source(String alias, RelationName name, boolean children) {}

  /** One FROM with the conditions that join and filter it. */
  private static final class Scope {
    final List<Source> sources = new ArrayList<>();

    /** Names of sources that are no relations. */
    final Set<String> derived = new HashSet<>();

    final List<Expression> conditions = new ArrayList<>();

    /** Sources of which few rows are read. */
    final Set<String> narrow = new HashSet<>();

    /** Whether columns of a query around this one are given when this one is read. */
    boolean outerIsGiven;
  }

  /**
   * @param defined names that WITH gives to queries
   * @param small those of them that give few rows
   */
  FullScans(Catalog catalog, Set<String> defined, Set<String> small) {
    this.catalog = catalog;
    this.defined = defined;
    this.small = small;
  }

  Set<RelationName> found() {
    return found;
  }

  /**
   * A SELECT, without the queries in it.
   *
   * @param exists whether it is asked for a row only
   * @param joined whether it is joined with the query around it
   */
  void select(SelectStmt.Select select, boolean exists, boolean joined) {
    select(select, exists, joined, List.of(), 0);
  }

  private void select(
      SelectStmt.Select select,
      boolean exists,
      boolean joined,
      List<Expression> further,
      int depth) {
    Scope scope = scope(select.fromClause(), select.whereClause());
    scope.conditions.addAll(further);
    scope.outerIsGiven = !joined;
    if (isNever(select.whereClause()) || stopsEarly(select, scope, exists && !joined)) {
      return;
    }
    read(scope, depth);
  }

  /** What UPDATE, DELETE and MERGE look for. */
  void change(RangeVar target, List<? extends TableReference> from, @Nullable Expression where) {
    Scope scope = scope(from, where);
    add(target, scope);
    if (!isNever(where)) {
      read(scope, 0);
    }
  }

  private void read(Scope scope, int depth) {
    narrow(scope);
    for (Source source : scope.sources) {
      if (!scope.narrow.contains(source.alias)) {
        scan(source, scope, depth);
      }
    }
  }

  // --- sources and conditions -----------------------------------------------------------------

  private Scope scope(List<? extends TableReference> from, @Nullable Expression where) {
    Scope scope = new Scope();
    Deque<TableReference> open = new ArrayDeque<>(from);
    while (!open.isEmpty()) {
      switch (open.pop()) {
        case RangeVar relation -> add(relation, scope);
        case FromItem.JoinExpr join -> {
          open.push(join.larg());
          open.push(join.rarg());
          and(join.quals(), scope.conditions);
        }
        case FromItem.RangeFunction function -> {
          if (function.alias() != null) {
            scope.derived.add(function.alias().aliasname());
            scope.narrow.add(function.alias().aliasname());
          }
        }
        case FromItem.RangeSubselect subselect -> {
          if (subselect.alias() != null) {
            scope.derived.add(subselect.alias().aliasname());
            if (subselect.subquery() instanceof SelectStmt.Values) {
              scope.narrow.add(subselect.alias().aliasname());
            }
          }
        }
        // A sample is a part.
        case FromItem.RangeTableSample ignored -> {}
        default -> {
          // XMLTABLE and JSON_TABLE read no relation.
        }
      }
    }
    and(where, scope.conditions);
    return scope;
  }

  private void add(RangeVar relation, Scope scope) {
    String alias = relation.alias() == null ? relation.relname() : relation.alias().aliasname();
    if (relation.schemaname() == null && defined.contains(relation.relname())) {
      scope.derived.add(alias);
      if (small.contains(relation.relname())) {
        scope.narrow.add(alias);
      }
    } else {
      scope.sources.add(new Source(alias, catalog.resolve(relation), relation.inh()));
    }
  }

  private static void and(@Nullable Expression condition, List<Expression> conditions) {
    if (condition instanceof Expression.BoolExpr all
        && all.boolop() == Expression.BoolExpr.Operator.AND) {
      all.args().forEach(each -> and(each, conditions));
    } else if (condition != null) {
      conditions.add(condition);
    }
  }

  private static boolean isNever(@Nullable Expression where) {
    return where instanceof Constant.BooleanConstant constant && !constant.boolval();
  }

  // --- queries that end before the last row ---------------------------------------------------

  private boolean stopsEarly(SelectStmt.Select select, Scope scope, boolean exists) {
    if (scope.sources.size() != 1
        || !scope.derived.isEmpty()
        || !select.groupClause().isEmpty()
        || select.havingClause() != null) {
      return false;
    }
    RelationName name = scope.sources.get(0).name;
    if (catalog.relation(name).orElse(null) instanceof View view
        && view.kind() == RelationKind.VIEW) {
      return false;
    }
    String extreme = extreme(select);
    if (extreme != null && scope.conditions.isEmpty()) {
      return leads(name, extreme);
    }
    boolean aggregates =
        select.targetList().stream()
            .anyMatch(
                target -> target.val() instanceof Expression.FuncCall call && aggregates(call));
    if (aggregates || select.distinctClause() != null || !scope.conditions.isEmpty()) {
      return false;
    }
    boolean limited = exists || select.tail().limitOption() == SelectStmt.LimitOption.COUNT;
    if (!limited || select.tail().sortClause().isEmpty()) {
      return limited;
    }
    return select.tail().sortClause().get(0).node() instanceof Expression.ColumnRef column
        && !column.names().isEmpty()
        && leads(name, last(column));
  }

  private static boolean aggregates(Expression.FuncCall call) {
    return call.over() == null
        && (call.aggStar()
            || switch (call.funcname().get(call.funcname().size() - 1)) {
              case "count", "sum", "avg", "min", "max", "bool_and", "bool_or", "array_agg" -> true;
              case "string_agg", "json_agg", "jsonb_agg", "every" -> true;
              default -> false;
            });
  }

  /** The only call of min or max in an expression of constants, as in setval. */
  private static @Nullable Expression aggregate(@Nullable Expression root) {
    Expression.FuncCall found = null;
    Deque<Node> open = new ArrayDeque<>();
    if (root != null) {
      open.push(root);
    }
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node instanceof Expression.FuncCall call && aggregates(call)) {
        if (found != null) {
          return null;
        }
        found = call;
      } else if (node instanceof Expression.ColumnRef || node instanceof Expression.SubLink) {
        return null;
      } else {
        Children.of(node).forEach(open::push);
      }
    }
    return found;
  }

  /** The column of {@code SELECT min(column)} or max, which an index ends with. */
  private static @Nullable String extreme(SelectStmt.Select select) {
    if (select.targetList().size() == 1
        && aggregate(select.targetList().get(0).val()) instanceof Expression.FuncCall call
        && call.args().size() == 1
        && call.args().get(0) instanceof Expression.ColumnRef column
        && !column.names().isEmpty()) {
      String function = call.funcname().get(call.funcname().size() - 1);
      return function.equals("min") || function.equals("max") ? last(column) : null;
    }
    return null;
  }

  private boolean leads(RelationName name, String column) {
    return catalog.indexesOf(name).stream()
        .anyMatch(index -> isWhole(index) && column.equals(firstColumn(index)));
  }

  // --- narrow sources -------------------------------------------------------------------------

  private void narrow(Scope scope) {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Source source : scope.sources) {
        if (!scope.narrow.contains(source.alias)
            && isNarrowed(source, source.name, scope.conditions, scope)) {
          scope.narrow.add(source.alias);
          changed = true;
        }
      }
    }
  }

  /** Whether all relations of a query are read in part. */
  private boolean isNarrow(SelectStmt query) {
    Boolean known = narrowQueries.get(query);
    if (known != null) {
      return known;
    }
    boolean narrow = query instanceof SelectStmt.Values;
    if (query instanceof SelectStmt.Select select && depthOfConditions < MAX_DEPTH) {
      depthOfConditions++;
      Scope scope = scope(select.fromClause(), select.whereClause());
      narrow(scope);
      depthOfConditions--;
      narrow = scope.sources.stream().allMatch(source -> scope.narrow.contains(source.alias));
    }
    narrowQueries.put(query, narrow);
    return narrow;
  }

  /** Whether conditions on a source let an index of a relation find the rows. */
  private boolean isNarrowed(
      Source source, RelationName name, List<Expression> conditions, Scope scope) {
    Set<String> fixed = new HashSet<>();
    Set<String> above = new HashSet<>();
    Set<String> below = new HashSet<>();
    for (Expression condition : conditions) {
      if (condition instanceof Expression.BoolExpr any
          && any.boolop() == Expression.BoolExpr.Operator.OR) {
        boolean all = true;
        for (Expression arm : any.args()) {
          List<Expression> parts = new ArrayList<>();
          and(arm, parts);
          all &= isNarrowed(source, name, parts, scope);
        }
        if (all) {
          return true;
        }
      } else if (servesOtherMethods(source, name, condition, scope)) {
        return true;
      } else {
        restrict(source, condition, scope, fixed, above, below);
      }
    }
    above.retainAll(below);
    fixed.addAll(above);
    if (fixed.contains("ctid")) {
      return true;
    }
    // Of a table that is not known, a column of that name is taken for the key.
    if (fixed.contains("id") && catalog.relation(name).isEmpty()) {
      return true;
    }
    for (Index index : catalog.indexesOf(name)) {
      String first = firstColumn(index);
      if (isWhole(index) && first != null && fixed.contains(first)) {
        return true;
      }
    }
    return false;
  }

  private void restrict(
      Source source,
      Expression condition,
      Scope scope,
      Set<String> fixed,
      Set<String> above,
      Set<String> below) {
    switch (condition) {
      case Expression.AExpr comparison -> {
        String left = column(comparison.lexpr(), source, scope);
        String right = column(comparison.rexpr(), source, scope);
        String operator = comparison.name().get(comparison.name().size() - 1);
        switch (comparison.kind()) {
          case OP -> {
            if (left != null && isGiven(comparison.rexpr(), source, scope)) {
              restrict(operator, left, fixed, above, below);
            } else if (right != null
                && comparison.lexpr() != null
                && isGiven(comparison.lexpr(), source, scope)) {
              restrict(mirrored(operator), right, fixed, above, below);
            }
          }
          case OP_ANY, IN, NOT_DISTINCT -> {
            if (left != null
                && operator.equals("=")
                && isGiven(comparison.rexpr(), source, scope)) {
              fixed.add(left);
            }
          }
          case BETWEEN, BETWEEN_SYM -> {
            if (left != null && isGiven(comparison.rexpr(), source, scope)) {
              fixed.add(left);
            }
          }
          default -> {
            // The others are taken to need every row.
          }
        }
      }
      case Expression.NullTest test -> {
        String column = column(test.arg(), source, scope);
        if (column != null && test.nulltesttype() == Expression.NullTest.Type.NULL) {
          fixed.add(column);
        }
      }
      case Expression.SubLink in -> {
        String column = in.testexpr() == null ? null : column(in.testexpr(), source, scope);
        if (column != null
            && in.subLinkType() == Expression.SubLink.Type.ANY
            && isNarrow(in.subselect())) {
          fixed.add(column);
        }
      }
      default -> {
        // Anything else is taken to need every row.
      }
    }
  }

  private static void restrict(
      String operator, String column, Set<String> fixed, Set<String> above, Set<String> below) {
    switch (operator) {
      case "=" -> fixed.add(column);
      case ">", ">=" -> above.add(column);
      case "<", "<=" -> below.add(column);
      default -> {
        // Other operators are not in the order of a B-tree.
      }
    }
  }

  private static String mirrored(String operator) {
    return switch (operator) {
      case ">" -> "<";
      case ">=" -> "<=";
      case "<" -> ">";
      case "<=" -> ">=";
      default -> operator;
    };
  }

  /** An index over an expression, or one that is no B-tree, serves a condition on its first key. */
  private boolean servesOtherMethods(
      Source source, RelationName name, Expression condition, Scope scope) {
    if (!(condition instanceof Expression.AExpr comparison)
        || comparison.kind() != Expression.AExpr.Kind.OP
        || comparison.lexpr() == null
        || !isGiven(comparison.rexpr(), source, scope)) {
      return false;
    }
    for (Index index : catalog.indexesOf(name)) {
      List<@Nullable Expression> keys = index.definition().keys();
      if (index.definition().where() != null || keys.isEmpty()) {
        continue;
      }
      boolean equality = comparison.name().equals(List.of("="));
      Expression key = keys.get(0);
      if (key != null && equality && SqlPrinter.print(key).equals(written(comparison.lexpr()))) {
        return true;
      }
      boolean inverted =
          index.definition().method().equals("gin") || index.definition().method().equals("gist");
      String column = column(comparison.lexpr(), source, scope);
      if (inverted && key == null && column != null && column.equals(firstColumn(index))) {
        return true;
      }
    }
    return false;
  }

  private static String written(Expression expression) {
    return SqlPrinter.print(expression);
  }

  private static boolean isWhole(Index index) {
    return index.definition().where() == null
        && (index.definition().method().equals("btree")
            || index.definition().method().equals("hash"));
  }

  private static @Nullable String firstColumn(Index index) {
    List<@Nullable Expression> keys = index.definition().keys();
    return index.columns().isEmpty() || (!keys.isEmpty() && keys.get(0) != null)
        ? null
        : index.columns().get(0);
  }

  /** The column of a source that an expression is; null if it is none. */
  private @Nullable String column(@Nullable Expression expression, Source source, Scope scope) {
    if (!(expression instanceof Expression.ColumnRef column)
        || column.star()
        || column.names().isEmpty()) {
      return null;
    }
    List<String> names = column.names();
    if (names.size() > 1) {
      return names.get(names.size() - 2).equals(source.alias) ? last(column) : null;
    }
    if (scope.sources.size() == 1 && scope.derived.isEmpty()) {
      return last(column);
    }
    Table table = catalog.table(source.name).orElse(null);
    boolean own = table != null && table.column(last(column)).isPresent();
    for (Source other : scope.sources) {
      Table elsewhere = catalog.table(other.name).orElse(null);
      if (!other.equals(source)
          && (elsewhere == null || elsewhere.column(last(column)).isPresent())) {
        own = false;
      }
    }
    return own ? last(column) : null;
  }

  private static String last(Expression.ColumnRef column) {
    return column.names().get(column.names().size() - 1);
  }

  /** Whether a value is there when a source is read: no column, or one of a narrow source. */
  private boolean isGiven(Expression expression, Source source, Scope scope) {
    Deque<Node> open = new ArrayDeque<>();
    open.push(expression);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node instanceof Expression.ColumnRef column) {
        if (!isGiven(column, source, scope)) {
          return false;
        }
      } else if (!(node instanceof Expression.SubLink)) {
        // A query in place of a value runs before.
        Children.of(node).forEach(open::push);
      }
    }
    return true;
  }

  private static boolean isGiven(Expression.ColumnRef column, Source source, Scope scope) {
    List<String> names = column.names();
    if (names.isEmpty()) {
      return false;
    }
    if (names.size() == 1) {
      // The column of a function in FROM has the function's name.
      return scope.derived.contains(names.get(0)) && scope.narrow.contains(names.get(0));
    }
    String qualifier = names.get(names.size() - 2);
    boolean outer =
        !scope.derived.contains(qualifier)
            && scope.sources.stream().noneMatch(other -> other.alias.equals(qualifier));
    return outer
        ? scope.outerIsGiven
        : !qualifier.equals(source.alias) && scope.narrow.contains(qualifier);
  }

  // --- what is read ---------------------------------------------------------------------------

  private void scan(Source source, Scope scope, int depth) {
    Relation known = catalog.relation(source.name).orElse(null);
    if (known instanceof View view && view.kind() == RelationKind.VIEW) {
      if (depth < MAX_DEPTH) {
        view(view, scope, depth);
      }
      return;
    }
    found.add(source.name);
    if (source.children) {
      Set<RelationName> pruned = pruned(source, scope);
      for (Table child : catalog.descendantsOf(source.name)) {
        if (!pruned.contains(child.name())
            && !isNarrowed(source, child.name(), scope.conditions, scope)) {
          found.add(child.name());
        }
      }
    }
  }

  private Set<RelationName> pruned(Source source, Scope scope) {
    Set<RelationName> pruned = new HashSet<>();
    if (scope.sources.size() == 1 && scope.derived.isEmpty()) {
      for (Expression condition : scope.conditions) {
        pruned.addAll(PartitionPruning.of(catalog, source.name, condition));
      }
    }
    return pruned;
  }

  /** A view is put in place ({@code fireRIRrules}): its conditions join those on it. */
  private void view(View view, Scope scope, int depth) {
    if (!(view.query() instanceof SelectStmt.Select select)
        || select.fromClause().stream().anyMatch(FromItem.class::isInstance)
        || select.tail().withClause() != null) {
      view.reads().stream().sorted().forEach(read -> plain(read, depth + 1));
      return;
    }
    List<Expression> passed = new ArrayList<>();
    if (select.fromClause().size() == 1 && scope.sources.size() == 1) {
      for (Expression condition : scope.conditions) {
        if (!isQualified(condition)) {
          passed.add(condition);
        }
      }
    }
    select(select, false, false, passed, depth + 1);
  }

  private static boolean isQualified(Expression condition) {
    Deque<Node> open = new ArrayDeque<>();
    open.push(condition);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node instanceof Expression.ColumnRef column && column.names().size() > 1) {
        return true;
      }
      Children.of(node).forEach(open::push);
    }
    return false;
  }

  private void plain(RelationName name, int depth) {
    Scope scope = new Scope();
    scope.sources.add(new Source(name.name(), name, true));
    if (depth < MAX_DEPTH) {
      read(scope, depth);
    }
  }
}
