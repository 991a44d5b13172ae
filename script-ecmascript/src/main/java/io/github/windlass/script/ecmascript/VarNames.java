package io.github.windlass.script.ecmascript;

import io.github.windlass.script.ecmascript.tree.ArrayBindingElement;
import io.github.windlass.script.ecmascript.tree.BindingElement;
import io.github.windlass.script.ecmascript.tree.BindingName;
import io.github.windlass.script.ecmascript.tree.Block;
import io.github.windlass.script.ecmascript.tree.CaseOrDefaultClause;
import io.github.windlass.script.ecmascript.tree.ForInitializer;
import io.github.windlass.script.ecmascript.tree.Identifier;
import io.github.windlass.script.ecmascript.tree.Statement;
import io.github.windlass.script.ecmascript.tree.Statement.DoStatement;
import io.github.windlass.script.ecmascript.tree.Statement.ForInStatement;
import io.github.windlass.script.ecmascript.tree.Statement.ForOfStatement;
import io.github.windlass.script.ecmascript.tree.Statement.ForStatement;
import io.github.windlass.script.ecmascript.tree.Statement.IfStatement;
import io.github.windlass.script.ecmascript.tree.Statement.LabeledStatement;
import io.github.windlass.script.ecmascript.tree.Statement.SwitchStatement;
import io.github.windlass.script.ecmascript.tree.Statement.TryStatement;
import io.github.windlass.script.ecmascript.tree.Statement.VariableStatement;
import io.github.windlass.script.ecmascript.tree.Statement.WhileStatement;
import io.github.windlass.script.ecmascript.tree.VariableDeclaration;
import io.github.windlass.script.ecmascript.tree.VariableDeclarationList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names that {@code var} declares in a function, however deep, and names of patterns. */
final class VarNames {

  private VarNames() {}

  /** The names of all {@code var}s; those of functions within are theirs. */
  static List<Identifier> of(List<Statement> body) {
    List<Identifier> names = new ArrayList<>();
    Deque<Statement> open = new ArrayDeque<>();
    for (Statement statement : body) {
      open.push(statement);
      while (!open.isEmpty()) {
        look(open.pop(), open, names);
      }
    }
    return names;
  }

  private static void look(Statement node, Deque<Statement> open, List<Identifier> names) {
    if (node instanceof VariableStatement variables) {
      declared(variables.declarationList(), names);
    } else if (node instanceof Block block) {
      pushAll(block.statements(), open);
    } else if (node instanceof IfStatement branch) {
      if (branch.elseStatement() != null) {
        open.push(branch.elseStatement());
      }
      open.push(branch.thenStatement());
    } else if (node instanceof ForStatement loop) {
      declared(loop.initializer(), names);
      open.push(loop.statement());
    } else if (node instanceof ForOfStatement loop) {
      declared(loop.initializer(), names);
      open.push(loop.statement());
    } else if (node instanceof ForInStatement loop) {
      declared(loop.initializer(), names);
      open.push(loop.statement());
    } else if (node instanceof WhileStatement loop) {
      open.push(loop.statement());
    } else if (node instanceof DoStatement loop) {
      open.push(loop.statement());
    } else if (node instanceof TryStatement attempt) {
      if (attempt.finallyBlock() != null) {
        open.push(attempt.finallyBlock());
      }
      if (attempt.catchClause() != null) {
        open.push(attempt.catchClause().block());
      }
      open.push(attempt.tryBlock());
    } else if (node instanceof SwitchStatement choice) {
      for (CaseOrDefaultClause clause : choice.caseBlock().clauses()) {
        pushAll(clause.statements(), open);
      }
    } else if (node instanceof LabeledStatement labeled) {
      open.push(labeled.statement());
    }
  }

  private static void pushAll(List<Statement> statements, Deque<Statement> open) {
    for (int i = statements.size() - 1; i >= 0; i--) {
      open.push(statements.get(i));
    }
  }

  private static void declared(@Nullable ForInitializer declared, List<Identifier> names) {
    if (declared instanceof VariableDeclarationList list
        && list.flags() == VariableDeclarationList.Flags.VAR) {
      for (VariableDeclaration variable : list.declarations()) {
        bound(variable.name(), names);
      }
    }
  }

  /** The names that a pattern binds. */
  static void bound(BindingName pattern, List<Identifier> names) {
    if (pattern instanceof Identifier name) {
      names.add(name);
      return;
    }
    switch (pattern) {
      case Identifier name -> names.add(name);
      case BindingName.ObjectBindingPattern object -> {
        for (BindingElement element : object.elements()) {
          bound(element.name(), names);
        }
      }
      case BindingName.ArrayBindingPattern list -> {
        for (ArrayBindingElement element : list.elements()) {
          if (element instanceof BindingElement item) {
            bound(item.name(), names);
          }
        }
      }
    }
  }
}
