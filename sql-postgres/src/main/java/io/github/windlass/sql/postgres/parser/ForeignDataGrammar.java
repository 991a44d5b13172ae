package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.DefinitionStatement;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterFdwStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterForeignServerStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterUserMappingStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateFdwStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateForeignServerStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateUserMappingStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.ImportForeignSchemaStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.ImportForeignSchemaType;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.RoleSpec;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Foreign-data wrappers, servers, user mappings. */
final class ForeignDataGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  ForeignDataGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  // --- wrappers ------------------------------------------------------------------------------

  /** {@code CreateFdwStmt}; the cursor is at FOREIGN. */
  DefinitionStatement createWrapper(int start) {
    foreignDataWrapper();
    String name = grammar.names().colId();
    List<DefElem> functions = wrapperFunctions();
    List<DefElem> options = grammar.options().createGenericOptions();
    return new CreateFdwStmt(name, functions, options, cursor.spanFrom(start));
  }

  /** {@code AlterFdwStmt} and the shared forms; the cursor is at FOREIGN. */
  Statement alterWrapper(int start) {
    foreignDataWrapper();
    QualifiedName name = grammar.names().name();
    Statement tail = grammar.alterTails().of(start, ObjectType.FDW, name);
    if (tail != null) {
      return tail;
    }
    List<DefElem> functions = wrapperFunctions();
    List<DefElem> options =
        functions.isEmpty() || cursor.at(Token.OPTIONS)
            ? grammar.options().alterGenericOptions()
            : List.of();
    return new AlterFdwStmt(name.last(), functions, options, cursor.spanFrom(start));
  }

  private void foreignDataWrapper() {
    cursor.expect(Token.FOREIGN);
    cursor.expect(Token.DATA, Token.WRAPPER);
  }

  /** {@code opt_fdw_options}. */
  private List<DefElem> wrapperFunctions() {
    List<DefElem> functions = new ArrayList<>(2);
    while (true) {
      int start = cursor.start();
      boolean none = cursor.at(Token.NO);
      Token kind = none ? cursor.peek(1) : cursor.token();
      if (kind != Token.HANDLER && kind != Token.VALIDATOR) {
        return List.copyOf(functions);
      }
      cursor.advance();
      if (none) {
        cursor.advance();
      }
      Node function = none ? null : grammar.names().anyName();
      functions.add(grammar.options().option(kind.keyword(), function, start));
    }
  }

  // --- servers -------------------------------------------------------------------------------

  /** {@code CreateForeignServerStmt}; the cursor is at SERVER. */
  DefinitionStatement createServer(int start) {
    cursor.expect(Token.SERVER);
    boolean ifNotExists = grammar.names().ifNotExists();
    String name = grammar.names().colId();
    String type = cursor.accept(Token.TYPE) ? grammar.options().string() : null;
    String version = cursor.accept(Token.VERSION) ? version() : null;
    foreignDataWrapper();
    String wrapper = grammar.names().colId();
    List<DefElem> options = grammar.options().createGenericOptions();
    return new CreateForeignServerStmt(
        name, type, version, wrapper, ifNotExists, options, cursor.spanFrom(start));
  }

  /** {@code foreign_server_version} behind VERSION. */
  private @Nullable String version() {
    return cursor.accept(Token.NULL) ? null : grammar.options().string();
  }

  /** {@code AlterForeignServerStmt} and the shared forms; the cursor is at SERVER. */
  Statement alterServer(int start) {
    cursor.expect(Token.SERVER);
    QualifiedName name = grammar.names().name();
    Statement tail = grammar.alterTails().of(start, ObjectType.FOREIGN_SERVER, name);
    if (tail != null) {
      return tail;
    }
    boolean hasVersion = cursor.accept(Token.VERSION);
    String version = hasVersion ? version() : null;
    List<DefElem> options =
        !hasVersion || cursor.at(Token.OPTIONS)
            ? grammar.options().alterGenericOptions()
            : List.of();
    return new AlterForeignServerStmt(
        name.last(), version, hasVersion, options, cursor.spanFrom(start));
  }

  // --- user mappings -------------------------------------------------------------------------

  /** {@code CreateUserMappingStmt}; the cursor is at USER. */
  DefinitionStatement createUserMapping(int start) {
    cursor.expect(Token.USER, Token.MAPPING);
    boolean ifNotExists = grammar.names().ifNotExists();
    cursor.expect(Token.FOR);
    RoleSpec user = grammar.names().authIdent();
    cursor.expect(Token.SERVER);
    String server = grammar.names().colId();
    List<DefElem> options = grammar.options().createGenericOptions();
    return new CreateUserMappingStmt(user, server, ifNotExists, options, cursor.spanFrom(start));
  }

  /** {@code AlterUserMappingStmt}; the cursor is at USER. */
  DefinitionStatement alterUserMapping(int start) {
    cursor.expect(Token.USER, Token.MAPPING);
    cursor.expect(Token.FOR);
    RoleSpec user = grammar.names().authIdent();
    cursor.expect(Token.SERVER);
    String server = grammar.names().colId();
    List<DefElem> options = grammar.options().alterGenericOptions();
    return new AlterUserMappingStmt(user, server, options, cursor.spanFrom(start));
  }

  // --- IMPORT FOREIGN SCHEMA -----------------------------------------------------------------

  /** {@code ImportForeignSchemaStmt}; the cursor is at IMPORT. */
  DefinitionStatement importSchema() {
    int start = cursor.start();
    cursor.expect(Token.IMPORT);
    cursor.expect(Token.FOREIGN, Token.SCHEMA);
    String remote = grammar.names().colId();
    ImportForeignSchemaType type = ImportForeignSchemaType.ALL;
    if (cursor.accept(Token.LIMIT, Token.TO)) {
      type = ImportForeignSchemaType.LIMIT_TO;
    } else if (cursor.accept(Token.EXCEPT)) {
      type = ImportForeignSchemaType.EXCEPT;
    }
    List<RangeVar> tables = List.of();
    if (type != ImportForeignSchemaType.ALL) {
      cursor.expect(Token.LEFT_PAREN);
      tables = grammar.names().relationExprList();
      cursor.expect(Token.RIGHT_PAREN);
    }
    cursor.expect(Token.FROM, Token.SERVER);
    String server = grammar.names().colId();
    cursor.expect(Token.INTO);
    String local = grammar.names().colId();
    List<DefElem> options = grammar.options().createGenericOptions();
    return new ImportForeignSchemaStmt(
        server, remote, local, type, tables, options, cursor.spanFrom(start));
  }
}
