package io.github.windlass.script.ecmascript.parser;

import io.github.windlass.script.ecmascript.tree.ExportSpecifier;
import io.github.windlass.script.ecmascript.tree.Expression;
import io.github.windlass.script.ecmascript.tree.Identifier;
import io.github.windlass.script.ecmascript.tree.ImportAttributes;
import io.github.windlass.script.ecmascript.tree.ModifierLike;
import io.github.windlass.script.ecmascript.tree.ModuleExportName;
import io.github.windlass.script.ecmascript.tree.ModuleItem.ExportAssignment;
import io.github.windlass.script.ecmascript.tree.ModuleItem.ExportDeclaration;
import io.github.windlass.script.ecmascript.tree.ModuleItem.NamespaceExportDeclaration;
import io.github.windlass.script.ecmascript.tree.NamedExportBindings;
import io.github.windlass.script.ecmascript.tree.NamedExportBindings.NamedExports;
import io.github.windlass.script.ecmascript.tree.NamedExportBindings.NamespaceExport;
import io.github.windlass.script.ecmascript.tree.Statement;
import java.util.List;

/** Exports that are no modifier of a declaration. */
final class ExportGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  ExportGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Statement exportDeclaration(int start, List<ModifierLike> modifiers) {
    cursor.advance();
    return switch (cursor.kind) {
      case Token.DEFAULT, Token.EQUALS -> assignment(start, modifiers);
      case Token.AS -> namespaceExport(start, modifiers);
      default -> bindings(start, modifiers);
    };
  }

  private Statement assignment(int start, List<ModifierLike> modifiers) {
    int saved = cursor.context;
    cursor.context |= TokenCursor.AWAIT;
    boolean equals = cursor.kind == Token.EQUALS;
    cursor.advance();
    Expression expression = grammar.expressions.assignment(true);
    cursor.expectSemicolon();
    cursor.context = saved;
    return new ExportAssignment(modifiers, equals, expression, cursor.span(start));
  }

  private Statement namespaceExport(int start, List<ModifierLike> modifiers) {
    cursor.advance();
    cursor.expect(Token.NAMESPACE);
    Identifier name = grammar.bindings.identifier();
    cursor.expectSemicolon();
    return new NamespaceExportDeclaration(modifiers, name, cursor.span(start));
  }

  private Statement bindings(int start, List<ModifierLike> modifiers) {
    int saved = cursor.context;
    cursor.context |= TokenCursor.AWAIT;
    boolean typeOnly = cursor.accept(Token.TYPE);
    int clauseStart = cursor.start;
    NamedExportBindings clause = null;
    Expression specifier = null;
    if (cursor.accept(Token.ASTERISK)) {
      if (cursor.accept(Token.AS)) {
        ModuleExportName name = name();
        clause = new NamespaceExport(name, cursor.span(clauseStart));
      }
      cursor.expect(Token.FROM);
      specifier = grammar.imports.moduleSpecifier();
    } else {
      clause = namedExports();
      if (cursor.kind == Token.FROM
          || (cursor.kind == Token.STRING_LITERAL && !cursor.lineBreakBefore)) {
        cursor.expect(Token.FROM);
        specifier = grammar.imports.moduleSpecifier();
      }
    }
    ImportAttributes attributes = specifier == null ? null : grammar.imports.attributes();
    cursor.expectSemicolon();
    cursor.context = saved;
    return new ExportDeclaration(
        modifiers, typeOnly, clause, specifier, attributes, cursor.span(start));
  }

  private ModuleExportName name() {
    return cursor.kind == Token.STRING_LITERAL
        ? grammar.primaries.stringLiteral()
        : grammar.members.identifierName();
  }

  private NamedExportBindings namedExports() {
    int start = cursor.start;
    cursor.expect(Token.OPEN_BRACE);
    int base = cursor.base();
    while (cursor.kind != Token.CLOSE_BRACE) {
      SpecifierNames names = SpecifierNames.read(grammar);
      cursor.push(
          new ExportSpecifier(names.typeOnly(), names.propertyName(), names.name(), names.span()));
      if (!cursor.accept(Token.COMMA)) {
        break;
      }
    }
    cursor.expect(Token.CLOSE_BRACE);
    List<ExportSpecifier> elements = cursor.list(base);
    return new NamedExports(elements, cursor.span(start));
  }
}
