package io.github.windlass.sql.postgres.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function, procedure, aggregate or operator by name and argument types.
 *
 * @param objargs types of the input arguments; null for a missing operand of an operator ({@code
 *     NONE})
 * @param objfuncargs the arguments with names and modes, where they were written so; else empty
 * @param argsUnspecified true when no argument list was written
 */
public record ObjectWithArgs(
    List<String> objname,
    List<@Nullable TypeName> objargs,
    List<FunctionParameter> objfuncargs,
    boolean argsUnspecified,
    Span span)
    implements ObjectReference, Node {}
