package io.github.windlass.tracer.observe;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session sees of the schema at one moment.
 *
 * @param objects null where nobody has asked
 */
public record SchemaState(Relations relations, @Nullable SchemaObjects objects) {

  /** The relations alone. */
  public static SchemaState of(MigrationSession session) throws SQLException {
    return new SchemaState(Relations.read(session), null);
  }

  /** What the session sees now, with what it is made of if that is wanted and not too much. */
  static SchemaState of(MigrationSession session, boolean parts) throws SQLException {
    Relations relations = Relations.read(session);
    return new SchemaState(
        relations, isWanted(relations, parts) ? SchemaObjects.read(session) : null);
  }

  /** The same with what it is made of, if that is wanted and not too much. */
  SchemaState with(MigrationSession session, boolean parts) throws SQLException {
    return objects == null && isWanted(relations, parts)
        ? new SchemaState(relations, SchemaObjects.read(session))
        : this;
  }

  private static boolean isWanted(Relations relations, boolean parts) {
    return parts && relations.byOid().size() <= SchemaObjects.RELATIONS;
  }

  /** Whether a relation goes with its transaction, perhaps. */
  public boolean hasTemporary() {
    return relations.byOid().values().stream()
        .anyMatch(relation -> relation.name().schema().equals(Relations.TEMPORARY));
  }

  /** What another moment has otherwise. */
  List<SchemaChange> changesTo(SchemaState later) {
    SchemaObjects here = objects;
    SchemaObjects there = later.objects;
    return here == null || there == null ? List.of() : here.changesTo(there);
  }
}
