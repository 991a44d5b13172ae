package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.QueryStatement.DeleteStmt;
import io.github.windlass.sql.postgres.tree.QueryStatement.InferClause;
import io.github.windlass.sql.postgres.tree.QueryStatement.InsertStmt;
import io.github.windlass.sql.postgres.tree.QueryStatement.MergeAction;
import io.github.windlass.sql.postgres.tree.QueryStatement.MergeStmt;
import io.github.windlass.sql.postgres.tree.QueryStatement.MergeWhenClause;
import io.github.windlass.sql.postgres.tree.QueryStatement.OnConflictClause;
import io.github.windlass.sql.postgres.tree.QueryStatement.OverridingKind;
import io.github.windlass.sql.postgres.tree.QueryStatement.ReturningClause;
import io.github.windlass.sql.postgres.tree.QueryStatement.ReturningOption;
import io.github.windlass.sql.postgres.tree.QueryStatement.UpdateStmt;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.SetClause;
import io.github.windlass.sql.postgres.tree.SetClause.MultiAssignment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** INSERT, UPDATE, DELETE, MERGE. */
final class ModificationPrinter {

  private final SqlPrinter printer;
  private final SqlWriter out;
  private final NamePrinter names;

  ModificationPrinter(SqlPrinter printer, SqlWriter out) {
    this.printer = printer;
    this.out = out;
    this.names = new NamePrinter(out);
  }

  void insert(InsertStmt insert) {
    printer.queries().with(insert.withClause());
    out.write("INSERT INTO");
    names.qualifiedName(insert.relation());
    printer.queries().alias(insert.relation().alias());
    columns(insert.cols());
    override(insert.override());
    if (insert.selectStmt() == null) {
      out.write("DEFAULT VALUES");
    } else {
      printer.queries().statement(insert.selectStmt());
    }
    if (insert.onConflictClause() != null) {
      onConflict(insert.onConflictClause());
    }
    returning(insert.returningClause());
  }

  private void columns(List<ResTarget> columns) {
    if (!columns.isEmpty()) {
      out.listInParentheses(columns, this::column);
    }
  }

  /** A column that is written to. */
  private void column(ResTarget column) {
    if (column.name() != null) {
      out.name(column.name());
    }
    printer.expressions().indirection(column.indirection());
  }

  private void override(OverridingKind override) {
    switch (override) {
      case NOT_SET -> {}
      case USER_VALUE -> out.write("OVERRIDING USER VALUE");
      case SYSTEM_VALUE -> out.write("OVERRIDING SYSTEM VALUE");
    }
  }

  private void onConflict(OnConflictClause conflict) {
    out.write("ON CONFLICT");
    InferClause infer = conflict.infer();
    if (infer != null) {
      if (infer.conname() != null) {
        out.write("ON CONSTRAINT").name(infer.conname());
      } else {
        ConstraintPrinter keys = new ConstraintPrinter(printer, out);
        out.listInParentheses(infer.indexElems(), keys::key);
      }
      printer.queries().where(infer.whereClause());
    }
    switch (conflict.action()) {
      case NOTHING -> out.write("DO NOTHING");
      case UPDATE -> {
        out.write("DO UPDATE");
        assignments(conflict.targetList());
        printer.queries().where(conflict.whereClause());
      }
    }
  }

  private void returning(@Nullable ReturningClause returning) {
    if (returning != null) {
      out.write("RETURNING");
      if (!returning.options().isEmpty()) {
        out.write("WITH").listInParentheses(returning.options(), this::returningOption);
      }
      printer.queries().targets(returning.exprs());
    }
  }

  private void returningOption(ReturningOption option) {
    out.write(option.option().name()).write("AS").name(option.value());
  }

  void update(UpdateStmt update) {
    printer.queries().with(update.withClause());
    out.write("UPDATE");
    printer.queries().froms().relation(update.relation());
    assignments(update.targetList());
    printer.queries().froms().clause("FROM", update.fromClause());
    printer.queries().where(update.whereClause());
    returning(update.returningClause());
  }

  /** {@code SET …}. */
  private void assignments(List<SetClause> assignments) {
    out.write("SET").list(assignments, this::assignment);
  }

  private void assignment(SetClause assignment) {
    switch (assignment) {
      case ResTarget target -> {
        column(target);
        out.write("=");
        if (target.val() != null) {
          printer.expressions().expression(target.val());
        }
      }
      case MultiAssignment several -> {
        columns(several.targets());
        out.write("=");
        printer.expressions().expression(several.source());
      }
    }
  }

  void delete(DeleteStmt delete) {
    printer.queries().with(delete.withClause());
    out.write("DELETE FROM");
    printer.queries().froms().relation(delete.relation());
    printer.queries().froms().clause("USING", delete.usingClause());
    printer.queries().where(delete.whereClause());
    returning(delete.returningClause());
  }

  void merge(MergeStmt merge) {
    printer.queries().with(merge.withClause());
    out.write("MERGE INTO");
    printer.queries().froms().relation(merge.relation());
    out.write("USING");
    printer.queries().froms().table(merge.sourceRelation());
    out.write("ON");
    printer.expressions().expression(merge.joinCondition());
    merge.mergeWhenClauses().forEach(this::when);
    returning(merge.returningClause());
  }

  private void when(MergeWhenClause when) {
    switch (when.matchKind()) {
      case MATCHED -> out.write("WHEN MATCHED");
      case NOT_MATCHED_BY_SOURCE -> out.write("WHEN NOT MATCHED BY SOURCE");
      case NOT_MATCHED_BY_TARGET -> out.write("WHEN NOT MATCHED");
    }
    if (when.condition() != null) {
      out.write("AND");
      printer.expressions().expression(when.condition());
    }
    out.write("THEN");
    switch (when.action()) {
      case MergeAction.Insert insert -> mergeInsert(insert);
      case MergeAction.Update update -> {
        out.write("UPDATE");
        assignments(update.targetList());
      }
      case MergeAction.Delete ignored -> out.write("DELETE");
      case MergeAction.DoNothing ignored -> out.write("DO NOTHING");
    }
  }

  private void mergeInsert(MergeAction.Insert insert) {
    out.write("INSERT");
    columns(insert.targetList());
    override(insert.override());
    if (insert.values().isEmpty()) {
      out.write("DEFAULT VALUES");
    } else {
      out.write("VALUES");
      out.listInParentheses(insert.values(), printer.expressions()::expression);
    }
  }
}
