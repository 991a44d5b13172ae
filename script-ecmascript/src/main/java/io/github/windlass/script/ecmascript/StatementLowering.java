package io.github.windlass.script.ecmascript;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.Expression;
import io.github.windlass.script.Pattern;
import io.github.windlass.script.Statement;
import io.github.windlass.script.Statement.Declare.Scope;
import io.github.windlass.script.ecmascript.tree.Block;
import io.github.windlass.script.ecmascript.tree.CaseOrDefaultClause;
import io.github.windlass.script.ecmascript.tree.CatchClause;
import io.github.windlass.script.ecmascript.tree.Declaration;
import io.github.windlass.script.ecmascript.tree.Declaration.ClassDeclaration;
import io.github.windlass.script.ecmascript.tree.Declaration.FunctionDeclaration;
import io.github.windlass.script.ecmascript.tree.ForInitializer;
import io.github.windlass.script.ecmascript.tree.Identifier;
import io.github.windlass.script.ecmascript.tree.Literal;
import io.github.windlass.script.ecmascript.tree.ModifierLike.Modifier.Kind;
import io.github.windlass.script.ecmascript.tree.ModuleItem;
import io.github.windlass.script.ecmascript.tree.ModuleItem.ImportDeclaration;
import io.github.windlass.script.ecmascript.tree.Statement.BreakStatement;
import io.github.windlass.script.ecmascript.tree.Statement.ContinueStatement;
import io.github.windlass.script.ecmascript.tree.Statement.DebuggerStatement;
import io.github.windlass.script.ecmascript.tree.Statement.DoStatement;
import io.github.windlass.script.ecmascript.tree.Statement.EmptyStatement;
import io.github.windlass.script.ecmascript.tree.Statement.ExpressionStatement;
import io.github.windlass.script.ecmascript.tree.Statement.ForInStatement;
import io.github.windlass.script.ecmascript.tree.Statement.ForOfStatement;
import io.github.windlass.script.ecmascript.tree.Statement.ForStatement;
import io.github.windlass.script.ecmascript.tree.Statement.IfStatement;
import io.github.windlass.script.ecmascript.tree.Statement.LabeledStatement;
import io.github.windlass.script.ecmascript.tree.Statement.ReturnStatement;
import io.github.windlass.script.ecmascript.tree.Statement.SwitchStatement;
import io.github.windlass.script.ecmascript.tree.Statement.ThrowStatement;
import io.github.windlass.script.ecmascript.tree.Statement.TryStatement;
import io.github.windlass.script.ecmascript.tree.Statement.VariableStatement;
import io.github.windlass.script.ecmascript.tree.Statement.WhileStatement;
import io.github.windlass.script.ecmascript.tree.Statement.WithStatement;
import io.github.windlass.script.ecmascript.tree.VariableDeclaration;
import io.github.windlass.script.ecmascript.tree.VariableDeclarationList;
import io.github.windlass.script.ecmascript.tree.VariableDeclarationList.Flags;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lowers what is done. */
final class StatementLowering {

  /** The item of a {@code for await} before it is waited for. */
  private static final String ITEM = "%item";

  private final Lowering lowering;

  StatementLowering(Lowering lowering) {
    this.lowering = lowering;
  }

  /** The body of a function, with what is hoisted first. */
  List<Statement> body(List<io.github.windlass.script.ecmascript.tree.Statement> nodes) {
    List<Statement> out = new ArrayList<>(nodes.size());
    vars(nodes, out);
    list(nodes, Scope.FUNCTION, out);
    return out;
  }

  /** Declares the variables of all {@code var}s. */
  void vars(List<io.github.windlass.script.ecmascript.tree.Statement> nodes, List<Statement> out) {
    Set<String> seen = new HashSet<>();
    for (Identifier name : VarNames.of(nodes)) {
      if (seen.add(name.text())) {
        out.add(Terms.declare(Scope.FUNCTION, name.text(), null, name.span()));
      }
    }
  }

  Statement.Block block(Block block) {
    List<Statement> out = new ArrayList<>(block.statements().size());
    list(block.statements(), Scope.BLOCK, out);
    return new Statement.Block(out, block.span());
  }

  /**
   * Statements of one scope: functions first, then all else.
   *
   * @param functions where a function that is declared here is seen
   */
  void list(
      List<io.github.windlass.script.ecmascript.tree.Statement> nodes,
      Scope functions,
      List<Statement> out) {
    lowering.namespaces().enterScope(nodes);
    functions(nodes, functions, out);
    for (int i = 0; i < nodes.size(); i++) {
      io.github.windlass.script.ecmascript.tree.Statement node = nodes.get(i);
      if (node instanceof VariableStatement variables && uses(variables)) {
        using(variables, nodes.subList(i + 1, nodes.size()), out);
        break;
      }
      one(node, out);
    }
    lowering.namespaces().leaveScope();
  }

  private void functions(
      List<io.github.windlass.script.ecmascript.tree.Statement> nodes,
      Scope scope,
      List<Statement> out) {
    for (io.github.windlass.script.ecmascript.tree.Statement node : nodes) {
      if (node instanceof FunctionDeclaration function && function.body() != null) {
        Identifier own = function.name();
        String name = own == null ? Lowering.DEFAULT : own.text();
        out.add(
            Terms.declare(
                scope, name, lowering.functions().declaration(function, name), function.span()));
      }
    }
  }

  private static boolean uses(VariableStatement variables) {
    Flags flags = variables.declarationList().flags();
    return flags == Flags.USING || flags == Flags.AWAIT_USING;
  }

  /** {@code using a = …}: what follows, and then a's end in any case. */
  private void using(
      VariableStatement variables,
      List<io.github.windlass.script.ecmascript.tree.Statement> following,
      List<Statement> out) {
    variables(variables.declarationList(), out);
    List<Statement> body = new ArrayList<>();
    list(following, Scope.BLOCK, body);
    List<Statement> last = new ArrayList<>();
    List<Identifier> names = new ArrayList<>();
    for (VariableDeclaration variable : variables.declarationList().declarations()) {
      VarNames.bound(variable.name(), names);
    }
    Span span = variables.span();
    for (int i = names.size() - 1; i >= 0; i--) {
      Expression used = new Expression.Variable(names.get(i).text(), names.get(i).span());
      last.add(
          new Statement.Evaluate(
              Terms.call(Intrinsic.DISPOSE, List.of(Terms.item(used)), span), span));
    }
    out.add(
        new Statement.Try(
            new Statement.Block(body, span), null, null, new Statement.Block(last, span), span));
  }

  /** A statement where only one may stand. */
  private Statement single(io.github.windlass.script.ecmascript.tree.Statement node) {
    if (node instanceof Block block) {
      return block(block);
    }
    List<Statement> out = new ArrayList<>(1);
    list(List.of(node), Scope.BLOCK, out);
    return out.size() == 1 ? out.get(0) : new Statement.Block(out, node.span());
  }

  private Expression value(io.github.windlass.script.ecmascript.tree.Expression node) {
    return lowering.expressions().lower(node);
  }

  private void one(io.github.windlass.script.ecmascript.tree.Statement node, List<Statement> out) {
    if (!lowering.deeper()) {
      Expression unread = Terms.unread(Intrinsic.TOO_DEEP, node.span());
      out.add(new Statement.Evaluate(unread, node.span()));
      return;
    }
    lower(node, out);
    lowering.higher();
  }

  private void lower(
      io.github.windlass.script.ecmascript.tree.Statement node, List<Statement> out) {
    // As with expressions, what is most frequent needs no switch over types.
    if (node instanceof ExpressionStatement evaluated) {
      evaluated(evaluated, out);
    } else if (node instanceof VariableStatement variables) {
      variables(variables, out);
    } else if (node instanceof Block block) {
      out.add(block(block));
    } else if (node instanceof IfStatement branch) {
      out.add(branch(branch));
    } else if (node instanceof ReturnStatement end) {
      out.add(returned(end));
    } else if (node instanceof ForOfStatement loop) {
      out.add(forOf(loop));
    } else if (node instanceof ForStatement loop) {
      out.add(loop(loop));
    } else if (node instanceof TryStatement attempt) {
      out.add(attempt(attempt));
    } else if (node instanceof ThrowStatement end) {
      out.add(thrown(end));
    } else if (node instanceof ClassDeclaration definition) {
      declaration(definition, out);
    } else if (!(node instanceof FunctionDeclaration || node instanceof ImportDeclaration)) {
      any(node, out);
    }
  }

  private void evaluated(ExpressionStatement evaluated, List<Statement> out) {
    // A string by itself is "use strict" or nothing.
    if (!(evaluated.expression() instanceof Literal.StringLiteral)) {
      out.add(new Statement.Evaluate(value(evaluated.expression()), evaluated.span()));
    }
  }

  private void variables(VariableStatement variables, List<Statement> out) {
    if (!Modifiers.has(variables.modifiers(), Kind.DECLARE)) {
      variables(variables.declarationList(), out);
    }
  }

  private Statement returned(ReturnStatement end) {
    return new Statement.Return(
        end.expression() == null ? null : value(end.expression()), end.span());
  }

  private Statement thrown(ThrowStatement end) {
    return new Statement.Throw(value(end.expression()), end.span());
  }

  private void any(io.github.windlass.script.ecmascript.tree.Statement node, List<Statement> out) {
    switch (node) {
      case Block block -> out.add(block(block));
      case EmptyStatement empty -> {}
      case DebuggerStatement debugger -> {}
      case VariableStatement variables -> variables(variables, out);
      case ExpressionStatement evaluated -> evaluated(evaluated, out);
      case IfStatement branch -> out.add(branch(branch));
      case DoStatement loop ->
          out.add(
              new Statement.Loop(
                  List.of(),
                  value(loop.expression()),
                  false,
                  null,
                  single(loop.statement()),
                  loop.span()));
      case WhileStatement loop ->
          out.add(
              new Statement.Loop(
                  List.of(),
                  value(loop.expression()),
                  true,
                  null,
                  single(loop.statement()),
                  loop.span()));
      case ForStatement loop -> out.add(loop(loop));
      case ForInStatement loop ->
          out.add(
              forEach(loop.initializer(), value(loop.expression()), true, loop.statement(), loop));
      case ForOfStatement loop -> out.add(forOf(loop));
      case ContinueStatement leap ->
          out.add(
              new Statement.Continue(
                  leap.label() == null ? null : leap.label().text(), leap.span()));
      case BreakStatement leap ->
          out.add(
              new Statement.Break(leap.label() == null ? null : leap.label().text(), leap.span()));
      case ReturnStatement end -> out.add(returned(end));
      case WithStatement with ->
          out.add(new Statement.Evaluate(Terms.unread(Intrinsic.WITH, with.span()), with.span()));
      case SwitchStatement choice -> choice(choice, out);
      case LabeledStatement labeled ->
          out.add(
              new Statement.Labeled(
                  labeled.label().text(), single(labeled.statement()), labeled.span()));
      case ThrowStatement end -> out.add(thrown(end));
      case TryStatement attempt -> out.add(attempt(attempt));
      case Declaration declaration -> declaration(declaration, out);
      case ModuleItem item -> item(item, out);
    }
  }

  private void declaration(Declaration declaration, List<Statement> out) {
    if (Modifiers.has(declaration.modifiers(), Kind.DECLARE)) {
      return;
    }
    if (declaration instanceof ClassDeclaration definition) {
      out.add(classDeclaration(definition));
      return;
    }
    switch (declaration) {
      case FunctionDeclaration function -> {}
      case ClassDeclaration definition -> out.add(classDeclaration(definition));
      case Declaration.InterfaceDeclaration type -> {}
      case Declaration.TypeAliasDeclaration type -> {}
      case Declaration.EnumDeclaration definition ->
          lowering.namespaces().enumeration(definition, out);
      case Declaration.ModuleDeclaration definition ->
          lowering.namespaces().namespace(definition, out);
    }
  }

  private Statement classDeclaration(ClassDeclaration definition) {
    Identifier own = definition.name();
    String name = own == null ? Lowering.DEFAULT : own.text();
    Expression made = lowering.classes().lower(definition, own == null ? "default" : name);
    return Terms.declare(Scope.BLOCK, name, made, definition.span());
  }

  private void item(ModuleItem item, List<Statement> out) {
    switch (item) {
      case ImportDeclaration imported -> {}
      case ModuleItem.ImportEqualsDeclaration imported ->
          lowering.namespaces().alias(imported, out);
      case ModuleItem.ExportDeclaration exported -> {}
      case ModuleItem.ExportAssignment exported -> {
        Span span = exported.span();
        if (exported.isExportEquals()) {
          Pattern target =
              new Pattern.Member(new Expression.Variable("module", span), "exports", span);
          out.add(
              new Statement.Evaluate(
                  new Expression.Assign(target, value(exported.expression()), span), span));
        } else {
          out.add(
              Terms.declare(
                  Scope.CONSTANT,
                  Lowering.DEFAULT,
                  lowering.expressions().lower(exported.expression(), "default"),
                  span));
        }
      }
      case ModuleItem.NamespaceExportDeclaration exported -> {}
    }
  }

  private static Scope scope(Flags flags) {
    return switch (flags) {
      case VAR -> Scope.FUNCTION;
      case LET -> Scope.BLOCK;
      case CONST, USING, AWAIT_USING -> Scope.CONSTANT;
    };
  }

  private void variables(VariableDeclarationList list, List<Statement> out) {
    Scope scope = scope(list.flags());
    for (VariableDeclaration variable : list.declarations()) {
      if (list.flags() == Flags.CONST && lowering.atTop() && LazyRequire.lower(variable, out)) {
        continue;
      }
      Pattern pattern = lowering.patterns().binding(variable.name());
      String name = pattern instanceof Pattern.Name own ? own.name() : null;
      if (variable.initializer() != null) {
        out.add(
            new Statement.Declare(
                scope,
                pattern,
                lowering.expressions().lower(variable.initializer(), name),
                variable.span()));
      } else if (scope != Scope.FUNCTION) {
        out.add(new Statement.Declare(scope, pattern, null, variable.span()));
      }
    }
  }

  private Statement branch(IfStatement outer) {
    List<Statement.If.Branch> branches = new ArrayList<>(1);
    io.github.windlass.script.ecmascript.tree.Statement at = outer;
    while (at instanceof IfStatement branch) {
      branches.add(
          new Statement.If.Branch(value(branch.expression()), single(branch.thenStatement())));
      at = branch.elseStatement();
    }
    return new Statement.If(branches, at == null ? null : single(at), outer.span());
  }

  private Statement loop(ForStatement loop) {
    List<Statement> start = new ArrayList<>(1);
    if (loop.initializer() instanceof VariableDeclarationList list) {
      variables(list, start);
    } else if (loop.initializer()
        instanceof io.github.windlass.script.ecmascript.tree.Expression expression) {
      start.add(new Statement.Evaluate(value(expression), expression.span()));
    }
    return new Statement.Loop(
        start,
        loop.condition() == null ? null : value(loop.condition()),
        true,
        loop.incrementor() == null ? null : value(loop.incrementor()),
        single(loop.statement()),
        loop.span());
  }

  private Statement forOf(ForOfStatement loop) {
    Expression items = value(loop.expression());
    if (!loop.awaitModifier()) {
      return forEach(loop.initializer(), items, false, loop.statement(), loop);
    }
    Span span = loop.initializer().span();
    Expression awaited = new Expression.Await(new Expression.Variable(ITEM, span), span);
    Statement taken =
        switch (loop.initializer()) {
          case VariableDeclarationList list ->
              new Statement.Declare(scope(list.flags()), pattern(list), awaited, span);
          case io.github.windlass.script.ecmascript.tree.Expression target ->
              new Statement.Evaluate(
                  new Expression.Assign(lowering.patterns().target(target), awaited, span), span);
        };
    return new Statement.ForEach(
        Scope.CONSTANT,
        new Pattern.Name(ITEM, span),
        items,
        false,
        new Statement.Block(List.of(taken, single(loop.statement())), loop.statement().span()),
        loop.span());
  }

  private Statement forEach(
      ForInitializer initializer,
      Expression items,
      boolean keys,
      io.github.windlass.script.ecmascript.tree.Statement body,
      io.github.windlass.script.ecmascript.tree.Statement loop) {
    if (initializer instanceof VariableDeclarationList list) {
      return declaring(list, items, keys, body, loop.span());
    }
    return switch (initializer) {
      case VariableDeclarationList list -> declaring(list, items, keys, body, loop.span());
      case io.github.windlass.script.ecmascript.tree.Expression target ->
          new Statement.ForEach(
              null, lowering.patterns().target(target), items, keys, single(body), loop.span());
    };
  }

  private Statement declaring(
      VariableDeclarationList list,
      Expression items,
      boolean keys,
      io.github.windlass.script.ecmascript.tree.Statement body,
      Span span) {
    return new Statement.ForEach(
        scope(list.flags()), pattern(list), items, keys, single(body), span);
  }

  private Pattern pattern(VariableDeclarationList list) {
    return list.declarations().isEmpty()
        ? new Pattern.Name(ITEM, list.span())
        : lowering.patterns().binding(list.declarations().get(0).name());
  }

  private void choice(SwitchStatement choice, List<Statement> out) {
    List<Statement> hoisted = new ArrayList<>(0);
    List<Statement.Switch.Case> cases = new ArrayList<>();
    for (CaseOrDefaultClause clause : choice.caseBlock().clauses()) {
      functions(clause.statements(), Scope.BLOCK, hoisted);
      List<Statement> body = new ArrayList<>(clause.statements().size());
      lowering.namespaces().enterScope(clause.statements());
      for (io.github.windlass.script.ecmascript.tree.Statement node : clause.statements()) {
        one(node, body);
      }
      lowering.namespaces().leaveScope();
      Expression test =
          clause instanceof CaseOrDefaultClause.CaseClause named ? value(named.expression()) : null;
      cases.add(new Statement.Switch.Case(test, body));
    }
    Statement lowered = new Statement.Switch(value(choice.expression()), cases, choice.span());
    if (hoisted.isEmpty()) {
      out.add(lowered);
    } else {
      hoisted.add(lowered);
      out.add(new Statement.Block(hoisted, choice.span()));
    }
  }

  private Statement attempt(TryStatement attempt) {
    CatchClause handler = attempt.catchClause();
    VariableDeclaration thrown = handler == null ? null : handler.variableDeclaration();
    return new Statement.Try(
        block(attempt.tryBlock()),
        thrown == null ? null : lowering.patterns().binding(thrown.name()),
        handler == null ? null : block(handler.block()),
        attempt.finallyBlock() == null ? null : block(attempt.finallyBlock()),
        attempt.span());
  }
}
