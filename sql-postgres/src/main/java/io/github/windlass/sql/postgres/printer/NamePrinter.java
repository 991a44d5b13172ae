package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.DropBehavior;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.RangeVar.Persistence;
import io.github.windlass.sql.postgres.tree.RoleSpec;
import java.util.List;

/** Names of relations and roles, and the words that go with them. */
final class NamePrinter {

  private final SqlWriter out;

  NamePrinter(SqlWriter out) {
    this.out = out;
  }

  /** {@code relation_expr}: {@code [ONLY] name}, without the alias. */
  void relation(RangeVar relation) {
    out.writeIf(!relation.inh(), "ONLY");
    qualifiedName(relation);
  }

  /** {@code qualified_name}. */
  void qualifiedName(RangeVar relation) {
    String schema = relation.schemaname();
    String catalog = relation.catalogname();
    if (schema == null) {
      out.name(relation.relname());
    } else if (catalog == null) {
      out.names(List.of(schema, relation.relname()));
    } else {
      out.names(List.of(catalog, schema, relation.relname()));
    }
  }

  /** {@code RoleSpec}. */
  void role(RoleSpec role) {
    switch (role.roletype()) {
      case CURRENT_ROLE -> out.write("CURRENT_ROLE");
      case CURRENT_USER -> out.write("CURRENT_USER");
      case SESSION_USER -> out.write("SESSION_USER");
      case PUBLIC -> out.write("public");
      case CSTRING -> {
        if (role.rolename() != null) {
          out.name(role.rolename());
        }
      }
    }
  }

  /** {@code OptTemp}. */
  void persistence(Persistence persistence) {
    switch (persistence) {
      case PERMANENT -> {}
      case UNLOGGED -> out.write("UNLOGGED");
      case TEMPORARY -> out.write("TEMPORARY");
    }
  }

  /** {@code opt_drop_behavior}. */
  void behavior(DropBehavior behavior) {
    out.writeIf(behavior == DropBehavior.CASCADE, "CASCADE");
  }

  /** {@code column_storage}, {@code column_compression}: a name, which DEFAULT is too. */
  void nameOrDefault(String name) {
    if (name.equals("default")) {
      out.write("DEFAULT");
    } else {
      out.name(name);
    }
  }
}
