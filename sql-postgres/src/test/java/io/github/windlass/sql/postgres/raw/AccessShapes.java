package io.github.windlass.sql.postgres.raw;

import io.github.windlass.sql.postgres.raw.RawTree.Kept;
import io.github.windlass.sql.postgres.tree.AccessStatement.GrantStmt;
import io.github.windlass.sql.postgres.tree.AccessStatement.GrantTargetType;
import io.github.windlass.sql.postgres.tree.AccessStatement.RoleStmtType;
import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Roles, privileges, policies. */
final class AccessShapes {

  private AccessShapes() {}

  static void register(RawTree tree) {
    tree.prefix(RoleStmtType.class, "ROLESTMT_");
    tree.prefix(GrantTargetType.class, "ACL_TARGET_");
    tree.change(
        GrantStmt.class,
        (grant, node) -> {
          List<@Nullable Object> objects = new ArrayList<>();
          for (ObjectReference object : grant.objects()) {
            objects.add(granted(grant, object));
          }
          node.put("objects", objects);
        });
  }

  private static @Nullable Object granted(GrantStmt grant, ObjectReference object) {
    if (!(object instanceof QualifiedName name)) {
      return object;
    }
    // ALL … IN SCHEMA names schemas; a parameter is one string with dots.
    if (grant.targtype() == GrantTargetType.ALL_IN_SCHEMA) {
      return new Kept(name.last());
    }
    if (grant.objtype() == ObjectType.PARAMETER_ACL) {
      return new Kept(String.join(".", name.names()));
    }
    return ObjectShapes.named(grant.objtype(), object);
  }
}
