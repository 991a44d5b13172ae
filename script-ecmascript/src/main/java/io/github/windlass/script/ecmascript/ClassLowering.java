package io.github.windlass.script.ecmascript;

import io.github.windlass.script.ClassDefinition;
import io.github.windlass.script.ClassDefinition.Member;
import io.github.windlass.script.Expression;
import io.github.windlass.script.ecmascript.tree.Accessor;
import io.github.windlass.script.ecmascript.tree.ClassElement;
import io.github.windlass.script.ecmascript.tree.ClassElement.PropertyDeclaration;
import io.github.windlass.script.ecmascript.tree.ClassLike;
import io.github.windlass.script.ecmascript.tree.Expression.ClassExpression;
import io.github.windlass.script.ecmascript.tree.Expression.ExpressionWithTypeArguments;
import io.github.windlass.script.ecmascript.tree.HeritageClause;
import io.github.windlass.script.ecmascript.tree.Identifier;
import io.github.windlass.script.ecmascript.tree.MethodDeclaration;
import io.github.windlass.script.ecmascript.tree.ModifierLike;
import io.github.windlass.script.ecmascript.tree.ModifierLike.Decorator;
import io.github.windlass.script.ecmascript.tree.ModifierLike.Modifier.Kind;
import io.github.windlass.script.ecmascript.tree.TypeNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lowers classes. */
final class ClassLowering {

  private final Lowering lowering;

  ClassLowering(Lowering lowering) {
    this.lowering = lowering;
  }

  Expression expression(ClassExpression node, @Nullable String given) {
    Identifier own = node.name();
    return lower(node, own == null ? given : own.text());
  }

  /** A class; one that is made when its file runs is made known to the module. */
  Expression lower(ClassLike node, @Nullable String name) {
    Expression literal = new Expression.ClassLiteral(definition(node, name), node.span());
    return lowering.atTop()
        ? Terms.invoke(
            Lowering.MODULE, ModuleScope.CLASS, List.of(Terms.item(literal)), node.span())
        : literal;
  }

  private ClassDefinition definition(ClassLike node, @Nullable String name) {
    Expression superclass = null;
    List<String> interfaces = new ArrayList<>();
    for (HeritageClause clause : node.heritageClauses()) {
      for (ExpressionWithTypeArguments type : clause.types()) {
        switch (clause.token()) {
          case EXTENDS -> superclass = lowering.expressions().lower(type.expression());
          case IMPLEMENTS -> interfaces.add(lowering.written(type.expression().span()));
        }
      }
    }
    List<Member> members = new ArrayList<>(node.members().size());
    for (ClassElement element : node.members()) {
      Member member = member(element);
      if (member != null) {
        members.add(member);
      }
    }
    return new ClassDefinition(
        name,
        superclass,
        interfaces,
        Modifiers.has(node.modifiers(), Kind.ABSTRACT),
        members,
        decorators(node.modifiers()),
        node.span());
  }

  private List<Expression> decorators(List<ModifierLike> modifiers) {
    List<Expression> decorators = new ArrayList<>();
    for (Decorator decorator : Modifiers.decorators(modifiers)) {
      decorators.add(lowering.expressions().lower(decorator.expression()));
    }
    return decorators;
  }

  /** A member; null: it is there for types alone. */
  private @Nullable Member member(ClassElement element) {
    if (element instanceof MethodDeclaration method) {
      return method(method);
    } else if (element instanceof PropertyDeclaration property) {
      return field(property);
    }
    return switch (element) {
      case ClassElement.Constructor constructor ->
          constructor.body() == null
              ? null
              : new Member(
                  ClassDefinition.Kind.CONSTRUCTOR,
                  false,
                  Terms.text("constructor", constructor.span()),
                  new Expression.FunctionLiteral(
                      lowering.functions().constructor(constructor), constructor.span()),
                  null,
                  List.of(),
                  constructor.span());
      case MethodDeclaration method -> method(method);
      case Accessor.GetAccessor accessor ->
          accessor(accessor, ClassDefinition.Kind.GETTER, accessor.type());
      case Accessor.SetAccessor accessor ->
          accessor(
              accessor,
              ClassDefinition.Kind.SETTER,
              accessor.parameters().isEmpty() ? null : accessor.parameters().get(0).type());
      case PropertyDeclaration property -> field(property);
      case ClassElement.ClassStaticBlockDeclaration block ->
          new Member(
              ClassDefinition.Kind.STATIC_BLOCK,
              true,
              Terms.text("", block.span()),
              new Expression.FunctionLiteral(
                  lowering.functions().staticBlock(block.body()), block.span()),
              null,
              List.of(),
              block.span());
      case ClassElement.IndexSignature signature -> null;
      case ClassElement.SemicolonClassElement semicolon -> null;
    };
  }

  private @Nullable Member method(MethodDeclaration method) {
    return method.body() == null
        ? null
        : new Member(
            ClassDefinition.Kind.METHOD,
            Modifiers.has(method.modifiers(), Kind.STATIC),
            lowering.expressions().key(method.name()),
            new Expression.FunctionLiteral(lowering.functions().method(method), method.span()),
            text(method.type()),
            decorators(method.modifiers()),
            method.span());
  }

  private @Nullable Member accessor(
      Accessor accessor, ClassDefinition.Kind kind, @Nullable TypeNode type) {
    return accessor.body() == null
        ? null
        : new Member(
            kind,
            Modifiers.has(accessor.modifiers(), Kind.STATIC),
            lowering.expressions().key(accessor.name()),
            new Expression.FunctionLiteral(
                lowering.functions().accessor(accessor), accessor.span()),
            text(type),
            decorators(accessor.modifiers()),
            accessor.span());
  }

  private @Nullable Member field(PropertyDeclaration property) {
    List<ModifierLike> modifiers = property.modifiers();
    if (Modifiers.has(modifiers, Kind.DECLARE) || Modifiers.has(modifiers, Kind.ABSTRACT)) {
      return null;
    }
    boolean isStatic = Modifiers.has(modifiers, Kind.STATIC);
    Expression key = lowering.expressions().key(property.name());
    Expression value = null;
    if (property.initializer() != null) {
      if (isStatic) {
        value = lowering.expressions().lower(property.initializer());
      } else {
        boolean before = lowering.enter(false);
        value = lowering.expressions().lower(property.initializer());
        lowering.leave(before);
      }
    }
    return new Member(
        ClassDefinition.Kind.FIELD,
        isStatic,
        key,
        value,
        text(property.type()),
        decorators(modifiers),
        property.span());
  }

  private @Nullable String text(@Nullable TypeNode type) {
    return type == null ? null : lowering.written(type.span());
  }
}
