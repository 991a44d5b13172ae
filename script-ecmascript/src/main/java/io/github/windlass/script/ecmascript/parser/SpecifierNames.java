package io.github.windlass.script.ecmascript.parser;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.ecmascript.tree.Identifier;
import io.github.windlass.script.ecmascript.tree.ModuleExportName;
import org.jspecify.annotations.Nullable;

/**
 * {@code type propertyName as name}, in which every word may be a name too.
 *
 * @param keyword whether {@code name} is a word that is no name
 */
record SpecifierNames(
    boolean typeOnly,
    @Nullable ModuleExportName propertyName,
    ModuleExportName name,
    boolean keyword,
    Span span) {

  static SpecifierNames read(Grammar grammar) {
    TokenCursor cursor = grammar.cursor;
    int start = cursor.start;
    boolean keyword = atKeyword(cursor);
    boolean typeOnly = false;
    ModuleExportName propertyName = null;
    boolean canRename = true;
    ModuleExportName name = name(grammar);
    if (name instanceof Identifier type && type.text().equals("type")) {
      if (cursor.kind == Token.AS) {
        Identifier firstAs = cursor.identifier();
        if (cursor.kind == Token.AS) {
          Identifier secondAs = cursor.identifier();
          canRename = false;
          if (atName(cursor)) {
            // { type as as name }
            typeOnly = true;
            propertyName = firstAs;
            keyword = atKeyword(cursor);
            name = name(grammar);
          } else {
            // { type as as }
            propertyName = name;
            name = secondAs;
          }
        } else if (atName(cursor)) {
          // { type as name }
          propertyName = name;
          canRename = false;
          keyword = atKeyword(cursor);
          name = name(grammar);
        } else {
          // { type as }
          typeOnly = true;
          name = firstAs;
        }
      } else if (atName(cursor)) {
        // { type name }
        typeOnly = true;
        keyword = atKeyword(cursor);
        name = name(grammar);
      }
    }
    if (canRename && cursor.accept(Token.AS)) {
      propertyName = name;
      keyword = atKeyword(cursor);
      name = name(grammar);
    }
    return new SpecifierNames(typeOnly, propertyName, name, keyword, cursor.span(start));
  }

  private static ModuleExportName name(Grammar grammar) {
    return grammar.cursor.kind == Token.STRING_LITERAL
        ? grammar.primaries.stringLiteral()
        : grammar.members.identifierName();
  }

  private static boolean atName(TokenCursor cursor) {
    return Token.isIdentifierOrKeyword(cursor.kind) || cursor.kind == Token.STRING_LITERAL;
  }

  private static boolean atKeyword(TokenCursor cursor) {
    return Token.isKeyword(cursor.kind) && !cursor.atIdentifier();
  }
}
