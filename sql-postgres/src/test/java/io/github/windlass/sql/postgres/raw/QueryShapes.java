package io.github.windlass.sql.postgres.raw;

import io.github.windlass.sql.postgres.raw.RawTree.Kept;
import io.github.windlass.sql.postgres.raw.RawTree.Wrapped;
import io.github.windlass.sql.postgres.tree.FromItem;
import io.github.windlass.sql.postgres.tree.GroupingElement.GroupingSet;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonFormat;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonQuotes;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonWrapper;
import io.github.windlass.sql.postgres.tree.JsonTable.JsonTableColumn;
import io.github.windlass.sql.postgres.tree.JsonTable.JsonTablePathSpec;
import io.github.windlass.sql.postgres.tree.OnCommitAction;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.QueryStatement.MergeAction;
import io.github.windlass.sql.postgres.tree.QueryStatement.MergeWhenClause;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.SelectStmt.LockingClause;
import io.github.windlass.sql.postgres.tree.SelectStmt.Tail;
import io.github.windlass.sql.postgres.tree.SetClause;
import io.github.windlass.sql.postgres.tree.SetClause.MultiAssignment;
import io.github.windlass.sql.postgres.tree.WithClause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Queries and data changes. */
final class QueryShapes {

  private QueryShapes() {}

  static void register(RawTree tree) {
    tree.prefix(OnCommitAction.class, "ONCOMMIT_");
    selects(tree);
    fromItems(tree);
    jsonTable(tree);
    modifications(tree);
    tree.constants(WithClause.Materialize.class, m -> "CTEMaterialize" + capitalised(m.name()));
  }

  private static String capitalised(String name) {
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  private static void selects(RawTree tree) {
    tree.prefix(SelectStmt.SetOperation.Operator.class, "SETOP_");
    tree.prefix(SelectStmt.LimitOption.class, "LIMIT_OPTION_");
    tree.prefix(GroupingSet.Kind.class, "GROUPING_SET_");
    tree.prefix(LockingClause.Strength.class, "LCS_");
    tree.constants(LockingClause.WaitPolicy.class, p -> "LockWait" + capitalised(p.name()));
    tree.shape(
        SelectStmt.Select.class,
        select -> {
          RawNode node = select(tree.node(select), select.tail()).put("op", "SETOP_NONE");
          if (select.distinctClause() != null) {
            List<?> on = select.distinctClause().on();
            node.put("distinctClause", on.isEmpty() ? Collections.singletonList(null) : on);
          }
          return node;
        });
    tree.shape(
        SelectStmt.Values.class,
        values -> select(tree.node(values), values.tail()).put("op", "SETOP_NONE"));
    tree.shape(
        SelectStmt.SetOperation.class, operation -> select(tree.node(operation), operation.tail()));
    tree.shape(SelectStmt.ValuesRow.class, row -> new Kept(row.items()));
  }

  private static RawNode select(RawNode node, Tail tail) {
    return node.tag("SelectStmt")
        .without("tail")
        .put("withClause", tail.withClause())
        .put("sortClause", tail.sortClause())
        .put("limitOffset", tail.limitOffset())
        .put("limitCount", tail.limitCount())
        .put("limitOption", tail.limitOption())
        .put("lockingClause", tail.lockingClause());
  }

  private static void fromItems(RawTree tree) {
    tree.prefix(FromItem.JoinType.class, "JOIN_");
    tree.shape(
        FromItem.RowsFromItem.class,
        item ->
            new Kept(
                Arrays.asList(
                    item.function(), item.coldeflist().isEmpty() ? null : item.coldeflist())));
    tree.tag(FromItem.TableFuncElement.class, "ColumnDef");
  }

  private static void jsonTable(RawTree tree) {
    tree.change(
        JsonTablePathSpec.class,
        (path, node) -> node.put("string", new Wrapped("A_Const", path.string(), path.span())));
    tree.shape(
        JsonTableColumn.ForOrdinality.class,
        column -> column(tree.node(column), "JTC_FOR_ORDINALITY"));
    tree.shape(
        JsonTableColumn.Regular.class,
        column -> {
          RawNode node = column(tree.node(column), "JTC_FORMATTED");
          return column.format() == null
              ? node.put("coltype", "JTC_REGULAR").put("format", defaultFormat())
              : node;
        });
    tree.shape(
        JsonTableColumn.Exists.class,
        column ->
            column(tree.node(column), "JTC_EXISTS")
                .put("format", defaultFormat())
                .put("wrapper", JsonWrapper.NONE));
    tree.shape(JsonTableColumn.Nested.class, column -> column(tree.node(column), "JTC_NESTED"));
  }

  private static RawNode defaultFormat() {
    return new RawNode("JsonFormat", null)
        .put("formatType", JsonFormat.FormatType.DEFAULT)
        .put("encoding", JsonFormat.Encoding.DEFAULT);
  }

  private static RawNode column(RawNode node, String type) {
    RawNode column = node.tag("JsonTableColumn").put("coltype", type);
    column.fields.putIfAbsent("wrapper", JsonWrapper.UNSPEC);
    column.fields.putIfAbsent("quotes", JsonQuotes.UNSPEC);
    return column;
  }

  private static void modifications(RawTree tree) {
    tree.prefix(QueryStatement.OverridingKind.class, "OVERRIDING_");
    tree.prefix(QueryStatement.OnConflictClause.Action.class, "ONCONFLICT_");
    tree.prefix(QueryStatement.ReturningOption.Kind.class, "RETURNING_OPTION_");
    tree.prefix(MergeWhenClause.MatchKind.class, "MERGE_WHEN_");
    tree.change(
        QueryStatement.OnConflictClause.class,
        (clause, node) -> node.put("targetList", assignments(tree, clause.targetList())));
    tree.change(
        QueryStatement.UpdateStmt.class,
        (update, node) -> node.put("targetList", assignments(tree, update.targetList())));
    tree.change(MergeWhenClause.class, (clause, node) -> mergeAction(tree, clause.action(), node));
  }

  private static void mergeAction(RawTree tree, MergeAction action, RawNode node) {
    node.without("action").put("override", QueryStatement.OverridingKind.NOT_SET);
    switch (action) {
      case MergeAction.Insert insert ->
          node.put("commandType", "CMD_INSERT")
              .put("targetList", insert.targetList())
              .put("override", insert.override())
              .put("values", insert.values());
      case MergeAction.Update update ->
          node.put("commandType", "CMD_UPDATE")
              .put("targetList", assignments(tree, update.targetList()));
      case MergeAction.Delete delete -> node.put("commandType", "CMD_DELETE");
      case MergeAction.DoNothing nothing -> node.put("commandType", "CMD_NOTHING");
    }
  }

  /** Each column of {@code (a, b) = source} refers to the whole source. */
  private static List<Object> assignments(RawTree tree, List<SetClause> clauses) {
    List<Object> targets = new ArrayList<>();
    for (SetClause clause : clauses) {
      switch (clause) {
        case ResTarget target -> targets.add(target);
        case MultiAssignment assignment -> {
          int column = 1;
          for (ResTarget target : assignment.targets()) {
            RawNode reference =
                new RawNode("MultiAssignRef", null)
                    .put("source", assignment.source())
                    .put("colno", column++)
                    .put("ncolumns", assignment.targets().size());
            targets.add(tree.node(target).put("val", reference));
          }
        }
      }
    }
    return targets;
  }
}
