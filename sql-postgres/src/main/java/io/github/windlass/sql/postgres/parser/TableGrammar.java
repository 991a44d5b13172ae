package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.DropBehavior;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.RangeVar.Persistence;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement.RefreshMatViewStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.TruncateStmt;
import io.github.windlass.sql.postgres.tree.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables, indexes, sequences, views. */
final class TableGrammar {

  final ConstraintGrammar constraints;
  final IndexGrammar indexes;
  final SequenceGrammar sequences;
  private final ViewGrammar views;
  final CreateTableGrammar creation;
  private final AlterTableGrammar alteration;
  private final Grammar grammar;
  private final TokenCursor cursor;

  TableGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.constraints = new ConstraintGrammar(grammar);
    this.indexes = new IndexGrammar(grammar);
    this.sequences = new SequenceGrammar(grammar);
    this.views = new ViewGrammar(grammar);
    this.creation = new CreateTableGrammar(grammar);
    this.alteration = new AlterTableGrammar(grammar);
  }

  /** CREATE TABLE, FOREIGN TABLE, INDEX, SEQUENCE, VIEW, MATERIALIZED VIEW. */
  Statement create() {
    int start = cursor.start();
    cursor.expect(Token.CREATE);
    if (cursor.accept(Token.OR, Token.REPLACE)) {
      return views.create(start, true, persistence());
    }
    switch (cursor.token()) {
      case INDEX, UNIQUE -> {
        return indexes.create(start);
      }
      case FOREIGN -> {
        return creation.createForeign(start);
      }
      case MATERIALIZED -> {
        return views.createMaterialized(start, Persistence.PERMANENT);
      }
      default -> {}
    }
    if (cursor.at(Token.UNLOGGED, Token.MATERIALIZED)) {
      cursor.advance();
      return views.createMaterialized(start, Persistence.UNLOGGED);
    }
    Persistence persistence = persistence();
    return switch (cursor.token()) {
      case TABLE -> creation.create(start, persistence);
      case SEQUENCE -> sequences.create(start, persistence);
      case VIEW, RECURSIVE -> views.create(start, false, persistence);
      default -> throw cursor.error();
    };
  }

  /** {@code OptTemp}. */
  private Persistence persistence() {
    boolean scope = cursor.accept(Token.LOCAL) || cursor.accept(Token.GLOBAL);
    if (cursor.accept(Token.TEMPORARY) || cursor.accept(Token.TEMP)) {
      return Persistence.TEMPORARY;
    }
    if (scope) {
      throw cursor.error();
    }
    return cursor.accept(Token.UNLOGGED) ? Persistence.UNLOGGED : Persistence.PERMANENT;
  }

  /** ALTER TABLE, FOREIGN TABLE, INDEX, SEQUENCE, VIEW, MATERIALIZED VIEW. */
  Statement alter() {
    return alteration.alter();
  }

  /** {@code alter_type_cmds}: what follows {@code ALTER TYPE name} for a composite type. */
  List<AlterTableCmd> alterTypeCommands() {
    return alteration.typeCommands();
  }

  /** TRUNCATE and REFRESH MATERIALIZED VIEW. */
  Statement statement() {
    return cursor.at(Token.TRUNCATE) ? truncate() : refresh();
  }

  private Statement truncate() {
    int start = cursor.start();
    cursor.expect(Token.TRUNCATE);
    cursor.accept(Token.TABLE);
    List<RangeVar> relations = grammar.names().relationExprList();
    boolean restart = cursor.accept(Token.RESTART, Token.IDENTITY);
    if (!restart) {
      cursor.accept(Token.CONTINUE, Token.IDENTITY);
    }
    DropBehavior behavior = grammar.names().dropBehavior();
    return new TruncateStmt(relations, restart, behavior, cursor.spanFrom(start));
  }

  private Statement refresh() {
    int start = cursor.start();
    cursor.expect(Token.REFRESH);
    cursor.expect(Token.MATERIALIZED, Token.VIEW);
    boolean concurrent = cursor.accept(Token.CONCURRENTLY);
    RangeVar relation = grammar.names().qualifiedName();
    boolean skipData = withNoData();
    return new RefreshMatViewStmt(relation, concurrent, skipData, cursor.spanFrom(start));
  }

  /** {@code opt_with_data}: whether it is WITH NO DATA. */
  boolean withNoData() {
    if (!cursor.accept(Token.WITH)) {
      return false;
    }
    boolean no = cursor.accept(Token.NO);
    cursor.expect(Token.DATA);
    return no;
  }

  /** {@code makeTypeNameFromNameList}. */
  TypeName typeOf(QualifiedName name) {
    return new TypeName(name.names(), false, false, List.of(), List.of(), name.span());
  }

  /** {@code set_statistics_value}: null for DEFAULT. */
  @Nullable Integer statisticsTarget() {
    return cursor.accept(Token.DEFAULT) ? null : grammar.options().signedInteger();
  }

  /** {@code OptTableSpace}. */
  @Nullable String optionalTableSpace() {
    return cursor.accept(Token.TABLESPACE) ? grammar.names().colId() : null;
  }

  /** {@code table_access_method_clause}. */
  @Nullable String optionalAccessMethod() {
    return cursor.accept(Token.USING) ? grammar.names().colId() : null;
  }
}
