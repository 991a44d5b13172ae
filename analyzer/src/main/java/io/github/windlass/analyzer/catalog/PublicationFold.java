package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Publication.Member;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterPublicationStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreatePublicationStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.PublicationObjSpec;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.ArrayList;
import java.util.List;

/** CREATE PUBLICATION and ALTER PUBLICATION. */
final class PublicationFold {

  private static final List<String> ALL = List.of("insert", "update", "delete", "truncate");

  /** TRUNCATE is published from here on. */
  private static final int TRUNCATE = 11;

  private PublicationFold() {}

  static Catalog create(Catalog catalog, int version, CreatePublicationStmt statement) {
    List<String> all = version >= TRUNCATE ? ALL : ALL.subList(0, 3);
    Publication plain =
        new Publication(
            statement.pubname(), statement.forAllTables(), all, false, List.of(), List.of());
    Publication publication = with(plain, statement.options());
    return catalog.with(
        publication.of(
            members(catalog, statement.pubobjects()), schemas(catalog, statement.pubobjects())));
  }

  static Catalog alter(Catalog catalog, AlterPublicationStmt statement) {
    Publication before = catalog.publication(statement.pubname()).orElse(null);
    if (before == null) {
      before = new Publication(statement.pubname(), false, ALL, false, List.of(), List.of());
    }
    AlterPublicationStmt.Action action = statement.action();
    if (action == null) {
      return catalog.with(with(before, statement.options()));
    }
    List<Member> members = members(catalog, statement.pubobjects());
    List<String> schemas = schemas(catalog, statement.pubobjects());
    List<Member> allMembers = new ArrayList<>(before.members());
    List<String> allSchemas = new ArrayList<>(before.schemas());
    switch (action) {
      case SET -> {
        allMembers = members;
        allSchemas = schemas;
      }
      case ADD -> {
        allMembers.addAll(members);
        allSchemas.addAll(schemas);
      }
      case DROP -> {
        List<RelationName> gone = members.stream().map(Member::table).toList();
        allMembers.removeIf(member -> gone.contains(member.table()));
        allSchemas.removeAll(schemas);
      }
    }
    return catalog.with(before.of(allMembers, allSchemas));
  }

  private static Publication with(Publication publication, List<DefElem> options) {
    List<String> publish = publication.publish();
    boolean viaRoot = publication.viaRoot();
    for (DefElem option : options) {
      switch (option.defname()) {
        case "publish" -> {
          publish = new ArrayList<>();
          for (String word : Storage.text(option.arg()).split(",", -1)) {
            publish.add(word.strip());
          }
        }
        case "publish_via_partition_root" ->
            viaRoot =
                !(option.arg() instanceof Value.BooleanValue value)
                    ? !Storage.text(option.arg()).equals("false")
                    : value.boolval();
        default -> {
          // Options that decide nothing here.
        }
      }
    }
    return new Publication(
        publication.name(),
        publication.allTables(),
        publish,
        viaRoot,
        publication.members(),
        publication.schemas());
  }

  private static List<Member> members(Catalog catalog, List<PublicationObjSpec> objects) {
    List<Member> members = new ArrayList<>();
    for (PublicationObjSpec object : objects) {
      if (object instanceof PublicationObjSpec.Table table) {
        members.add(
            new Member(catalog.resolve(table.relation()), table.columns(), table.whereClause()));
      }
    }
    return members;
  }

  private static List<String> schemas(Catalog catalog, List<PublicationObjSpec> objects) {
    List<String> schemas = new ArrayList<>();
    for (PublicationObjSpec object : objects) {
      switch (object) {
        case PublicationObjSpec.TablesInSchema named -> schemas.add(named.name());
        case PublicationObjSpec.TablesInCurSchema ignored -> schemas.add(catalog.creationSchema());
        case PublicationObjSpec.Table ignored -> {}
      }
    }
    return schemas;
  }
}
