package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.AddColumn;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.AddConstraint;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.AddIdentity;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.AddInherit;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.AddOf;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.AddOids;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.AlterColumnGenericOptions;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.AlterColumnType;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.AttachPartition;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.ChangeOwner;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.ClusterOn;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.ColumnDefault;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DetachPartition;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DetachPartitionFinalize;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DisableRowSecurity;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DisableRule;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DisableTrig;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DisableTrigAll;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DisableTrigUser;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DropCluster;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DropColumn;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DropConstraint;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DropExpression;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DropIdentity;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DropInherit;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DropNotNull;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DropOf;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DropOids;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.EnableAlwaysRule;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.EnableAlwaysTrig;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.EnableReplicaRule;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.EnableReplicaTrig;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.EnableRowSecurity;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.EnableRule;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.EnableTrig;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.EnableTrigAll;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.EnableTrigUser;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.ForceRowSecurity;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.GenericOptions;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.NoForceRowSecurity;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.ReplicaIdentity;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.ResetOptions;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.ResetRelOptions;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.SetAccessMethod;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.SetCompression;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.SetExpression;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.SetIdentity;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.SetLogged;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.SetNotNull;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.SetOptions;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.SetRelOptions;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.SetStatistics;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.SetStorage;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.SetTableSpace;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.SetUnLogged;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.ValidateConstraint;
import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.DropBehavior;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Expression.CollateClause;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.PartitionBoundSpec;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.RoleSpec;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableMoveAllStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import io.github.windlass.sql.postgres.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ALTER TABLE, INDEX, SEQUENCE, VIEW, MATERIALIZED VIEW and FOREIGN TABLE. All accept the same
 * commands; the server sorts out later which make sense.
 */
final class AlterTableGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  AlterTableGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** From ALTER on. */
  Statement alter() {
    int start = cursor.start();
    cursor.expect(Token.ALTER);
    ObjectType type = relationType();
    if (cursor.at(Token.ALL)) {
      return moveAll(start, type);
    }
    boolean missingOk = grammar.names().ifExists();
    RangeVar relation =
        type == ObjectType.TABLE || type == ObjectType.FOREIGN_TABLE
            ? grammar.names().relationExpr()
            : grammar.names().qualifiedName();
    Statement tail = grammar.alterTails().ofRelation(start, type, relation, missingOk);
    if (tail != null) {
      return tail;
    }
    if (type == ObjectType.SEQUENCE && grammar.tables().sequences.atOption()) {
      return grammar.tables().sequences.alter(start, relation, missingOk);
    }
    List<AlterTableCmd> cmds = partitionCommand(type, missingOk);
    if (cmds == null) {
      cmds = commands();
    }
    return new AlterTableStmt(relation, cmds, type, missingOk, cursor.spanFrom(start));
  }

  private ObjectType relationType() {
    Token token = cursor.token();
    cursor.advance();
    return switch (token) {
      case TABLE -> ObjectType.TABLE;
      case INDEX -> ObjectType.INDEX;
      case SEQUENCE -> ObjectType.SEQUENCE;
      case VIEW -> ObjectType.VIEW;
      case MATERIALIZED -> {
        cursor.expect(Token.VIEW);
        yield ObjectType.MATVIEW;
      }
      default -> {
        cursor.expect(Token.TABLE);
        yield ObjectType.FOREIGN_TABLE;
      }
    };
  }

  /** {@code ALL IN TABLESPACE …} of tables, indexes and materialized views. */
  private Statement moveAll(int start, ObjectType type) {
    if (type != ObjectType.TABLE && type != ObjectType.INDEX && type != ObjectType.MATVIEW) {
      throw cursor.error();
    }
    cursor.expect(Token.ALL);
    cursor.expect(Token.IN, Token.TABLESPACE);
    String from = grammar.names().colId();
    List<RoleSpec> roles =
        cursor.accept(Token.OWNED, Token.BY) ? grammar.names().roleList() : List.of();
    cursor.expect(Token.SET, Token.TABLESPACE);
    String to = grammar.names().colId();
    boolean nowait = cursor.accept(Token.NOWAIT);
    return new AlterTableMoveAllStmt(from, type, roles, to, nowait, cursor.spanFrom(start));
  }

  /** {@code partition_cmd} or {@code index_partition_cmd}, which stand alone; null if none. */
  private @Nullable List<AlterTableCmd> partitionCommand(ObjectType type, boolean missingOk) {
    boolean table = type == ObjectType.TABLE;
    boolean index = type == ObjectType.INDEX && !missingOk;
    int start = cursor.start();
    if ((table || index) && cursor.accept(Token.ATTACH)) {
      cursor.expect(Token.PARTITION);
      RangeVar name = grammar.names().qualifiedName();
      PartitionBoundSpec bound = table ? grammar.tables().creation.partitionBound() : null;
      return List.of(new AttachPartition(name, bound, cursor.spanFrom(start)));
    }
    if (table && cursor.accept(Token.DETACH)) {
      cursor.expect(Token.PARTITION);
      RangeVar name = grammar.names().qualifiedName();
      if (cursor.accept(Token.FINALIZE)) {
        return List.of(new DetachPartitionFinalize(name, cursor.spanFrom(start)));
      }
      boolean concurrent = cursor.accept(Token.CONCURRENTLY);
      return List.of(new DetachPartition(name, concurrent, cursor.spanFrom(start)));
    }
    return null;
  }

  /** {@code alter_table_cmds}. */
  private List<AlterTableCmd> commands() {
    AlterTableCmd first = command();
    if (!cursor.at(Token.COMMA)) {
      return List.of(first);
    }
    List<AlterTableCmd> list = new ArrayList<>(4);
    list.add(first);
    while (cursor.accept(Token.COMMA)) {
      list.add(command());
    }
    return List.copyOf(list);
  }

  /** {@code alter_table_cmd}. */
  private AlterTableCmd command() {
    int start = cursor.start();
    return switch (cursor.token()) {
      case ADD -> add(start);
      case ALTER -> alterColumnOrConstraint(start);
      case DROP -> drop(start);
      case SET -> set(start);
      case RESET -> {
        cursor.advance();
        List<DefElem> options = grammar.options().relOptions();
        yield new ResetRelOptions(options, cursor.spanFrom(start));
      }
      case VALIDATE -> {
        cursor.advance();
        cursor.expect(Token.CONSTRAINT);
        String name = grammar.names().colId();
        yield new ValidateConstraint(name, cursor.spanFrom(start));
      }
      case OWNER -> {
        cursor.advance();
        cursor.expect(Token.TO);
        RoleSpec owner = grammar.names().roleSpec();
        yield new ChangeOwner(owner, cursor.spanFrom(start));
      }
      case ENABLE -> enable(start);
      case DISABLE -> disable(start);
      case FORCE -> {
        cursor.advance();
        rowLevelSecurity();
        yield new ForceRowSecurity(cursor.spanFrom(start));
      }
      case CLUSTER -> {
        cursor.advance();
        cursor.expect(Token.ON);
        String name = grammar.names().colId();
        yield new ClusterOn(name, cursor.spanFrom(start));
      }
      case INHERIT -> {
        cursor.advance();
        RangeVar parent = grammar.names().qualifiedName();
        yield new AddInherit(parent, cursor.spanFrom(start));
      }
      case NO -> {
        cursor.advance();
        if (cursor.accept(Token.FORCE)) {
          rowLevelSecurity();
          yield new NoForceRowSecurity(cursor.spanFrom(start));
        }
        cursor.expect(Token.INHERIT);
        RangeVar parent = grammar.names().qualifiedName();
        yield new DropInherit(parent, cursor.spanFrom(start));
      }
      case OF -> {
        cursor.advance();
        TypeName type = grammar.tables().typeOf(grammar.names().anyName());
        yield new AddOf(type, cursor.spanFrom(start));
      }
      case NOT -> {
        cursor.advance();
        cursor.expect(Token.OF);
        yield new DropOf(cursor.spanFrom(start));
      }
      case REPLICA -> replicaIdentity(start);
      case OPTIONS -> {
        List<DefElem> options = grammar.options().alterGenericOptions();
        yield new GenericOptions(options, cursor.spanFrom(start));
      }
      default -> throw cursor.error();
    };
  }

  private AlterTableCmd add(int start) {
    cursor.expect(Token.ADD);
    ConstraintGrammar constraints = grammar.tables().constraints;
    if (constraints.atTableConstraint()) {
      Constraint constraint = constraints.tableConstraint();
      return new AddConstraint(constraint, cursor.spanFrom(start));
    }
    cursor.accept(Token.COLUMN);
    boolean ifNotExists = grammar.names().ifNotExists();
    ColumnDef column = grammar.tables().creation.column();
    return new AddColumn(column, ifNotExists, DropBehavior.RESTRICT, cursor.spanFrom(start));
  }

  private AlterTableCmd drop(int start) {
    cursor.expect(Token.DROP);
    boolean constraint = cursor.accept(Token.CONSTRAINT);
    if (!constraint) {
      cursor.accept(Token.COLUMN);
    }
    boolean missingOk = grammar.names().ifExists();
    String name = grammar.names().colId();
    DropBehavior behavior = grammar.names().dropBehavior();
    Span span = cursor.spanFrom(start);
    return constraint
        ? new DropConstraint(name, missingOk, behavior, span)
        : new DropColumn(name, missingOk, behavior, span);
  }

  private AlterTableCmd set(int start) {
    cursor.expect(Token.SET);
    switch (cursor.token()) {
      case LEFT_PAREN -> {
        List<DefElem> options = grammar.options().relOptions();
        return new SetRelOptions(options, cursor.spanFrom(start));
      }
      case LOGGED -> {
        cursor.advance();
        return new SetLogged(cursor.spanFrom(start));
      }
      case UNLOGGED -> {
        cursor.advance();
        return new SetUnLogged(cursor.spanFrom(start));
      }
      case TABLESPACE -> {
        cursor.advance();
        String name = grammar.names().colId();
        return new SetTableSpace(name, cursor.spanFrom(start));
      }
      case ACCESS -> {
        cursor.advance();
        cursor.expect(Token.METHOD);
        String name = cursor.accept(Token.DEFAULT) ? null : grammar.names().colId();
        return new SetAccessMethod(name, cursor.spanFrom(start));
      }
      case WITH -> {
        cursor.advance();
        cursor.expect(Token.OIDS);
        return new AddOids(cursor.spanFrom(start));
      }
      default -> {
        cursor.expect(Token.WITHOUT);
        if (cursor.accept(Token.CLUSTER)) {
          return new DropCluster(cursor.spanFrom(start));
        }
        cursor.expect(Token.OIDS);
        return new DropOids(cursor.spanFrom(start));
      }
    }
  }

  private AlterTableCmd enable(int start) {
    cursor.expect(Token.ENABLE);
    if (cursor.at(Token.ROW)) {
      rowLevelSecurity();
      return new EnableRowSecurity(cursor.spanFrom(start));
    }
    boolean always = cursor.accept(Token.ALWAYS);
    boolean replica = !always && cursor.accept(Token.REPLICA);
    if (cursor.accept(Token.RULE)) {
      String name = grammar.names().colId();
      Span span = cursor.spanFrom(start);
      if (always) {
        return new EnableAlwaysRule(name, span);
      }
      return replica ? new EnableReplicaRule(name, span) : new EnableRule(name, span);
    }
    cursor.expect(Token.TRIGGER);
    boolean every = !always && !replica;
    if (every && cursor.accept(Token.ALL)) {
      return new EnableTrigAll(cursor.spanFrom(start));
    }
    if (every && cursor.accept(Token.USER)) {
      return new EnableTrigUser(cursor.spanFrom(start));
    }
    String name = grammar.names().colId();
    Span span = cursor.spanFrom(start);
    if (always) {
      return new EnableAlwaysTrig(name, span);
    }
    return replica ? new EnableReplicaTrig(name, span) : new EnableTrig(name, span);
  }

  private AlterTableCmd disable(int start) {
    cursor.expect(Token.DISABLE);
    if (cursor.at(Token.ROW)) {
      rowLevelSecurity();
      return new DisableRowSecurity(cursor.spanFrom(start));
    }
    if (cursor.accept(Token.RULE)) {
      String name = grammar.names().colId();
      return new DisableRule(name, cursor.spanFrom(start));
    }
    cursor.expect(Token.TRIGGER);
    if (cursor.accept(Token.ALL)) {
      return new DisableTrigAll(cursor.spanFrom(start));
    }
    if (cursor.accept(Token.USER)) {
      return new DisableTrigUser(cursor.spanFrom(start));
    }
    String name = grammar.names().colId();
    return new DisableTrig(name, cursor.spanFrom(start));
  }

  private void rowLevelSecurity() {
    cursor.expect(Token.ROW);
    cursor.expect(Token.LEVEL, Token.SECURITY);
  }

  private AlterTableCmd replicaIdentity(int start) {
    cursor.expect(Token.REPLICA, Token.IDENTITY);
    String name = null;
    ReplicaIdentity.IdentityType type;
    if (cursor.accept(Token.NOTHING)) {
      type = ReplicaIdentity.IdentityType.NOTHING;
    } else if (cursor.accept(Token.FULL)) {
      type = ReplicaIdentity.IdentityType.FULL;
    } else if (cursor.accept(Token.DEFAULT)) {
      type = ReplicaIdentity.IdentityType.DEFAULT;
    } else {
      cursor.expect(Token.USING, Token.INDEX);
      type = ReplicaIdentity.IdentityType.INDEX;
      name = grammar.names().colId();
    }
    return new ReplicaIdentity(type, name, cursor.spanFrom(start));
  }

  private AlterTableCmd alterColumnOrConstraint(int start) {
    cursor.expect(Token.ALTER);
    if (cursor.accept(Token.CONSTRAINT)) {
      String name = grammar.names().colId();
      return grammar.tables().constraints.alteration(start, name);
    }
    cursor.accept(Token.COLUMN);
    if (cursor.at(Token.ICONST)) {
      Span at = cursor.tokenSpan();
      int number = grammar.options().integer();
      if (number <= 0 || number > Short.MAX_VALUE) {
        throw cursor.error("column number must be in range from 1 to " + Short.MAX_VALUE, at);
      }
      cursor.expect(Token.SET, Token.STATISTICS);
      return setStatistics(start, null, number);
    }
    return alterColumn(start, grammar.names().colId());
  }

  private AlterTableCmd alterColumn(int start, String name) {
    switch (cursor.token()) {
      case SET -> {
        return setInColumn(start, name);
      }
      case DROP -> {
        return dropInColumn(start, name);
      }
      case TYPE -> {
        return columnType(start, name);
      }
      case ADD -> {
        cursor.advance();
        Constraint.Identity identity = grammar.tables().constraints.identity();
        return new AddIdentity(name, identity, cursor.spanFrom(start));
      }
      case RESET -> {
        cursor.advance();
        List<DefElem> options = grammar.options().relOptions();
        return new ResetOptions(name, options, cursor.spanFrom(start));
      }
      case RESTART -> {
        return setIdentity(start, name);
      }
      case OPTIONS -> {
        List<DefElem> options = grammar.options().alterGenericOptions();
        return new AlterColumnGenericOptions(name, options, cursor.spanFrom(start));
      }
      default -> throw cursor.error();
    }
  }

  private AlterTableCmd setInColumn(int start, String name) {
    switch (cursor.peek(1)) {
      case DEFAULT -> {
        cursor.expect(Token.SET, Token.DEFAULT);
        Expression expr = grammar.expressions().expression();
        return new ColumnDefault(name, expr, cursor.spanFrom(start));
      }
      case NOT -> {
        cursor.expect(Token.SET, Token.NOT);
        cursor.expect(Token.NULL);
        return new SetNotNull(name, cursor.spanFrom(start));
      }
      case EXPRESSION -> {
        cursor.expect(Token.SET, Token.EXPRESSION);
        cursor.expect(Token.AS);
        Expression expr = grammar.expressions().parenthesised();
        return new SetExpression(name, expr, cursor.spanFrom(start));
      }
      case STATISTICS -> {
        cursor.expect(Token.SET, Token.STATISTICS);
        return setStatistics(start, name, 0);
      }
      case LEFT_PAREN -> {
        cursor.advance();
        List<DefElem> options = grammar.options().relOptions();
        return new SetOptions(name, options, cursor.spanFrom(start));
      }
      case STORAGE -> {
        cursor.advance();
        String storage = grammar.tables().creation.wordOrDefault();
        return new SetStorage(name, storage, cursor.spanFrom(start));
      }
      case COMPRESSION -> {
        cursor.advance();
        String method = grammar.tables().creation.wordOrDefault();
        return new SetCompression(name, method, cursor.spanFrom(start));
      }
      case DATA -> {
        cursor.expect(Token.SET, Token.DATA);
        return columnType(start, name);
      }
      default -> {
        return setIdentity(start, name);
      }
    }
  }

  private AlterTableCmd setIdentity(int start, String name) {
    List<DefElem> options = grammar.tables().sequences.identityOptions();
    return new SetIdentity(name, options, cursor.spanFrom(start));
  }

  private AlterTableCmd dropInColumn(int start, String name) {
    cursor.expect(Token.DROP);
    switch (cursor.token()) {
      case DEFAULT -> {
        cursor.advance();
        return new ColumnDefault(name, null, cursor.spanFrom(start));
      }
      case EXPRESSION -> {
        cursor.advance();
        boolean missingOk = grammar.names().ifExists();
        return new DropExpression(name, missingOk, cursor.spanFrom(start));
      }
      case IDENTITY -> {
        cursor.advance();
        boolean missingOk = grammar.names().ifExists();
        return new DropIdentity(name, missingOk, cursor.spanFrom(start));
      }
      default -> {
        cursor.expect(Token.NOT, Token.NULL);
        return new DropNotNull(name, cursor.spanFrom(start));
      }
    }
  }

  private AlterTableCmd columnType(int start, String name) {
    cursor.expect(Token.TYPE);
    TypeName type = grammar.types().typeName();
    CollateClause collation = grammar.tables().constraints.optionalCollateClause();
    Expression using = cursor.accept(Token.USING) ? grammar.expressions().expression() : null;
    return new AlterColumnType(
        name, type, collation, using, DropBehavior.RESTRICT, cursor.spanFrom(start));
  }

  private AlterTableCmd setStatistics(int start, @Nullable String name, int number) {
    Integer value = grammar.tables().statisticsTarget();
    return new SetStatistics(name, number, value, cursor.spanFrom(start));
  }

  /** {@code alter_type_cmds}. */
  List<AlterTableCmd> typeCommands() {
    List<AlterTableCmd> list = new ArrayList<>(2);
    do {
      list.add(typeCommand());
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(list);
  }

  /** {@code alter_type_cmd}. */
  private AlterTableCmd typeCommand() {
    int start = cursor.start();
    if (cursor.accept(Token.ADD, Token.ATTRIBUTE)) {
      ColumnDef attribute = grammar.tables().creation.attribute();
      DropBehavior behavior = grammar.names().dropBehavior();
      return new AddColumn(attribute, false, behavior, cursor.spanFrom(start));
    }
    if (cursor.accept(Token.DROP, Token.ATTRIBUTE)) {
      boolean missingOk = grammar.names().ifExists();
      String name = grammar.names().colId();
      DropBehavior behavior = grammar.names().dropBehavior();
      return new DropColumn(name, missingOk, behavior, cursor.spanFrom(start));
    }
    cursor.expect(Token.ALTER, Token.ATTRIBUTE);
    String name = grammar.names().colId();
    cursor.accept(Token.SET, Token.DATA);
    cursor.expect(Token.TYPE);
    TypeName type = grammar.types().typeName();
    CollateClause collation = grammar.tables().constraints.optionalCollateClause();
    DropBehavior behavior = grammar.names().dropBehavior();
    return new AlterColumnType(name, type, collation, null, behavior, cursor.spanFrom(start));
  }
}
