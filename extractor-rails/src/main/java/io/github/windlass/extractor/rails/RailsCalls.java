package io.github.windlass.extractor.rails;

import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.IndexElem;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.SortBy;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.IndexStmt;
import io.github.windlass.sql.postgres.tree.TypeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Statements as calls of ActiveRecord's methods, where there is one. Whether a call says the same
 * is for whoever reads it back to decide: what it leaves out is not looked for here.
 */
final class RailsCalls {

  /** ActiveRecord's names for types that it writes as PostgreSQL does. */
  private static final Map<String, String> TYPES =
      Map.of(
          "int4", ":integer",
          "int8", ":bigint",
          "bool", ":boolean",
          "text", ":text",
          "jsonb", ":jsonb",
          "uuid", ":uuid",
          "date", ":date",
          "float8", ":float");

  private enum Kind {
    CHECK,
    FOREIGN_KEY
  }

  /** The constraints that were added, by their names. */
  private final Map<String, Kind> constraints = new HashMap<>();

  /** The call; null where there is none. */
  @Nullable String of(String sql) {
    List<Statement> read = PostgresParser.parse(sql).statements();
    if (read.size() != 1) {
      return null;
    }
    return switch (read.get(0)) {
      case IndexStmt index -> index(index);
      case AlterTableStmt alter
          when alter.objtype() == ObjectType.TABLE && alter.cmds().size() == 1 ->
          alter(table(alter.relation()), alter.cmds().get(0));
      default -> null;
    };
  }

  private static String table(RangeVar relation) {
    return RubyText.symbol(
        relation.schemaname() == null
            ? relation.relname()
            : relation.schemaname() + "." + relation.relname());
  }

  private static @Nullable String index(IndexStmt index) {
    if (index.idxname() == null) {
      return null;
    }
    StringBuilder call = new StringBuilder("add_index ").append(table(index.relation()));
    call.append(", ").append(keys(index));
    call.append(", name: ").append(RubyText.quoted(index.idxname()));
    if (index.unique()) {
      call.append(", unique: true");
    }
    orders(index, call);
    if (!index.accessMethod().equals("btree")) {
      call.append(", using: ").append(RubyText.symbol(index.accessMethod()));
    }
    if (!index.indexIncludingParams().isEmpty()) {
      call.append(", include: ").append(symbols(names(index.indexIncludingParams())));
    }
    if (index.nullsNotDistinct()) {
      call.append(", nulls_not_distinct: true");
    }
    if (index.whereClause() != null) {
      call.append(", where: ").append(RubyText.quoted(SqlPrinter.print(index.whereClause())));
    }
    if (index.ifNotExists()) {
      call.append(", if_not_exists: true");
    }
    return call.append(index.concurrent() ? ", algorithm: :concurrently" : "").toString();
  }

  private static List<String> names(List<IndexElem> keys) {
    List<String> names = new ArrayList<>();
    for (IndexElem key : keys) {
      names.add(key.name() == null ? "" : key.name());
    }
    return names;
  }

  private static String keys(IndexStmt index) {
    for (IndexElem key : index.indexParams()) {
      if (key.expr() != null) {
        // An expression is given as the whole text of the keys.
        String printed = SqlPrinter.print(index);
        int open = printed.indexOf('(');
        int close = printed.lastIndexOf(')');
        return open < 0 || close < open
            ? "[]"
            : RubyText.quoted(printed.substring(open + 1, close));
      }
    }
    return symbols(names(index.indexParams()));
  }

  private static void orders(IndexStmt index, StringBuilder call) {
    StringBuilder orders = new StringBuilder();
    for (IndexElem key : index.indexParams()) {
      if (key.name() != null && key.ordering() == SortBy.Direction.DESC) {
        orders.append(orders.isEmpty() ? "" : ", ").append(key.name()).append(": :desc");
      }
    }
    if (!orders.isEmpty()) {
      call.append(", order: { ").append(orders).append(" }");
    }
  }

  private static String symbols(List<String> names) {
    if (names.size() == 1) {
      return RubyText.symbol(names.get(0));
    }
    StringBuilder all = new StringBuilder("[");
    for (String name : names) {
      all.append(all.length() == 1 ? "" : ", ").append(RubyText.symbol(name));
    }
    return all.append(']').toString();
  }

  private @Nullable String alter(String table, AlterTableCmd cmd) {
    return switch (cmd) {
      case AlterTableCmd.AddConstraint add -> constraint(table, add.constraint());
      case AlterTableCmd.ValidateConstraint validate -> {
        String name = RubyText.quoted(validate.name());
        yield switch (constraints.get(validate.name())) {
          case CHECK -> "validate_check_constraint " + table + ", name: " + name;
          case FOREIGN_KEY -> "validate_foreign_key " + table + ", name: " + name;
          case null -> "validate_constraint " + table + ", " + name;
        };
      }
      case AlterTableCmd.SetNotNull set ->
          "change_column_null " + table + ", " + RubyText.symbol(set.name()) + ", false";
      case AlterTableCmd.DropNotNull drop ->
          "change_column_null " + table + ", " + RubyText.symbol(drop.name()) + ", true";
      case AlterTableCmd.DropConstraint drop
          when constraints.get(drop.name()) == Kind.CHECK && !drop.missingOk() ->
          "remove_check_constraint " + table + ", name: " + RubyText.quoted(drop.name());
      case AlterTableCmd.AddColumn add -> column(table, add.column());
      default -> null;
    };
  }

  private @Nullable String constraint(String table, Constraint constraint) {
    String name = constraint.conname();
    if (name == null) {
      return null;
    }
    return switch (constraint) {
      case Constraint.Check check -> {
        constraints.put(name, Kind.CHECK);
        yield "add_check_constraint "
            + table
            + ", "
            + RubyText.quoted(SqlPrinter.print(check.rawExpr()))
            + ", name: "
            + RubyText.quoted(name)
            + (check.skipValidation() ? ", validate: false" : "");
      }
      case Constraint.ForeignKey key -> {
        constraints.put(name, Kind.FOREIGN_KEY);
        yield key.fkAttrs().size() != 1 || key.pkAttrs().size() > 1
            ? null
            : "add_foreign_key "
                + table
                + ", "
                + table(key.pktable())
                + ", column: "
                + RubyText.symbol(key.fkAttrs().get(0))
                + (key.pkAttrs().isEmpty() || key.pkAttrs().get(0).equals("id")
                    ? ""
                    : ", primary_key: " + RubyText.symbol(key.pkAttrs().get(0)))
                + ", name: "
                + RubyText.quoted(name)
                + action("on_delete", key.fkDelAction())
                + action("on_update", key.fkUpdAction())
                + (key.skipValidation() ? ", validate: false" : "");
      }
      default -> null;
    };
  }

  private static String action(String option, Constraint.ForeignKey.Action action) {
    return switch (action) {
      case NO_ACTION -> "";
      case RESTRICT -> ", " + option + ": :restrict";
      case CASCADE -> ", " + option + ": :cascade";
      case SET_NULL -> ", " + option + ": :nullify";
      case SET_DEFAULT -> ", " + option + ": :set_default";
    };
  }

  private static @Nullable String column(String table, ColumnDef column) {
    TypeName type = column.typeName();
    if (type == null || !type.arrayBounds().isEmpty()) {
      return null;
    }
    String name = TYPES.get(type.names().get(type.names().size() - 1));
    return name == null || !type.typmods().isEmpty() || !column.constraints().isEmpty()
        ? null
        : "add_column " + table + ", " + RubyText.symbol(column.colname()) + ", " + name;
  }
}
