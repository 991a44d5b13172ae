package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.UtilityStatement.ClusterStmt;
import io.github.windlass.sql.postgres.tree.UtilityStatement.ReindexStmt;
import io.github.windlass.sql.postgres.tree.UtilityStatement.ReindexStmt.Kind;
import io.github.windlass.sql.postgres.tree.UtilityStatement.VacuumRelation;
import io.github.windlass.sql.postgres.tree.UtilityStatement.VacuumStmt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** VACUUM, ANALYZE, CLUSTER, REINDEX. */
final class MaintenanceGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  MaintenanceGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** {@code VacuumStmt}. */
  VacuumStmt vacuum() {
    int start = cursor.start();
    cursor.expect(Token.VACUUM);
    if (cursor.at(Token.LEFT_PAREN)) {
      return vacuum(grammar.options().utilityOptions(), true, start);
    }
    List<DefElem> options = new ArrayList<>(2);
    flag(Token.FULL, options);
    flag(Token.FREEZE, options);
    flag(Token.VERBOSE, options);
    int analyze = cursor.start();
    if (cursor.accept(Token.ANALYZE) || cursor.accept(Token.ANALYSE)) {
      options.add(grammar.options().option("analyze", null, analyze));
    }
    return vacuum(List.copyOf(options), true, start);
  }

  /** {@code AnalyzeStmt}. */
  VacuumStmt analyze() {
    int start = cursor.start();
    cursor.advance();
    return vacuum(optionsOrVerbose(), false, start);
  }

  private VacuumStmt vacuum(List<DefElem> options, boolean vacuum, int start) {
    List<VacuumRelation> relations = cursor.atEnd() ? List.of() : relations();
    return new VacuumStmt(options, relations, vacuum, cursor.spanFrom(start));
  }

  /** {@code vacuum_relation_list}. */
  private List<VacuumRelation> relations() {
    List<VacuumRelation> relations = new ArrayList<>(2);
    do {
      int start = cursor.start();
      RangeVar relation = grammar.names().relationExpr();
      List<String> columns = grammar.names().optionalColumns();
      relations.add(new VacuumRelation(relation, columns, cursor.spanFrom(start)));
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(relations);
  }

  /** Options in parentheses, or VERBOSE, or nothing. */
  private List<DefElem> optionsOrVerbose() {
    if (cursor.at(Token.LEFT_PAREN)) {
      return grammar.options().utilityOptions();
    }
    List<DefElem> options = new ArrayList<>(1);
    flag(Token.VERBOSE, options);
    return List.copyOf(options);
  }

  private void flag(Token word, List<DefElem> options) {
    int start = cursor.start();
    if (cursor.accept(word)) {
      options.add(grammar.options().option(word.keyword(), null, start));
    }
  }

  /** {@code ClusterStmt}. */
  ClusterStmt cluster() {
    int start = cursor.start();
    cursor.expect(Token.CLUSTER);
    boolean oldForm = !cursor.at(Token.LEFT_PAREN);
    List<DefElem> params = optionsOrVerbose();
    if (cursor.atEnd()) {
      return new ClusterStmt(null, null, params, cursor.spanFrom(start));
    }
    if (oldForm && cursor.peek(1) == Token.ON) {
      String index = grammar.names().colId();
      cursor.expect(Token.ON);
      RangeVar relation = grammar.names().qualifiedName();
      return new ClusterStmt(relation, index, params, cursor.spanFrom(start));
    }
    RangeVar relation = grammar.names().qualifiedName();
    String index = cursor.accept(Token.USING) ? grammar.names().colId() : null;
    return new ClusterStmt(relation, index, params, cursor.spanFrom(start));
  }

  /** {@code ReindexStmt}. */
  ReindexStmt reindex() {
    int start = cursor.start();
    cursor.expect(Token.REINDEX);
    List<DefElem> options =
        cursor.at(Token.LEFT_PAREN) ? grammar.options().utilityOptions() : List.of();
    Kind kind =
        switch (cursor.token()) {
          case INDEX -> Kind.INDEX;
          case TABLE -> Kind.TABLE;
          case SCHEMA -> Kind.SCHEMA;
          case SYSTEM -> Kind.SYSTEM;
          case DATABASE -> Kind.DATABASE;
          default -> throw cursor.error();
        };
    cursor.advance();
    List<DefElem> params = concurrently(options);
    RangeVar relation =
        switch (kind) {
          case INDEX, TABLE -> grammar.names().qualifiedName();
          case SCHEMA, SYSTEM, DATABASE -> null;
        };
    return new ReindexStmt(kind, relation, name(kind), params, cursor.spanFrom(start));
  }

  /** A schema's or database's name; the current database can be left out. */
  private @Nullable String name(Kind kind) {
    return switch (kind) {
      case INDEX, TABLE -> null;
      case SCHEMA -> grammar.names().colId();
      case SYSTEM, DATABASE -> grammar.names().optionalColId();
    };
  }

  private List<DefElem> concurrently(List<DefElem> options) {
    int start = cursor.start();
    if (!cursor.accept(Token.CONCURRENTLY)) {
      return options;
    }
    List<DefElem> params = new ArrayList<>(options);
    params.add(grammar.options().option("concurrently", null, start));
    return List.copyOf(params);
  }
}
