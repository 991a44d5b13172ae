package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Expression.CollateClause;
import io.github.windlass.sql.postgres.tree.Expression.FuncCall;
import io.github.windlass.sql.postgres.tree.IndexElem;
import io.github.windlass.sql.postgres.tree.PartitionSpec.PartitionElem;
import io.github.windlass.sql.postgres.tree.SortBy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns, constraints, and the keys of indexes. */
final class ConstraintPrinter {

  private final SqlPrinter printer;
  private final SqlWriter out;
  private final NamePrinter names;
  private final OptionPrinter options;

  ConstraintPrinter(SqlPrinter printer, SqlWriter out) {
    this.printer = printer;
    this.out = out;
    this.names = new NamePrinter(out);
    this.options = new OptionPrinter(printer, out);
  }

  /** {@code columnDef}, {@code columnOptions} and {@code TableFuncElement}. */
  void column(ColumnDef column) {
    out.name(column.colname());
    if (column.typeName() == null) {
      out.write("WITH OPTIONS");
    } else {
      printer.types().type(column.typeName());
    }
    if (column.storageName() != null) {
      out.write("STORAGE");
      names.nameOrDefault(column.storageName());
    }
    if (column.compression() != null) {
      out.write("COMPRESSION");
      names.nameOrDefault(column.compression());
    }
    options.generic(column.fdwoptions());
    qualifiers(column.constraints(), column.collClause());
  }

  /** {@code ColQualList}. */
  void qualifiers(List<Constraint> constraints, @Nullable CollateClause collation) {
    collation(collation);
    constraints.forEach(this::columnConstraint);
  }

  /** {@code opt_collate_clause}. */
  void collation(@Nullable CollateClause collation) {
    if (collation != null) {
      out.write("COLLATE").names(collation.collname());
    }
  }

  private void name(Constraint constraint) {
    if (constraint.conname() != null) {
      out.write("CONSTRAINT").name(constraint.conname());
    }
  }

  /** {@code ColConstraint}. */
  void columnConstraint(Constraint constraint) {
    name(constraint);
    switch (constraint) {
      case Constraint.Null ignored -> out.write("NULL");
      case Constraint.NotNull notNull -> {
        out.write("NOT NULL").writeIf(notNull.isNoInherit(), "NO INHERIT");
      }
      case Constraint.Default value -> {
        out.write("DEFAULT");
        printer.expressions().restricted(value.rawExpr());
      }
      case Constraint.Check check -> {
        check(check.rawExpr());
        out.writeIf(check.isNoInherit(), "NO INHERIT");
      }
      case Constraint.PrimaryKey key -> {
        out.write("PRIMARY KEY");
        index(key.options(), key.indexspace());
      }
      case Constraint.Unique key -> {
        out.write("UNIQUE").writeIf(key.nullsNotDistinct(), "NULLS NOT DISTINCT");
        index(key.options(), key.indexspace());
      }
      case Constraint.ForeignKey key -> references(key);
      case Constraint.Generated generated -> {
        out.write("GENERATED ALWAYS AS");
        inParentheses(generated.rawExpr());
        out.write(generated.generatedKind().name());
      }
      case Constraint.Identity identity -> identity(identity);
      case Constraint.Attribute attribute -> attribute(attribute.kind());
      case Constraint.Exclusion exclusion ->
          throw new IllegalArgumentException("EXCLUDE behind a column: " + exclusion);
    }
  }

  /** {@code TableConstraint}. */
  void tableConstraint(Constraint constraint) {
    name(constraint);
    switch (constraint) {
      case Constraint.NotNull notNull -> {
        out.write("NOT NULL").nameList(notNull.keys());
        out.writeIf(notNull.skipValidation(), "NOT VALID");
        out.writeIf(notNull.isNoInherit(), "NO INHERIT");
      }
      case Constraint.Check check -> {
        check(check.rawExpr());
        validity(check.isEnforced(), check.skipValidation());
        out.writeIf(check.isNoInherit(), "NO INHERIT");
      }
      case Constraint.PrimaryKey key -> {
        out.write("PRIMARY KEY");
        keys(key.keys(), key.withoutOverlaps(), key.indexname());
        including(key.including());
        index(key.options(), key.indexspace());
        deferrability(key.deferrable(), key.initdeferred());
      }
      case Constraint.Unique key -> {
        out.write("UNIQUE").writeIf(key.nullsNotDistinct(), "NULLS NOT DISTINCT");
        keys(key.keys(), key.withoutOverlaps(), key.indexname());
        including(key.including());
        index(key.options(), key.indexspace());
        deferrability(key.deferrable(), key.initdeferred());
      }
      case Constraint.Exclusion exclusion -> exclusion(exclusion);
      case Constraint.ForeignKey key -> {
        out.write("FOREIGN KEY");
        columnsAndPeriod(key.fkAttrs(), key.fkWithPeriod());
        references(key);
        deferrability(key.deferrable(), key.initdeferred());
        validity(key.isEnforced(), key.skipValidation());
      }
      case Constraint.Null other -> throw behindColumn(other);
      case Constraint.Default other -> throw behindColumn(other);
      case Constraint.Generated other -> throw behindColumn(other);
      case Constraint.Identity other -> throw behindColumn(other);
      case Constraint.Attribute other -> throw behindColumn(other);
    }
  }

  private static IllegalArgumentException behindColumn(Constraint constraint) {
    return new IllegalArgumentException("only behind a column: " + constraint);
  }

  /** {@code DomainConstraint}. */
  void domainConstraint(Constraint constraint) {
    if (constraint instanceof Constraint.NotNull) {
      name(constraint);
      out.write("NOT NULL");
    } else {
      tableConstraint(constraint);
    }
  }

  /** {@code GENERATED … AS IDENTITY (…)}. */
  void identity(Constraint.Identity identity) {
    out.write("GENERATED");
    out.write(
        switch (identity.generatedWhen()) {
          case ALWAYS -> "ALWAYS";
          case BY_DEFAULT -> "BY DEFAULT";
        });
    out.write("AS IDENTITY");
    options.sequenceInParentheses(identity.options());
  }

  private void attribute(Constraint.Attribute.Kind kind) {
    out.write(
        switch (kind) {
          case DEFERRABLE -> "DEFERRABLE";
          case NOT_DEFERRABLE -> "NOT DEFERRABLE";
          case DEFERRED -> "INITIALLY DEFERRED";
          case IMMEDIATE -> "INITIALLY IMMEDIATE";
          case ENFORCED -> "ENFORCED";
          case NOT_ENFORCED -> "NOT ENFORCED";
        });
  }

  private void check(Expression expr) {
    out.write("CHECK");
    inParentheses(expr);
  }

  /** {@code '(' a_expr ')'}. */
  void inParentheses(Expression expr) {
    out.write("(");
    printer.expressions().expression(expr);
    out.join(")");
  }

  /** Whether a call is {@code func_application}. */
  private static boolean isPlainCall(FuncCall call) {
    return call.funcformat() == FuncCall.CoercionForm.EXPLICIT_CALL
        && call.over() == null
        && call.aggFilter() == null
        && !call.aggWithinGroup();
  }

  private void keys(List<String> keys, boolean withoutOverlaps, @Nullable String indexname) {
    if (indexname != null) {
      out.write("USING INDEX").name(indexname);
    } else {
      out.write("(").nameList(keys).writeIf(withoutOverlaps, "WITHOUT OVERLAPS").join(")");
    }
  }

  private void including(List<String> columns) {
    if (!columns.isEmpty()) {
      out.write("INCLUDE").namesInParentheses(columns);
    }
  }

  private void index(List<DefElem> definition, @Nullable String indexspace) {
    options.with(definition);
    if (indexspace != null) {
      out.write("USING INDEX TABLESPACE").name(indexspace);
    }
  }

  private void exclusion(Constraint.Exclusion exclusion) {
    out.write("EXCLUDE USING").name(exclusion.accessMethod());
    out.listInParentheses(
        exclusion.exclusions(),
        element -> {
          key(element.element());
          out.write("WITH");
          printer.expressions().operator(element.operator());
        });
    including(exclusion.including());
    index(exclusion.options(), exclusion.indexspace());
    if (exclusion.whereClause() != null) {
      out.write("WHERE");
      inParentheses(exclusion.whereClause());
    }
    deferrability(exclusion.deferrable(), exclusion.initdeferred());
  }

  private void columnsAndPeriod(List<String> columns, boolean period) {
    if (!period) {
      out.namesInParentheses(columns);
      return;
    }
    int last = columns.size() - 1;
    out.write("(").nameList(columns.subList(0, last));
    out.join(",").write("PERIOD").name(columns.get(last)).join(")");
  }

  private void references(Constraint.ForeignKey key) {
    out.write("REFERENCES");
    names.qualifiedName(key.pktable());
    columnsAndPeriod(key.pkAttrs(), key.pkWithPeriod());
    out.writeIf(key.fkMatchtype() == Constraint.ForeignKey.Match.FULL, "MATCH FULL");
    action("ON UPDATE", key.fkUpdAction(), List.of());
    action("ON DELETE", key.fkDelAction(), key.fkDelSetCols());
  }

  private void action(String when, Constraint.ForeignKey.Action action, List<String> columns) {
    String words =
        switch (action) {
          case NO_ACTION -> "";
          case RESTRICT -> "RESTRICT";
          case CASCADE -> "CASCADE";
          case SET_NULL -> "SET NULL";
          case SET_DEFAULT -> "SET DEFAULT";
        };
    if (!words.isEmpty()) {
      out.write(when).write(words).namesInParentheses(columns);
    }
  }

  /** DEFERRABLE and INITIALLY DEFERRED, which implies it. */
  void deferrability(boolean deferrable, boolean initdeferred) {
    out.writeIf(deferrable, "DEFERRABLE").writeIf(initdeferred, "INITIALLY DEFERRED");
  }

  private void validity(boolean enforced, boolean skipValidation) {
    out.writeIf(!enforced, "NOT ENFORCED").writeIf(enforced && skipValidation, "NOT VALID");
  }

  /** {@code index_elem}. */
  void key(IndexElem key) {
    key(key.name(), key.expr(), key.collation(), key.opclass());
    if (!key.opclassopts().isEmpty()) {
      options.definition(key.opclassopts());
    }
    out.writeIf(key.ordering() == SortBy.Direction.ASC, "ASC");
    out.writeIf(key.ordering() == SortBy.Direction.DESC, "DESC");
    printer.expressions().nulls(key.nullsOrdering());
  }

  /** {@code part_elem}. */
  void key(PartitionElem key) {
    key(key.name(), key.expr(), key.collation(), key.opclass());
  }

  private void key(
      @Nullable String name,
      @Nullable Expression expr,
      List<String> collation,
      List<String> opclass) {
    if (name != null) {
      out.name(name);
    } else if (expr instanceof FuncCall call && isPlainCall(call)) {
      printer.expressions().expression(call);
    } else if (expr != null) {
      inParentheses(expr);
    }
    if (!collation.isEmpty()) {
      out.write("COLLATE").names(collation);
    }
    if (!opclass.isEmpty()) {
      out.names(opclass);
    }
  }
}
