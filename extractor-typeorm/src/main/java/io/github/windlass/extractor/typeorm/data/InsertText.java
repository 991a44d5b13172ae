package io.github.windlass.extractor.typeorm.data;

import io.github.windlass.extractor.typeorm.data.EntityColumn.Role;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.Value.Bool;
import io.github.windlass.script.Value.Nothing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** TypeORM: InsertQueryBuilder.createInsertExpression. */
final class InsertText {

  private InsertText() {}

  static Text of(Query query) {
    List<ObjectValue> rows = query.insertedQuery == null ? rows(query) : List.of();
    EntityMetadata metadata = query.main == null ? null : query.main.target().metadata();
    List<EntityColumn> columns = metadata == null ? List.of() : inserted(query, metadata);
    Text.Builder builder = new Text.Builder().add("INSERT INTO ").add(QueryText.table(query));
    if (query.main != null && metadata != null && isAliased(query.main, metadata)) {
      builder.add(" AS ").add(Names.quote(query.main.alias()));
    }
    Text.Builder values = new Text.Builder();
    Text.Builder names = new Text.Builder();
    if (metadata != null && !columns.isEmpty()) {
      for (EntityColumn column : columns) {
        item(names, Names.quote(column.databaseName()));
      }
      entities(query, metadata, columns, rows, values);
    } else {
      tableColumns(query, rows, names);
      tables(query, rows, values);
    }
    if (names.length() > 0) {
      builder.add("(").add(names.build()).add(")");
    }
    if (query.insertedQuery != null) {
      builder.add(" ").add(query.insertedQuery);
    } else if (values.length() == 0) {
      builder.add(" DEFAULT VALUES");
    } else {
      builder.add(" VALUES ").add(values.build());
    }
    builder.add(conflict(query));
    return builder.add(QueryText.returning(query, filled(query, metadata))).build();
  }

  /** The columns whose values TypeORM asks for, to fill the entity with them. */
  private static List<EntityColumn> filled(Query query, @Nullable EntityMetadata metadata) {
    return metadata == null || !query.returnsDefaults || query.insertedQuery != null
        ? List.of()
        : metadata.columns().stream().filter(EntityColumn::returned).toList();
  }

  private static boolean isAliased(Query.Source main, EntityMetadata metadata) {
    return !main.alias().text().equals(metadata.tablePath());
  }

  private static List<ObjectValue> rows(Query query) {
    List<ObjectValue> rows = new ArrayList<>();
    List<Value> items =
        query.values instanceof ListValue
            ? query.run.language().items(query.values, query.run, query.place)
            : List.of(query.values);
    if (items == null) {
      query.cannot("the rows cannot be told");
      return rows;
    }
    for (Value item : items) {
      switch (item) {
        case ObjectValue object when object.uncertain() == null -> rows.add(object);
        case Unknown unknown -> query.cannot("the rows depend on " + unknown.reason());
        default -> query.cannot("the rows cannot be told");
      }
    }
    return rows;
  }

  /**
   * TypeORM: getInsertedColumns: all but those that count by themselves, or those that are named.
   */
  private static List<EntityColumn> inserted(Query query, EntityMetadata metadata) {
    List<String> named = query.insertColumns.stream().map(Text::text).toList();
    return metadata.columns().stream()
        .filter(column ->
            named.isEmpty()
                ? column.insert() && !"increment".equals(column.generated())
                : named.contains(column.propertyPath()))
        .toList();
  }

  private static void tableColumns(Query query, List<ObjectValue> rows, Text.Builder names) {
    if (!query.insertColumns.isEmpty()) {
      for (Text column : query.insertColumns) {
        item(names, Names.quote(column));
      }
    } else if (rows.size() == 1) {
      for (String key : rows.get(0).keys()) {
        item(names, Names.quote(key));
      }
    }
  }

  private static void tables(Query query, List<ObjectValue> rows, Text.Builder values) {
    for (ObjectValue row : rows) {
      Text.Builder one = new Text.Builder();
      for (String key : row.keys()) {
        item(one, value(query, query.run.member(row, key, query.place)));
      }
      if (one.length() > 0) {
        item(values, new Text.Builder().add("(").add(one.build()).add(")").build());
      }
    }
  }

  private static void entities(
      Query query,
      EntityMetadata metadata,
      List<EntityColumn> columns,
      List<ObjectValue> rows,
      Text.Builder values) {
    for (ObjectValue row : rows) {
      Text.Builder one = new Text.Builder();
      for (EntityColumn column : columns) {
        Value value = property(query, row, column);
        boolean first = column.role() == Role.VERSION && value == Nothing.UNDEFINED;
        if (column.role() == Role.DISCRIMINATOR && metadata.discriminator() != null) {
          value = Text.of(metadata.discriminator());
        }
        item(one, first ? Text.of("1") : value(query, ColumnValue.of(column, value, query)));
      }
      item(values, new Text.Builder().add("(").add(one.build()).add(")").build());
    }
  }

  private static Value property(Query query, ObjectValue row, EntityColumn column) {
    EntityColumn.Relation relation = column.relation();
    if (relation != null
        && property(query, row, relation.property()) instanceof ObjectValue other) {
      return other;
    }
    return property(query, row, column.propertyPath());
  }

  private static Value property(Query query, ObjectValue row, String path) {
    Value value = row;
    int from = 0;
    while (from <= path.length()) {
      int dot = path.indexOf('.', from);
      int end = dot < 0 ? path.length() : dot;
      if (value instanceof Nothing) {
        return Nothing.UNDEFINED;
      }
      value = query.run.member(value, path.substring(from, end), query.place);
      from = end + 1;
    }
    return value;
  }

  private static Text value(Query query, Value value) {
    return switch (value) {
      case Nothing nothing when nothing == Nothing.UNDEFINED -> Text.of("DEFAULT");
      default -> Expressions.isExpression(value) ? query.expression(value) : query.parameter(value);
    };
  }

  private static Text conflict(Query query) {
    if (query.ignoresConflicts) {
      return Text.of(" ON CONFLICT DO NOTHING ");
    }
    Query.Conflict conflict = query.conflict;
    if (conflict == null) {
      return Text.EMPTY;
    }
    Text.Builder builder = new Text.Builder().add(" ON CONFLICT");
    if (conflict.target() instanceof ListValue columns) {
      Text.Builder names = new Text.Builder();
      query.texts(columns, "the conflict's columns").forEach(c -> item(names, Names.quote(c)));
      builder.add(" ( ").add(names.build()).add(" )");
      if (option(query, conflict, "indexPredicate") instanceof Text predicate) {
        builder.add(" WHERE ( ").add(predicate).add(" )");
      }
    } else if (conflict.target() instanceof Text constraint) {
      builder.add(" ON CONSTRAINT ").add(Names.quote(constraint));
    }
    List<Text> overwritten =
        conflict.overwrite() instanceof ListValue list
            ? query.texts(list, "the columns that are overwritten")
            : List.of();
    if (!(conflict.overwrite() instanceof ListValue)) {
      query.cannot("the columns that are overwritten cannot be told");
    }
    if (overwritten.isEmpty()) {
      return builder.add(" DO NOTHING ").build();
    }
    builder.add(" DO UPDATE SET ");
    Text.Builder sets = new Text.Builder();
    for (Text column : overwritten) {
      Text name = Names.quote(column);
      item(sets, new Text.Builder().add(name).add(" = EXCLUDED.").add(name).build());
    }
    EntityMetadata metadata = query.main == null ? null : query.main.target().metadata();
    EntityColumn updated = metadata == null ? null : metadata.column(Role.UPDATE_DATE);
    if (updated != null && !overwritten.contains(Text.of(updated.databaseName()))) {
      item(
          sets,
          new Text.Builder().add(Names.quote(updated.databaseName())).add(" = DEFAULT").build());
    }
    builder.add(sets.build());
    Text condition = overwriteCondition(query, conflict, overwritten);
    return condition == null ? builder.build() : builder.add(" WHERE ").add(condition).build();
  }

  private static @Nullable Text overwriteCondition(
      Query query, Query.Conflict conflict, List<Text> overwritten) {
    if (!(option(query, conflict, "overwriteCondition") instanceof Nothing)) {
      query.cannot("a condition on what is overwritten is not modelled");
    }
    if (option(query, conflict, "skipUpdateIfNoValuesChanged") != Bool.TRUE) {
      return null;
    }
    Text table = QueryText.table(query);
    Text.Builder builder = new Text.Builder();
    for (Text column : overwritten) {
      Text name = Names.quote(column);
      builder.add(builder.length() == 0 ? "" : " OR ").add(table).add(".").add(name);
      builder.add(" IS DISTINCT FROM EXCLUDED.").add(name);
    }
    return overwritten.size() > 1
        ? new Text.Builder().add("(").add(builder.build()).add(")").build()
        : builder.build();
  }

  private static Value option(Query query, Query.Conflict conflict, String name) {
    return conflict.options() instanceof Nothing
        ? Nothing.UNDEFINED
        : query.run.member(conflict.options(), name, query.place);
  }

  private static void item(Text.Builder builder, Text item) {
    builder.add(builder.length() == 0 ? "" : ", ").add(item);
  }
}
