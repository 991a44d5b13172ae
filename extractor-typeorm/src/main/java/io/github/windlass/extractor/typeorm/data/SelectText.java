package io.github.windlass.extractor.typeorm.data;

import io.github.windlass.script.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** TypeORM: SelectQueryBuilder.getQuery, without relations. */
final class SelectText {

  private SelectText() {}

  static Text of(Query query) {
    Text.Builder selected = new Text.Builder();
    for (Query.Selection selection : query.selections) {
      if (selected.length() > 0) {
        selected.add(", ");
      }
      selected.add(selection.expression());
      if (selection.alias() != null) {
        selected.add(" AS ").add(Names.quote(selection.alias()));
      }
    }
    return of(query, selected.length() == 0 ? everything(query) : selected.build());
  }

  /** All columns of the main entity, each under the name by which TypeORM finds it. */
  static Text ofEntities(Query query) {
    Query.Source main = query.main;
    EntityMetadata metadata = main == null ? null : main.target().metadata();
    if (main == null || metadata == null) {
      query.cannot("entities are read of what is no entity");
      return Text.EMPTY;
    }
    if (!query.joins.isEmpty()) {
      query.cannot("the SELECT of entities with joins is not modelled");
    }
    return of(query, columns(chosen(query, metadata, main.alias()), main.alias()));
  }

  /** The columns that are asked for, in the entity's order; all, where the entity is. */
  private static List<EntityColumn> chosen(Query query, EntityMetadata metadata, Text alias) {
    Set<String> properties = new HashSet<>();
    for (Query.Selection selection : query.selections) {
      String expression = selection.expression().text();
      if (expression.equals(alias.text())) {
        return metadata.columns();
      }
      String property = expression.substring(expression.indexOf('.') + 1);
      if (!expression.startsWith(alias.text() + ".") || metadata.column(property) == null) {
        query.cannot("the SELECT of entities with expressions is not modelled");
      }
      properties.add(property);
    }
    return properties.isEmpty()
        ? metadata.columns()
        : metadata.columns().stream()
            .filter(column -> properties.contains(column.propertyPath()))
            .toList();
  }

  static Text ofCount(Query query) {
    Query.Source main = query.main;
    EntityMetadata metadata = main == null ? null : main.target().metadata();
    if (main == null || metadata == null) {
      query.cannot("entities are counted of what is no entity");
      return Text.EMPTY;
    }
    List<EntityColumn> keys = metadata.primaryColumns();
    if (keys.size() != 1) {
      query.cannot("the SELECT of a count over several key columns is not modelled");
    }
    Text.Builder counted = new Text.Builder().add("COUNT(DISTINCT(").add(Names.quote(main.alias()));
    counted.add(".").add(Names.quote(keys.isEmpty() ? "id" : keys.get(0).databaseName()));
    return of(query, counted.add(")) AS \"cnt\"").build());
  }

  private static Text everything(Query query) {
    Query.Source main = query.main;
    EntityMetadata metadata = main == null ? null : main.target().metadata();
    return main == null || metadata == null
        ? Text.of("*")
        : columns(metadata.columns(), main.alias());
  }

  private static Text columns(List<EntityColumn> columns, Text alias) {
    Text.Builder builder = new Text.Builder();
    for (EntityColumn column : columns) {
      if (builder.length() > 0) {
        builder.add(", ");
      }
      builder.add(Names.quote(alias)).add(".").add(Names.quote(column.databaseName()));
      builder.add(" AS \"").add(alias).add("_" + column.databaseName() + "\"");
    }
    return builder.build();
  }

  private static Text of(Query query, Text selected) {
    Text.Builder builder =
        new Text.Builder().add(query.distinct ? "SELECT DISTINCT " : "SELECT ").add(selected);
    boolean first = true;
    for (Query.Source source : query.sources) {
      builder.add(first ? " FROM " : ", ");
      first = false;
      builder.add(
          switch (source.target()) {
            case Target.Table table -> Names.quotePath(table.path());
            case Target.Entity(EntityMetadata metadata) ->
                Names.quotePath(Text.of(metadata.tablePath()));
            case Target.Subquery(Text sql) -> sql;
            case Target.Unrecognised unrecognised -> Text.EMPTY;
          });
      builder.add(" ").add(Names.quote(source.alias()));
    }
    if (first) {
      query.cannot("no table is named");
    }
    query.joins.forEach(builder::add);
    builder.add(QueryText.where(query));
    list(builder, " GROUP BY ", query.groups);
    if (!query.havings.isEmpty()) {
      builder.add(" HAVING ").add(Conditions.joined(query.havings));
    }
    list(builder, " ORDER BY ", query.orders);
    if (query.limit != null) {
      builder.add(" LIMIT ").add(query.limit);
    }
    if (query.offset != null) {
      builder.add(" OFFSET ").add(query.offset);
    }
    Text sql = builder.build();
    return query.subquery ? new Text.Builder().add("(").add(sql).add(")").build() : sql;
  }

  private static void list(Text.Builder builder, String before, List<Text> items) {
    boolean first = true;
    for (Text item : items) {
      builder.add(first ? before : ", ").add(item);
      first = false;
    }
  }
}
