package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.Effects.Failure;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.CompositeType;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.analyzer.catalog.Relation.View.ColumnUse;
import io.github.windlass.sql.postgres.tree.Alias;
import io.github.windlass.sql.postgres.tree.Children;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.FromItem;
import io.github.windlass.sql.postgres.tree.Indirection;
import io.github.windlass.sql.postgres.tree.JsonTable;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableReference;
import io.github.windlass.sql.postgres.tree.WithClause;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a query gives, and those of relations that it needs: which name means which
 * column is decided as by {@code parse_relation.c}, innermost query first.
 */
public final class QueryColumns {

  private static final int DEPTH_LIMIT = 60;

  /** Columns that every table has; oid up to 11. */
  private static final Set<String> SYSTEM_COLUMNS =
      Set.of("ctid", "xmin", "cmin", "xmax", "cmax", "tableoid", "oid");

  private final Catalog catalog;
  private final Set<ColumnUse> needs = new HashSet<>();
  private final Map<SelectStmt, Outputs> seen = new IdentityHashMap<>();

  /**
   * Names that may be of something else than columns: parameters, and the routine that has them.
   */
  private final Set<String> variables;

  /** The first name that surely means nothing. */
  private @Nullable Failure refusal;

  /** Whether a condition of a join is read, which sees less than what stands in FROM so far. */
  private boolean inJoin;

  private QueryColumns(Catalog catalog, Set<String> variables) {
    this.catalog = catalog;
    this.variables = variables;
  }

  /** What a query gives and needs. */
  record Result(Outputs outputs, Set<ColumnUse> needs) {}

  static Result of(Statement query, Catalog catalog) {
    QueryColumns columns = new QueryColumns(catalog, Set.of());
    Outputs outputs =
        query instanceof SelectStmt select
            ? columns.select(select, new Scope(null, 0))
            : Outputs.UNKNOWN;
    return new Result(outputs, Set.copyOf(columns.needs));
  }

  /** The columns that a query gives. */
  public static Outputs outputs(SelectStmt query, Catalog catalog) {
    return new QueryColumns(catalog, Set.of()).select(query, new Scope(null, 0));
  }

  /**
   * Why the server refuses a query's names: a column that is in none of its relations, or in two, a
   * relation that does not stand in FROM. Null where it takes them, or where that cannot be told.
   *
   * @param variables names that may be of something else than columns
   */
  public static @Nullable Failure refusal(
      QueryStatement query, Catalog catalog, Set<String> variables) {
    QueryColumns columns = new QueryColumns(catalog, variables);
    Scope outside = new Scope(null, 0);
    switch (query) {
      case SelectStmt select -> columns.select(select, outside);
      case QueryStatement.InsertStmt insert -> {
        columns.with(insert.withClause(), outside);
        if (insert.selectStmt() != null) {
          columns.select(insert.selectStmt(), outside);
        }
      }
      case QueryStatement.UpdateStmt update -> {
        Scope scope = columns.target(update.withClause(), update.relation(), outside);
        update.fromClause().forEach(item -> columns.from(item, scope, scope.depth));
        update.targetList().forEach(each -> columns.walk(each, scope));
        columns.walk(update.whereClause(), scope);
      }
      case QueryStatement.DeleteStmt delete -> {
        Scope scope = columns.target(delete.withClause(), delete.relation(), outside);
        delete.usingClause().forEach(item -> columns.from(item, scope, scope.depth));
        columns.walk(delete.whereClause(), scope);
      }
      case QueryStatement.MergeStmt ignored -> {}
    }
    return columns.refusal;
  }

  private Scope target(@Nullable WithClause clause, RangeVar relation, Scope outside) {
    Scope scope = new Scope(outside, outside.depth + 1);
    with(clause, scope);
    scope.sources.add(relation(relation, new Scope(null, 0)));
    return scope;
  }

  /**
   * Something in FROM.
   *
   * @param relation what it is by itself; null for subqueries, functions and names of WITH
   * @param known false where it may have other columns
   */
  private record Source(
      String alias,
      boolean aliased,
      @Nullable RelationName relation,
      List<Column> columns,
      boolean known) {

    @Nullable Column column(String name) {
      for (Column column : columns) {
        if (column.name().equals(name)) {
          return column;
        }
      }
      return null;
    }
  }

  /** What names mean in a query. */
  private static final class Scope {
    private final @Nullable Scope outer;
    private final int depth;
    private final List<Source> sources = new ArrayList<>();

    /** What WITH defines. */
    private final List<Source> defined = new ArrayList<>();

    /** The columns of USING, which stand once for both sides. */
    private final Set<String> merged = new HashSet<>();

    /** Names of the query's own columns, where those may be meant. */
    private Set<String> labels = Set.of();

    Scope(@Nullable Scope outer, int depth) {
      this.outer = outer;
      this.depth = depth;
    }

    @Nullable Source definition(String name) {
      for (Scope scope = this; scope != null; scope = scope.outer) {
        for (int i = scope.defined.size() - 1; i >= 0; i--) {
          if (scope.defined.get(i).alias.equals(name)) {
            return scope.defined.get(i);
          }
        }
      }
      return null;
    }
  }

  // --- queries -------------------------------------------------------------------------------

  /** A query is looked at once, wherever its columns or its type are asked for again. */
  private Outputs select(SelectStmt query, Scope outer) {
    Outputs known = seen.get(query);
    if (known == null) {
      known = outer.depth > DEPTH_LIMIT ? Outputs.UNKNOWN : read(query, outer);
      seen.put(query, known);
    }
    return known;
  }

  private Outputs read(SelectStmt query, Scope outer) {
    Scope scope = new Scope(outer, outer.depth + 1);
    with(query.tail().withClause(), scope);
    Outputs outputs =
        switch (query) {
          case SelectStmt.Select select -> plain(select, scope);
          case SelectStmt.Values values -> values(values, scope);
          case SelectStmt.SetOperation operation -> setOperation(operation, scope);
        };
    SelectStmt.Tail tail = query.tail();
    Set<String> labels = new HashSet<>();
    outputs.columns().forEach(column -> labels.add(column.name()));
    if (outputs.known() || !(query instanceof SelectStmt.SetOperation)) {
      tail.sortClause().forEach(sort -> walkUnlessLabel(sort.node(), labels, scope));
    }
    walk(tail.limitOffset(), scope);
    walk(tail.limitCount(), scope);
    return outputs;
  }

  private void with(@Nullable WithClause clause, Scope scope) {
    if (clause == null) {
      return;
    }
    for (WithClause.CommonTableExpr table : clause.ctes()) {
      int place = scope.defined.size();
      if (clause.recursive()) {
        scope.defined.add(recursive(table, scope));
      }
      Outputs outputs =
          table.ctequery() instanceof SelectStmt select ? select(select, scope) : Outputs.UNKNOWN;
      Source source =
          new Source(
              table.ctename(),
              true,
              null,
              renamed(outputs.columns(), table.aliascolnames()),
              // SEARCH and CYCLE add columns.
              outputs.known() && table.searchClause() == null && table.cycleClause() == null);
      if (clause.recursive()) {
        scope.defined.set(place, source);
      } else {
        scope.defined.add(source);
      }
    }
  }

  /** What a query of WITH RECURSIVE is to itself: as its first part says. */
  private Source recursive(WithClause.CommonTableExpr table, Scope scope) {
    List<Column> columns = new ArrayList<>();
    boolean known = false;
    if (table.ctequery() instanceof SelectStmt.SetOperation operation) {
      Outputs first = select(operation.larg(), scope);
      columns.addAll(renamed(first.columns(), table.aliascolnames()));
      known = first.known();
    }
    return new Source(table.ctename(), true, null, columns, known);
  }

  private Outputs plain(SelectStmt.Select select, Scope scope) {
    for (TableReference item : select.fromClause()) {
      from(item, scope, scope.depth);
    }
    walk(select.whereClause(), scope);
    walk(select.havingClause(), scope);
    List<Column> columns = new ArrayList<>();
    boolean known = true;
    for (ResTarget target : select.targetList()) {
      Expression value = target.val();
      if (value == null) {
        continue;
      }
      if (value instanceof Expression.ColumnRef reference && reference.star()) {
        known &= star(reference, scope, columns);
        continue;
      }
      walk(value, scope);
      if (value instanceof Expression.AIndirection row && endsInStar(row)) {
        known = false;
        continue;
      }
      String name = target.name() != null ? target.name() : ObjectNames.figured(value, "?column?");
      columns.add(output(name, value, scope));
    }
    Set<String> labels = new HashSet<>();
    columns.forEach(column -> labels.add(column.name()));
    if (select.distinctClause() != null) {
      select.distinctClause().on().forEach(each -> walkUnlessLabel(each, labels, scope));
    }
    scope.labels = labels;
    select.groupClause().forEach(each -> walk(each, scope));
    scope.labels = Set.of();
    select.windowClause().forEach(each -> walk(each, scope));
    return new Outputs(columns, known);
  }

  private static boolean endsInStar(Expression.AIndirection row) {
    return !row.indirection().isEmpty()
        && row.indirection().get(row.indirection().size() - 1) instanceof Indirection.AStar;
  }

  private Column output(String name, Expression value, Scope scope) {
    ExpressionType type =
        new ExpressionType(
            catalog, reference -> find(reference, scope, false), query -> select(query, scope));
    return type.column(name, value);
  }

  private boolean star(Expression.ColumnRef reference, Scope scope, List<Column> columns) {
    boolean known = true;
    boolean found = false;
    List<String> names = reference.names();
    Set<String> seen = new HashSet<>();
    for (Source source : scope.sources) {
      if (!names.isEmpty() && !isMeant(source, names)) {
        continue;
      }
      known &= source.known;
      found = true;
      for (Column column : source.columns) {
        need(source, column.name());
        if (!names.isEmpty() || !scope.merged.contains(column.name()) || seen.add(column.name())) {
          columns.add(plain(column));
        }
      }
    }
    // An outer query's relation, or the row in a column, is not looked into.
    return known && found;
  }

  /** A column as a query gives it on: its type and collation. */
  private static Column plain(Column column) {
    return Column.plain(column.name(), column.type()).collated(column.collation());
  }

  private Outputs values(SelectStmt.Values values, Scope scope) {
    List<Column> columns = new ArrayList<>();
    values.valuesLists().forEach(row -> row.items().forEach(item -> walk(item, scope)));
    if (!values.valuesLists().isEmpty()) {
      List<Expression> first = values.valuesLists().get(0).items();
      for (int i = 0; i < first.size(); i++) {
        columns.add(output("column" + (i + 1), first.get(i), scope));
      }
    }
    return new Outputs(columns, true);
  }

  private Outputs setOperation(SelectStmt.SetOperation operation, Scope scope) {
    // A chain of operations leans to the left.
    List<SelectStmt> right = new ArrayList<>();
    right.add(operation.rarg());
    SelectStmt at = operation.larg();
    while (at instanceof SelectStmt.SetOperation inner
        && inner.tail().equals(SelectStmt.Tail.NONE)) {
      right.add(inner.rarg());
      at = inner.larg();
    }
    Outputs result = select(at, scope);
    for (int i = right.size() - 1; i >= 0; i--) {
      Outputs other = select(right.get(i), scope);
      if (result.known() && other.known() && result.columns().size() != other.columns().size()) {
        refuse("42601", "the queries of a set operation give different numbers of columns");
      }
      result = joined(result, other);
    }
    return result;
  }

  private static Outputs joined(Outputs one, Outputs other) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < one.columns().size(); i++) {
      Column column = one.columns().get(i);
      ColumnType type = column.type();
      ColumnType twin = i < other.columns().size() ? other.columns().get(i).type() : null;
      boolean same = type != null && type.equals(twin);
      columns.add(
          same
              ? column
              : column.typed(
                  type != null
                          && twin != null
                          && type.withoutTypmods().equals(twin.withoutTypmods())
                      ? type.withoutTypmods()
                      : null));
    }
    return new Outputs(columns, one.known());
  }

  // --- FROM ----------------------------------------------------------------------------------

  private void from(TableReference item, Scope scope, int depth) {
    if (depth > DEPTH_LIMIT) {
      scope.sources.add(new Source("", false, null, List.of(), false));
      return;
    }
    switch (item) {
      case RangeVar relation -> scope.sources.add(relation(relation, scope));
      case FromItem.RangeTableSample sample -> {
        scope.sources.add(relation(sample.relation(), scope));
        sample.args().forEach(argument -> walk(argument, scope));
      }
      case FromItem.RangeSubselect subselect -> {
        Outputs outputs = select(subselect.subquery(), lateral(subselect.lateral(), scope));
        scope.sources.add(derived(subselect.alias(), outputs));
      }
      case FromItem.RangeFunction function -> {
        function.functions().forEach(each -> walk(each.function(), scope));
        scope.sources.add(function(function));
      }
      case FromItem.RangeTableFunc table -> {
        walk(table.docexpr(), scope);
        walk(table.rowexpr(), scope);
        scope.sources.add(derived(table.alias(), Outputs.UNKNOWN));
      }
      case JsonTable table -> {
        Children.of(table).forEach(child -> walk(child, scope));
        scope.sources.add(derived(table.alias(), Outputs.UNKNOWN));
      }
      case FromItem.JoinExpr join -> join(join, scope, depth);
    }
  }

  /** The scope of a subquery: with LATERAL it sees what stands before it. */
  private static Scope lateral(boolean lateral, Scope scope) {
    if (lateral) {
      return scope;
    }
    Scope definitions = new Scope(scope.outer, scope.depth);
    definitions.defined.addAll(scope.defined);
    return definitions;
  }

  private void join(FromItem.JoinExpr join, Scope scope, int depth) {
    int before = scope.sources.size();
    List<FromItem.JoinExpr> chain = new ArrayList<>();
    TableReference at = join;
    while (at instanceof FromItem.JoinExpr inner) {
      chain.add(inner);
      at = inner.larg();
    }
    from(at, scope, depth + 1);
    for (int i = chain.size() - 1; i >= 0; i--) {
      FromItem.JoinExpr each = chain.get(i);
      int middle = scope.sources.size();
      from(each.rarg(), scope, depth + 1);
      List<String> using = new ArrayList<>(each.usingClause());
      if (each.isNatural()) {
        using.addAll(common(scope.sources, before, middle));
      }
      for (String column : using) {
        scope.merged.add(column);
        for (Source source : scope.sources.subList(before, scope.sources.size())) {
          if (source.column(column) != null) {
            need(source, column);
          }
        }
      }
      boolean within = inJoin;
      inJoin = true;
      walk(each.quals(), scope);
      inJoin = within;
      hide(each, scope, before);
    }
  }

  /** An alias of a join hides what is in it; that of USING stands beside. */
  private static void hide(FromItem.JoinExpr join, Scope scope, int from) {
    Alias alias = join.alias();
    if (alias != null) {
      scope.sources.subList(from, scope.sources.size()).clear();
    }
    if (join.joinUsingAlias() != null) {
      alias = join.joinUsingAlias();
    }
    if (alias != null) {
      scope.sources.add(new Source(alias.aliasname(), true, null, List.of(), false));
    }
  }

  private static Set<String> common(List<Source> sources, int before, int middle) {
    Set<String> left = new HashSet<>();
    Set<String> right = new HashSet<>();
    for (int i = before; i < sources.size(); i++) {
      for (Column column : sources.get(i).columns) {
        (i < middle ? left : right).add(column.name());
      }
    }
    left.retainAll(right);
    return left;
  }

  private Source relation(RangeVar relation, Scope scope) {
    Alias alias = relation.alias();
    String name = alias == null ? relation.relname() : alias.aliasname();
    List<String> names = alias == null ? List.of() : alias.colnames();
    Source defined = relation.schemaname() == null ? scope.definition(relation.relname()) : null;
    if (defined != null) {
      return new Source(name, true, null, renamed(defined.columns, names), defined.known);
    }
    RelationName full = catalog.resolve(relation);
    Relation known = catalog.relation(full).orElse(null);
    return switch (known) {
      case Table table ->
          new Source(name, alias != null, full, table.columns(), table.columnsKnown());
      case View view ->
          new Source(name, alias != null, full, view.outputs().columns(), view.outputs().known());
      case CompositeType ignored -> new Source(name, alias != null, full, List.of(), false);
      case Relation.Sequence ignored -> new Source(name, alias != null, full, List.of(), false);
      case Relation.Index ignored -> new Source(name, alias != null, full, List.of(), false);
      case null -> new Source(name, alias != null, full, List.of(), false);
    };
  }

  private static Source derived(@Nullable Alias alias, Outputs outputs) {
    return alias == null
        ? new Source("", true, null, outputs.columns(), outputs.known())
        : new Source(
            alias.aliasname(),
            true,
            null,
            renamed(outputs.columns(), alias.colnames()),
            outputs.known());
  }

  private Source function(FromItem.RangeFunction function) {
    Alias alias = function.alias();
    List<Column> columns = new ArrayList<>();
    function
        .coldeflist()
        .forEach(column ->
            columns.add(Column.plain(column.colname(), catalog.typeOf(column.typeName()))));
    boolean known = !columns.isEmpty();
    if (alias != null && !known) {
      alias.colnames().forEach(name -> columns.add(Column.plain(name, null)));
    }
    String name =
        alias != null
            ? alias.aliasname()
            : function.functions().isEmpty()
                ? ""
                : ObjectNames.figured(function.functions().get(0).function(), "");
    return new Source(name, true, null, columns, known);
  }

  /** Columns under the names that an alias gives the first of them. */
  private static List<Column> renamed(List<Column> columns, List<String> names) {
    if (names.isEmpty()) {
      return columns;
    }
    List<Column> all = new ArrayList<>(columns);
    for (int i = 0; i < Math.min(names.size(), all.size()); i++) {
      all.set(i, all.get(i).named(names.get(i)));
    }
    return all;
  }

  /** The columns of a query under the names that CREATE TABLE AS or CREATE VIEW gives them. */
  static Outputs named(Outputs outputs, List<String> names) {
    return new Outputs(renamed(outputs.columns(), names), outputs.known());
  }

  // --- expressions ---------------------------------------------------------------------------

  private void walkUnlessLabel(Node node, Set<String> labels, Scope scope) {
    boolean label =
        node instanceof Expression.ColumnRef reference
            && !reference.star()
            && reference.names().size() == 1
            && labels.contains(reference.names().get(0));
    if (!label) {
      walk(node, scope);
    }
  }

  private void walk(@Nullable Node root, Scope scope) {
    if (root == null) {
      return;
    }
    Deque<Node> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Node node = open.pop();
      switch (node) {
        case Expression.ColumnRef reference -> {
          if (reference.star()) {
            star(reference, scope, new ArrayList<>());
          } else {
            find(reference, scope, true);
          }
        }
        case SelectStmt query -> select(query, scope);
        case QueryStatement ignored -> {}
        default -> Children.of(node).forEach(open::push);
      }
    }
  }

  /** The column that a reference means; null where that cannot be told. */
  private @Nullable Column find(Expression.ColumnRef reference, Scope from, boolean needed) {
    List<String> names = reference.names();
    if (names.isEmpty()) {
      return null;
    }
    String name = names.get(names.size() - 1);
    boolean qualifierKnown = false;
    for (Scope scope = from; scope != null; scope = scope.outer) {
      Source unknown = null;
      int unknowns = 0;
      boolean qualified = false;
      for (int i = 0; i < scope.sources.size(); i++) {
        Source source = scope.sources.get(i);
        if (names.size() > 1 && !isMeant(source, names.subList(0, names.size() - 1))) {
          continue;
        }
        qualified |= names.size() > 1;
        Column column = source.column(name);
        if (column != null) {
          if (needed) {
            need(source, name);
            if (names.size() == 1 && !inJoin && isAmbiguous(scope, i + 1, name)) {
              refuse("42702", "column " + name + " is ambiguous");
            }
          }
          return column;
        }
        if (!source.known) {
          unknown = source;
          unknowns++;
        }
      }
      if (unknown != null) {
        if (needed && unknowns == 1 && unknown.columns.isEmpty()) {
          need(unknown, name);
        }
        return null;
      }
      if (qualified) {
        qualifierKnown = true;
        break;
      }
    }
    if (needed && !mayBeOther(names, from)) {
      if (names.size() == 1 || qualifierKnown) {
        refuse("42703", "column " + String.join(".", names) + " does not exist");
      } else {
        refuse("42P01", names.get(names.size() - 2) + " does not stand in FROM");
      }
    }
    return null;
  }

  private boolean isAmbiguous(Scope scope, int from, String name) {
    if (scope.merged.contains(name) || scope.labels.contains(name) || variables.contains(name)) {
      return false;
    }
    for (Source source : scope.sources.subList(from, scope.sources.size())) {
      if (source.column(name) != null) {
        return true;
      }
    }
    return false;
  }

  /** Whether a name may be of something else than a column. */
  private boolean mayBeOther(List<String> names, Scope from) {
    String name = names.get(names.size() - 1);
    if (variables.contains(name)
        || variables.contains(names.get(0))
        || SYSTEM_COLUMNS.contains(name)
        || names.size() > 2) {
      return true;
    }
    if (names.size() == 1) {
      if (from.labels.contains(name)) {
        return true;
      }
      // A row as a whole.
      for (Scope scope = from; scope != null; scope = scope.outer) {
        for (Source source : scope.sources) {
          if (source.alias.equals(name)) {
            return true;
          }
        }
      }
      return false;
    }
    // A function of a row, written as its column; a row of schema.table; a source without a name.
    if (!catalog.functions(name).isEmpty() || BuiltInFunctions.has(name)) {
      return true;
    }
    for (Scope scope = from; scope != null; scope = scope.outer) {
      for (Source source : scope.sources) {
        if (source.alias.isEmpty() || source.alias.equals(name)) {
          return true;
        }
      }
    }
    return false;
  }

  private void refuse(String sqlstate, String reason) {
    if (refusal == null) {
      refusal = new Failure(sqlstate, reason);
    }
  }

  private static boolean isMeant(Source source, List<String> qualifier) {
    String last = qualifier.get(qualifier.size() - 1);
    if (!source.alias.equals(last)) {
      return false;
    }
    RelationName relation = source.relation;
    return qualifier.size() == 1
        || (!source.aliased
            && relation != null
            && relation.schema().equals(qualifier.get(qualifier.size() - 2)));
  }

  private void need(Source source, String column) {
    if (source.relation != null) {
      needs.add(new ColumnUse(source.relation, column));
    }
  }
}
