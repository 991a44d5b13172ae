package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.DefinitionStatement;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterDomainCmd;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterDomainStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterEnumStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterTypeStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CompositeTypeStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateDomainStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateEnumStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateRangeStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.DefineStmt;
import io.github.windlass.sql.postgres.tree.DropBehavior;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.RangeVar.Persistence;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import io.github.windlass.sql.postgres.tree.TypeName;
import io.github.windlass.sql.postgres.tree.Value.StringValue;
import java.util.ArrayList;
import java.util.List;

/** Types and domains. */
final class TypeDefinitionGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  TypeDefinitionGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  // --- CREATE TYPE ---------------------------------------------------------------------------

  /** {@code CREATE TYPE} in all its forms ({@code DefineStmt}); the cursor is at TYPE. */
  DefinitionStatement createType(int start) {
    cursor.expect(Token.TYPE);
    QualifiedName name = grammar.names().anyName();
    if (!cursor.accept(Token.AS)) {
      List<DefElem> definition =
          cursor.at(Token.LEFT_PAREN) ? grammar.options().definition() : List.of();
      return new DefineStmt(
          ObjectType.TYPE,
          false,
          name.names(),
          null,
          definition,
          false,
          false,
          cursor.spanFrom(start));
    }
    if (cursor.accept(Token.ENUM)) {
      List<StringValue> values = enumValues();
      return new CreateEnumStmt(name.names(), values, cursor.spanFrom(start));
    }
    if (cursor.accept(Token.RANGE)) {
      List<DefElem> params = grammar.options().definition();
      return new CreateRangeStmt(name.names(), params, cursor.spanFrom(start));
    }
    List<ColumnDef> attributes = attributes();
    RangeVar type =
        grammar.names().rangeVar(name.names(), false, Persistence.PERMANENT, name.span());
    return new CompositeTypeStmt(type, attributes, cursor.spanFrom(start));
  }

  /** {@code '(' opt_enum_val_list ')'}. */
  private List<StringValue> enumValues() {
    cursor.expect(Token.LEFT_PAREN);
    List<StringValue> values = new ArrayList<>(4);
    if (!cursor.at(Token.RIGHT_PAREN)) {
      do {
        values.add(grammar.options().stringValue());
      } while (cursor.accept(Token.COMMA));
    }
    cursor.expect(Token.RIGHT_PAREN);
    return List.copyOf(values);
  }

  /** {@code '(' OptTableFuncElementList ')'}. */
  private List<ColumnDef> attributes() {
    cursor.expect(Token.LEFT_PAREN);
    List<ColumnDef> attributes = new ArrayList<>(4);
    if (!cursor.at(Token.RIGHT_PAREN)) {
      do {
        attributes.add(grammar.tables().creation.attribute());
      } while (cursor.accept(Token.COMMA));
    }
    cursor.expect(Token.RIGHT_PAREN);
    return List.copyOf(attributes);
  }

  // --- ALTER TYPE ----------------------------------------------------------------------------

  /** {@code ALTER TYPE} in all its forms; the cursor is at TYPE. */
  Statement alterType(int start) {
    cursor.expect(Token.TYPE);
    QualifiedName name = grammar.names().anyName();
    Statement tail = grammar.alterTails().of(start, ObjectType.TYPE, name);
    if (tail != null) {
      return tail;
    }
    if (cursor.accept(Token.ADD, Token.VALUE)) {
      return addValue(start, name);
    }
    if (cursor.accept(Token.RENAME)) {
      cursor.expect(Token.VALUE);
      String oldValue = grammar.options().string();
      cursor.expect(Token.TO);
      String newValue = grammar.options().string();
      return new AlterEnumStmt(
          name.names(), oldValue, newValue, null, false, false, cursor.spanFrom(start));
    }
    if (cursor.at(Token.DROP, Token.VALUE, Token.SCONST)) {
      throw cursor.error("dropping an enum value is not implemented");
    }
    if (cursor.accept(Token.SET)) {
      List<DefElem> options = grammar.operators().operatorDefinition();
      return new AlterTypeStmt(name.names(), options, cursor.spanFrom(start));
    }
    RangeVar type =
        grammar.names().rangeVar(name.names(), false, Persistence.PERMANENT, name.span());
    List<AlterTableCmd> commands = grammar.tables().alterTypeCommands();
    return new AlterTableStmt(type, commands, ObjectType.TYPE, false, cursor.spanFrom(start));
  }

  /** {@code AlterEnumStmt} behind ADD VALUE. */
  private AlterEnumStmt addValue(int start, QualifiedName name) {
    boolean ifNotExists = grammar.names().ifNotExists();
    String value = grammar.options().string();
    boolean before = cursor.accept(Token.BEFORE);
    String neighbor = before || cursor.accept(Token.AFTER) ? grammar.options().string() : null;
    return new AlterEnumStmt(
        name.names(), null, value, neighbor, !before, ifNotExists, cursor.spanFrom(start));
  }

  // --- domains -------------------------------------------------------------------------------

  /** {@code CreateDomainStmt}; the cursor is at DOMAIN. */
  DefinitionStatement createDomain(int start) {
    cursor.expect(Token.DOMAIN);
    QualifiedName name = grammar.names().anyName();
    cursor.accept(Token.AS);
    TypeName type = grammar.types().typeName();
    ConstraintGrammar.Qualifiers qualifiers = grammar.tables().constraints.columnQualifiers();
    return new CreateDomainStmt(
        name.names(),
        type,
        qualifiers.collClause(),
        qualifiers.constraints(),
        cursor.spanFrom(start));
  }

  /** {@code AlterDomainStmt} and the shared forms; the cursor is at DOMAIN. */
  Statement alterDomain(int start) {
    cursor.expect(Token.DOMAIN);
    QualifiedName name = grammar.names().anyName();
    Statement tail = grammar.alterTails().of(start, ObjectType.DOMAIN, name);
    if (tail != null) {
      return tail;
    }
    AlterDomainCmd command = domainCommand();
    return new AlterDomainStmt(name.names(), command, cursor.spanFrom(start));
  }

  private AlterDomainCmd domainCommand() {
    int start = cursor.start();
    if (cursor.accept(Token.SET)) {
      if (cursor.accept(Token.DEFAULT)) {
        Expression value = grammar.expressions().expression();
        return new AlterDomainCmd.ColumnDefault(value, cursor.spanFrom(start));
      }
      cursor.expect(Token.NOT, Token.NULL);
      return new AlterDomainCmd.SetNotNull(cursor.spanFrom(start));
    }
    if (cursor.accept(Token.ADD)) {
      Constraint constraint = grammar.tables().constraints.domainConstraint();
      return new AlterDomainCmd.AddConstraint(constraint, cursor.spanFrom(start));
    }
    if (cursor.accept(Token.VALIDATE)) {
      cursor.expect(Token.CONSTRAINT);
      String constraint = grammar.names().colId();
      return new AlterDomainCmd.ValidateConstraint(constraint, cursor.spanFrom(start));
    }
    cursor.expect(Token.DROP);
    if (cursor.accept(Token.DEFAULT)) {
      return new AlterDomainCmd.ColumnDefault(null, cursor.spanFrom(start));
    }
    if (cursor.accept(Token.NOT)) {
      cursor.expect(Token.NULL);
      return new AlterDomainCmd.DropNotNull(cursor.spanFrom(start));
    }
    cursor.expect(Token.CONSTRAINT);
    boolean missingOk = grammar.names().ifExists();
    String constraint = grammar.names().colId();
    DropBehavior behavior = grammar.names().dropBehavior();
    return new AlterDomainCmd.DropConstraint(
        constraint, behavior, missingOk, cursor.spanFrom(start));
  }
}
