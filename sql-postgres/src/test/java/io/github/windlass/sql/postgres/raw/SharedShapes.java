package io.github.windlass.sql.postgres.raw;

import io.github.windlass.sql.postgres.raw.RawTree.Kept;
import io.github.windlass.sql.postgres.raw.RawTree.Wrapped;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.DropBehavior;
import io.github.windlass.sql.postgres.tree.FunctionParameter.FunctionParameterMode;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.RangeVar.Persistence;
import io.github.windlass.sql.postgres.tree.RoleSpec.RoleSpecType;
import io.github.windlass.sql.postgres.tree.SortBy;
import io.github.windlass.sql.postgres.tree.Value;

/** What all families use: names, types, options, values. */
final class SharedShapes {

  private SharedShapes() {}

  static void register(RawTree tree) {
    tree.prefix(DropBehavior.class, "DROP_");
    tree.prefix(ObjectType.class, "OBJECT_");
    tree.prefix(RoleSpecType.class, "ROLESPEC_");
    tree.prefix(FunctionParameterMode.class, "FUNC_PARAM_");
    tree.prefix(DefElem.DefElemAction.class, "DEFELEM_");
    tree.prefix(SortBy.Direction.class, "SORTBY_");
    tree.prefix(SortBy.Nulls.class, "SORTBY_NULLS_");
    // pg_class.relpersistence is the first letter: p, u, t.
    tree.constants(
        Persistence.class,
        persistence ->
            switch ((Persistence) persistence) {
              case PERMANENT -> "p";
              case UNLOGGED -> "u";
              case TEMPORARY -> "t";
            });
    tree.shape(QualifiedName.class, name -> new Kept(name.names()));
    values(tree);
  }

  private static void values(RawTree tree) {
    tree.shape(Value.StringValue.class, value -> new Kept(value.sval()));
    tree.shape(Value.IntegerValue.class, value -> new Kept(value.ival()));
    tree.shape(Value.BooleanValue.class, value -> new Kept(value.boolval()));
    tree.shape(Value.FloatValue.class, value -> new Wrapped("Float", value.fval(), null));
    tree.shape(Value.StarValue.class, value -> new RawNode("A_Star", null));
    tree.shape(Value.ListValue.class, value -> new Kept(value.items()));
  }
}
