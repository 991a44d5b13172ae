package io.github.windlass.extractor.typeorm.data;

import io.github.windlass.extractor.typeorm.data.EntityColumn.Role;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.Value.Nothing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** TypeORM: UpdateQueryBuilder.createUpdateExpression, and that of SoftDeleteQueryBuilder. */
final class UpdateText {

  private UpdateText() {}

  static Text of(Query query) {
    if (!(query.values instanceof ObjectValue values)) {
      query.cannot(
          query.values instanceof Unknown unknown
              ? "what is set depends on " + unknown.reason()
              : "what is set cannot be told");
      return Text.EMPTY;
    }
    if (values.uncertain() != null) {
      query.cannot("what is set depends on " + values.uncertain().reason());
    }
    List<Text> assignments = new ArrayList<>();
    EntityMetadata metadata = query.main == null ? null : query.main.target().metadata();
    if (metadata == null) {
      for (String key : values.keys()) {
        Value value = query.run.member(values, key, query.place);
        if (value != Nothing.UNDEFINED) {
          assignments.add(assignment(query, key, value));
        }
      }
    } else {
      entity(query, metadata, values, assignments);
    }
    if (assignments.isEmpty()) {
      query.cannot("nothing is set");
    }
    return text(query, assignments);
  }

  /** Sets or takes back the mark that a row is deleted. */
  static Text ofDeletionMark(Query query) {
    EntityMetadata metadata = query.main == null ? null : query.main.target().metadata();
    EntityColumn mark = metadata == null ? null : metadata.column(Role.DELETE_DATE);
    if (metadata == null || mark == null) {
      query.cannot("the entity has no @DeleteDateColumn");
      return Text.EMPTY;
    }
    boolean deletes = query.kind == Query.Kind.SOFT_DELETE;
    Text name = Names.quote(mark.databaseName());
    List<Text> assignments = new ArrayList<>();
    assignments.add(
        new Text.Builder().add(name).add(deletes ? " = CURRENT_TIMESTAMP" : " = NULL").build());
    automatic(metadata, new HashSet<>(), assignments);
    query.wheres.add(
        new Query.Clause(
            "AND",
            new Text.Builder().add(name).add(deletes ? " IS NULL" : " IS NOT NULL").build()));
    return text(query, assignments);
  }

  private static Text text(Query query, List<Text> assignments) {
    Text.Builder builder =
        new Text.Builder().add("UPDATE ").add(QueryText.table(query)).add(" SET ");
    for (int i = 0; i < assignments.size(); i++) {
      builder.add(i == 0 ? "" : ", ").add(assignments.get(i));
    }
    Text where = QueryText.where(query);
    return builder.add(where).add(QueryText.returning(query, List.of())).build();
  }

  private static void entity(
      Query query, EntityMetadata metadata, ObjectValue values, List<Text> assignments) {
    Set<String> set = new HashSet<>();
    properties(query, metadata, values, "", set, assignments);
    if (!assignments.isEmpty() || values.keys().isEmpty()) {
      automatic(metadata, set, assignments);
    }
  }

  private static void properties(
      Query query,
      EntityMetadata metadata,
      ObjectValue values,
      String prefix,
      Set<String> set,
      List<Text> assignments) {
    for (String key : values.keys()) {
      Value value = query.run.member(values, key, query.place);
      EntityColumn column = metadata.column(prefix + key);
      if (value == Nothing.UNDEFINED) {
        continue;
      }
      if (column == null) {
        if (value instanceof ObjectValue inner) {
          properties(query, metadata, inner, prefix + key + ".", set, assignments);
        } else {
          query.cannot("entity " + metadata.name() + " has no property " + prefix + key);
        }
      } else if (column.update() && set.add(column.databaseName())) {
        assignments.add(
            assignment(query, column.databaseName(), ColumnValue.of(column, value, query)));
      }
    }
  }

  /** The columns that TypeORM sets whenever it updates a row. */
  private static void automatic(EntityMetadata metadata, Set<String> set, List<Text> assignments) {
    EntityColumn version = metadata.column(Role.VERSION);
    if (version != null && !set.contains(version.databaseName())) {
      Text name = Names.quote(version.databaseName());
      assignments.add(new Text.Builder().add(name).add(" = ").add(name).add(" + 1").build());
    }
    EntityColumn updated = metadata.column(Role.UPDATE_DATE);
    if (updated != null && !set.contains(updated.databaseName())) {
      assignments.add(
          new Text.Builder()
              .add(Names.quote(updated.databaseName()))
              .add(" = CURRENT_TIMESTAMP")
              .build());
    }
  }

  private static Text assignment(Query query, String column, Value value) {
    boolean expression = Expressions.isExpression(value);
    return new Text.Builder()
        .add(Names.quote(column))
        .add(" = ")
        .add(expression ? query.expression(value) : query.parameter(value))
        .build();
  }
}
