package io.github.windlass.script.ecmascript.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whatever has parameters and code. */
public sealed interface FunctionLike extends Node
    permits Declaration.FunctionDeclaration,
        Expression.FunctionExpression,
        Expression.ArrowFunction,
        MethodDeclaration,
        Accessor,
        ClassElement.Constructor {

  List<ModifierLike> modifiers();

  /** The first may be {@code this}, which is a type and no parameter. */
  List<Parameter> parameters();

  /** Null for an overload and for what is abstract or declared. */
  @Nullable ConciseBody body();
}
