package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.UtilityStatement;
import io.github.windlass.sql.postgres.tree.UtilityStatement.ClusterStmt;
import io.github.windlass.sql.postgres.tree.UtilityStatement.CopyStmt;
import io.github.windlass.sql.postgres.tree.UtilityStatement.CreateTableSpaceStmt;
import io.github.windlass.sql.postgres.tree.UtilityStatement.ReindexStmt;
import io.github.windlass.sql.postgres.tree.UtilityStatement.VacuumRelation;
import io.github.windlass.sql.postgres.tree.UtilityStatement.VacuumStmt;
import io.github.windlass.sql.postgres.tree.Value;
import io.github.windlass.sql.postgres.tree.Value.StringValue;
import java.util.List;
import java.util.Locale;

/** Maintenance and administration. */
final class UtilityPrinter {

  private final SqlPrinter printer;
  private final SqlWriter out;
  private final NamePrinter names;
  private final OptionPrinter options;

  UtilityPrinter(SqlPrinter printer, SqlWriter out) {
    this.printer = printer;
    this.out = out;
    this.names = new NamePrinter(out);
    this.options = new OptionPrinter(printer, out);
  }

  void statement(UtilityStatement statement) {
    switch (statement) {
      case UtilityStatement.ExplainStmt explain -> {
        out.write("EXPLAIN");
        options.utility(explain.options());
        printer.statement(explain.query());
      }
      case CopyStmt copy -> copy(copy);
      case VacuumStmt vacuum -> {
        out.write(vacuum.isVacuumcmd() ? "VACUUM" : "ANALYZE");
        options.utility(vacuum.options());
        out.list(vacuum.rels(), this::vacuumRelation);
      }
      case ClusterStmt cluster -> cluster(cluster);
      case ReindexStmt reindex -> reindex(reindex);
      case UtilityStatement.LockStmt lock -> {
        out.write("LOCK TABLE").list(lock.relations(), names::relation);
        out.write("IN").write(lock.mode().name().replace('_', ' ')).write("MODE");
        out.writeIf(lock.nowait(), "NOWAIT");
      }
      case UtilityStatement.CheckPointStmt ignored -> out.write("CHECKPOINT");
      case UtilityStatement.LoadStmt load -> out.write("LOAD").string(load.filename());
      case UtilityStatement.CreatedbStmt create -> {
        out.write("CREATE DATABASE").name(create.dbname());
        databaseOptions(create.options());
      }
      case UtilityStatement.AlterDatabaseStmt alter -> {
        out.write("ALTER DATABASE").name(alter.dbname());
        databaseOptions(alter.options());
      }
      case UtilityStatement.AlterDatabaseRefreshCollStmt refresh ->
          out.write("ALTER DATABASE").name(refresh.dbname()).write("REFRESH COLLATION VERSION");
      case UtilityStatement.AlterDatabaseSetStmt alter -> {
        out.write("ALTER DATABASE").name(alter.dbname());
        new SessionPrinter(printer, out).setting(alter.setstmt());
      }
      case UtilityStatement.DropdbStmt drop -> {
        out.write("DROP DATABASE").writeIf(drop.missingOk(), "IF EXISTS").name(drop.dbname());
        if (!drop.options().isEmpty()) {
          // FORCE, and no other word (drop_option).
          out.listInParentheses(
              drop.options(), option -> out.write(option.defname().toUpperCase(Locale.ROOT)));
        }
      }
      case UtilityStatement.AlterSystemStmt alter -> {
        out.write("ALTER SYSTEM");
        new SessionPrinter(printer, out).setting(alter.setstmt());
      }
      case CreateTableSpaceStmt create -> createTablespace(create);
      case UtilityStatement.DropTableSpaceStmt drop ->
          out.write("DROP TABLESPACE")
              .writeIf(drop.missingOk(), "IF EXISTS")
              .name(drop.tablespacename());
      case UtilityStatement.AlterTableSpaceOptionsStmt alter -> {
        out.write("ALTER TABLESPACE").name(alter.tablespacename());
        out.write(alter.isReset() ? "RESET" : "SET");
        options.definition(alter.options());
      }
    }
  }

  private void createTablespace(CreateTableSpaceStmt create) {
    out.write("CREATE TABLESPACE").name(create.tablespacename());
    if (create.owner() != null) {
      out.write("OWNER");
      names.role(create.owner());
    }
    out.write("LOCATION").string(create.location());
    options.with(create.options());
  }

  /** {@code createdb_opt_list}. */
  private void databaseOptions(List<DefElem> databaseOptions) {
    out.writeIf(!databaseOptions.isEmpty(), "WITH");
    for (DefElem option : databaseOptions) {
      out.name(option.defname()).write("=");
      if (option.arg() == null) {
        out.write("DEFAULT");
      } else {
        options.value(option.arg());
      }
    }
  }

  // --- maintenance ---------------------------------------------------------------------------

  private void vacuumRelation(VacuumRelation relation) {
    names.relation(relation.relation());
    out.namesInParentheses(relation.vaCols());
  }

  private void cluster(ClusterStmt cluster) {
    out.write("CLUSTER");
    options.utility(cluster.params());
    if (cluster.relation() != null) {
      names.qualifiedName(cluster.relation());
    }
    if (cluster.indexname() != null) {
      out.write("USING").name(cluster.indexname());
    }
  }

  private void reindex(ReindexStmt reindex) {
    out.write("REINDEX");
    options.utility(reindex.params());
    out.write(reindex.kind().name());
    if (reindex.relation() != null) {
      names.qualifiedName(reindex.relation());
    }
    if (reindex.name() != null) {
      out.name(reindex.name());
    }
  }

  // --- COPY ----------------------------------------------------------------------------------

  private void copy(CopyStmt copy) {
    out.write("COPY");
    if (copy.query() != null) {
      printer.queries().inParentheses(copy.query());
    }
    if (copy.relation() != null) {
      names.qualifiedName(copy.relation());
    }
    out.namesInParentheses(copy.attlist()).write(copy.isFrom() ? "FROM" : "TO");
    out.writeIf(copy.isProgram(), "PROGRAM");
    if (copy.filename() == null) {
      out.write(copy.isFrom() ? "STDIN" : "STDOUT");
    } else {
      out.string(copy.filename());
    }
    copyOptions(copy.options());
    printer.queries().where(copy.whereClause());
  }

  /** A truth value can only be had in the old form, which the text then used. */
  private void copyOptions(List<DefElem> copyOptions) {
    if (copyOptions.isEmpty()) {
      return;
    }
    out.write("WITH");
    for (DefElem option : copyOptions) {
      if (option.arg() instanceof Value.BooleanValue) {
        copyOptions.forEach(this::oldCopyOption);
        return;
      }
    }
    options.utility(copyOptions);
  }

  /** {@code copy_opt_item}. */
  private void oldCopyOption(DefElem option) {
    String words = option.defname().replace('_', ' ').toUpperCase(Locale.ROOT);
    switch (option.arg()) {
      case StringValue value when option.defname().equals("format") ->
          out.write(value.sval().toUpperCase(Locale.ROOT));
      case StringValue value -> out.write(words).string(value.sval());
      case Value.ListValue columns -> out.write(words).list(columns.items(), this::column);
      case Value.StarValue ignored -> out.write(words).write("*");
      case null, default -> out.write(words);
    }
  }

  private void column(Object column) {
    if (column instanceof StringValue name) {
      out.name(name.sval());
    }
  }
}
