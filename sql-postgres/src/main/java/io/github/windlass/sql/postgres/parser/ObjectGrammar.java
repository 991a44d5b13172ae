package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectReference.LargeObject;
import io.github.windlass.sql.postgres.tree.ObjectReference.OnDomain;
import io.github.windlass.sql.postgres.tree.ObjectStatement.CommentStmt;
import io.github.windlass.sql.postgres.tree.ObjectStatement.SecLabelStmt;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.Statement;
import org.jspecify.annotations.Nullable;

/** DROP, COMMENT, SECURITY LABEL. */
final class ObjectGrammar {

  private final TokenCursor cursor;
  private final NameGrammar names;
  private final OptionGrammar options;
  private final ReferenceGrammar references;
  private final DropGrammar drops;

  ObjectGrammar(Grammar grammar) {
    this.cursor = grammar.cursor;
    this.names = grammar.names();
    this.options = grammar.options();
    this.references = new ReferenceGrammar(grammar);
    this.drops = new DropGrammar(grammar, references);
  }

  /** Kinds and objects, for statements of other families. */
  ReferenceGrammar references() {
    return references;
  }

  Statement drop() {
    return drops.drop();
  }

  /** {@code NumericOnly}, behind LARGE OBJECT. */
  LargeObject largeObject() {
    return references.largeObject();
  }

  /** {@code CommentStmt}. */
  Statement comment() {
    int start = cursor.start();
    cursor.expect(Token.COMMENT, Token.ON);
    ObjectType type = references.kind();
    ObjectReference object = references.reference(type);
    if (object instanceof OnDomain) {
      type = ObjectType.DOMCONSTRAINT;
    }
    cursor.expect(Token.IS);
    String text = stringOrNull();
    return new CommentStmt(type, object, text, cursor.spanFrom(start));
  }

  /** {@code SecLabelStmt}. */
  Statement securityLabel() {
    int start = cursor.start();
    cursor.expect(Token.SECURITY, Token.LABEL);
    String provider = cursor.accept(Token.FOR) ? provider() : null;
    cursor.expect(Token.ON);
    ObjectType type = references.kind();
    ObjectReference object =
        switch (type) {
          case CAST, OPCLASS, OPERATOR, OPFAMILY, POLICY, RULE, TABCONSTRAINT, TRANSFORM, TRIGGER ->
              throw cursor.error();
          default -> references.reference(type);
        };
    cursor.expect(Token.IS);
    String label = stringOrNull();
    return new SecLabelStmt(type, object, provider, label, cursor.spanFrom(start));
  }

  private String provider() {
    return cursor.at(Token.SCONST) ? options.string() : names.nonReservedWord();
  }

  private @Nullable String stringOrNull() {
    return cursor.accept(Token.NULL) ? null : options.string();
  }
}
