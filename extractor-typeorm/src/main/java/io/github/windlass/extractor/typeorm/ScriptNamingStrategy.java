package io.github.windlass.extractor.typeorm;

import io.github.windlass.extractor.typeorm.ddl.NamingStrategy;
import io.github.windlass.extractor.typeorm.ddl.Several;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;

/**
 * A naming strategy of the project: an object of the script, mostly of a class that extends
 * TypeORM's own.
 *
 * @param strategy the object
 * @param own TypeORM's, for methods that it does not have
 */
record ScriptNamingStrategy(Value strategy, Evaluation run, NamingStrategy own, Place place)
    implements NamingStrategy {

  @Override
  public Value primaryKeyName(Text table, Several<? extends Value> columns) {
    return has("primaryKeyName")
        ? call("primaryKeyName", table, list(columns))
        : own.primaryKeyName(table, columns);
  }

  @Override
  public Value uniqueConstraintName(Text table, Several<? extends Value> columns) {
    return has("uniqueConstraintName")
        ? call("uniqueConstraintName", table, list(columns))
        : own.uniqueConstraintName(table, columns);
  }

  @Override
  public Value foreignKeyName(
      Text table,
      Several<? extends Value> columns,
      Text referencedTable,
      Several<? extends Value> referencedColumns) {
    return has("foreignKeyName")
        ? call("foreignKeyName", table, list(columns), referencedTable, list(referencedColumns))
        : own.foreignKeyName(table, columns, referencedTable, referencedColumns);
  }

  @Override
  public Value indexName(Text table, Several<? extends Value> columns, Value where) {
    return has("indexName")
        ? call("indexName", table, list(columns), where)
        : own.indexName(table, columns, where);
  }

  @Override
  public Value checkConstraintName(Text table, Value expression) {
    return has("checkConstraintName")
        ? call("checkConstraintName", table, expression)
        : own.checkConstraintName(table, expression);
  }

  @Override
  public Value exclusionConstraintName(Text table, Value expression) {
    return has("exclusionConstraintName")
        ? call("exclusionConstraintName", table, expression)
        : own.exclusionConstraintName(table, expression);
  }

  private boolean has(String method) {
    return !(run.member(strategy, method, place) instanceof Value.Nothing);
  }

  private Value call(String method, Value... arguments) {
    return run.invoke(strategy, method, List.of(arguments), place);
  }

  private Value list(Several<? extends Value> columns) {
    ListValue list = run.list(List.copyOf(columns.known()));
    Unknown others = columns.others();
    if (others != null) {
      list.becomeUncertain(others);
    }
    return list;
  }
}
