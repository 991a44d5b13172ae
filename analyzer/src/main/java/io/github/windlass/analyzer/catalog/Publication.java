package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.sql.postgres.tree.Expression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A publication.
 *
 * @param allTables FOR ALL TABLES
 * @param publish {@code insert}, {@code update}, {@code delete}, {@code truncate}
 * @param viaRoot whether changes of partitions are published as those of the root
 * @param schemas of TABLES IN SCHEMA
 */
public record Publication(
    String name,
    boolean allTables,
    List<String> publish,
    boolean viaRoot,
    List<Member> members,
    List<String> schemas) {

  /**
   * A table that is published.
   *
   * @param columns empty for all
   * @param where which rows; null for all
   */
  public record Member(RelationName table, List<String> columns, @Nullable Expression where) {

    public Member {
      columns = List.copyOf(columns);
    }
  }

  public Publication {
    publish = List.copyOf(publish);
    members = List.copyOf(members);
    schemas = List.copyOf(schemas);
  }

  /** Whether it publishes rows or columns of a table by a column. */
  public boolean needs(RelationName table, String column) {
    for (Member member : members) {
      Expression where = member.where();
      if (member.table().equals(table)
          && (member.columns().contains(column)
              || (where != null && Mentions.of(where).columns().contains(column)))) {
        return true;
      }
    }
    return false;
  }

  /** Whether it publishes rows of a table by a column. */
  public boolean filters(RelationName table, String column) {
    for (Member member : members) {
      Expression where = member.where();
      if (member.table().equals(table)
          && where != null
          && Mentions.of(where).columns().contains(column)) {
        return true;
      }
    }
    return false;
  }

  /** The tables that it names. */
  public List<RelationName> tables() {
    List<RelationName> tables = new ArrayList<>();
    members.forEach(member -> tables.add(member.table()));
    return tables;
  }

  Publication named(String newName) {
    return new Publication(newName, allTables, publish, viaRoot, members, schemas);
  }

  Publication of(List<Member> newMembers, List<String> newSchemas) {
    return new Publication(name, allTables, publish, viaRoot, newMembers, newSchemas);
  }
}
