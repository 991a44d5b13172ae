package io.github.windlass.script.ecmascript.parser;

import io.github.windlass.script.ecmascript.tree.EntityName;
import io.github.windlass.script.ecmascript.tree.EntityName.QualifiedName;
import io.github.windlass.script.ecmascript.tree.Expression;
import io.github.windlass.script.ecmascript.tree.Identifier;
import io.github.windlass.script.ecmascript.tree.ImportAttribute;
import io.github.windlass.script.ecmascript.tree.ImportAttributes;
import io.github.windlass.script.ecmascript.tree.ImportClause;
import io.github.windlass.script.ecmascript.tree.ImportClause.PhaseModifier;
import io.github.windlass.script.ecmascript.tree.ImportSpecifier;
import io.github.windlass.script.ecmascript.tree.ModifierLike;
import io.github.windlass.script.ecmascript.tree.ModuleExportName;
import io.github.windlass.script.ecmascript.tree.ModuleItem.ImportDeclaration;
import io.github.windlass.script.ecmascript.tree.ModuleItem.ImportEqualsDeclaration;
import io.github.windlass.script.ecmascript.tree.ModuleReference;
import io.github.windlass.script.ecmascript.tree.ModuleReference.ExternalModuleReference;
import io.github.windlass.script.ecmascript.tree.NamedImportBindings;
import io.github.windlass.script.ecmascript.tree.NamedImportBindings.NamedImports;
import io.github.windlass.script.ecmascript.tree.NamedImportBindings.NamespaceImport;
import io.github.windlass.script.ecmascript.tree.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Imports. */
final class ImportGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  ImportGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Statement importDeclaration(int start, List<ModifierLike> modifiers) {
    cursor.advance();
    int clauseStart = cursor.start;
    Identifier name = cursor.atIdentifier() ? cursor.identifier() : null;
    PhaseModifier phase = null;
    if (name != null && name.text().equals("type") && atTypeOnly()) {
      phase = PhaseModifier.TYPE;
      name = cursor.atIdentifier() ? cursor.identifier() : null;
    } else if (name != null && name.text().equals("defer") && atDeferred()) {
      phase = PhaseModifier.DEFER;
      name = cursor.atIdentifier() ? cursor.identifier() : null;
    }
    if (name != null
        && cursor.kind != Token.COMMA
        && cursor.kind != Token.FROM
        && phase != PhaseModifier.DEFER) {
      return importEquals(start, modifiers, phase == PhaseModifier.TYPE, name);
    }
    ImportClause clause = null;
    if (name != null || cursor.kind == Token.ASTERISK || cursor.kind == Token.OPEN_BRACE) {
      clause = clause(clauseStart, phase, name);
      cursor.expect(Token.FROM);
    }
    Expression specifier = moduleSpecifier();
    ImportAttributes attributes = attributes();
    cursor.expectSemicolon();
    return new ImportDeclaration(modifiers, clause, specifier, attributes, cursor.span(start));
  }

  // Whether type, which was read, says what is imported, and is not a name itself.
  private boolean atTypeOnly() {
    if (cursor.kind == Token.FROM) {
      return cursor.atIdentifier() && fromOrEqualsFollows();
    }
    return cursor.atIdentifier()
        || cursor.kind == Token.ASTERISK
        || cursor.kind == Token.OPEN_BRACE;
  }

  private boolean fromOrEqualsFollows() {
    int next = cursor.peek();
    return next == Token.FROM || next == Token.EQUALS;
  }

  // Whether defer, which was read, says how it is imported, and is not a name itself.
  private boolean atDeferred() {
    return cursor.kind == Token.FROM
        ? cursor.peek() != Token.STRING_LITERAL
        : cursor.kind != Token.COMMA && cursor.kind != Token.EQUALS;
  }

  private Statement importEquals(
      int start, List<ModifierLike> modifiers, boolean typeOnly, Identifier name) {
    cursor.expect(Token.EQUALS);
    ModuleReference reference;
    if (cursor.kind == Token.REQUIRE && cursor.peek() == Token.OPEN_PAREN) {
      int referenceStart = cursor.start;
      cursor.advance();
      cursor.advance();
      Expression expression = moduleSpecifier();
      cursor.expect(Token.CLOSE_PAREN);
      reference = new ExternalModuleReference(expression, cursor.span(referenceStart));
    } else {
      reference = entityName();
    }
    cursor.expectSemicolon();
    return new ImportEqualsDeclaration(modifiers, typeOnly, name, reference, cursor.span(start));
  }

  private EntityName entityName() {
    int start = cursor.start;
    EntityName name = grammar.bindings.identifier();
    while (cursor.accept(Token.DOT)) {
      grammar.members.notOnNextLine();
      Identifier right = grammar.bindings.identifier();
      name = new QualifiedName(name, right, cursor.span(start));
    }
    return name;
  }

  private ImportClause clause(int start, @Nullable PhaseModifier phase, @Nullable Identifier name) {
    NamedImportBindings bindings = null;
    if (name == null || cursor.accept(Token.COMMA)) {
      bindings = cursor.kind == Token.ASTERISK ? namespaceImport() : namedImports();
    }
    return new ImportClause(phase, name, bindings, cursor.span(start));
  }

  private NamedImportBindings namespaceImport() {
    int start = cursor.start;
    cursor.advance();
    cursor.expect(Token.AS);
    Identifier name = grammar.bindings.identifier();
    return new NamespaceImport(name, cursor.span(start));
  }

  private NamedImportBindings namedImports() {
    int start = cursor.start;
    cursor.expect(Token.OPEN_BRACE);
    int base = cursor.base();
    while (cursor.kind != Token.CLOSE_BRACE) {
      cursor.push(importSpecifier());
      if (!cursor.accept(Token.COMMA)) {
        break;
      }
    }
    cursor.expect(Token.CLOSE_BRACE);
    List<ImportSpecifier> elements = cursor.list(base);
    return new NamedImports(elements, cursor.span(start));
  }

  private ImportSpecifier importSpecifier() {
    SpecifierNames names = SpecifierNames.read(grammar);
    if (names.name() instanceof Identifier name && !names.keyword()) {
      return new ImportSpecifier(names.typeOnly(), names.propertyName(), name, names.span());
    }
    throw cursor.error("identifier expected", names.name().span());
  }

  /** The module that is imported from: any expression, as far as the parser is concerned. */
  Expression moduleSpecifier() {
    return cursor.kind == Token.STRING_LITERAL
        ? grammar.primaries.stringLiteral()
        : grammar.expressions.expression();
  }

  /** <code>with {…}</code>, or nothing. */
  @Nullable ImportAttributes attributes() {
    if ((cursor.kind != Token.WITH && cursor.kind != Token.ASSERT) || cursor.lineBreakBefore) {
      return null;
    }
    int start = cursor.start;
    ImportAttributes.Token token =
        cursor.kind == Token.WITH ? ImportAttributes.Token.WITH : ImportAttributes.Token.ASSERT;
    cursor.advance();
    List<ImportAttribute> elements = attributeList();
    return new ImportAttributes(token, elements, cursor.span(start));
  }

  List<ImportAttribute> attributeList() {
    cursor.expect(Token.OPEN_BRACE);
    int base = cursor.base();
    while (cursor.kind != Token.CLOSE_BRACE) {
      int start = cursor.start;
      ModuleExportName name =
          cursor.kind == Token.STRING_LITERAL
              ? grammar.primaries.stringLiteral()
              : grammar.members.identifierName();
      cursor.expect(Token.COLON);
      Expression value = grammar.expressions.assignment(true);
      cursor.push(new ImportAttribute(name, value, cursor.span(start)));
      if (!cursor.accept(Token.COMMA)) {
        break;
      }
    }
    cursor.expect(Token.CLOSE_BRACE);
    return cursor.list(base);
  }
}
