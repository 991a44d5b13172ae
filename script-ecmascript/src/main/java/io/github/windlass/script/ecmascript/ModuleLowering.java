package io.github.windlass.script.ecmascript;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.Expression;
import io.github.windlass.script.Script;
import io.github.windlass.script.Statement;
import io.github.windlass.script.ecmascript.tree.Declaration;
import io.github.windlass.script.ecmascript.tree.ImportClause;
import io.github.windlass.script.ecmascript.tree.ImportSpecifier;
import io.github.windlass.script.ecmascript.tree.Literal;
import io.github.windlass.script.ecmascript.tree.ModifierLike.Modifier.Kind;
import io.github.windlass.script.ecmascript.tree.ModuleItem;
import io.github.windlass.script.ecmascript.tree.NamedImportBindings;
import io.github.windlass.script.ecmascript.tree.SourceFile;
import io.github.windlass.script.ecmascript.tree.Statement.VariableStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lowers a file: its exports and imports first, then what it does. */
final class ModuleLowering {

  private final Lowering lowering;
  private final List<Statement> out = new ArrayList<>();

  /** By the name in this file. */
  private final Map<String, Lowered.Passed> imported = new HashMap<>();

  ModuleLowering(Lowering lowering) {
    this.lowering = lowering;
  }

  Lowered lower(SourceFile tree) {
    ExportedNames exports = ExportedNames.of(tree.statements());
    List<Statement> imports = new ArrayList<>();
    for (io.github.windlass.script.ecmascript.tree.Statement node : tree.statements()) {
      if (node instanceof ModuleItem.ImportDeclaration declaration) {
        imports(declaration, imports);
      } else if (node instanceof ModuleItem.ImportEqualsDeclaration declaration) {
        imports(declaration, imports);
      }
    }
    lowering.statements().vars(tree.statements(), out);
    Set<String> own = new LinkedHashSet<>();
    Map<String, Lowered.Passed> passed = new LinkedHashMap<>();
    for (ExportedNames.Own name : exports.own()) {
      Lowered.Passed from = imported.get(name.variable());
      if (from != null) {
        passed.put(name.name(), from);
      } else {
        own.add(name.name());
        out.add(export(name));
      }
    }
    passed.putAll(exports.passed());
    out.addAll(imports);
    lowering.statements().list(tree.statements(), Statement.Declare.Scope.FUNCTION, out);
    return new Lowered(
        new Script(lowering.source(), out),
        isModule(tree),
        own,
        passed,
        List.copyOf(exports.stars()));
  }

  /** Whether a file imports or exports, or is a module by its name: else it is CommonJS. */
  private boolean isModule(SourceFile tree) {
    String path = lowering.source().path();
    boolean isModule = path.endsWith(".mjs") || path.endsWith(".mts");
    for (io.github.windlass.script.ecmascript.tree.Statement node : tree.statements()) {
      isModule |=
          node instanceof ModuleItem
              || (node instanceof Declaration declaration
                  && Modifiers.has(declaration.modifiers(), Kind.EXPORT))
              || (node instanceof VariableStatement variables
                  && Modifiers.has(variables.modifiers(), Kind.EXPORT));
    }
    return isModule;
  }

  private static Statement export(ExportedNames.Own name) {
    Span span = name.span();
    Expression variable = new Expression.Variable(name.variable(), span);
    return new Statement.Evaluate(
        Terms.invoke(
            Lowering.MODULE,
            ModuleScope.EXPORT,
            List.of(
                Terms.item(Terms.text(name.name(), span)), Terms.item(Terms.thunk(variable, span))),
            span),
        span);
  }

  private void imports(ModuleItem.ImportDeclaration declaration, List<Statement> imports) {
    ImportClause clause = declaration.importClause();
    if (clause == null
        || clause.phaseModifier() == ImportClause.PhaseModifier.TYPE
        || !(declaration.moduleSpecifier() instanceof Literal.StringLiteral module)) {
      // What is imported for what it does is not run: no migration sends SQL when it is loaded.
      return;
    }
    if (clause.name() != null) {
      alias(clause.name().text(), module, ImportedModule.DEFAULT, clause.name().span(), imports);
    }
    if (clause.namedBindings() instanceof NamedImportBindings.NamespaceImport namespace) {
      alias(namespace.name().text(), module, ImportedModule.NAMESPACE, namespace.span(), imports);
    } else if (clause.namedBindings() instanceof NamedImportBindings.NamedImports named) {
      for (ImportSpecifier element : named.elements()) {
        if (!element.isTypeOnly()) {
          String name = element.name().text();
          String member = element.propertyName() == null ? name : element.propertyName().text();
          alias(name, module, member, element.span(), imports);
        }
      }
    }
  }

  private void imports(ModuleItem.ImportEqualsDeclaration declaration, List<Statement> imports) {
    if (!declaration.isTypeOnly()
        && declaration.moduleReference()
            instanceof
            io.github.windlass.script.ecmascript.tree.ModuleReference.ExternalModuleReference
                reference
        && reference.expression() instanceof Literal.StringLiteral module) {
      String name = declaration.name().text();
      alias(name, module, ImportedModule.WHOLE, declaration.span(), imports);
    }
  }

  private void alias(
      String name,
      Literal.StringLiteral module,
      String member,
      Span span,
      List<Statement> imports) {
    imported.put(
        name, new Lowered.Passed(new Lowered.Source(module.text(), module.span()), member));
    imports.add(
        new Statement.Alias(
            name, LazyRequire.reference(module.text(), module.span()), member, span));
  }
}
