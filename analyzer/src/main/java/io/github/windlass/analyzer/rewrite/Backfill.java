package io.github.windlass.analyzer.rewrite;

import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.RangeVar;
import java.util.List;

/** Values for the rows that are there, a few thousand at a time. */
public final class Backfill {

  /** A DO block may commit from here on. */
  private static final int COMMITS = 11;

  private static final String BATCH = "5000";

  private Backfill() {}

  /**
   * The step that gives rows their values.
   *
   * @param relation the table as the statement names it
   * @param set what follows SET
   * @param where the rows that still need it: false once they have it, so that it can be run again
   */
  public static SafeSteps add(
      SafeSteps steps,
      Catalog catalog,
      RelationName table,
      RangeVar relation,
      String set,
      String where,
      int version) {
    String target = SqlPrinter.print(relation);
    List<String> key =
        catalog
            .table(table)
            .flatMap(Table::primaryKey)
            .map(TableConstraint.Key::columns)
            .orElse(List.of());
    boolean partitioned =
        catalog
            .table(table)
            .filter(known -> known.kind() == RelationKind.PARTITIONED_TABLE)
            .isPresent();
    if (version < COMMITS || key.isEmpty()) {
      String update =
          "UPDATE " + target + " SET " + set + " WHERE " + where(key, partitioned, target, where);
      return version < COMMITS
          ? steps.batches(
              update,
              "Repeat it until it changes no row: a few thousand rows at a time, each in its own"
                  + " transaction.")
          : steps.batches(
              "DO "
                  + quoted(
                      "\nBEGIN\n  LOOP\n    "
                          + update
                          + ";\n    EXIT WHEN NOT FOUND;\n    COMMIT;\n  END LOOP;\nEND\n"),
              "Outside a transaction: commits every "
                  + BATCH
                  + " rows, and can be run again if it is interrupted. With a primary key, go along"
                  + " that instead.");
    }
    return steps.batches(
        along(key, target, set, where),
        "Outside a transaction: commits every "
            + BATCH
            + " rows, and can be run again if it is interrupted.");
  }

  /** A body between dollars, with a tag that it does not have in itself. */
  static String quoted(String body) {
    String tag = "$$";
    for (int i = 1; body.contains(tag); i++) {
      tag = "$body" + i + "$";
    }
    return tag + body + tag;
  }

  /**
   * The next rows that need it. That they do is asked outside too: who changed one of them in the
   * meantime keeps what they wrote, and a ctid is that of a row in each child.
   */
  private static String where(List<String> key, boolean partitioned, String target, String where) {
    String row = !key.isEmpty() ? list(key) : partitioned ? "tableoid, ctid" : "ctid";
    String rows = " FROM " + target + " WHERE " + where + " LIMIT " + BATCH + ")";
    return where
        + " AND "
        + (row.equals("ctid")
            ? "ctid = ANY (ARRAY(SELECT ctid" + rows + ")"
            : (row.contains(",") ? "(" + row + ")" : row) + " IN (SELECT " + row + rows);
  }

  /** A loop along the primary key. */
  private static String along(List<String> key, String target, String set, String where) {
    StringBuilder sql = new StringBuilder("\nDECLARE\n");
    for (int i = 0; i < key.size(); i++) {
      String type = " " + target + "." + SqlPrinter.printName(key.get(i)) + "%TYPE;\n";
      sql.append("  batch_from").append(number(key, i)).append(type);
      sql.append("  batch_to").append(number(key, i)).append(type);
    }
    String columns = list(key);
    String low = variables(key, "batch_from");
    String high = variables(key, "batch_to");
    String row = key.size() == 1 ? columns : "(" + columns + ")";
    String rowOfLow = key.size() == 1 ? low : "(" + low + ")";
    String rowOfHigh = key.size() == 1 ? high : "(" + high + ")";
    String first = "batch_from" + number(key, 0);
    sql.append("BEGIN\n  SELECT ")
        .append(columns)
        .append(" INTO ")
        .append(low)
        .append(" FROM ")
        .append(target)
        .append(" ORDER BY ")
        .append(columns)
        .append(" LIMIT 1;\n  WHILE ")
        .append(first)
        .append(" IS NOT NULL LOOP\n    SELECT ")
        .append(columns)
        .append(" INTO ")
        .append(high)
        .append(" FROM ")
        .append(target)
        .append(" WHERE ")
        .append(row)
        .append(" >= ")
        .append(rowOfLow)
        .append(" ORDER BY ")
        .append(columns)
        .append(" OFFSET " + BATCH + " LIMIT 1;\n    UPDATE ")
        .append(target)
        .append(" SET ")
        .append(set)
        .append(" WHERE ")
        .append(where)
        .append(" AND ")
        .append(row)
        .append(" >= ")
        .append(rowOfLow)
        .append(" AND (")
        .append(row)
        .append(" < ")
        .append(rowOfHigh)
        .append(" OR batch_to")
        .append(number(key, 0))
        .append(" IS NULL);\n    COMMIT;\n");
    for (int i = 0; i < key.size(); i++) {
      String n = number(key, i);
      sql.append("    batch_from").append(n).append(" := batch_to").append(n).append(";\n");
    }
    return "DO " + quoted(sql.append("  END LOOP;\nEND\n").toString());
  }

  private static String number(List<String> key, int i) {
    return key.size() == 1 ? "" : String.valueOf(i + 1);
  }

  private static String variables(List<String> key, String name) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < key.size(); i++) {
      result.append(i == 0 ? "" : ", ").append(name).append(number(key, i));
    }
    return result.toString();
  }

  private static String list(List<String> key) {
    StringBuilder result = new StringBuilder();
    for (String column : key) {
      result.append(result.isEmpty() ? "" : ", ").append(SqlPrinter.printName(column));
    }
    return result.toString();
  }
}
