package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.AlterTableCmd.AlterConstraint;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.Constraint.Attribute;
import io.github.windlass.sql.postgres.tree.Constraint.Check;
import io.github.windlass.sql.postgres.tree.Constraint.Default;
import io.github.windlass.sql.postgres.tree.Constraint.Exclusion;
import io.github.windlass.sql.postgres.tree.Constraint.ForeignKey;
import io.github.windlass.sql.postgres.tree.Constraint.Generated;
import io.github.windlass.sql.postgres.tree.Constraint.Identity;
import io.github.windlass.sql.postgres.tree.Constraint.NotNull;
import io.github.windlass.sql.postgres.tree.Constraint.Null;
import io.github.windlass.sql.postgres.tree.Constraint.PrimaryKey;
import io.github.windlass.sql.postgres.tree.Constraint.Unique;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Expression.CollateClause;
import io.github.windlass.sql.postgres.tree.IndexElem;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Constraints of columns, tables and domains. */
final class ConstraintGrammar {

  // The words of ConstraintAttributeSpec, as the bits of gram.y's CAS_*.
  private static final int NOT_DEFERRABLE = 0x01;
  private static final int DEFERRABLE = 0x02;
  private static final int INITIALLY_IMMEDIATE = 0x04;
  private static final int INITIALLY_DEFERRED = 0x08;
  private static final int NOT_VALID = 0x10;
  private static final int NO_INHERIT = 0x20;
  private static final int NOT_ENFORCED = 0x40;
  private static final int ENFORCED = 0x80;
  private static final int DEFERRABILITY =
      NOT_DEFERRABLE | DEFERRABLE | INITIALLY_IMMEDIATE | INITIALLY_DEFERRED;
  private static final int ENFORCEABILITY = NOT_ENFORCED | ENFORCED;

  private final Grammar grammar;
  private final TokenCursor cursor;

  ConstraintGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** What {@code SplitColQualList} makes of a {@code ColQualList}. */
  record Qualifiers(List<Constraint> constraints, @Nullable CollateClause collClause) {
    private static final Qualifiers NONE = new Qualifiers(List.of(), null);
  }

  /** {@code ColQualList}: the constraints, their attributes and COLLATE behind a column's type. */
  Qualifiers columnQualifiers() {
    List<Constraint> constraints = null;
    CollateClause collClause = null;
    while (true) {
      Constraint constraint;
      if (cursor.at(Token.COLLATE)) {
        CollateClause clause = collateClause();
        if (collClause != null) {
          throw cursor.error("multiple COLLATE clauses not allowed", clause.span());
        }
        collClause = clause;
      } else if ((constraint = columnConstraint()) != null) {
        if (constraints == null) {
          constraints = new ArrayList<>(2);
        }
        constraints.add(constraint);
      } else if (constraints != null) {
        return new Qualifiers(List.copyOf(constraints), collClause);
      } else {
        return collClause == null ? Qualifiers.NONE : new Qualifiers(List.of(), collClause);
      }
    }
  }

  /** {@code COLLATE any_name}. */
  CollateClause collateClause() {
    int start = cursor.start();
    cursor.expect(Token.COLLATE);
    List<String> name = grammar.names().anyName().names();
    return new CollateClause(null, name, cursor.spanFrom(start));
  }

  /** {@code opt_collate_clause}. */
  @Nullable CollateClause optionalCollateClause() {
    return cursor.at(Token.COLLATE) ? collateClause() : null;
  }

  /** {@code ColConstraint} but for COLLATE, or null. */
  private @Nullable Constraint columnConstraint() {
    int start = cursor.start();
    return switch (cursor.token()) {
      case CONSTRAINT -> {
        cursor.advance();
        String conname = grammar.names().colId();
        Constraint constraint = columnConstraintElem(start, conname);
        if (constraint == null) {
          throw cursor.error();
        }
        yield constraint;
      }
      case NOT ->
          switch (cursor.peek(1)) {
            case DEFERRABLE -> attribute(Attribute.Kind.NOT_DEFERRABLE, 2);
            case ENFORCED -> attribute(Attribute.Kind.NOT_ENFORCED, 2);
            default -> columnConstraintElem(start, null);
          };
      case DEFERRABLE -> attribute(Attribute.Kind.DEFERRABLE, 1);
      case ENFORCED -> attribute(Attribute.Kind.ENFORCED, 1);
      case INITIALLY ->
          switch (cursor.peek(1)) {
            case DEFERRED -> attribute(Attribute.Kind.DEFERRED, 2);
            case IMMEDIATE -> attribute(Attribute.Kind.IMMEDIATE, 2);
            default -> throw errorAfterToken();
          };
      default -> columnConstraintElem(start, null);
    };
  }

  private Attribute attribute(Attribute.Kind kind, int tokens) {
    int start = cursor.start();
    for (int i = 0; i < tokens; i++) {
      cursor.advance();
    }
    return new Attribute(kind, cursor.spanFrom(start));
  }

  private ParseFailure errorAfterToken() {
    cursor.advance();
    return cursor.error();
  }

  /** {@code ColConstraintElem}, or null. */
  private @Nullable Constraint columnConstraintElem(int start, @Nullable String conname) {
    return switch (cursor.token()) {
      case NOT -> {
        cursor.advance();
        cursor.expect(Token.NULL);
        boolean noInherit = cursor.accept(Token.NO, Token.INHERIT);
        yield new NotNull(conname, List.of(), false, noInherit, cursor.spanFrom(start));
      }
      case NULL -> {
        cursor.advance();
        yield new Null(conname, cursor.spanFrom(start));
      }
      case UNIQUE -> {
        cursor.advance();
        boolean nullsNotDistinct = nullsNotDistinct();
        List<DefElem> options = grammar.options().optionalDefinition();
        String indexspace = indexTableSpace();
        yield new Unique(
            conname,
            nullsNotDistinct,
            List.of(),
            false,
            List.of(),
            options,
            null,
            indexspace,
            false,
            false,
            cursor.spanFrom(start));
      }
      case PRIMARY -> {
        cursor.advance();
        cursor.expect(Token.KEY);
        List<DefElem> options = grammar.options().optionalDefinition();
        String indexspace = indexTableSpace();
        yield new PrimaryKey(
            conname,
            List.of(),
            false,
            List.of(),
            options,
            null,
            indexspace,
            false,
            false,
            cursor.spanFrom(start));
      }
      case CHECK -> {
        Expression expr = checkedExpression();
        boolean noInherit = cursor.accept(Token.NO, Token.INHERIT);
        yield new Check(conname, expr, true, false, noInherit, cursor.spanFrom(start));
      }
      case DEFAULT -> {
        cursor.advance();
        Expression expr = grammar.expressions().bExpression();
        yield new Default(conname, expr, cursor.spanFrom(start));
      }
      case GENERATED -> generated(start, conname);
      case REFERENCES -> foreignKey(start, conname, List.of(), false, true);
      default -> null;
    };
  }

  private Expression checkedExpression() {
    cursor.expect(Token.CHECK);
    return grammar.expressions().parenthesised();
  }

  private Constraint generated(int start, @Nullable String conname) {
    cursor.expect(Token.GENERATED);
    Span when = cursor.tokenSpan();
    Identity.GeneratedWhen generatedWhen = generatedWhen();
    cursor.expect(Token.AS);
    if (cursor.accept(Token.IDENTITY)) {
      List<DefElem> options = grammar.tables().sequences.parenthesizedOptions();
      return new Identity(conname, generatedWhen, options, cursor.spanFrom(start));
    }
    Expression expr = grammar.expressions().parenthesised();
    Generated.Kind kind = Generated.Kind.VIRTUAL;
    if (cursor.accept(Token.STORED)) {
      kind = Generated.Kind.STORED;
    } else {
      cursor.accept(Token.VIRTUAL);
    }
    if (generatedWhen != Identity.GeneratedWhen.ALWAYS) {
      throw cursor.error("for a generated column, GENERATED ALWAYS must be specified", when);
    }
    return new Generated(conname, expr, kind, cursor.spanFrom(start));
  }

  /** {@code GENERATED generated_when AS IDENTITY …} of ALTER COLUMN … ADD. */
  Identity identity() {
    int start = cursor.start();
    cursor.expect(Token.GENERATED);
    Identity.GeneratedWhen generatedWhen = generatedWhen();
    cursor.expect(Token.AS, Token.IDENTITY);
    List<DefElem> options = grammar.tables().sequences.parenthesizedOptions();
    return new Identity(null, generatedWhen, options, cursor.spanFrom(start));
  }

  /** {@code generated_when}. */
  Identity.GeneratedWhen generatedWhen() {
    if (cursor.accept(Token.ALWAYS)) {
      return Identity.GeneratedWhen.ALWAYS;
    }
    cursor.expect(Token.BY, Token.DEFAULT);
    return Identity.GeneratedWhen.BY_DEFAULT;
  }

  /** Whether the cursor is at a {@code TableConstraint}. EXCLUDE may also be a column's name. */
  boolean atTableConstraint() {
    return switch (cursor.token()) {
      case CONSTRAINT, CHECK, NOT, UNIQUE, PRIMARY, FOREIGN -> true;
      case EXCLUDE -> cursor.peek(1) == Token.LEFT_PAREN || cursor.peek(1) == Token.USING;
      default -> false;
    };
  }

  /** {@code TableConstraint}. */
  Constraint tableConstraint() {
    int start = cursor.start();
    String conname = constraintName();
    return switch (cursor.token()) {
      case CHECK -> {
        Expression expr = checkedExpression();
        int at = cursor.start();
        int words = attributes();
        refuse(words, DEFERRABILITY, "CHECK", at);
        yield new Check(
            conname,
            expr,
            (words & NOT_ENFORCED) == 0,
            (words & (NOT_VALID | NOT_ENFORCED)) != 0,
            (words & NO_INHERIT) != 0,
            cursor.spanFrom(start));
      }
      case NOT -> {
        cursor.advance();
        cursor.expect(Token.NULL);
        List<String> keys = List.of(grammar.names().colId());
        int at = cursor.start();
        int words = attributes();
        refuse(words, DEFERRABILITY | ENFORCEABILITY, "NOT NULL", at);
        yield new NotNull(
            conname,
            keys,
            (words & NOT_VALID) != 0,
            (words & NO_INHERIT) != 0,
            cursor.spanFrom(start));
      }
      case UNIQUE -> unique(start, conname);
      case PRIMARY -> primaryKey(start, conname);
      case EXCLUDE -> exclusion(start, conname);
      case FOREIGN -> {
        cursor.advance();
        cursor.expect(Token.KEY, Token.LEFT_PAREN);
        List<String> columns = new ArrayList<>(2);
        boolean period = columnsAndPeriod(columns);
        if (!cursor.at(Token.REFERENCES)) {
          throw cursor.error();
        }
        yield foreignKey(start, conname, List.copyOf(columns), period, false);
      }
      default -> throw cursor.error();
    };
  }

  private @Nullable String constraintName() {
    return cursor.accept(Token.CONSTRAINT) ? grammar.names().colId() : null;
  }

  private Unique unique(int start, @Nullable String conname) {
    cursor.expect(Token.UNIQUE);
    boolean nullsNotDistinct = false;
    String indexname = null;
    List<String> keys = List.of();
    boolean withoutOverlaps = false;
    List<String> including = List.of();
    List<DefElem> options = List.of();
    String indexspace = null;
    if (cursor.at(Token.USING)) {
      indexname = existingIndex();
    } else {
      nullsNotDistinct = nullsNotDistinct();
      cursor.expect(Token.LEFT_PAREN);
      keys = grammar.names().nameList();
      withoutOverlaps = cursor.accept(Token.WITHOUT, Token.OVERLAPS);
      cursor.expect(Token.RIGHT_PAREN);
      including = including();
      options = grammar.options().optionalDefinition();
      indexspace = indexTableSpace();
    }
    int at = cursor.start();
    int words = attributes();
    refuse(words, ~DEFERRABILITY, "UNIQUE", at);
    return new Unique(
        conname,
        nullsNotDistinct,
        keys,
        withoutOverlaps,
        including,
        options,
        indexname,
        indexspace,
        deferrable(words),
        initiallyDeferred(words),
        cursor.spanFrom(start));
  }

  private PrimaryKey primaryKey(int start, @Nullable String conname) {
    cursor.expect(Token.PRIMARY, Token.KEY);
    String indexname = null;
    List<String> keys = List.of();
    boolean withoutOverlaps = false;
    List<String> including = List.of();
    List<DefElem> options = List.of();
    String indexspace = null;
    if (cursor.at(Token.USING)) {
      indexname = existingIndex();
    } else {
      cursor.expect(Token.LEFT_PAREN);
      keys = grammar.names().nameList();
      withoutOverlaps = cursor.accept(Token.WITHOUT, Token.OVERLAPS);
      cursor.expect(Token.RIGHT_PAREN);
      including = including();
      options = grammar.options().optionalDefinition();
      indexspace = indexTableSpace();
    }
    int at = cursor.start();
    int words = attributes();
    refuse(words, ~DEFERRABILITY, "PRIMARY KEY", at);
    return new PrimaryKey(
        conname,
        keys,
        withoutOverlaps,
        including,
        options,
        indexname,
        indexspace,
        deferrable(words),
        initiallyDeferred(words),
        cursor.spanFrom(start));
  }

  private Exclusion exclusion(int start, @Nullable String conname) {
    cursor.expect(Token.EXCLUDE);
    IndexGrammar indexes = grammar.tables().indexes;
    String accessMethod = indexes.accessMethod();
    cursor.expect(Token.LEFT_PAREN);
    List<Exclusion.Element> exclusions = new ArrayList<>(2);
    do {
      int elementStart = cursor.start();
      IndexElem element = indexes.indexElem();
      cursor.expect(Token.WITH);
      List<String> operator = exclusionOperator();
      exclusions.add(new Exclusion.Element(element, operator, cursor.spanFrom(elementStart)));
    } while (cursor.accept(Token.COMMA));
    cursor.expect(Token.RIGHT_PAREN);
    List<String> including = including();
    List<DefElem> options = grammar.options().optionalDefinition();
    String indexspace = indexTableSpace();
    Expression whereClause =
        cursor.accept(Token.WHERE) ? grammar.expressions().parenthesised() : null;
    int at = cursor.start();
    int words = attributes();
    refuse(words, ~DEFERRABILITY, "EXCLUDE", at);
    return new Exclusion(
        conname,
        accessMethod,
        List.copyOf(exclusions),
        including,
        options,
        indexspace,
        whereClause,
        deferrable(words),
        initiallyDeferred(words),
        cursor.spanFrom(start));
  }

  /** {@code any_operator}, or {@code OPERATOR (any_operator)} as the server writes it. */
  private List<String> exclusionOperator() {
    if (cursor.accept(Token.OPERATOR, Token.LEFT_PAREN)) {
      List<String> operator = grammar.expressions().anyOperator();
      cursor.expect(Token.RIGHT_PAREN);
      return operator;
    }
    return grammar.expressions().anyOperator();
  }

  /** From REFERENCES on. */
  private ForeignKey foreignKey(
      int start,
      @Nullable String conname,
      List<String> fkAttrs,
      boolean fkWithPeriod,
      boolean behindColumn) {
    cursor.expect(Token.REFERENCES);
    RangeVar pktable = grammar.names().qualifiedName();
    List<String> pkAttrs = List.of();
    boolean pkWithPeriod = false;
    if (behindColumn) {
      pkAttrs = grammar.names().optionalColumns();
    } else if (cursor.accept(Token.LEFT_PAREN)) {
      List<String> columns = new ArrayList<>(2);
      pkWithPeriod = columnsAndPeriod(columns);
      pkAttrs = List.copyOf(columns);
    }
    ForeignKey.Match match = match();
    ForeignKey.Action update = null;
    ForeignKey.Action delete = null;
    List<String> deleteColumns = List.of();
    while (cursor.at(Token.ON)) {
      Span on = cursor.tokenSpan();
      cursor.advance();
      if (cursor.at(Token.UPDATE) && update == null) {
        cursor.advance();
        update = action();
        if (!actionColumns(update).isEmpty()) {
          String words = update == ForeignKey.Action.SET_NULL ? "SET NULL" : "SET DEFAULT";
          throw cursor.error(
              "a column list with " + words + " is only supported for ON DELETE actions", on);
        }
      } else if (cursor.at(Token.DELETE) && delete == null) {
        cursor.advance();
        delete = action();
        deleteColumns = actionColumns(delete);
      } else {
        throw cursor.error();
      }
    }
    int at = cursor.start();
    int words = behindColumn ? 0 : attributes();
    refuse(words, NO_INHERIT, "FOREIGN KEY", at);
    return new ForeignKey(
        conname,
        pktable,
        fkAttrs,
        pkAttrs,
        fkWithPeriod,
        pkWithPeriod,
        match,
        update == null ? ForeignKey.Action.NO_ACTION : update,
        delete == null ? ForeignKey.Action.NO_ACTION : delete,
        deleteColumns,
        deferrable(words),
        initiallyDeferred(words),
        (words & NOT_ENFORCED) == 0,
        (words & (NOT_VALID | NOT_ENFORCED)) != 0,
        cursor.spanFrom(start));
  }

  /**
   * {@code columnList optionalPeriodName ')'}: adds the columns and says whether PERIOD was there.
   */
  private boolean columnsAndPeriod(List<String> columns) {
    boolean period = false;
    columns.add(grammar.names().colId());
    while (!period && cursor.accept(Token.COMMA)) {
      // PERIOD may also be a column's name: then no other name follows.
      if (cursor.at(Token.PERIOD) && NameGrammar.isColId(cursor.peek(1))) {
        cursor.advance();
        period = true;
      }
      columns.add(grammar.names().colId());
    }
    cursor.expect(Token.RIGHT_PAREN);
    return period;
  }

  /** {@code key_match}. */
  private ForeignKey.Match match() {
    Span at = cursor.tokenSpan();
    if (!cursor.accept(Token.MATCH)) {
      return ForeignKey.Match.SIMPLE;
    }
    if (cursor.accept(Token.FULL)) {
      return ForeignKey.Match.FULL;
    }
    if (cursor.at(Token.PARTIAL)) {
      throw cursor.error("MATCH PARTIAL not yet implemented", at);
    }
    cursor.expect(Token.SIMPLE);
    return ForeignKey.Match.SIMPLE;
  }

  /** {@code key_action} without its columns. */
  private ForeignKey.Action action() {
    switch (cursor.token()) {
      case NO -> {
        cursor.advance();
        cursor.expect(Token.ACTION);
        return ForeignKey.Action.NO_ACTION;
      }
      case RESTRICT -> {
        cursor.advance();
        return ForeignKey.Action.RESTRICT;
      }
      case CASCADE -> {
        cursor.advance();
        return ForeignKey.Action.CASCADE;
      }
      default -> {
        cursor.expect(Token.SET);
        if (cursor.accept(Token.NULL)) {
          return ForeignKey.Action.SET_NULL;
        }
        cursor.expect(Token.DEFAULT);
        return ForeignKey.Action.SET_DEFAULT;
      }
    }
  }

  private List<String> actionColumns(ForeignKey.Action action) {
    return switch (action) {
      case SET_NULL, SET_DEFAULT -> grammar.names().optionalColumns();
      case NO_ACTION, RESTRICT, CASCADE -> List.of();
    };
  }

  /** {@code opt_unique_null_treatment}. */
  boolean nullsNotDistinct() {
    if (!cursor.accept(Token.NULLS)) {
      return false;
    }
    boolean not = cursor.accept(Token.NOT);
    cursor.expect(Token.DISTINCT);
    return not;
  }

  /** {@code opt_c_include}. */
  private List<String> including() {
    return cursor.accept(Token.INCLUDE) ? grammar.names().columnsInParentheses() : List.of();
  }

  /** {@code OptConsTableSpace}. */
  private @Nullable String indexTableSpace() {
    if (!cursor.accept(Token.USING)) {
      return null;
    }
    cursor.expect(Token.INDEX, Token.TABLESPACE);
    return grammar.names().colId();
  }

  /** {@code ExistingIndex}. */
  private String existingIndex() {
    cursor.expect(Token.USING, Token.INDEX);
    return grammar.names().colId();
  }

  /** {@code DomainConstraint}, of ALTER DOMAIN … ADD; CREATE DOMAIN has column qualifiers. */
  Constraint domainConstraint() {
    int start = cursor.start();
    String conname = constraintName();
    if (cursor.at(Token.CHECK)) {
      Expression expr = checkedExpression();
      int at = cursor.start();
      int words = attributes();
      refuse(words, DEFERRABILITY | ENFORCEABILITY, "CHECK", at);
      return new Check(
          conname,
          expr,
          true,
          (words & NOT_VALID) != 0,
          (words & NO_INHERIT) != 0,
          cursor.spanFrom(start));
    }
    cursor.expect(Token.NOT, Token.NULL);
    int at = cursor.start();
    int words = attributes();
    refuse(words, ~0, "NOT NULL", at);
    return new NotNull(conname, List.of("value"), false, false, cursor.spanFrom(start));
  }

  /**
   * {@code ConstraintAttributeSpec} of a constraint trigger, as {@code processCASbits} reads it.
   */
  record Deferrability(boolean deferrable, boolean initdeferred) {}

  /** {@code ConstraintAttributeSpec} of a constraint trigger. */
  Deferrability triggerAttributes() {
    int at = cursor.start();
    int words = attributes();
    refuse(words, ~DEFERRABILITY, "TRIGGER", at);
    return new Deferrability(deferrable(words), initiallyDeferred(words));
  }

  /** What follows the name in {@code ALTER CONSTRAINT name}: a command from {@code start} on. */
  AlterConstraint alteration(int start, String conname) {
    if (cursor.accept(Token.INHERIT)) {
      return new AlterConstraint(
          conname, false, false, false, false, false, true, false, cursor.spanFrom(start));
    }
    int at = cursor.start();
    int words = attributes();
    if ((words & NOT_VALID) != 0) {
      throw cursor.error("constraints cannot be altered to be NOT VALID", cursor.spanFrom(at));
    }
    return new AlterConstraint(
        conname,
        (words & ENFORCEABILITY) != 0,
        (words & NOT_ENFORCED) == 0,
        (words & DEFERRABILITY) != 0,
        deferrable(words),
        initiallyDeferred(words),
        (words & NO_INHERIT) != 0,
        (words & NO_INHERIT) != 0,
        cursor.spanFrom(start));
  }

  /** {@code ConstraintAttributeSpec}: which of the words stand here, in any order. */
  private int attributes() {
    int words = 0;
    while (true) {
      int word =
          switch (cursor.token()) {
            case NOT ->
                switch (cursor.peek(1)) {
                  case DEFERRABLE -> NOT_DEFERRABLE;
                  case VALID -> NOT_VALID;
                  case ENFORCED -> NOT_ENFORCED;
                  default -> throw errorAfterToken();
                };
            case INITIALLY ->
                switch (cursor.peek(1)) {
                  case IMMEDIATE -> INITIALLY_IMMEDIATE;
                  case DEFERRED -> INITIALLY_DEFERRED;
                  default -> throw errorAfterToken();
                };
            case NO -> {
              if (cursor.peek(1) != Token.INHERIT) {
                throw errorAfterToken();
              }
              yield NO_INHERIT;
            }
            case DEFERRABLE -> DEFERRABLE;
            case ENFORCED -> ENFORCED;
            default -> 0;
          };
      if (word == 0) {
        return words;
      }
      words |= word;
      requireAgreement(words);
      cursor.advance();
      if (word != DEFERRABLE && word != ENFORCED) {
        cursor.advance();
      }
    }
  }

  private void requireAgreement(int words) {
    if (has(words, NOT_DEFERRABLE | INITIALLY_DEFERRED)) {
      throw cursor.error("constraint declared INITIALLY DEFERRED must be DEFERRABLE");
    }
    if (has(words, NOT_DEFERRABLE | DEFERRABLE)
        || has(words, INITIALLY_IMMEDIATE | INITIALLY_DEFERRED)
        || has(words, NOT_ENFORCED | ENFORCED)) {
      throw cursor.error("conflicting constraint properties");
    }
  }

  private static boolean has(int words, int all) {
    return (words & all) == all;
  }

  /**
   * Refuses words that a kind of constraint cannot have, as {@code processCASbits} does. NOT
   * DEFERRABLE and INITIALLY IMMEDIATE say what is so anyway, and are never refused.
   */
  private void refuse(int words, int refused, String constraint, int at) {
    int wrong = words & refused;
    String word;
    if ((wrong & (DEFERRABLE | INITIALLY_DEFERRED)) != 0) {
      word = "DEFERRABLE";
    } else if ((wrong & NOT_VALID) != 0) {
      word = "NOT VALID";
    } else if ((wrong & NO_INHERIT) != 0) {
      word = "NO INHERIT";
    } else if ((wrong & NOT_ENFORCED) != 0) {
      word = "NOT ENFORCED";
    } else if ((wrong & ENFORCED) != 0) {
      word = "ENFORCED";
    } else {
      return;
    }
    throw cursor.error(constraint + " constraints cannot be marked " + word, cursor.spanFrom(at));
  }

  private static boolean deferrable(int words) {
    return (words & (DEFERRABLE | INITIALLY_DEFERRED)) != 0;
  }

  private static boolean initiallyDeferred(int words) {
    return (words & INITIALLY_DEFERRED) != 0;
  }
}
