package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.DefinitionStatement;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AggregateArgs;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterOpFamilyStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterOperatorStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CoercionContext;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateCastStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateOpClassStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateOpFamilyStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateTransformStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.DefineStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.OpClassItem;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.ObjectReference.OperatorSet;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.ObjectWithArgs;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TypeName;
import java.util.ArrayList;
import java.util.List;

/** Aggregates, operators, their classes and families, casts, transforms. */
final class OperatorGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  OperatorGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  // --- aggregates ----------------------------------------------------------------------------

  /** {@code CREATE AGGREGATE}; the cursor is at AGGREGATE. */
  DefinitionStatement createAggregate(int start, boolean replace) {
    cursor.expect(Token.AGGREGATE);
    List<String> name = grammar.names().functionName();
    // old_aggr_elem begins with IDENT '=', which no argument does.
    boolean oldstyle = cursor.at(Token.LEFT_PAREN, Token.IDENT) && cursor.peek(2) == Token.EQUALS;
    AggregateArgs args = oldstyle ? null : grammar.routines().aggregateArguments();
    List<DefElem> definition = oldstyle ? oldDefinition() : grammar.options().definition();
    return new DefineStmt(
        ObjectType.AGGREGATE,
        oldstyle,
        name,
        args,
        definition,
        false,
        replace,
        cursor.spanFrom(start));
  }

  /** {@code old_aggr_definition}: names are no keywords, and have values. */
  private List<DefElem> oldDefinition() {
    cursor.expect(Token.LEFT_PAREN);
    List<DefElem> definition = new ArrayList<>(4);
    do {
      int start = cursor.start();
      if (!cursor.at(Token.IDENT)) {
        throw cursor.error();
      }
      String name = grammar.names().colId();
      cursor.expect(Token.EQUALS);
      Node value = grammar.options().defArg();
      definition.add(grammar.options().option(name, value, start));
    } while (cursor.accept(Token.COMMA));
    cursor.expect(Token.RIGHT_PAREN);
    return List.copyOf(definition);
  }

  // --- operators -----------------------------------------------------------------------------

  /** {@code CREATE OPERATOR [CLASS | FAMILY]}; the cursor is at OPERATOR. */
  DefinitionStatement createOperator(int start) {
    cursor.expect(Token.OPERATOR);
    // A schema may be called "class" or "family".
    if (cursor.peek(1) != Token.DOT) {
      if (cursor.accept(Token.CLASS)) {
        return createClass(start);
      }
      if (cursor.accept(Token.FAMILY)) {
        OperatorSet family = grammar.objects().references().operatorSet();
        return new CreateOpFamilyStmt(
            family.names(), family.accessMethod(), cursor.spanFrom(start));
      }
    }
    List<String> name = grammar.expressions().anyOperator();
    List<DefElem> definition = grammar.options().definition();
    return new DefineStmt(
        ObjectType.OPERATOR, false, name, null, definition, false, false, cursor.spanFrom(start));
  }

  /** {@code ALTER OPERATOR [CLASS | FAMILY]}; the cursor is at OPERATOR. */
  Statement alterOperator(int start) {
    cursor.expect(Token.OPERATOR);
    if (cursor.peek(1) != Token.DOT) {
      if (cursor.accept(Token.CLASS)) {
        return grammar
            .alterTails()
            .required(start, ObjectType.OPCLASS, grammar.objects().references().operatorSet());
      }
      if (cursor.accept(Token.FAMILY)) {
        return alterFamily(start);
      }
    }
    ObjectWithArgs operator = grammar.routines().operatorWithArgtypes();
    Statement tail = grammar.alterTails().of(start, ObjectType.OPERATOR, operator);
    if (tail != null) {
      return tail;
    }
    cursor.expect(Token.SET);
    List<DefElem> options = operatorDefinition();
    return new AlterOperatorStmt(operator, options, cursor.spanFrom(start));
  }

  /** {@code '(' operator_def_list ')'}: NONE is no value here. */
  List<DefElem> operatorDefinition() {
    cursor.expect(Token.LEFT_PAREN);
    List<DefElem> definition = new ArrayList<>(4);
    do {
      int start = cursor.start();
      String name = grammar.names().colLabel();
      Node value = null;
      if (cursor.accept(Token.EQUALS) && !cursor.accept(Token.NONE)) {
        value = grammar.options().defArg();
      }
      definition.add(grammar.options().option(name, value, start));
    } while (cursor.accept(Token.COMMA));
    cursor.expect(Token.RIGHT_PAREN);
    return List.copyOf(definition);
  }

  // --- classes and families ------------------------------------------------------------------

  /** {@code CreateOpClassStmt} behind CLASS. */
  private CreateOpClassStmt createClass(int start) {
    QualifiedName name = grammar.names().anyName();
    boolean isDefault = cursor.accept(Token.DEFAULT);
    cursor.expect(Token.FOR, Token.TYPE);
    TypeName type = grammar.types().typeName();
    cursor.expect(Token.USING);
    String accessMethod = grammar.names().colId();
    List<String> family =
        cursor.accept(Token.FAMILY) ? grammar.names().anyName().names() : List.of();
    cursor.expect(Token.AS);
    List<OpClassItem> items = items();
    return new CreateOpClassStmt(
        name.names(), family, accessMethod, type, items, isDefault, cursor.spanFrom(start));
  }

  /** {@code AlterOpFamilyStmt} behind FAMILY, and the shared forms. */
  private Statement alterFamily(int start) {
    OperatorSet family = grammar.objects().references().operatorSet();
    boolean isDrop = cursor.at(Token.DROP);
    if (!isDrop && !cursor.at(Token.ADD)) {
      return grammar.alterTails().required(start, ObjectType.OPFAMILY, family);
    }
    cursor.advance();
    List<OpClassItem> items = isDrop ? droppedItems() : items();
    return new AlterOpFamilyStmt(
        family.names(), family.accessMethod(), isDrop, items, cursor.spanFrom(start));
  }

  /** {@code opclass_item_list}. */
  private List<OpClassItem> items() {
    List<OpClassItem> items = new ArrayList<>(4);
    do {
      items.add(item());
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(items);
  }

  private OpClassItem item() {
    int start = cursor.start();
    switch (cursor.token()) {
      case OPERATOR -> {
        cursor.advance();
        int number = grammar.options().integer();
        ObjectWithArgs operator = grammar.routines().operatorWithOptionalArgtypes();
        List<String> orderFamily = purpose();
        return new OpClassItem.Operator(operator, number, orderFamily, cursor.spanFrom(start));
      }
      case FUNCTION -> {
        cursor.advance();
        int number = grammar.options().integer();
        List<TypeName> types = cursor.at(Token.LEFT_PAREN) ? types() : List.of();
        ObjectWithArgs function = grammar.routines().functionWithArgtypes();
        return new OpClassItem.Function(function, number, types, cursor.spanFrom(start));
      }
      default -> {
        cursor.expect(Token.STORAGE);
        TypeName type = grammar.types().typeName();
        return new OpClassItem.StorageType(type, cursor.spanFrom(start));
      }
    }
  }

  /** {@code opclass_purpose}; FOR SEARCH is the default. */
  private List<String> purpose() {
    if (!cursor.accept(Token.FOR)) {
      return List.of();
    }
    if (cursor.accept(Token.SEARCH)) {
      return List.of();
    }
    cursor.expect(Token.ORDER, Token.BY);
    return grammar.names().anyName().names();
  }

  /** {@code opclass_drop_list}. */
  private List<OpClassItem> droppedItems() {
    List<OpClassItem> items = new ArrayList<>(4);
    do {
      int start = cursor.start();
      boolean operator = cursor.accept(Token.OPERATOR);
      if (!operator) {
        cursor.expect(Token.FUNCTION);
      }
      int number = grammar.options().integer();
      List<TypeName> types = types();
      items.add(
          operator
              ? new OpClassItem.DropOperator(number, types, cursor.spanFrom(start))
              : new OpClassItem.DropFunction(number, types, cursor.spanFrom(start)));
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(items);
  }

  /** {@code '(' type_list ')'}. */
  private List<TypeName> types() {
    cursor.expect(Token.LEFT_PAREN);
    List<TypeName> types = new ArrayList<>(2);
    do {
      types.add(grammar.types().typeName());
    } while (cursor.accept(Token.COMMA));
    cursor.expect(Token.RIGHT_PAREN);
    return List.copyOf(types);
  }

  // --- casts and transforms ------------------------------------------------------------------

  /** {@code CreateCastStmt}; the cursor is at CAST. */
  DefinitionStatement createCast(int start) {
    cursor.expect(Token.CAST, Token.LEFT_PAREN);
    TypeName source = grammar.types().typeName();
    cursor.expect(Token.AS);
    TypeName target = grammar.types().typeName();
    cursor.expect(Token.RIGHT_PAREN);
    ObjectWithArgs function = null;
    boolean inout = false;
    if (cursor.accept(Token.WITHOUT)) {
      cursor.expect(Token.FUNCTION);
    } else {
      cursor.expect(Token.WITH);
      inout = cursor.accept(Token.INOUT);
      if (!inout) {
        cursor.expect(Token.FUNCTION);
        function = grammar.routines().functionWithArgtypes();
      }
    }
    CoercionContext context = CoercionContext.EXPLICIT;
    if (cursor.accept(Token.AS)) {
      if (cursor.accept(Token.IMPLICIT)) {
        context = CoercionContext.IMPLICIT;
      } else {
        cursor.expect(Token.ASSIGNMENT);
        context = CoercionContext.ASSIGNMENT;
      }
    }
    return new CreateCastStmt(source, target, function, context, inout, cursor.spanFrom(start));
  }

  /** {@code CreateTransformStmt}; the cursor is at TRANSFORM. */
  DefinitionStatement createTransform(int start, boolean replace) {
    cursor.expect(Token.TRANSFORM, Token.FOR);
    TypeName type = grammar.types().typeName();
    cursor.expect(Token.LANGUAGE);
    String language = grammar.names().colId();
    cursor.expect(Token.LEFT_PAREN);
    ObjectWithArgs from = null;
    ObjectWithArgs to = null;
    if (cursor.at(Token.FROM)) {
      from = transformFunction(Token.FROM);
      if (cursor.accept(Token.COMMA)) {
        to = transformFunction(Token.TO);
      }
    } else {
      to = transformFunction(Token.TO);
      if (cursor.accept(Token.COMMA)) {
        from = transformFunction(Token.FROM);
      }
    }
    cursor.expect(Token.RIGHT_PAREN);
    return new CreateTransformStmt(replace, type, language, from, to, cursor.spanFrom(start));
  }

  /** One side of {@code transform_element_list}. */
  private ObjectWithArgs transformFunction(Token direction) {
    cursor.expect(direction, Token.SQL);
    cursor.expect(Token.WITH, Token.FUNCTION);
    return grammar.routines().functionWithArgtypes();
  }
}
