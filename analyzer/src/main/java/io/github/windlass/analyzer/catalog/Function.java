package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.routine.RoutineCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function that the history made.
 *
 * @param inlinableBody the body if the server may put it in place of a call (language SQL); else
 *     null
 * @param code what it runs; null where that is not known
 */
public record Function(
    String name,
    int arguments,
    Volatility volatility,
    @Nullable String inlinableBody,
    @Nullable RoutineCode code) {

  /** The types of the arguments; empty where they are not known. */
  List<ColumnType> types(Catalog catalog) {
    return code == null ? List.of() : Overloads.types(code.statement().parameters(), catalog);
  }
}
