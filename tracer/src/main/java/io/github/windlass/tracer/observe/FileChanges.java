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
 * @param emptiedBuilds those of emptied tables
 */
record FileChanges(
    List<Relation> rewrites,
    List<Relation> emptied,
    List<Relation> builds,
    List<Relation> emptiedBuilds) {

  /** Nothing has one. */
  static final FileChanges NONE = new FileChanges(List.of(), List.of(), List.of(), List.of());

  /** Tables that were empty before, and their indexes. */
  Empty empty() {
    List<Relation> tables = emptied.stream().filter(table -> !table.filled()).toList();
    List<Relation> indexes =
        emptiedBuilds.stream()
            .filter(index -> tables.stream().anyMatch(table -> table.oid() == index.table()))
            .toList();
    return new Empty(tables, indexes);
  }

  /** What is written anew though there is nothing to write. */
  record Empty(List<Relation> tables, List<Relation> indexes) {}

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
    List<Relation> emptiedBuilds = new ArrayList<>();
    for (Relation index : builds) {
      if (emptied.stream().anyMatch(table -> table.oid() == index.table())) {
        emptiedBuilds.add(index);
      }
    }
    builds.removeAll(emptiedBuilds);
    return new FileChanges(rewrites, emptied, builds, emptiedBuilds);
  }
}
