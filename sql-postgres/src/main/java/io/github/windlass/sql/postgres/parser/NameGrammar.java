package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.DropBehavior;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.RangeVar.Persistence;
import io.github.windlass.sql.postgres.tree.RoleSpec;
import io.github.windlass.sql.postgres.tree.RoleSpec.RoleSpecType;
import io.github.windlass.sql.postgres.tree.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Names: which words may stand where, and names of several parts. */
final class NameGrammar {

  private final TokenCursor cursor;

  NameGrammar(Grammar grammar) {
    this.cursor = grammar.cursor;
  }

  /** {@code ColId}: names of columns, tables and the like. */
  static boolean isColId(Token token) {
    return token == Token.IDENT
        || token.category == Token.Category.UNRESERVED
        || token.category == Token.Category.COLUMN_NAME;
  }

  /** {@code type_function_name}: names of types and functions. */
  static boolean isTypeFunctionName(Token token) {
    return token == Token.IDENT
        || token.category == Token.Category.UNRESERVED
        || token.category == Token.Category.TYPE_FUNCTION_NAME;
  }

  /** {@code NonReservedWord}: names of roles, languages, options. */
  static boolean isNonReservedWord(Token token) {
    return token == Token.IDENT || (token.isKeyword() && token.category != Token.Category.RESERVED);
  }

  /** {@code ColLabel}: any word. */
  static boolean isColLabel(Token token) {
    return token == Token.IDENT || token.isKeyword();
  }

  /** {@code BareColLabel}: words that may be a label without AS. */
  static boolean isBareColLabel(Token token) {
    return token == Token.IDENT || token.bareLabel;
  }

  String colId() {
    if (!isColId(cursor.token()) || atJoinedToken()) {
      throw cursor.error();
    }
    return take();
  }

  /**
   * Whether {@code parser.c} makes a token of its own of this word, because of the word after it,
   * which then is no name: FORMAT_LA, NULLS_LA, WITHOUT_LA.
   */
  private boolean atJoinedToken() {
    return switch (cursor.token()) {
      case FORMAT -> cursor.peek(1) == Token.JSON;
      case NULLS -> cursor.peek(1) == Token.FIRST || cursor.peek(1) == Token.LAST;
      case WITHOUT -> cursor.peek(1) == Token.TIME;
      default -> false;
    };
  }

  String typeFunctionName() {
    if (!isTypeFunctionName(cursor.token())) {
      throw cursor.error();
    }
    return take();
  }

  String nonReservedWord() {
    if (!isNonReservedWord(cursor.token())) {
      throw cursor.error();
    }
    return take();
  }

  String colLabel() {
    if (!isColLabel(cursor.token()) || looksAhead()) {
      throw cursor.error();
    }
    return take();
  }

  /** NOT and WITH are no words but {@code NOT_LA} and {@code WITH_LA} before certain others. */
  private boolean looksAhead() {
    return switch (cursor.token()) {
      case NOT ->
          switch (cursor.peek(1)) {
            case BETWEEN, IN, LIKE, ILIKE, SIMILAR -> true;
            default -> false;
          };
      case WITH -> cursor.peek(1) == Token.TIME || cursor.peek(1) == Token.ORDINALITY;
      default -> false;
    };
  }

  String bareColLabel() {
    if (!isBareColLabel(cursor.token())) {
      throw cursor.error();
    }
    return take();
  }

  private String take() {
    String name = cursor.identifier();
    cursor.advance();
    return name;
  }

  /** {@code any_name}: {@code ColId attrs}. */
  QualifiedName anyName() {
    int start = cursor.start();
    List<String> names = names(colId());
    return new QualifiedName(names, cursor.spanFrom(start));
  }

  /** {@code name}: a name of one part, with its place. */
  QualifiedName name() {
    int start = cursor.start();
    String name = colId();
    return new QualifiedName(List.of(name), cursor.spanFrom(start));
  }

  /** {@code func_name}: one {@code type_function_name}, or {@code ColId attrs}. */
  List<String> functionName() {
    return cursor.peek(1) == Token.DOT ? names(colId()) : List.of(typeFunctionName());
  }

  /** {@code any_name_list}. */
  List<QualifiedName> anyNameList() {
    List<QualifiedName> list = new ArrayList<>(2);
    do {
      list.add(anyName());
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(list);
  }

  /** {@code name_list} without parentheses: {@code ColId, ColId …}. */
  List<String> nameList() {
    List<String> list = new ArrayList<>(4);
    do {
      list.add(colId());
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(list);
  }

  /** {@code '(' columnList ')'}. */
  List<String> columnsInParentheses() {
    cursor.expect(Token.LEFT_PAREN);
    List<String> list = nameList();
    cursor.expect(Token.RIGHT_PAREN);
    return list;
  }

  /** {@code '(' columnList ')'} or nothing. */
  List<String> optionalColumns() {
    return cursor.at(Token.LEFT_PAREN) ? columnsInParentheses() : List.of();
  }

  /** {@code attrs} after a first name: {@code .name.name…}. */
  List<String> names(String first) {
    if (!cursor.at(Token.DOT)) {
      return List.of(first);
    }
    cursor.advance();
    String second = colLabel();
    if (!cursor.at(Token.DOT)) {
      return List.of(first, second);
    }
    List<String> names = new ArrayList<>(4);
    names.add(first);
    names.add(second);
    while (cursor.accept(Token.DOT)) {
      names.add(colLabel());
    }
    return List.copyOf(names);
  }

  /** {@code qualified_name}: a relation of one to three parts, neither ONLY nor alias. */
  RangeVar qualifiedName() {
    return qualifiedName(Persistence.PERMANENT);
  }

  RangeVar qualifiedName(Persistence persistence) {
    int start = cursor.start();
    List<String> names = names(colId());
    return rangeVar(names, true, persistence, cursor.spanFrom(start));
  }

  /** {@code qualified_name_list}. */
  List<RangeVar> qualifiedNameList() {
    List<RangeVar> list = new ArrayList<>(2);
    do {
      list.add(qualifiedName());
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(list);
  }

  /** {@code relation_expr}: {@code [ONLY] name [*]}, {@code ONLY (name)}. */
  RangeVar relationExpr() {
    int start = cursor.start();
    if (cursor.accept(Token.ONLY)) {
      boolean parenthesised = cursor.accept(Token.LEFT_PAREN);
      List<String> names = names(colId());
      if (parenthesised) {
        cursor.expect(Token.RIGHT_PAREN);
      }
      return rangeVar(names, false, Persistence.PERMANENT, cursor.spanFrom(start));
    }
    List<String> names = names(colId());
    cursor.accept(Token.STAR);
    return rangeVar(names, true, Persistence.PERMANENT, cursor.spanFrom(start));
  }

  /** {@code relation_expr_list}. */
  List<RangeVar> relationExprList() {
    List<RangeVar> list = new ArrayList<>(2);
    do {
      list.add(relationExpr());
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(list);
  }

  /** A relation from the parts of its name ({@code makeRangeVarFromQualifiedName}). */
  RangeVar rangeVar(List<String> names, boolean inh, Persistence persistence, Span span) {
    return switch (names.size()) {
      case 1 -> new RangeVar(null, null, names.get(0), inh, persistence, null, span);
      case 2 -> new RangeVar(null, names.get(0), names.get(1), inh, persistence, null, span);
      case 3 ->
          new RangeVar(names.get(0), names.get(1), names.get(2), inh, persistence, null, span);
      default ->
          throw cursor.error(
              "improper qualified name (too many dotted names): " + String.join(".", names), span);
    };
  }

  /** {@code RoleSpec}, PUBLIC included. */
  RoleSpec roleSpec() {
    int start = cursor.start();
    RoleSpecType type =
        switch (cursor.token()) {
          case CURRENT_ROLE -> RoleSpecType.CURRENT_ROLE;
          case CURRENT_USER -> RoleSpecType.CURRENT_USER;
          case SESSION_USER -> RoleSpecType.SESSION_USER;
          default -> RoleSpecType.CSTRING;
        };
    if (type != RoleSpecType.CSTRING) {
      cursor.advance();
      return new RoleSpec(type, null, cursor.spanFrom(start));
    }
    // gram.y looks at the spelling, quoted or not: "public" is PUBLIC and "none" is reserved.
    String name = nonReservedWord();
    Span span = cursor.spanFrom(start);
    if (name.equals("public")) {
      return new RoleSpec(RoleSpecType.PUBLIC, null, span);
    }
    if (name.equals("none")) {
      throw cursor.error("role name \"none\" is reserved", span);
    }
    return new RoleSpec(RoleSpecType.CSTRING, name, span);
  }

  /** {@code RoleId}: a role that can be made or renamed, so by name only. */
  String roleId() {
    return roleId(roleSpec());
  }

  /** {@code RoleId} of a role read before. */
  String roleId(RoleSpec role) {
    return switch (role.roletype()) {
      case CSTRING -> Objects.requireNonNull(role.rolename());
      case PUBLIC -> throw cursor.error("role name \"public\" is reserved", role.span());
      case CURRENT_ROLE, CURRENT_USER, SESSION_USER ->
          throw cursor.error(role.roletype() + " cannot be used as a role name here", role.span());
    };
  }

  /** {@code auth_ident}: also USER, for the current one. */
  RoleSpec authIdent() {
    if (cursor.at(Token.USER)) {
      RoleSpec user = new RoleSpec(RoleSpecType.CURRENT_USER, null, cursor.tokenSpan());
      cursor.advance();
      return user;
    }
    return roleSpec();
  }

  /** {@code role_list}. */
  List<RoleSpec> roleList() {
    List<RoleSpec> list = new ArrayList<>(2);
    do {
      list.add(roleSpec());
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(list);
  }

  /** {@code opt_single_name}: {@code ColId} or nothing. */
  @Nullable String optionalColId() {
    return isColId(cursor.token()) ? colId() : null;
  }

  /** {@code opt_if_not_exists}. */
  boolean ifNotExists() {
    return cursor.accept(Token.IF, Token.NOT, Token.EXISTS);
  }

  /** {@code opt_drop_behavior}. */
  DropBehavior dropBehavior() {
    if (cursor.accept(Token.CASCADE)) {
      return DropBehavior.CASCADE;
    }
    cursor.accept(Token.RESTRICT);
    return DropBehavior.RESTRICT;
  }

  /** {@code IF EXISTS} or nothing. */
  boolean ifExists() {
    return cursor.accept(Token.IF, Token.EXISTS);
  }
}
