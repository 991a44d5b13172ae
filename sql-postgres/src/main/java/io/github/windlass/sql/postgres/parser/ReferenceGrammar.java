package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectReference.Cast;
import io.github.windlass.sql.postgres.tree.ObjectReference.LargeObject;
import io.github.windlass.sql.postgres.tree.ObjectReference.OnDomain;
import io.github.windlass.sql.postgres.tree.ObjectReference.OnRelation;
import io.github.windlass.sql.postgres.tree.ObjectReference.OperatorSet;
import io.github.windlass.sql.postgres.tree.ObjectReference.Transform;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.TypeName;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.ArrayList;
import java.util.List;

/** Kinds of objects and the objects themselves, as DROP, COMMENT and SECURITY LABEL name them. */
final class ReferenceGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;
  private final NameGrammar names;

  ReferenceGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.names = grammar.names();
  }

  /** The words for a kind of object; those of a constraint are TABCONSTRAINT. */
  ObjectType kind() {
    ObjectType type =
        switch (cursor.token()) {
          case ACCESS -> second(Token.METHOD, ObjectType.ACCESS_METHOD);
          case AGGREGATE -> ObjectType.AGGREGATE;
          case CAST -> ObjectType.CAST;
          case COLLATION -> ObjectType.COLLATION;
          case COLUMN -> ObjectType.COLUMN;
          case CONSTRAINT -> ObjectType.TABCONSTRAINT;
          case CONVERSION -> ObjectType.CONVERSION;
          case DATABASE -> ObjectType.DATABASE;
          case DOMAIN -> ObjectType.DOMAIN;
          case EVENT -> second(Token.TRIGGER, ObjectType.EVENT_TRIGGER);
          case EXTENSION -> ObjectType.EXTENSION;
          case FOREIGN -> foreign();
          case FUNCTION -> ObjectType.FUNCTION;
          case INDEX -> ObjectType.INDEX;
          case LANGUAGE -> ObjectType.LANGUAGE;
          case LARGE -> second(Token.OBJECT, ObjectType.LARGEOBJECT);
          case MATERIALIZED -> second(Token.VIEW, ObjectType.MATVIEW);
          case OPERATOR -> operator();
          case POLICY -> ObjectType.POLICY;
          case PROCEDURAL -> second(Token.LANGUAGE, ObjectType.LANGUAGE);
          case PROCEDURE -> ObjectType.PROCEDURE;
          case PUBLICATION -> ObjectType.PUBLICATION;
          case ROLE -> ObjectType.ROLE;
          case ROUTINE -> ObjectType.ROUTINE;
          case RULE -> ObjectType.RULE;
          case SCHEMA -> ObjectType.SCHEMA;
          case SEQUENCE -> ObjectType.SEQUENCE;
          case SERVER -> ObjectType.FOREIGN_SERVER;
          case STATISTICS -> ObjectType.STATISTIC_EXT;
          case SUBSCRIPTION -> ObjectType.SUBSCRIPTION;
          case TABLE -> ObjectType.TABLE;
          case TABLESPACE -> ObjectType.TABLESPACE;
          case TEXT -> textSearch();
          case TRANSFORM -> ObjectType.TRANSFORM;
          case TRIGGER -> ObjectType.TRIGGER;
          case TYPE -> ObjectType.TYPE;
          case VIEW -> ObjectType.VIEW;
          default -> throw cursor.error();
        };
    cursor.advance();
    return type;
  }

  /** Goes on to the second word of a kind. */
  private ObjectType second(Token word, ObjectType type) {
    cursor.advance();
    if (!cursor.at(word)) {
      throw cursor.error();
    }
    return type;
  }

  private ObjectType foreign() {
    if (cursor.peek(1) == Token.TABLE) {
      return second(Token.TABLE, ObjectType.FOREIGN_TABLE);
    }
    cursor.advance();
    cursor.expect(Token.DATA);
    if (!cursor.at(Token.WRAPPER)) {
      throw cursor.error();
    }
    return ObjectType.FDW;
  }

  /** An operator's own name may start with a schema that is called {@code class}. */
  private ObjectType operator() {
    if (cursor.peek(2) == Token.DOT) {
      return ObjectType.OPERATOR;
    }
    return switch (cursor.peek(1)) {
      case CLASS -> second(Token.CLASS, ObjectType.OPCLASS);
      case FAMILY -> second(Token.FAMILY, ObjectType.OPFAMILY);
      default -> ObjectType.OPERATOR;
    };
  }

  private ObjectType textSearch() {
    cursor.advance();
    cursor.expect(Token.SEARCH);
    return switch (cursor.token()) {
      case PARSER -> ObjectType.TSPARSER;
      case DICTIONARY -> ObjectType.TSDICTIONARY;
      case TEMPLATE -> ObjectType.TSTEMPLATE;
      case CONFIGURATION -> ObjectType.TSCONFIGURATION;
      default -> throw cursor.error();
    };
  }

  /** One object of a kind. */
  ObjectReference reference(ObjectType type) {
    return switch (type) {
      case COLLATION,
          COLUMN,
          CONVERSION,
          FOREIGN_TABLE,
          INDEX,
          MATVIEW,
          SEQUENCE,
          STATISTIC_EXT,
          TABLE,
          TSCONFIGURATION,
          TSDICTIONARY,
          TSPARSER,
          TSTEMPLATE,
          VIEW ->
          names.anyName();
      case TYPE, DOMAIN -> grammar.types().typeName();
      case AGGREGATE -> grammar.routines().aggregateWithArgtypes();
      case FUNCTION, PROCEDURE, ROUTINE -> grammar.routines().functionWithArgtypes();
      case OPERATOR -> grammar.routines().operatorWithArgtypes();
      case OPCLASS, OPFAMILY -> operatorSet();
      case POLICY, RULE, TRIGGER -> onRelation();
      case TABCONSTRAINT -> onTableOrDomain();
      case CAST -> cast();
      case TRANSFORM -> transform();
      case LARGEOBJECT -> largeObject();
      default -> names.name();
    };
  }

  /** One or more objects of a kind. */
  List<ObjectReference> references(ObjectType type) {
    ObjectReference first = reference(type);
    if (!cursor.at(Token.COMMA)) {
      return List.of(first);
    }
    List<ObjectReference> list = new ArrayList<>(4);
    list.add(first);
    while (cursor.accept(Token.COMMA)) {
      list.add(reference(type));
    }
    return List.copyOf(list);
  }

  /** {@code any_name USING name}: an operator class or family. */
  OperatorSet operatorSet() {
    int start = cursor.start();
    QualifiedName name = names.anyName();
    cursor.expect(Token.USING);
    String method = names.colId();
    return new OperatorSet(method, name.names(), cursor.spanFrom(start));
  }

  private OnRelation onRelation() {
    int start = cursor.start();
    String name = names.colId();
    cursor.expect(Token.ON);
    QualifiedName relation = names.anyName();
    return new OnRelation(relation.names(), name, cursor.spanFrom(start));
  }

  /** {@code name ON any_name}, {@code name ON DOMAIN any_name}. */
  private ObjectReference onTableOrDomain() {
    // A table may be called domain: then no name follows the word.
    if (cursor.peek(2) != Token.DOMAIN || !NameGrammar.isColId(cursor.peek(3))) {
      return onRelation();
    }
    int start = cursor.start();
    String name = names.colId();
    cursor.expect(Token.ON, Token.DOMAIN);
    QualifiedName domain = names.anyName();
    TypeName type = new TypeName(domain.names(), false, false, List.of(), List.of(), domain.span());
    return new OnDomain(type, name, cursor.spanFrom(start));
  }

  private Cast cast() {
    int start = cursor.start();
    cursor.expect(Token.LEFT_PAREN);
    TypeName source = grammar.types().typeName();
    cursor.expect(Token.AS);
    TypeName target = grammar.types().typeName();
    cursor.expect(Token.RIGHT_PAREN);
    return new Cast(source, target, cursor.spanFrom(start));
  }

  private Transform transform() {
    int start = cursor.start();
    cursor.expect(Token.FOR);
    TypeName type = grammar.types().typeName();
    cursor.expect(Token.LANGUAGE);
    String language = names.colId();
    return new Transform(type, language, cursor.spanFrom(start));
  }

  /** {@code NumericOnly}, behind LARGE OBJECT. */
  LargeObject largeObject() {
    int start = cursor.start();
    Value oid = grammar.options().numericOnly();
    return new LargeObject(oid, cursor.spanFrom(start));
  }
}
