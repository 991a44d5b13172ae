package io.github.windlass.tracer.observe;

import io.github.windlass.tracer.observe.Relations.Relation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which relations got a new file.
 *
 * @param rewrites by their names before
 * @param emptied tables with a new file that is empty, by their names before
 * @param builds indexes of tables that were there before, by their names after; not those of
 *     emptied tables
 */
record FileChanges(List<Relation> rewrites, List<Relation> emptied, List<Relation> builds) {

  static FileChanges between(Relations before, Relations after) {
    Set<Long> oldFiles = new HashSet<>();
    for (Relation relation : before.byOid().values()) {
      if (relation.file() != 0) {
        oldFiles.add(relation.file());
      }
    }
    List<Relation> rewrites = new ArrayList<>();
    List<Relation> emptied = new ArrayList<>();
    List<Relation> builds = new ArrayList<>();
    for (Relation relation : after.byOid().values()) {
      if (relation.file() == 0 || oldFiles.contains(relation.file())) {
        continue;
      }
      Relation earlier = before.of(relation.oid());
      if ((relation.relkind() == 'r' || relation.relkind() == 'm') && earlier != null) {
        (relation.filled() ? rewrites : emptied).add(earlier);
      } else if (relation.relkind() == 'i' && before.of(relation.table()) != null) {
        builds.add(relation);
      }
    }
    builds.removeIf(index -> emptied.stream().anyMatch(table -> table.oid() == index.table()));
    return new FileChanges(rewrites, emptied, builds);
  }
}
