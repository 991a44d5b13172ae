package io.github.windlass.script.ecmascript;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.Expression;
import io.github.windlass.script.Statement;
import io.github.windlass.script.ecmascript.tree.BindingElement;
import io.github.windlass.script.ecmascript.tree.BindingName;
import io.github.windlass.script.ecmascript.tree.Expression.CallExpression;
import io.github.windlass.script.ecmascript.tree.Expression.PropertyAccessExpression;
import io.github.windlass.script.ecmascript.tree.Identifier;
import io.github.windlass.script.ecmascript.tree.Literal;
import io.github.windlass.script.ecmascript.tree.PropertyName;
import io.github.windlass.script.ecmascript.tree.VariableDeclaration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code const a = require("b")} at the top of a file reads b when a is first read, as an import
 * does: what only names a type of values costs nothing then, and modules that require one another
 * are no trouble.
 */
final class LazyRequire {

  private LazyRequire() {}

  /** Lowers such a constant; false: it is none. */
  static boolean lower(VariableDeclaration variable, List<Statement> out) {
    io.github.windlass.script.ecmascript.tree.Expression value = variable.initializer();
    if (value == null) {
      return false;
    }
    io.github.windlass.script.ecmascript.tree.Expression bare = ExpressionLowering.bare(value);
    if (bare instanceof PropertyAccessExpression access) {
      Literal.StringLiteral module = required(ExpressionLowering.bare(access.expression()));
      if (module != null
          && variable.name() instanceof Identifier name
          && isOrdinary(access.name().text())) {
        out.add(alias(name, module, access.name().text()));
        return true;
      }
      return false;
    }
    Literal.StringLiteral module = required(bare);
    if (module == null) {
      return false;
    }
    if (variable.name() instanceof Identifier name) {
      out.add(alias(name, module, ImportedModule.WHOLE));
      return true;
    }
    return variable.name() instanceof BindingName.ObjectBindingPattern pattern
        && members(pattern, module, out);
  }

  private static boolean members(
      BindingName.ObjectBindingPattern pattern, Literal.StringLiteral module, List<Statement> out) {
    List<Statement> aliases = new ArrayList<>();
    for (BindingElement element : pattern.elements()) {
      PropertyName key = element.propertyName();
      if (element.dotDotDotToken()
          || element.initializer() != null
          || !(element.name() instanceof Identifier name)
          || !(key == null || key instanceof Identifier)) {
        return false;
      }
      String member = key instanceof Identifier other ? other.text() : name.text();
      if (!isOrdinary(member)) {
        return false;
      }
      aliases.add(alias(name, module, member));
    }
    out.addAll(aliases);
    return true;
  }

  /** The default of a required module is a member like others, that of an imported one is not. */
  private static boolean isOrdinary(String member) {
    return !member.equals(ImportedModule.DEFAULT);
  }

  private static Literal.@Nullable StringLiteral required(
      io.github.windlass.script.ecmascript.tree.Expression node) {
    return node instanceof CallExpression call
            && !call.questionDotToken()
            && call.expression() instanceof Identifier callee
            && callee.text().equals("require")
            && call.arguments().size() == 1
            && call.arguments().get(0) instanceof Literal.StringLiteral module
        ? module
        : null;
  }

  private static Statement alias(Identifier name, Literal.StringLiteral module, String member) {
    return new Statement.Alias(
        name.text(), reference(module.text(), module.span()), member, name.span());
  }

  /** A module that is not read yet. */
  static Expression reference(String specifier, Span span) {
    return Terms.invoke(
        Lowering.MODULE,
        ModuleScope.IMPORT,
        List.of(Terms.item(Terms.text(specifier, span))),
        span);
  }
}
