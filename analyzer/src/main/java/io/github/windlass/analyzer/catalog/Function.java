package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.routine.RoutineCode;
import org.jspecify.annotations.Nullable;

/**
 * A function that the history made. Overloads are told apart by the number of arguments only.
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
    @Nullable RoutineCode code) {}
