package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.IntoClause;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.OnCommitAction;
import io.github.windlass.sql.postgres.tree.PartitionBoundSpec;
import io.github.windlass.sql.postgres.tree.PartitionSpec;
import io.github.windlass.sql.postgres.tree.TableElement;
import io.github.windlass.sql.postgres.tree.TableLikeClause;
import io.github.windlass.sql.postgres.tree.TableStatement;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterSeqStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableMoveAllStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateForeignTableStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateSeqStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateTableAsStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.IndexStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.RefreshMatViewStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.TruncateStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.ViewStmt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables, indexes, sequences, views. */
final class TablePrinter {

  private static final List<String> MINVALUE = List.of("minvalue");
  private static final List<String> MAXVALUE = List.of("maxvalue");

  private final SqlPrinter printer;
  private final SqlWriter out;
  private final NamePrinter names;
  private final OptionPrinter options;
  private final ConstraintPrinter constraints;

  TablePrinter(SqlPrinter printer, SqlWriter out) {
    this.printer = printer;
    this.out = out;
    this.names = new NamePrinter(out);
    this.options = new OptionPrinter(printer, out);
    this.constraints = new ConstraintPrinter(printer, out);
  }

  void statement(TableStatement statement) {
    switch (statement) {
      case CreateStmt create -> table(create);
      case CreateForeignTableStmt create -> foreignTable(create);
      case CreateTableAsStmt create -> tableAs(create);
      case RefreshMatViewStmt refresh -> {
        out.write("REFRESH MATERIALIZED VIEW").writeIf(refresh.concurrent(), "CONCURRENTLY");
        names.qualifiedName(refresh.relation());
        out.writeIf(refresh.skipData(), "WITH NO DATA");
      }
      case AlterTableStmt alter -> alter(alter);
      case AlterTableMoveAllStmt move -> moveAll(move);
      case IndexStmt index -> index(index);
      case CreateSeqStmt create -> {
        out.write("CREATE");
        names.persistence(create.sequence().relpersistence());
        out.write("SEQUENCE").writeIf(create.ifNotExists(), "IF NOT EXISTS");
        names.qualifiedName(create.sequence());
        options.sequence(create.options());
      }
      case AlterSeqStmt alter -> {
        out.write("ALTER SEQUENCE").writeIf(alter.missingOk(), "IF EXISTS");
        names.qualifiedName(alter.sequence());
        options.sequence(alter.options());
      }
      case ViewStmt view -> view(view);
      case TruncateStmt truncate -> {
        out.write("TRUNCATE TABLE").list(truncate.relations(), names::relation);
        out.writeIf(truncate.restartSeqs(), "RESTART IDENTITY");
        names.behavior(truncate.behavior());
      }
    }
  }

  private void table(CreateStmt create) {
    out.write("CREATE");
    names.persistence(create.relation().relpersistence());
    out.write("TABLE");
    tableBody(create);
    if (create.partspec() != null) {
      partition(create.partspec());
    }
    accessMethod(create.accessMethod());
    options.with(create.options());
    onCommit(create.oncommit());
    tableSpace(create.tablespacename());
  }

  /** From IF NOT EXISTS to the elements, the parents or the partition's bound. */
  private void tableBody(CreateStmt create) {
    out.writeIf(create.ifNotExists(), "IF NOT EXISTS");
    names.qualifiedName(create.relation());
    if (create.ofTypename() != null) {
      out.write("OF").names(create.ofTypename().names());
      typedElements(create.tableElts());
    } else if (create.partbound() != null) {
      out.write("PARTITION OF");
      names.qualifiedName(create.inhRelations().get(0));
      typedElements(create.tableElts());
      partitionBound(create.partbound());
    } else {
      out.listInParentheses(create.tableElts(), this::element);
      if (!create.inhRelations().isEmpty()) {
        out.write("INHERITS").listInParentheses(create.inhRelations(), names::qualifiedName);
      }
    }
  }

  private void typedElements(List<TableElement> elements) {
    if (!elements.isEmpty()) {
      out.listInParentheses(elements, this::element);
    }
  }

  private void element(TableElement element) {
    switch (element) {
      case ColumnDef column -> constraints.column(column);
      case Constraint constraint -> constraints.tableConstraint(constraint);
      case TableLikeClause like -> like(like);
    }
  }

  /** The bits that no option has are set by ALL alone, and cleared by EXCLUDING ALL alone. */
  private void like(TableLikeClause like) {
    out.write("LIKE");
    names.qualifiedName(like.relation());
    int every = 0;
    for (TableLikeClause.Option option : TableLikeClause.Option.values()) {
      every |= option.bit();
    }
    boolean all = (like.options() & ~every) != 0;
    out.writeIf(all, "INCLUDING ALL");
    for (TableLikeClause.Option option : TableLikeClause.Option.values()) {
      if (like.includes(option) != all) {
        out.write(all ? "EXCLUDING" : "INCLUDING").write(option.name());
      }
    }
  }

  private void partition(PartitionSpec spec) {
    out.write("PARTITION BY").write(spec.strategy().name());
    out.listInParentheses(spec.partParams(), constraints::key);
  }

  /** {@code PartitionBoundSpec}. */
  void partitionBound(PartitionBoundSpec bound) {
    switch (bound) {
      case PartitionBoundSpec.DefaultBound ignored -> out.write("DEFAULT");
      case PartitionBoundSpec.HashBound hash -> {
        out.write("FOR VALUES WITH (MODULUS").number(hash.modulus()).join(",");
        out.write("REMAINDER").number(hash.remainder()).join(")");
      }
      case PartitionBoundSpec.ListBound list -> {
        out.write("FOR VALUES IN");
        expressions(list.listdatums());
      }
      case PartitionBoundSpec.RangeBound range -> {
        out.write("FOR VALUES FROM");
        expressions(range.lowerdatums());
        out.write("TO");
        expressions(range.upperdatums());
      }
    }
  }

  private void expressions(List<Expression> expressions) {
    out.listInParentheses(expressions, this::boundary);
  }

  /** The grammar reads MINVALUE and MAXVALUE as columns of these names. */
  private void boundary(Expression value) {
    if (value instanceof Expression.ColumnRef column && column.names().equals(MINVALUE)) {
      out.write("MINVALUE");
    } else if (value instanceof Expression.ColumnRef column && column.names().equals(MAXVALUE)) {
      out.write("MAXVALUE");
    } else {
      printer.expressions().expression(value);
    }
  }

  private void accessMethod(@Nullable String name) {
    if (name != null) {
      out.write("USING").name(name);
    }
  }

  private void onCommit(OnCommitAction action) {
    switch (action) {
      case NOOP -> {}
      case PRESERVE_ROWS -> out.write("ON COMMIT PRESERVE ROWS");
      case DELETE_ROWS -> out.write("ON COMMIT DELETE ROWS");
      case DROP -> out.write("ON COMMIT DROP");
    }
  }

  private void tableSpace(@Nullable String name) {
    if (name != null) {
      out.write("TABLESPACE").name(name);
    }
  }

  private void foreignTable(CreateForeignTableStmt create) {
    out.write("CREATE FOREIGN TABLE");
    tableBody(create.base());
    out.write("SERVER").name(create.servername());
    options.generic(create.options());
  }

  private void tableAs(CreateTableAsStmt create) {
    IntoClause into = create.into();
    out.write("CREATE");
    names.persistence(into.rel().relpersistence());
    out.write(create.objtype() == ObjectType.MATVIEW ? "MATERIALIZED VIEW" : "TABLE");
    out.writeIf(create.ifNotExists(), "IF NOT EXISTS");
    names.qualifiedName(into.rel());
    out.namesInParentheses(into.colNames());
    accessMethod(into.accessMethod());
    options.with(into.options());
    onCommit(into.onCommit());
    tableSpace(into.tableSpaceName());
    out.write("AS");
    printer.statement(create.query());
    out.writeIf(into.skipData(), "WITH NO DATA");
  }

  private void alter(AlterTableStmt alter) {
    out.write("ALTER").write(kind(alter.objtype())).writeIf(alter.missingOk(), "IF EXISTS");
    boolean type = alter.objtype() == ObjectType.TYPE;
    if (type) {
      names.qualifiedName(alter.relation());
    } else {
      names.relation(alter.relation());
    }
    AlterTablePrinter commands =
        new AlterTablePrinter(printer, out, this, constraints, type ? "ATTRIBUTE" : "COLUMN");
    out.list(alter.cmds(), commands::command);
  }

  private static String kind(ObjectType type) {
    return switch (type) {
      case MATVIEW -> "MATERIALIZED VIEW";
      case FOREIGN_TABLE -> "FOREIGN TABLE";
      default -> type.name();
    };
  }

  private void moveAll(AlterTableMoveAllStmt move) {
    out.write("ALTER").write(kind(move.objtype()));
    out.write("ALL IN TABLESPACE").name(move.origTablespacename());
    if (!move.roles().isEmpty()) {
      out.write("OWNED BY").list(move.roles(), names::role);
    }
    out.write("SET TABLESPACE").name(move.newTablespacename());
    out.writeIf(move.nowait(), "NOWAIT");
  }

  private void index(IndexStmt index) {
    out.write("CREATE").writeIf(index.unique(), "UNIQUE").write("INDEX");
    out.writeIf(index.concurrent(), "CONCURRENTLY");
    out.writeIf(index.ifNotExists(), "IF NOT EXISTS");
    if (index.idxname() != null) {
      out.name(index.idxname());
    }
    out.write("ON");
    names.relation(index.relation());
    if (!index.accessMethod().equals("btree")) {
      accessMethod(index.accessMethod());
    }
    out.listInParentheses(index.indexParams(), constraints::key);
    if (!index.indexIncludingParams().isEmpty()) {
      out.write("INCLUDE").listInParentheses(index.indexIncludingParams(), constraints::key);
    }
    out.writeIf(index.nullsNotDistinct(), "NULLS NOT DISTINCT");
    options.with(index.options());
    tableSpace(index.tableSpace());
    if (index.whereClause() != null) {
      out.write("WHERE");
      printer.expressions().expression(index.whereClause());
    }
  }

  private void view(ViewStmt view) {
    out.write("CREATE").writeIf(view.replace(), "OR REPLACE");
    names.persistence(view.view().relpersistence());
    out.write("VIEW");
    names.qualifiedName(view.view());
    out.namesInParentheses(view.aliases());
    options.with(view.options());
    out.write("AS");
    printer.statement(view.query());
    switch (view.withCheckOption()) {
      case NO -> {}
      case LOCAL -> out.write("WITH LOCAL CHECK OPTION");
      case CASCADED -> out.write("WITH CASCADED CHECK OPTION");
    }
  }
}
