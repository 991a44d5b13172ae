package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.DefinitionStatement;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterCollationStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterTSConfigurationStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterTSDictionaryStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateConversionStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.DefineStmt;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.List;

/** Text search, collations, conversions of encodings. */
final class TextSearchGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  TextSearchGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  // --- text search ---------------------------------------------------------------------------

  /** {@code CREATE TEXT SEARCH …}; the cursor is at TEXT. */
  DefinitionStatement create(int start) {
    ObjectType kind = kind();
    QualifiedName name = grammar.names().anyName();
    List<DefElem> definition = grammar.options().definition();
    return new DefineStmt(
        kind, false, name.names(), null, definition, false, false, cursor.spanFrom(start));
  }

  private ObjectType kind() {
    cursor.expect(Token.TEXT, Token.SEARCH);
    ObjectType kind =
        switch (cursor.token()) {
          case PARSER -> ObjectType.TSPARSER;
          case DICTIONARY -> ObjectType.TSDICTIONARY;
          case TEMPLATE -> ObjectType.TSTEMPLATE;
          case CONFIGURATION -> ObjectType.TSCONFIGURATION;
          default -> throw cursor.error();
        };
    cursor.advance();
    return kind;
  }

  /** {@code ALTER TEXT SEARCH …}; the cursor is at TEXT. */
  Statement alter(int start) {
    ObjectType kind = kind();
    QualifiedName name = grammar.names().anyName();
    Statement tail = grammar.alterTails().of(start, kind, name);
    if (tail != null) {
      return tail;
    }
    if (kind == ObjectType.TSDICTIONARY) {
      List<DefElem> options = grammar.options().definition();
      return new AlterTSDictionaryStmt(name.names(), options, cursor.spanFrom(start));
    }
    if (kind != ObjectType.TSCONFIGURATION) {
      throw cursor.error();
    }
    return alterConfiguration(start, name.names());
  }

  /** {@code AlterTSConfigurationStmt} behind the name. */
  private Statement alterConfiguration(int start, List<String> name) {
    AlterTSConfigurationStmt.Kind kind;
    boolean missingOk = false;
    List<String> tokens = List.of();
    List<QualifiedName> dictionaries = List.of();
    if (cursor.accept(Token.DROP, Token.MAPPING)) {
      kind = AlterTSConfigurationStmt.Kind.DROP_MAPPING;
      missingOk = grammar.names().ifExists();
      tokens = tokenTypes();
    } else if (cursor.accept(Token.ADD, Token.MAPPING)) {
      kind = AlterTSConfigurationStmt.Kind.ADD_MAPPING;
      tokens = tokenTypes();
      cursor.expect(Token.WITH);
      dictionaries = grammar.names().anyNameList();
    } else {
      cursor.expect(Token.ALTER, Token.MAPPING);
      boolean forTokens = cursor.at(Token.FOR);
      if (forTokens) {
        tokens = tokenTypes();
      }
      if (!forTokens || cursor.at(Token.REPLACE)) {
        kind =
            forTokens
                ? AlterTSConfigurationStmt.Kind.REPLACE_DICT_FOR_TOKEN
                : AlterTSConfigurationStmt.Kind.REPLACE_DICT;
        dictionaries = replacedDictionaries();
      } else {
        kind = AlterTSConfigurationStmt.Kind.ALTER_MAPPING_FOR_TOKEN;
        cursor.expect(Token.WITH);
        dictionaries = grammar.names().anyNameList();
      }
    }
    return new AlterTSConfigurationStmt(
        kind, name, tokens, dictionaries, missingOk, cursor.spanFrom(start));
  }

  private List<String> tokenTypes() {
    cursor.expect(Token.FOR);
    return grammar.names().nameList();
  }

  private List<QualifiedName> replacedDictionaries() {
    cursor.expect(Token.REPLACE);
    QualifiedName old = grammar.names().anyName();
    cursor.expect(Token.WITH);
    return List.of(old, grammar.names().anyName());
  }

  // --- collations ----------------------------------------------------------------------------

  /** {@code CREATE COLLATION}; the cursor is at COLLATION. */
  DefinitionStatement createCollation(int start) {
    cursor.expect(Token.COLLATION);
    boolean ifNotExists = grammar.names().ifNotExists();
    QualifiedName name = grammar.names().anyName();
    List<DefElem> definition;
    int from = cursor.start();
    if (cursor.accept(Token.FROM)) {
      QualifiedName source = grammar.names().anyName();
      definition = List.of(grammar.options().option("from", source, from));
    } else {
      definition = grammar.options().definition();
    }
    return new DefineStmt(
        ObjectType.COLLATION,
        false,
        name.names(),
        null,
        definition,
        ifNotExists,
        false,
        cursor.spanFrom(start));
  }

  /** {@code AlterCollationStmt} and the shared forms; the cursor is at COLLATION. */
  Statement alterCollation(int start) {
    cursor.expect(Token.COLLATION);
    QualifiedName name = grammar.names().anyName();
    Statement tail = grammar.alterTails().of(start, ObjectType.COLLATION, name);
    if (tail != null) {
      return tail;
    }
    cursor.expect(Token.REFRESH, Token.VERSION);
    return new AlterCollationStmt(name.names(), cursor.spanFrom(start));
  }

  // --- conversions ---------------------------------------------------------------------------

  /** {@code CreateConversionStmt}; the cursor is at DEFAULT or CONVERSION. */
  DefinitionStatement createConversion(int start) {
    boolean isDefault = cursor.accept(Token.DEFAULT);
    cursor.expect(Token.CONVERSION);
    QualifiedName name = grammar.names().anyName();
    cursor.expect(Token.FOR);
    String source = grammar.options().string();
    cursor.expect(Token.TO);
    String target = grammar.options().string();
    cursor.expect(Token.FROM);
    QualifiedName function = grammar.names().anyName();
    return new CreateConversionStmt(
        name.names(), source, target, function.names(), isDefault, cursor.spanFrom(start));
  }

  /** {@code ALTER CONVERSION}; the cursor is at CONVERSION. */
  Statement alterConversion(int start) {
    cursor.expect(Token.CONVERSION);
    QualifiedName name = grammar.names().anyName();
    return grammar.alterTails().required(start, ObjectType.CONVERSION, name);
  }
}
