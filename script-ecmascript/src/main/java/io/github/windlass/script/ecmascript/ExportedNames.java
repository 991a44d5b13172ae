package io.github.windlass.script.ecmascript;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.ecmascript.tree.Declaration;
import io.github.windlass.script.ecmascript.tree.ExportSpecifier;
import io.github.windlass.script.ecmascript.tree.Expression;
import io.github.windlass.script.ecmascript.tree.Identifier;
import io.github.windlass.script.ecmascript.tree.Literal;
import io.github.windlass.script.ecmascript.tree.ModifierLike;
import io.github.windlass.script.ecmascript.tree.ModifierLike.Modifier.Kind;
import io.github.windlass.script.ecmascript.tree.ModuleItem;
import io.github.windlass.script.ecmascript.tree.NamedExportBindings;
import io.github.windlass.script.ecmascript.tree.Statement;
import io.github.windlass.script.ecmascript.tree.Statement.VariableStatement;
import io.github.windlass.script.ecmascript.tree.VariableDeclaration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a module or a namespace exports.
 *
 * @param own its own variables
 * @param passed names of other modules, by the name under which they are exported
 * @param stars modules of which everything is exported
 */
record ExportedNames(
    List<Own> own, Map<String, Lowered.Passed> passed, List<Lowered.Source> stars) {

  /** A variable and the name under which it is exported. */
  record Own(String name, String variable, Span span) {}

  static ExportedNames of(List<Statement> statements) {
    ExportedNames names =
        new ExportedNames(new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
    Set<String> seen = new HashSet<>();
    Set<String> types = types(statements);
    for (Statement statement : statements) {
      names.look(statement, seen, types);
    }
    return names;
  }

  private void look(Statement statement, Set<String> seen, Set<String> types) {
    if (statement instanceof VariableStatement variables) {
      if (isExported(variables.modifiers())) {
        for (Identifier name : bound(variables)) {
          add(name.text(), name.text(), name.span(), seen);
        }
      }
    } else if (statement instanceof Declaration declaration) {
      if (isExported(declaration.modifiers())) {
        declaration(declaration, seen);
      }
    } else if (statement instanceof ModuleItem.ExportAssignment assignment) {
      if (!assignment.isExportEquals()) {
        add(ImportedModule.DEFAULT, Lowering.DEFAULT, assignment.span(), seen);
      }
    } else if (statement instanceof ModuleItem.ExportDeclaration exported) {
      exported(exported, seen, types);
    } else if (statement instanceof ModuleItem.ImportEqualsDeclaration imported
        && isExported(imported.modifiers())
        && !imported.isTypeOnly()) {
      add(imported.name().text(), imported.name().text(), imported.span(), seen);
    }
  }

  private static List<Identifier> bound(VariableStatement variables) {
    List<Identifier> bound = new ArrayList<>();
    for (VariableDeclaration variable : variables.declarationList().declarations()) {
      VarNames.bound(variable.name(), bound);
    }
    return bound;
  }

  private void add(String name, String variable, Span span, Set<String> seen) {
    if (seen.add(name)) {
      own.add(new Own(name, variable, span));
    }
  }

  private static boolean isExported(List<ModifierLike> modifiers) {
    return Modifiers.has(modifiers, Kind.EXPORT) && !Modifiers.has(modifiers, Kind.DECLARE);
  }

  private void declaration(Declaration declaration, Set<String> seen) {
    Identifier name = valueName(declaration);
    if (Modifiers.has(declaration.modifiers(), Kind.DEFAULT)) {
      if (!(declaration instanceof Declaration.InterfaceDeclaration)) {
        String variable = name == null ? Lowering.DEFAULT : name.text();
        add(ImportedModule.DEFAULT, variable, declaration.span(), seen);
      }
    } else if (name != null) {
      add(name.text(), name.text(), name.span(), seen);
    }
  }

  /** The name of what a declaration makes at run time; null: none. */
  private static @Nullable Identifier valueName(Declaration declaration) {
    if (declaration instanceof Declaration.ClassDeclaration definition) {
      return definition.name();
    }
    return switch (declaration) {
      case Declaration.FunctionDeclaration function -> function.name();
      case Declaration.ClassDeclaration definition -> definition.name();
      case Declaration.EnumDeclaration definition -> definition.name();
      case Declaration.ModuleDeclaration definition ->
          definition.name() instanceof Identifier identifier
                  && NamespaceLowering.hasValues(definition)
              ? identifier
              : null;
      case Declaration.InterfaceDeclaration type -> null;
      case Declaration.TypeAliasDeclaration type -> null;
    };
  }

  private void exported(
      ModuleItem.ExportDeclaration exported, Set<String> seen, Set<String> types) {
    if (exported.isTypeOnly()) {
      return;
    }
    Expression specifier = exported.moduleSpecifier();
    Lowered.Source source =
        specifier instanceof Literal.StringLiteral text
            ? new Lowered.Source(text.text(), text.span())
            : null;
    switch (exported.exportClause()) {
      case null -> {
        if (source != null) {
          stars.add(source);
        }
      }
      case NamedExportBindings.NamespaceExport namespace -> {
        if (source != null && seen.add(namespace.name().text())) {
          passed.put(namespace.name().text(), new Lowered.Passed(source, ImportedModule.NAMESPACE));
        }
      }
      case NamedExportBindings.NamedExports named -> {
        for (ExportSpecifier element : named.elements()) {
          String name = element.name().text();
          String variable = element.propertyName() == null ? name : element.propertyName().text();
          if (element.isTypeOnly() || (source == null && types.contains(variable))) {
            continue;
          }
          if (source == null) {
            add(name, variable, element.span(), seen);
          } else if (seen.add(name)) {
            passed.put(name, new Lowered.Passed(source, variable));
          }
        }
      }
    }
  }

  /** The names that are types and nothing else. */
  private static Set<String> types(List<Statement> statements) {
    Set<String> types = new HashSet<>();
    Set<String> values = new HashSet<>();
    for (Statement statement : statements) {
      if (statement instanceof Declaration.InterfaceDeclaration type) {
        types.add(type.name().text());
      } else if (statement instanceof Declaration.TypeAliasDeclaration type) {
        types.add(type.name().text());
      } else if (statement instanceof Declaration declaration) {
        Identifier name = valueName(declaration);
        if (name != null) {
          values.add(name.text());
        }
      } else if (statement instanceof VariableStatement variables) {
        for (Identifier name : bound(variables)) {
          values.add(name.text());
        }
      }
    }
    types.removeAll(values);
    return types;
  }
}
