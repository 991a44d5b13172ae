package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.plpgsql.PlpgsqlDeclaration;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlDeclaration.DataType;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlExpression;
import io.github.windlass.sql.postgres.plpgsql.RoutineFrame.Shape;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.ArrayList;
import java.util.List;

/** {@code decl_sect} of {@code pl_gram.y}. */
final class PlpgsqlDeclarations {

  private final PlpgsqlCursor cursor;

  PlpgsqlDeclarations(PlpgsqlCursor cursor) {
    this.cursor = cursor;
  }

  /** What stands from DECLARE to before BEGIN; DECLARE may be there several times. */
  List<PlpgsqlDeclaration> section() {
    List<PlpgsqlDeclaration> declarations = new ArrayList<>();
    while (!cursor.at(PlpgsqlWord.BEGIN)) {
      if (cursor.accept(PlpgsqlWord.DECLARE)) {
        continue;
      }
      if (cursor.atOperator("<<")) {
        throw cursor.error("block label must be placed before DECLARE, not after");
      }
      declarations.add(declaration());
      cursor.expect(Token.SEMICOLON);
    }
    return List.copyOf(declarations);
  }

  private PlpgsqlDeclaration declaration() {
    int start = cursor.start();
    String name = newName();
    if (cursor.at(PlpgsqlWord.ALIAS) && cursor.peekWord(1) == PlpgsqlWord.FOR) {
      return alias(name, start);
    }
    boolean scrolls = cursor.at(PlpgsqlWord.SCROLL) || cursor.at(PlpgsqlWord.NO);
    if (cursor.at(PlpgsqlWord.CURSOR) || (scrolls && isCursorAhead())) {
      return boundCursor(name, start);
    }
    boolean constant = cursor.accept(PlpgsqlWord.CONSTANT);
    DataType type = dataType();
    if (cursor.accept(PlpgsqlWord.COLLATE)) {
      cursor.qualifiedName();
    }
    boolean notNull = cursor.accept(PlpgsqlWord.NOT);
    if (notNull) {
      cursor.expect(PlpgsqlWord.NULL);
    }
    PlpgsqlExpression initial = null;
    if (cursor.accept(Token.EQUALS)
        || cursor.accept(Token.COLON_EQUALS)
        || cursor.accept(PlpgsqlWord.DEFAULT)) {
      initial = cursor.expressionUpTo(";", PlpgsqlWord.SEMICOLON);
    } else if (!cursor.at(Token.SEMICOLON)) {
      throw cursor.error();
    }
    if (notNull && initial == null) {
      throw cursor.error(
          "22004",
          "variable \"" + name + "\" must have a default value, since it's declared NOT NULL");
    }
    cursor.names.add(name, new PlpgsqlNames.Variable(shape(type), constant, -1));
    return new PlpgsqlDeclaration.Variable(
        name, constant, type, notNull, initial, cursor.spanFrom(start));
  }

  private boolean isCursorAhead() {
    return cursor.peekWord(1) == PlpgsqlWord.CURSOR || cursor.peekWord(2) == PlpgsqlWord.CURSOR;
  }

  /** {@code decl_varname}. */
  private String newName() {
    int mark = cursor.mark();
    String name = cursor.name();
    if (cursor.names.isDeclaredHere(name)) {
      cursor.rewind(mark);
      throw cursor.error("duplicate declaration at or near \"" + name + "\"");
    }
    return name;
  }

  private PlpgsqlDeclaration alias(String name, int start) {
    cursor.advance();
    cursor.advance();
    PlpgsqlCursor.Datum datum = cursor.datum();
    if (datum == null || datum.isField()) {
      if (!cursor.isName(0) && !cursor.at(Token.PARAM)) {
        throw cursor.error();
      }
      throw cursor.error("42704", "variable \"" + cursor.spanFrom(start) + "\" does not exist");
    }
    cursor.skip(datum);
    cursor.names.add(name, datum.found().variable());
    return new PlpgsqlDeclaration.Alias(name, datum.names(), cursor.spanFrom(start));
  }

  private PlpgsqlDeclaration boundCursor(String name, int start) {
    if (cursor.accept(PlpgsqlWord.NO)) {
      cursor.expect(PlpgsqlWord.SCROLL);
    } else {
      cursor.accept(PlpgsqlWord.SCROLL);
    }
    cursor.expect(PlpgsqlWord.CURSOR);
    cursor.names.push(name, PlpgsqlNames.Label.BLOCK);
    List<String> parameters = new ArrayList<>(2);
    if (cursor.accept(Token.LEFT_PAREN)) {
      do {
        String parameter = newName();
        parameters.add(parameter);
        cursor.names.add(parameter, PlpgsqlNames.Variable.of(shape(dataType())));
      } while (cursor.accept(Token.COMMA));
      cursor.expect(Token.RIGHT_PAREN);
    }
    if (!cursor.accept(PlpgsqlWord.IS)) {
      cursor.expect(PlpgsqlWord.FOR);
    }
    Statement query = cursor.statement(cursor.somethingUpTo(false, ";", PlpgsqlWord.SEMICOLON));
    cursor.names.pop();
    cursor.names.add(name, new PlpgsqlNames.Variable(Shape.REFCURSOR, false, parameters.size()));
    return new PlpgsqlDeclaration.Cursor(
        name, List.copyOf(parameters), query, cursor.spanFrom(start));
  }

  // --- types ---------------------------------------------------------------------------------

  /** {@code decl_datatype}: {@code read_datatype}. */
  private DataType dataType() {
    int mark = cursor.mark();
    if (cursor.isName(0)) {
      List<String> names = cursor.qualifiedName();
      if (cursor.at(Token.PERCENT)) {
        cursor.advance();
        if (cursor.accept(PlpgsqlWord.TYPE)) {
          return new DataType.OfVariable(List.copyOf(names), isArray());
        }
        if (cursor.accept(PlpgsqlWord.ROWTYPE)) {
          return new DataType.OfRow(List.copyOf(names), isArray());
        }
      }
      cursor.rewind(mark);
    }
    return new DataType.Named(cursor.type(typePiece()));
  }

  /** The array bounds behind %TYPE and %ROWTYPE. */
  private boolean isArray() {
    boolean array = cursor.accept(PlpgsqlWord.ARRAY);
    while (cursor.accept(Token.LEFT_BRACKET)) {
      array = true;
      cursor.accept(Token.ICONST);
      cursor.expect(Token.RIGHT_BRACKET);
    }
    return array;
  }

  private PlpgsqlCursor.Piece typePiece() {
    int from = cursor.mark();
    int depth = 0;
    while (!cursor.at(Token.SEMICOLON)) {
      if (cursor.at(Token.EOF)) {
        throw cursor.error(
            depth != 0 ? "mismatched parentheses" : "incomplete data type declaration");
      }
      if (cursor.at(PlpgsqlWord.COLLATE)
          || cursor.at(PlpgsqlWord.NOT)
          || cursor.at(PlpgsqlWord.DEFAULT)
          || cursor.at(Token.EQUALS)
          || cursor.at(Token.COLON_EQUALS)
          || (depth == 0 && (cursor.at(Token.COMMA) || cursor.at(Token.RIGHT_PAREN)))) {
        break;
      }
      if (cursor.at(Token.LEFT_PAREN)) {
        depth++;
      } else if (cursor.at(Token.RIGHT_PAREN)) {
        depth--;
      }
      cursor.advance();
    }
    if (cursor.mark() == from) {
      throw cursor.error("missing data type declaration");
    }
    return new PlpgsqlCursor.Piece(from, cursor.mark());
  }

  private Shape shape(DataType type) {
    return switch (type) {
      case DataType.OfRow row -> row.array() ? Shape.SCALAR : Shape.RECORD;
      case DataType.OfVariable variable -> {
        PlpgsqlNames.Found found = cursor.names.find(variable.names());
        yield variable.array()
            ? Shape.SCALAR
            : found == null || found.parts() < variable.names().size()
                ? Shape.UNKNOWN
                : found.variable().shape();
      }
      case DataType.Named named -> PlpgsqlTypes.shape(named.type());
    };
  }
}
