package io.github.windlass.script.ecmascript;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.BinaryOperator;
import io.github.windlass.script.Expression;
import io.github.windlass.script.Expression.Link;
import io.github.windlass.script.Statement;
import io.github.windlass.script.Statement.Declare.Scope;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.tree.Declaration;
import io.github.windlass.script.ecmascript.tree.Declaration.ClassDeclaration;
import io.github.windlass.script.ecmascript.tree.Declaration.EnumDeclaration;
import io.github.windlass.script.ecmascript.tree.Declaration.FunctionDeclaration;
import io.github.windlass.script.ecmascript.tree.Declaration.ModuleDeclaration;
import io.github.windlass.script.ecmascript.tree.EntityName;
import io.github.windlass.script.ecmascript.tree.EnumMember;
import io.github.windlass.script.ecmascript.tree.Expression.PrefixUnaryExpression;
import io.github.windlass.script.ecmascript.tree.Identifier;
import io.github.windlass.script.ecmascript.tree.Literal;
import io.github.windlass.script.ecmascript.tree.ModifierLike.Modifier.Kind;
import io.github.windlass.script.ecmascript.tree.ModuleBody;
import io.github.windlass.script.ecmascript.tree.ModuleItem;
import io.github.windlass.script.ecmascript.tree.PropertyName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lowers enums and namespaces to what TypeScript makes of them: objects. Several of one name are
 * one object.
 */
final class NamespaceLowering {

  private final Lowering lowering;

  /**
   * By scope: what is an object, function or class already, with what namespaces exported so far.
   */
  private final Deque<Map<String, Set<String>>> scopes = new ArrayDeque<>();

  NamespaceLowering(Lowering lowering) {
    this.lowering = lowering;
  }

  void enterScope(List<io.github.windlass.script.ecmascript.tree.Statement> nodes) {
    Map<String, Set<String>> known = new HashMap<>(2);
    for (io.github.windlass.script.ecmascript.tree.Statement node : nodes) {
      Identifier name = null;
      if (node instanceof FunctionDeclaration function) {
        name = function.name();
      } else if (node instanceof ClassDeclaration definition) {
        name = definition.name();
      }
      if (name != null) {
        known.put(name.text(), new LinkedHashSet<>());
      }
    }
    scopes.push(known);
  }

  void leaveScope() {
    scopes.pop();
  }

  /** What namespaces of a name have exported before; makes the object if it is the first. */
  private Set<String> object(String name, Span span, List<Statement> out) {
    Map<String, Set<String>> known = scopes.element();
    Set<String> before = known.get(name);
    if (before == null) {
      before = new LinkedHashSet<>();
      known.put(name, before);
      out.add(
          Terms.declare(Scope.BLOCK, name, new Expression.ObjectLiteral(List.of(), span), span));
    }
    return before;
  }

  void enumeration(EnumDeclaration node, List<Statement> out) {
    String name = node.name().text();
    Span span = node.name().span();
    object(name, span, out);
    boolean seen = false;
    for (EnumMember member : node.members()) {
      seen |= member.initializer() != null && !(member.initializer() instanceof Literal);
    }
    List<Statement> body = new ArrayList<>();
    Expression object = new Expression.Variable(name, span);
    Expression before = null;
    double next = 0;
    for (EnumMember member : node.members()) {
      Expression key = lowering.expressions().key(member.name());
      Expression value;
      if (member.initializer() != null) {
        value = lowering.expressions().lower(member.initializer());
        Double number = number(member.initializer());
        before = number == null ? member(object, key, member.span()) : null;
        next = number == null ? 1 : number + 1;
      } else if (before == null) {
        value = new Expression.Constant(new Value.Num(next), member.span());
        next++;
      } else {
        value =
            new Expression.Operation(
                before,
                List.of(
                    new Expression.Operation.Term(
                        BinaryOperator.ADD,
                        new Expression.Constant(new Value.Num(next), member.span()),
                        member.span())),
                member.span());
        next++;
      }
      Expression made =
          Terms.call(
              Intrinsic.ENUM_MEMBER,
              List.of(Terms.item(object), Terms.item(key), Terms.item(value)),
              member.span());
      String seenAs = seen ? plain(member.name()) : null;
      body.add(
          seenAs == null
              ? new Statement.Evaluate(made, member.span())
              : Terms.declare(Scope.CONSTANT, seenAs, made, member.span()));
    }
    out.add(new Statement.Block(body, node.span()));
  }

  private static Expression member(Expression object, Expression key, Span span) {
    return new Expression.Chain(object, List.of(new Link.Index(key, false, span)), span);
  }

  private static @Nullable Double number(
      io.github.windlass.script.ecmascript.tree.Expression node) {
    if (node instanceof Literal.NumericLiteral number) {
      return Double.valueOf(number.text());
    } else if (node instanceof PrefixUnaryExpression unary
        && unary.operator() == PrefixUnaryExpression.Operator.MINUS
        && unary.operand() instanceof Literal.NumericLiteral number) {
      return -Double.parseDouble(number.text());
    }
    return null;
  }

  private static @Nullable String plain(PropertyName name) {
    return switch (name) {
      case Identifier identifier -> identifier.text();
      case Literal.StringLiteral text -> text.text();
      default -> null;
    };
  }

  void namespace(ModuleDeclaration node, List<Statement> out) {
    if (node.keyword() == ModuleDeclaration.Keyword.GLOBAL
        || !(node.name() instanceof Identifier name)
        || !hasValues(node)) {
      return;
    }
    Span span = name.span();
    boolean isFunction = scopes.element().containsKey(name.text());
    Set<String> before = object(name.text(), span, out);
    List<Statement> body = new ArrayList<>();
    List<Statement> exports = new ArrayList<>();
    for (String earlier : before) {
      body.add(
          new Statement.Alias(earlier, new Expression.Variable(name.text(), span), earlier, span));
    }
    ModuleBody content = node.body();
    if (content instanceof ModuleDeclaration inner) {
      exported(name, inner.name().text(), exports, before);
      scopes.push(new HashMap<>());
      namespace(inner, body);
      scopes.pop();
    } else if (content instanceof ModuleBody.ModuleBlock block) {
      for (ExportedNames.Own own : ExportedNames.of(block.statements()).own()) {
        exported(name, own.name(), exports, before);
      }
      lowering.statements().vars(block.statements(), body);
      lowering.statements().list(block.statements(), Scope.BLOCK, body);
    }
    // A function cannot have getters, so what it gets must be there already.
    body.addAll(isFunction ? body.size() : 0, exports);
    out.add(new Statement.Block(body, node.span()));
  }

  private static void exported(
      Identifier namespace, String name, List<Statement> out, Set<String> before) {
    before.add(name);
    Span span = namespace.span();
    out.add(
        new Statement.Evaluate(
            Terms.call(
                Intrinsic.NAMESPACE_MEMBER,
                List.of(
                    Terms.item(new Expression.Variable(namespace.text(), span)),
                    Terms.item(Terms.text(name, span)),
                    Terms.item(Terms.thunk(new Expression.Variable(name, span), span))),
                span),
            span));
  }

  /** Whether a namespace has anything but types; else it vanishes. */
  static boolean hasValues(ModuleDeclaration node) {
    if (Modifiers.has(node.modifiers(), Kind.DECLARE)) {
      return false;
    }
    return switch (node.body()) {
      case null -> false;
      case ModuleDeclaration inner -> hasValues(inner);
      case ModuleBody.ModuleBlock block -> {
        for (io.github.windlass.script.ecmascript.tree.Statement statement : block.statements()) {
          boolean isType =
              statement instanceof Declaration.InterfaceDeclaration
                  || statement instanceof Declaration.TypeAliasDeclaration
                  || (statement instanceof Declaration declaration
                      && Modifiers.has(declaration.modifiers(), Kind.DECLARE))
                  || (statement instanceof ModuleDeclaration inner && !hasValues(inner));
          if (!isType) {
            yield true;
          }
        }
        yield false;
      }
    };
  }

  /** {@code import a = b.c}; one of a module stands among the imports. */
  void alias(ModuleItem.ImportEqualsDeclaration node, List<Statement> out) {
    if (node.isTypeOnly() || !(node.moduleReference() instanceof EntityName entity)) {
      return;
    }
    String name = node.name().text();
    switch (entity) {
      case Identifier other ->
          out.add(
              Terms.declare(
                  Scope.CONSTANT,
                  name,
                  new Expression.Variable(other.text(), other.span()),
                  node.span()));
      case EntityName.QualifiedName path ->
          out.add(new Statement.Alias(name, path(path.left()), path.right().text(), node.span()));
    }
  }

  private static Expression path(EntityName outer) {
    Deque<EntityName.QualifiedName> upper = new ArrayDeque<>();
    EntityName at = outer;
    while (at instanceof EntityName.QualifiedName name) {
      upper.push(name);
      at = name.left();
    }
    String first = lowestName(at);
    Expression base = new Expression.Variable(first, at.span());
    if (upper.isEmpty()) {
      return base;
    }
    List<Link> links = new ArrayList<>();
    for (EntityName.QualifiedName name : upper) {
      links.add(new Link.Member(name.right().text(), false, name.span()));
    }
    return new Expression.Chain(base, links, outer.span());
  }

  private static String lowestName(EntityName name) {
    return switch (name) {
      case Identifier identifier -> identifier.text();
      case EntityName.QualifiedName path -> path.right().text();
    };
  }
}
