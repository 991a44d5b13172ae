package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.ObjectWithArgs;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.RoleSpec;
import io.github.windlass.sql.postgres.tree.TypeName;
import java.util.List;

/** Kinds of objects, and objects as statements of many kinds name them. */
final class ReferencePrinter {

  private final SqlPrinter printer;
  private final SqlWriter out;
  private final NamePrinter names;
  private final OptionPrinter options;
  private final SignaturePrinter signatures;

  ReferencePrinter(SqlPrinter printer, SqlWriter out) {
    this.printer = printer;
    this.out = out;
    this.names = new NamePrinter(out);
    this.options = new OptionPrinter(printer, out);
    this.signatures = new SignaturePrinter(printer, out);
  }

  /** The words for a kind of object in DROP, COMMENT, ALTER … */
  static String kind(ObjectType type) {
    return switch (type) {
      case ACCESS_METHOD -> "ACCESS METHOD";
      case DOMCONSTRAINT, TABCONSTRAINT -> "CONSTRAINT";
      case EVENT_TRIGGER -> "EVENT TRIGGER";
      case FDW -> "FOREIGN DATA WRAPPER";
      case FOREIGN_SERVER -> "SERVER";
      case FOREIGN_TABLE -> "FOREIGN TABLE";
      case LARGEOBJECT -> "LARGE OBJECT";
      case MATVIEW -> "MATERIALIZED VIEW";
      case OPCLASS -> "OPERATOR CLASS";
      case OPFAMILY -> "OPERATOR FAMILY";
      case STATISTIC_EXT -> "STATISTICS";
      case TSCONFIGURATION -> "TEXT SEARCH CONFIGURATION";
      case TSDICTIONARY -> "TEXT SEARCH DICTIONARY";
      case TSPARSER -> "TEXT SEARCH PARSER";
      case TSTEMPLATE -> "TEXT SEARCH TEMPLATE";
      case USER_MAPPING -> "USER MAPPING";
      case PARAMETER_ACL -> "PARAMETER";
      default -> type.name();
    };
  }

  /** One object, without the words for its kind. */
  void reference(ObjectType type, ObjectReference object) {
    switch (object) {
      case QualifiedName name -> out.names(name.names());
      case RangeVar relation -> names.qualifiedName(relation);
      case TypeName name -> printer.types().type(name);
      case ObjectWithArgs routine -> signatures.signature(type, routine);
      case ObjectReference.Cast cast -> {
        out.write("(");
        printer.types().type(cast.source());
        out.write("AS");
        printer.types().type(cast.target());
        out.join(")");
      }
      case ObjectReference.Transform transform -> {
        out.write("FOR");
        printer.types().type(transform.type());
        out.write("LANGUAGE").name(transform.language());
      }
      case ObjectReference.OperatorSet set ->
          out.names(set.names()).write("USING").name(set.accessMethod());
      case ObjectReference.OnRelation on -> out.name(on.name()).write("ON").names(on.relation());
      // A plain name is wanted, so that no keyword for a type will do.
      case ObjectReference.OnDomain on ->
          out.name(on.name()).write("ON DOMAIN").names(on.domain().names());
      case ObjectReference.LargeObject large -> options.value(large.oid());
    }
  }

  /** {@code role_list}. */
  void roles(List<RoleSpec> roles) {
    out.list(roles, names::role);
  }
}
