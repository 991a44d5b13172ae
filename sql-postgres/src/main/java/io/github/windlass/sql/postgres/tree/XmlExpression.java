package io.github.windlass.sql.postgres.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** XML functions and predicates of SQL/XML. */
public sealed interface XmlExpression extends Expression {

  /** {@code XMLOPTION_*}. */
  enum XmlOption {
    DOCUMENT,
    CONTENT
  }

  /**
   * All of SQL/XML but XMLSERIALIZE and XMLEXISTS (which is a function call).
   *
   * @param name the name that XMLELEMENT and XMLPI give
   * @param namedArgs the attributes of XMLELEMENT, the elements of XMLFOREST
   * @param args the other arguments; for XMLPARSE the text and whether whitespace is preserved, for
   *     XMLROOT the value, the version and a number for STANDALONE
   * @param xmloption of XMLPARSE; DOCUMENT for the others, as PostgreSQL leaves it
   */
  record XmlExpr(
      Operator op,
      @Nullable String name,
      List<ResTarget> namedArgs,
      List<Expression> args,
      XmlOption xmloption,
      Span span)
      implements XmlExpression {

    /** {@code IS_*}. */
    public enum Operator {
      XMLCONCAT,
      XMLELEMENT,
      XMLFOREST,
      XMLPARSE,
      XMLPI,
      XMLROOT,
      DOCUMENT
    }
  }

  /** {@code XMLSERIALIZE (xmloption expr AS typeName [NO] INDENT)}. */
  record XmlSerialize(
      XmlOption xmloption, Expression expr, TypeName typeName, boolean indent, Span span)
      implements XmlExpression {}
}
