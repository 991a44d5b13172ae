package io.github.windlass.analyzer.routine;

import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.UserType;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.FromItem;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableReference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether something is there, asked of the server's catalogs: {@code EXISTS (SELECT … FROM pg_type
 * WHERE typname = 'mood')} and what else migrations write before they make or drop things.
 *
 * @param what that is asked for, for a person: {@code type mood}
 */
record CatalogQuestion(Answer answer, String what) {

  enum Answer {
    YES,
    NO,
    /** The known schema does not have it, and does not say that there is no more. */
    NOT_SEEN,
    /** Not a question that we understand. */
    UNKNOWN
  }

  private static final CatalogQuestion NONE = new CatalogQuestion(Answer.UNKNOWN, "");

  /** What an EXISTS asks. */
  static CatalogQuestion of(Expression.SubLink link, KnownExpression values, Catalog catalog) {
    return link.subLinkType() == Expression.SubLink.Type.EXISTS
        ? of(link.subselect(), values, catalog)
        : NONE;
  }

  /** Whether a query of the server's catalogs has rows. */
  static CatalogQuestion of(SelectStmt query, KnownExpression values, Catalog catalog) {
    if (!(query instanceof SelectStmt.Select select)
        || select.fromClause().isEmpty()
        || !select.groupClause().isEmpty()
        || select.havingClause() != null
        || select.tail().limitOffset() != null) {
      return NONE;
    }
    Reader reader = new Reader(values, catalog);
    for (TableReference item : select.fromClause()) {
      if (!reader.from(item)) {
        return NONE;
      }
    }
    reader.condition(select.whereClause());
    return reader.answer();
  }

  /** Whether {@code to_regclass('t')} or {@code to_regtype('t')} gives anything. */
  static CatalogQuestion ofName(
      @Nullable Expression expression, KnownExpression values, Catalog catalog) {
    Expression bare = expression;
    while (bare instanceof Expression.TypeCast cast) {
      bare = cast.arg();
    }
    if (!(bare instanceof Expression.FuncCall call) || call.args().size() != 1) {
      return NONE;
    }
    String name = KnownExpression.text(values.value(call.args().get(0)));
    List<String> names = name == null ? List.of() : names(name);
    if (names.isEmpty()) {
      return NONE;
    }
    return switch (call.funcname().get(call.funcname().size() - 1)) {
      case "to_regclass" -> relation(catalog, catalog.resolve(names), null);
      case "to_regtype" -> type(catalog, catalog.resolveType(names));
      default -> NONE;
    };
  }

  // --- answers -------------------------------------------------------------------------------

  private static CatalogQuestion relation(
      Catalog catalog, RelationName name, @Nullable RelationKind kind) {
    Relation known = catalog.relation(name).orElse(null);
    Answer answer =
        known != null
            ? kind == null || known.kind() == kind ? Answer.YES : Answer.UNKNOWN
            : catalog.lacks(name) ? Answer.NO : Answer.NOT_SEEN;
    return new CatalogQuestion(answer, "relation " + name);
  }

  private static CatalogQuestion type(Catalog catalog, RelationName name) {
    boolean known = catalog.userType(name).isPresent() || catalog.relation(name).isPresent();
    return new CatalogQuestion(known ? Answer.YES : Answer.NOT_SEEN, "type " + name);
  }

  private static Answer of(boolean there) {
    return there ? Answer.YES : Answer.NOT_SEEN;
  }

  /** A name as a cast to regclass reads it; empty where it is none. */
  private static List<String> names(String text) {
    Script script = PostgresParser.parse("TABLE " + text);
    if (script.errors().isEmpty() && script.statements().size() == 1) {
      Statement statement = script.statements().get(0);
      if (statement instanceof SelectStmt.Select select
          && select.fromClause().size() == 1
          && select.fromClause().get(0) instanceof RangeVar relation) {
        return relation.schemaname() == null
            ? List.of(relation.relname())
            : List.of(relation.schemaname(), relation.relname());
      }
    }
    return List.of();
  }

  /** Gathers what a query compares with constants. */
  private static final class Reader {

    /** The server's catalogs that are understood, and those that only give a schema's name. */
    private static final Set<String> SIDE =
        Set.of("pg_namespace", "pg_class", "pg_type", "pg_constraint", "pg_attribute");

    private final KnownExpression values;
    private final Catalog catalog;
    private final Set<String> relations = new HashSet<>();
    private final Map<String, String> equal = new HashMap<>();

    /** Whether there are conditions besides, so that what is there may yet not satisfy them. */
    private boolean more;

    /** Whether the conditions are not a list of conditions that must all hold. */
    private boolean lost;

    Reader(KnownExpression values, Catalog catalog) {
      this.values = values;
      this.catalog = catalog;
    }

    boolean from(TableReference item) {
      switch (item) {
        case RangeVar relation -> {
          String schema = relation.schemaname();
          boolean system =
              relation.relname().startsWith("pg_")
                  ? schema == null || schema.equals("pg_catalog")
                  : "information_schema".equals(schema);
          relations.add(relation.relname());
          return system;
        }
        case FromItem.JoinExpr join -> {
          condition(join.quals());
          return join.jointype() == FromItem.JoinType.INNER
              && from(join.larg())
              && from(join.rarg());
        }
        default -> {
          return false;
        }
      }
    }

    void condition(@Nullable Expression condition) {
      switch (condition) {
        case null -> {}
        case Expression.BoolExpr logic when logic.boolop() == Expression.BoolExpr.Operator.AND ->
            logic.args().forEach(this::condition);
        case Expression.AExpr comparison
            when comparison.kind() == Expression.AExpr.Kind.OP
                && comparison.name().equals(List.of("="))
                && comparison.lexpr() != null ->
            equality(comparison.lexpr(), comparison.rexpr());
        default -> more = true;
      }
    }

    private void equality(Expression left, Expression right) {
      String column = column(left);
      Expression value = right;
      if (column == null || (values.value(right) == null && column(right) != null)) {
        String other = column(right);
        if (column != null && other != null) {
          return; // A join.
        }
        column = other;
        value = left;
      }
      if (column == null) {
        more = true;
        return;
      }
      String text = KnownExpression.text(values.value(value));
      if (text == null) {
        more = true;
        lost |= column.endsWith("name") && !column.endsWith("schema");
      } else {
        equal.merge(column, text, (old, added) -> old.equals(added) ? old : added + "\0");
      }
    }

    /** The last part of a column's name; a variable is none. */
    private @Nullable String column(Expression expression) {
      Expression bare = expression;
      while (bare instanceof Expression.TypeCast cast) {
        bare = cast.arg();
      }
      return bare instanceof Expression.ColumnRef column
              && !column.star()
              && values.value(column) == null
          ? column.names().get(column.names().size() - 1)
          : null;
    }

    CatalogQuestion answer() {
      if (lost) {
        return NONE;
      }
      CatalogQuestion question = asked();
      boolean sure = question.answer() != Answer.YES || !more;
      return sure ? question : new CatalogQuestion(Answer.UNKNOWN, question.what());
    }

    private CatalogQuestion asked() {
      if (relations.contains("pg_enum")) {
        return label();
      }
      if (relations.contains("pg_attribute") || relations.contains("columns")) {
        return column();
      }
      if (relations.contains("pg_constraint") || relations.contains("table_constraints")) {
        return constraint();
      }
      if (relations.contains("pg_trigger") || relations.contains("triggers")) {
        return attachment("tgname", "trigger_name", "trigger ");
      }
      if (relations.contains("pg_policies") || relations.contains("pg_policy")) {
        return attachment("polname", "policyname", "policy ");
      }
      String single = single();
      return switch (single) {
        case "pg_type" -> type();
        case "pg_class" -> relation(equal.get("relname"), equal.get("nspname"), null);
        case "tables" -> relation(equal.get("table_name"), equal.get("table_schema"), null);
        case "views" ->
            relation(equal.get("table_name"), equal.get("table_schema"), RelationKind.VIEW);
        case "pg_tables" -> relation(equal.get("tablename"), equal.get("schemaname"), null);
        case "pg_views" ->
            relation(equal.get("viewname"), equal.get("schemaname"), RelationKind.VIEW);
        case "pg_matviews" ->
            relation(
                equal.get("matviewname"), equal.get("schemaname"), RelationKind.MATERIALIZED_VIEW);
        case "pg_indexes" ->
            relation(equal.get("indexname"), equal.get("schemaname"), RelationKind.INDEX);
        case "sequences" ->
            relation(equal.get("sequence_name"), equal.get("sequence_schema"), null);
        case "pg_sequences" -> relation(equal.get("sequencename"), equal.get("schemaname"), null);
        case "pg_proc" -> {
          String name = equal.get("proname");
          yield name == null
              ? NONE
              : new CatalogQuestion(of(!catalog.functions(name).isEmpty()), "function " + name);
        }
        case "pg_extension" -> notSeen("extname", "extension ");
        case "pg_roles", "pg_user", "pg_authid" -> notSeen("rolname", "role ");
        case "pg_namespace" -> notSeen("nspname", "schema ");
        case "schemata" -> notSeen("schema_name", "schema ");
        case "pg_publication" -> notSeen("pubname", "publication ");
        default -> NONE;
      };
    }

    /** The relation that decides: the others only say what schema it is in. */
    private String single() {
      if (relations.size() == 1) {
        return relations.iterator().next();
      }
      Set<String> deciding = new HashSet<>(relations);
      deciding.remove("pg_namespace");
      if (deciding.size() > 1) {
        deciding.removeIf(name -> SIDE.contains(name) && !hasName(name));
      }
      return deciding.size() == 1 ? deciding.iterator().next() : "";
    }

    private boolean hasName(String relation) {
      return switch (relation) {
        case "pg_class" -> equal.containsKey("relname");
        case "pg_type" -> equal.containsKey("typname");
        default -> true;
      };
    }

    private CatalogQuestion notSeen(String column, String kind) {
      String name = equal.get(column);
      return name == null ? NONE : new CatalogQuestion(Answer.NOT_SEEN, kind + name);
    }

    private CatalogQuestion type() {
      String name = equal.get("typname");
      if (name == null) {
        return NONE;
      }
      String schema = equal.get("nspname");
      return CatalogQuestion.type(
          catalog, catalog.resolveType(schema == null ? List.of(name) : List.of(schema, name)));
    }

    private CatalogQuestion label() {
      String label = equal.get("enumlabel");
      String type = equal.containsKey("typname") ? equal.get("typname") : equal.get("enumtypid");
      if (label == null || type == null) {
        return NONE;
      }
      List<String> names = names(type);
      Optional<UserType> known =
          names.isEmpty() ? Optional.empty() : catalog.userType(catalog.resolveType(names));
      Answer answer =
          known.orElse(null) instanceof UserType.EnumType labels
              ? labels.values().contains(label) ? Answer.YES : Answer.NO
              : Answer.NOT_SEEN;
      return new CatalogQuestion(answer, "value " + label + " of type " + type);
    }

    private CatalogQuestion relation(
        @Nullable String name, @Nullable String schema, @Nullable RelationKind kind) {
      // A type asked for in pg_class decides what a name stands for, and no more.
      String relkind = equal.get("relkind");
      if (name == null) {
        return NONE;
      }
      RelationKind wanted = relkind == null ? kind : kind(relkind);
      return CatalogQuestion.relation(catalog, catalog.resolve(schema, name), wanted);
    }

    private static @Nullable RelationKind kind(String relkind) {
      return switch (relkind) {
        case "r" -> RelationKind.TABLE;
        case "p" -> RelationKind.PARTITIONED_TABLE;
        case "v" -> RelationKind.VIEW;
        case "m" -> RelationKind.MATERIALIZED_VIEW;
        case "i" -> RelationKind.INDEX;
        case "S" -> RelationKind.SEQUENCE;
        case "f" -> RelationKind.FOREIGN_TABLE;
        default -> null;
      };
    }

    /** The table that a condition names; null: none, or not one alone. */
    private @Nullable RelationName table() {
      for (String column : List.of("attrelid", "conrelid", "tgrelid", "polrelid", "indrelid")) {
        String written = equal.get(column);
        if (written != null) {
          List<String> names = names(written);
          return names.isEmpty() ? null : catalog.resolve(names);
        }
      }
      for (String column : List.of("table_name", "relname", "tablename", "event_object_table")) {
        String name = equal.get(column);
        if (name != null) {
          String schema = equal.get("table_schema");
          if (schema == null) {
            schema = equal.containsKey("nspname") ? equal.get("nspname") : equal.get("schemaname");
          }
          return catalog.resolve(schema, name);
        }
      }
      return null;
    }

    private CatalogQuestion column() {
      String column =
          equal.containsKey("attname") ? equal.get("attname") : equal.get("column_name");
      RelationName name = table();
      if (column == null || name == null) {
        return NONE;
      }
      Table table = catalog.table(name).orElse(null);
      Answer answer =
          table == null
              ? catalog.lacks(name) ? Answer.NO : Answer.NOT_SEEN
              : table.column(column).isPresent()
                  ? Answer.YES
                  : table.columnsKnown() ? Answer.NO : Answer.NOT_SEEN;
      return new CatalogQuestion(answer, "column " + column + " of " + name);
    }

    private CatalogQuestion constraint() {
      String constraint =
          equal.containsKey("conname") ? equal.get("conname") : equal.get("constraint_name");
      RelationName name = table();
      if (constraint == null) {
        return NONE;
      }
      if (name != null) {
        Table table = catalog.table(name).orElse(null);
        Answer answer =
            table == null
                ? catalog.lacks(name) ? Answer.NO : Answer.NOT_SEEN
                : table.constraint(constraint).isPresent()
                    ? Answer.YES
                    : table.columnsKnown() ? Answer.NO : Answer.NOT_SEEN;
        return new CatalogQuestion(answer, "constraint " + constraint + " of " + name);
      }
      return new CatalogQuestion(of(catalog.hasConstraint(constraint)), "constraint " + constraint);
    }

    private CatalogQuestion attachment(String first, String second, String kind) {
      String attached = equal.containsKey(first) ? equal.get(first) : equal.get(second);
      if (attached == null) {
        return NONE;
      }
      RelationName name = table();
      Table table = name == null ? null : catalog.table(name).orElse(null);
      if (table == null) {
        boolean there =
            catalog.tablesMentioning(attached).stream()
                .flatMap(each -> each.attachments().stream())
                .anyMatch(a -> a.name().equals(attached));
        return new CatalogQuestion(name == null ? of(there) : Answer.NOT_SEEN, kind + attached);
      }
      boolean there = table.attachments().stream().anyMatch(a -> a.name().equals(attached));
      return new CatalogQuestion(
          there ? Answer.YES : table.columnsKnown() ? Answer.NO : Answer.NOT_SEEN,
          kind + attached + " of " + name);
    }
  }
}
