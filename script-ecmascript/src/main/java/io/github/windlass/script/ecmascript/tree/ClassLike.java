package io.github.windlass.script.ecmascript.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A class, declared or as an expression. */
public sealed interface ClassLike extends Node
    permits Declaration.ClassDeclaration, Expression.ClassExpression {

  List<ModifierLike> modifiers();

  @Nullable Identifier name();

  List<HeritageClause> heritageClauses();

  List<ClassElement> members();
}
