package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.plpgsql.RoutineFrame.Shape;
import io.github.windlass.sql.postgres.tree.TypeName;
import java.util.List;

/** What a type's name tells of its values. */
public final class PlpgsqlTypes {

  private PlpgsqlTypes() {}

  /** Whether values of a type have fields. */
  public static Shape shape(TypeName type) {
    if (!type.arrayBounds().isEmpty()) {
      return Shape.SCALAR;
    }
    if (type.pctType()) {
      return Shape.UNKNOWN;
    }
    List<String> names = type.names();
    boolean system = names.size() == 1 || names.get(0).equals("pg_catalog");
    return switch (names.get(names.size() - 1)) {
      case "record" -> system ? Shape.RECORD : Shape.UNKNOWN;
      case "refcursor" -> system ? Shape.REFCURSOR : Shape.UNKNOWN;
      case "text", "uuid", "json", "jsonb", "name", "oid", "regclass", "regtype", "date", "bytea" ->
          system ? Shape.SCALAR : Shape.UNKNOWN;
      default -> names.size() == 2 && system ? Shape.SCALAR : Shape.UNKNOWN;
    };
  }
}
