package io.github.windlass.sql.postgres.parser;

import org.jspecify.annotations.Nullable;

/** The families of productions over one cursor. A family is made when it is first met. */
final class Grammar {

  final TokenCursor cursor;
  private final NameGrammar names;
  private final TypeGrammar types;
  private final ExpressionGrammar expressions;
  private final PrimaryGrammar primaries;
  private final ConstantGrammar constants;
  private final FunctionGrammar functions;
  private @Nullable WindowGrammar windows;
  private @Nullable XmlGrammar xml;
  private @Nullable JsonGrammar json;
  private @Nullable OptionGrammar options;
  private @Nullable QueryGrammar queries;
  private @Nullable TableGrammar tables;
  private @Nullable RoutineGrammar routines;
  private @Nullable DefinitionGrammar definitions;
  private @Nullable OperatorGrammar operators;
  private @Nullable StatementGrammar statements;
  private @Nullable AccessGrammar access;
  private @Nullable ObjectGrammar objects;
  private @Nullable AlterTailGrammar alterTails;
  private @Nullable SessionGrammar sessions;
  private @Nullable UtilityGrammar utilities;

  Grammar(TokenCursor cursor) {
    this.cursor = cursor;
    this.names = new NameGrammar(this);
    this.types = new TypeGrammar(this);
    this.expressions = new ExpressionGrammar(this);
    this.primaries = new PrimaryGrammar(this);
    this.constants = new ConstantGrammar(this);
    this.functions = new FunctionGrammar(this);
  }

  NameGrammar names() {
    return names;
  }

  TypeGrammar types() {
    return types;
  }

  ExpressionGrammar expressions() {
    return expressions;
  }

  PrimaryGrammar primaries() {
    return primaries;
  }

  ConstantGrammar constants() {
    return constants;
  }

  FunctionGrammar functions() {
    return functions;
  }

  WindowGrammar windows() {
    return windows == null ? windows = new WindowGrammar(this) : windows;
  }

  XmlGrammar xml() {
    return xml == null ? xml = new XmlGrammar(this) : xml;
  }

  JsonGrammar json() {
    return json == null ? json = new JsonGrammar(this) : json;
  }

  OptionGrammar options() {
    return options == null ? options = new OptionGrammar(this) : options;
  }

  QueryGrammar queries() {
    return queries == null ? queries = new QueryGrammar(this) : queries;
  }

  TableGrammar tables() {
    return tables == null ? tables = new TableGrammar(this) : tables;
  }

  RoutineGrammar routines() {
    return routines == null ? routines = new RoutineGrammar(this) : routines;
  }

  DefinitionGrammar definitions() {
    return definitions == null ? definitions = new DefinitionGrammar(this) : definitions;
  }

  OperatorGrammar operators() {
    return operators == null ? operators = new OperatorGrammar(this) : operators;
  }

  /** For statements within statements. */
  StatementGrammar statements() {
    return statements == null ? statements = new StatementGrammar(this) : statements;
  }

  AccessGrammar access() {
    return access == null ? access = new AccessGrammar(this) : access;
  }

  ObjectGrammar objects() {
    return objects == null ? objects = new ObjectGrammar(this) : objects;
  }

  AlterTailGrammar alterTails() {
    return alterTails == null ? alterTails = new AlterTailGrammar(this) : alterTails;
  }

  SessionGrammar sessions() {
    return sessions == null ? sessions = new SessionGrammar(this) : sessions;
  }

  UtilityGrammar utilities() {
    return utilities == null ? utilities = new UtilityGrammar(this) : utilities;
  }
}
