package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.DefElem.DefElemAction;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Expression.CollateClause;
import io.github.windlass.sql.postgres.tree.IntoClause;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.OnCommitAction;
import io.github.windlass.sql.postgres.tree.PartitionBoundSpec;
import io.github.windlass.sql.postgres.tree.PartitionSpec;
import io.github.windlass.sql.postgres.tree.PartitionSpec.PartitionElem;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.RangeVar.Persistence;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableElement;
import io.github.windlass.sql.postgres.tree.TableLikeClause;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateForeignTableStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateTableAsStmt;
import io.github.windlass.sql.postgres.tree.TypeName;
import io.github.windlass.sql.postgres.tree.Value.IntegerValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CREATE TABLE in all its forms, and what tables are made of. */
final class CreateTableGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  CreateTableGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** {@code CreateStmt} and {@code CreateAsStmt} from TABLE on. */
  Statement create(int start, Persistence persistence) {
    cursor.expect(Token.TABLE);
    boolean ifNotExists = grammar.names().ifNotExists();
    RangeVar relation = grammar.names().qualifiedName(persistence);
    List<TableElement> elements = List.of();
    List<RangeVar> parents = List.of();
    PartitionBoundSpec bound = null;
    TypeName type = null;
    switch (cursor.token()) {
      case LEFT_PAREN -> {
        if (atColumnNames()) {
          return createAs(start, relation, ifNotExists);
        }
        elements = elements();
        parents = parents();
      }
      case OF -> {
        cursor.advance();
        type = grammar.tables().typeOf(grammar.names().anyName());
        elements = typedElements();
      }
      case PARTITION -> {
        parents = partitionParent();
        elements = typedElements();
        bound = partitionBound();
      }
      default -> {
        return createAs(start, relation, ifNotExists);
      }
    }
    PartitionSpec partition = cursor.at(Token.PARTITION) ? partitionSpec() : null;
    String accessMethod = grammar.tables().optionalAccessMethod();
    List<DefElem> options = options();
    OnCommitAction onCommit = onCommit();
    String tableSpace = grammar.tables().optionalTableSpace();
    return new CreateStmt(
        relation,
        elements,
        parents,
        bound,
        partition,
        type,
        accessMethod,
        options,
        onCommit,
        tableSpace,
        ifNotExists,
        cursor.spanFrom(start));
  }

  /** Whether a list of names opens here, as in {@code CREATE TABLE t (a, b) AS …}. */
  private boolean atColumnNames() {
    return NameGrammar.isColId(cursor.peek(1))
        && (cursor.peek(2) == Token.COMMA || cursor.peek(2) == Token.RIGHT_PAREN);
  }

  /** {@code CreateAsStmt} from what follows the table's name on. */
  private Statement createAs(int start, RangeVar relation, boolean ifNotExists) {
    List<String> columns = grammar.names().optionalColumns();
    String accessMethod = grammar.tables().optionalAccessMethod();
    List<DefElem> options = options();
    OnCommitAction onCommit = onCommit();
    String tableSpace = grammar.tables().optionalTableSpace();
    Span intoSpan = cursor.spanFrom(relation.span().start());
    cursor.expect(Token.AS);
    Statement query =
        cursor.at(Token.EXECUTE)
            ? grammar.sessions().execute()
            : grammar.queries().selectStatement();
    boolean skipData = grammar.tables().withNoData();
    IntoClause into =
        new IntoClause(
            relation, columns, accessMethod, options, onCommit, tableSpace, skipData, intoSpan);
    return new CreateTableAsStmt(
        query, into, ObjectType.TABLE, ifNotExists, cursor.spanFrom(start));
  }

  /** {@code CreateForeignTableStmt} from FOREIGN on. */
  Statement createForeign(int start) {
    cursor.expect(Token.FOREIGN, Token.TABLE);
    boolean ifNotExists = grammar.names().ifNotExists();
    RangeVar relation = grammar.names().qualifiedName();
    List<TableElement> elements;
    List<RangeVar> parents;
    PartitionBoundSpec bound = null;
    if (cursor.at(Token.PARTITION)) {
      parents = partitionParent();
      elements = typedElements();
      bound = partitionBound();
    } else {
      elements = elements();
      parents = parents();
    }
    cursor.expect(Token.SERVER);
    String server = grammar.names().colId();
    List<DefElem> options = grammar.options().createGenericOptions();
    Span span = cursor.spanFrom(start);
    CreateStmt base =
        new CreateStmt(
            relation,
            elements,
            parents,
            bound,
            null,
            null,
            null,
            List.of(),
            OnCommitAction.NOOP,
            null,
            ifNotExists,
            span);
    return new CreateForeignTableStmt(base, server, options, span);
  }

  /** {@code '(' OptTableElementList ')'}. */
  private List<TableElement> elements() {
    cursor.expect(Token.LEFT_PAREN);
    if (cursor.accept(Token.RIGHT_PAREN)) {
      return List.of();
    }
    List<TableElement> list = new ArrayList<>();
    do {
      list.add(element());
    } while (cursor.accept(Token.COMMA));
    cursor.expect(Token.RIGHT_PAREN);
    return List.copyOf(list);
  }

  private TableElement element() {
    if (cursor.at(Token.LIKE)) {
      return like();
    }
    ConstraintGrammar constraints = grammar.tables().constraints;
    return constraints.atTableConstraint() ? constraints.tableConstraint() : column();
  }

  /** {@code OptTypedTableElementList}. */
  private List<TableElement> typedElements() {
    if (!cursor.accept(Token.LEFT_PAREN)) {
      return List.of();
    }
    ConstraintGrammar constraints = grammar.tables().constraints;
    List<TableElement> list = new ArrayList<>();
    do {
      list.add(constraints.atTableConstraint() ? constraints.tableConstraint() : columnOptions());
    } while (cursor.accept(Token.COMMA));
    cursor.expect(Token.RIGHT_PAREN);
    return List.copyOf(list);
  }

  /** {@code columnDef}. */
  ColumnDef column() {
    int start = cursor.start();
    String colname = grammar.names().colId();
    TypeName type = grammar.types().typeName();
    String storage = cursor.at(Token.STORAGE) ? wordOrDefault() : null;
    String compression = cursor.at(Token.COMPRESSION) ? wordOrDefault() : null;
    List<DefElem> fdwoptions = grammar.options().createGenericOptions();
    ConstraintGrammar.Qualifiers qualifiers = grammar.tables().constraints.columnQualifiers();
    return new ColumnDef(
        colname,
        type,
        storage,
        compression,
        qualifiers.constraints(),
        qualifiers.collClause(),
        fdwoptions,
        cursor.spanFrom(start));
  }

  /** {@code column_storage}, {@code column_compression}: the word after the current one. */
  String wordOrDefault() {
    cursor.advance();
    return cursor.accept(Token.DEFAULT) ? "default" : grammar.names().colId();
  }

  /** {@code columnOptions}. */
  private ColumnDef columnOptions() {
    int start = cursor.start();
    String colname = grammar.names().colId();
    if (cursor.accept(Token.WITH)) {
      cursor.expect(Token.OPTIONS);
    }
    ConstraintGrammar.Qualifiers qualifiers = grammar.tables().constraints.columnQualifiers();
    return new ColumnDef(
        colname,
        null,
        null,
        null,
        qualifiers.constraints(),
        qualifiers.collClause(),
        List.of(),
        cursor.spanFrom(start));
  }

  /** {@code TableFuncElement}: an attribute of a composite type, or a column of a function. */
  ColumnDef attribute() {
    int start = cursor.start();
    String colname = grammar.names().colId();
    TypeName type = grammar.types().typeName();
    CollateClause collation = grammar.tables().constraints.optionalCollateClause();
    return new ColumnDef(
        colname, type, null, null, List.of(), collation, List.of(), cursor.spanFrom(start));
  }

  /** {@code TableLikeClause}. */
  private TableLikeClause like() {
    int start = cursor.start();
    cursor.expect(Token.LIKE);
    RangeVar relation = grammar.names().qualifiedName();
    int options = 0;
    while (true) {
      if (cursor.accept(Token.INCLUDING)) {
        options |= likeOption();
      } else if (cursor.accept(Token.EXCLUDING)) {
        options &= ~likeOption();
      } else {
        return new TableLikeClause(relation, options, cursor.spanFrom(start));
      }
    }
  }

  private int likeOption() {
    int bits =
        switch (cursor.token()) {
          case COMMENTS -> TableLikeClause.Option.COMMENTS.bit();
          case COMPRESSION -> TableLikeClause.Option.COMPRESSION.bit();
          case CONSTRAINTS -> TableLikeClause.Option.CONSTRAINTS.bit();
          case DEFAULTS -> TableLikeClause.Option.DEFAULTS.bit();
          case GENERATED -> TableLikeClause.Option.GENERATED.bit();
          case IDENTITY -> TableLikeClause.Option.IDENTITY.bit();
          case INDEXES -> TableLikeClause.Option.INDEXES.bit();
          case STATISTICS -> TableLikeClause.Option.STATISTICS.bit();
          case STORAGE -> TableLikeClause.Option.STORAGE.bit();
          case ALL -> TableLikeClause.ALL;
          default -> throw cursor.error();
        };
    cursor.advance();
    return bits;
  }

  /** {@code OptInherit}. */
  private List<RangeVar> parents() {
    if (!cursor.accept(Token.INHERITS)) {
      return List.of();
    }
    cursor.expect(Token.LEFT_PAREN);
    List<RangeVar> parents = grammar.names().qualifiedNameList();
    cursor.expect(Token.RIGHT_PAREN);
    return parents;
  }

  /** {@code PARTITION OF qualified_name}. */
  private List<RangeVar> partitionParent() {
    cursor.expect(Token.PARTITION, Token.OF);
    return List.of(grammar.names().qualifiedName());
  }

  /** {@code PartitionSpec}. */
  private PartitionSpec partitionSpec() {
    int start = cursor.start();
    cursor.expect(Token.PARTITION, Token.BY);
    Span at = cursor.tokenSpan();
    String name = grammar.names().colId();
    PartitionSpec.Strategy strategy = partitionStrategy(name);
    cursor.expect(Token.LEFT_PAREN);
    List<PartitionElem> params = new ArrayList<>(2);
    do {
      params.add(grammar.tables().indexes.partitionElem());
    } while (cursor.accept(Token.COMMA));
    cursor.expect(Token.RIGHT_PAREN);
    if (strategy == null) {
      throw cursor.error("unrecognized partitioning strategy \"" + name + "\"", at);
    }
    return new PartitionSpec(strategy, List.copyOf(params), cursor.spanFrom(start));
  }

  /**
   * {@code parsePartitionStrategy}, which looks past the case of ASCII letters; null if unknown.
   */
  private static PartitionSpec.@Nullable Strategy partitionStrategy(String name) {
    char[] letters = name.toCharArray();
    for (int i = 0; i < letters.length; i++) {
      letters[i] = Keywords.lower(letters[i]);
    }
    return switch (new String(letters)) {
      case "list" -> PartitionSpec.Strategy.LIST;
      case "range" -> PartitionSpec.Strategy.RANGE;
      case "hash" -> PartitionSpec.Strategy.HASH;
      default -> null;
    };
  }

  /** {@code PartitionBoundSpec}. */
  PartitionBoundSpec partitionBound() {
    int start = cursor.start();
    if (cursor.accept(Token.DEFAULT)) {
      return new PartitionBoundSpec.DefaultBound(cursor.spanFrom(start));
    }
    cursor.expect(Token.FOR, Token.VALUES);
    if (cursor.at(Token.WITH)) {
      return hashBound(start);
    }
    if (cursor.accept(Token.IN)) {
      List<Expression> values = grammar.expressions().expressionsInParentheses();
      return new PartitionBoundSpec.ListBound(values, cursor.spanFrom(start));
    }
    cursor.expect(Token.FROM);
    List<Expression> lower = grammar.expressions().expressionsInParentheses();
    cursor.expect(Token.TO);
    List<Expression> upper = grammar.expressions().expressionsInParentheses();
    return new PartitionBoundSpec.RangeBound(lower, upper, cursor.spanFrom(start));
  }

  private PartitionBoundSpec hashBound(int start) {
    Span with = cursor.tokenSpan();
    cursor.expect(Token.WITH, Token.LEFT_PAREN);
    int modulus = -1;
    int remainder = -1;
    do {
      Span at = cursor.tokenSpan();
      String name = grammar.names().nonReservedWord();
      int value = grammar.options().integer();
      switch (name) {
        case "modulus" -> {
          if (modulus != -1) {
            throw cursor.error("modulus for hash partition provided more than once", at);
          }
          modulus = value;
        }
        case "remainder" -> {
          if (remainder != -1) {
            throw cursor.error("remainder for hash partition provided more than once", at);
          }
          remainder = value;
        }
        default ->
            throw cursor.error(
                "unrecognized hash partition bound specification \"" + name + "\"", at);
      }
    } while (cursor.accept(Token.COMMA));
    cursor.expect(Token.RIGHT_PAREN);
    if (modulus == -1) {
      throw cursor.error("modulus for hash partition must be specified", with);
    }
    if (remainder == -1) {
      throw cursor.error("remainder for hash partition must be specified", with);
    }
    return new PartitionBoundSpec.HashBound(modulus, remainder, cursor.spanFrom(start));
  }

  /**
   * {@code OptWith}; WITHOUT OIDS is accepted and means nothing, WITH OIDS is of PostgreSQL 10 and
   * 11 and read as its grammar did: the option {@code oids} with the value 1.
   */
  private List<DefElem> options() {
    int start = cursor.start();
    if (cursor.accept(Token.WITH, Token.OIDS)) {
      Span span = cursor.spanFrom(start);
      return List.of(
          new DefElem(null, "oids", new IntegerValue(1, span), DefElemAction.UNSPEC, span));
    }
    return cursor.accept(Token.WITHOUT, Token.OIDS)
        ? List.of()
        : grammar.options().optionalRelOptions();
  }

  /** {@code OnCommitOption}. */
  private OnCommitAction onCommit() {
    if (!cursor.accept(Token.ON)) {
      return OnCommitAction.NOOP;
    }
    cursor.expect(Token.COMMIT);
    if (cursor.accept(Token.DROP)) {
      return OnCommitAction.DROP;
    }
    OnCommitAction action = OnCommitAction.PRESERVE_ROWS;
    if (cursor.accept(Token.DELETE)) {
      action = OnCommitAction.DELETE_ROWS;
    } else {
      cursor.expect(Token.PRESERVE);
    }
    cursor.expect(Token.ROWS);
    return action;
  }
}
