package io.github.windlass.extractor.typeorm.data;

import io.github.windlass.script.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text of a query, with named parameters (TypeORM: getQuery of each query builder). */
final class QueryText {

  /** What an entity's rows are read for. */
  enum Read {
    ROWS,
    COUNT
  }

  private QueryText() {}

  /** The text that a query sends by itself. */
  static Text of(Query query) {
    Text text =
        switch (query.kind) {
          case SELECT -> SelectText.of(query);
          case INSERT -> InsertText.of(query);
          case UPDATE -> UpdateText.of(query);
          case DELETE -> deletion(query);
          case SOFT_DELETE, RESTORE -> UpdateText.ofDeletionMark(query);
        };
    return named(query, text);
  }

  /** The text of a SELECT whose rows become entities, or are counted. */
  static Text read(Query query, Read read) {
    Text text =
        switch (read) {
          case ROWS -> SelectText.ofEntities(query);
          case COUNT -> SelectText.ofCount(query);
        };
    return named(query, text);
  }

  private static Text deletion(Query query) {
    return new Text.Builder()
        .add("DELETE FROM ")
        .add(table(query))
        .add(where(query))
        .add(returning(query, List.of()))
        .build();
  }

  /** The main table, quoted. */
  static Text table(Query query) {
    Query.Source main = query.main;
    if (main == null) {
      query.cannot("no table is named");
      return Text.EMPTY;
    }
    return switch (main.target()) {
      case Target.Table table -> Names.quotePath(table.path());
      case Target.Entity(EntityMetadata metadata) -> Names.quotePath(Text.of(metadata.tablePath()));
      case Target.Subquery(Text sql) -> sql;
      case Target.Unrecognised unrecognised -> Text.EMPTY;
    };
  }

  /** {@code WHERE …} with a space before it; empty if there is no condition. */
  static Text where(Query query) {
    Text conditions = Conditions.joined(query.wheres);
    EntityMetadata metadata = query.main == null ? null : query.main.target().metadata();
    EntityColumn deleted =
        metadata == null || query.kind != Query.Kind.SELECT
            ? null
            : metadata.column(EntityColumn.Role.DELETE_DATE);
    List<Text> all = new ArrayList<>();
    if (!conditions.text().isEmpty()) {
      all.add(conditions);
    }
    if (deleted != null && query.main != null) {
      all.add(
          new Text.Builder()
              .add(query.main.alias())
              .add("." + deleted.propertyPath() + " IS NULL")
              .build());
    }
    if (metadata != null && metadata.child()) {
      all.add(kind(query, metadata));
    }
    if (all.size() == 1) {
      return new Text.Builder().add(" WHERE ").add(all.get(0)).build();
    }
    Text.Builder builder = new Text.Builder();
    for (Text condition : all) {
      builder.add(builder.length() == 0 ? " WHERE ( " : " AND ( ").add(condition).add(" )");
    }
    return builder.build();
  }

  /** Which rows of a shared table an entity's are. */
  private static Text kind(Query query, EntityMetadata metadata) {
    EntityColumn column = metadata.column(EntityColumn.Role.DISCRIMINATOR);
    String mark = metadata.discriminator();
    if (column == null || mark == null) {
      query.cannot("what marks the rows of " + metadata.name() + " cannot be told");
      return Text.EMPTY;
    }
    Text.Builder builder = new Text.Builder();
    if (query.kind == Query.Kind.SELECT && query.main != null) {
      builder.add(Names.quote(query.main.alias())).add(".");
    }
    builder.add(Names.quote(column.databaseName())).add(" IN (");
    return builder.add(query.parameter(Text.of(mark))).add(")").build();
  }

  /**
   * {@code RETURNING …} with a space before it.
   *
   * @param defaults columns whose values TypeORM asks for by itself
   */
  static Text returning(Query query, List<EntityColumn> defaults) {
    Text.Builder builder = new Text.Builder();
    if (query.returning instanceof Text text) {
      return text.text().isEmpty() ? Text.EMPTY : builder.add(" RETURNING ").add(text).build();
    }
    EntityMetadata metadata = query.main == null ? null : query.main.target().metadata();
    if (metadata == null) {
      return Text.EMPTY; // TypeORM: a list of properties means nothing without an entity
    }
    Map<String, Boolean> columns = new java.util.LinkedHashMap<>();
    if (!(query.returning instanceof io.github.windlass.script.Value.Nothing)) {
      for (Text property : query.texts(query.returning, "what is returned")) {
        EntityColumn column = metadata.column(property.text());
        if (column != null) {
          columns.put(column.databaseName(), true);
        }
      }
    }
    for (EntityColumn column : defaults) {
      columns.put(column.databaseName(), true);
    }
    for (String column : columns.keySet()) {
      builder.add(builder.length() == 0 ? " RETURNING " : ", ").add(Names.quote(column));
    }
    return builder.build();
  }

  /**
   * Puts columns in the place of properties (TypeORM:
   * QueryBuilder.replacePropertyNamesForTheWholeQuery): words between spaces, parentheses, commas
   * and equals signs, after the alias in SELECT and alone elsewhere.
   */
  private static Text named(Query query, Text text) {
    Map<String, Map<String, String>> byPrefix = new HashMap<>();
    for (Query.Source source : query.sources) {
      EntityMetadata metadata = source.target().metadata();
      if (metadata != null) {
        boolean alone = query.kind != Query.Kind.SELECT && query.kind != Query.Kind.INSERT;
        Map<String, String> names =
            byPrefix.computeIfAbsent(
                alone ? "" : source.alias().text() + ".", prefix -> new HashMap<>());
        for (EntityColumn column : metadata.columns()) {
          EntityColumn.Relation relation = column.relation();
          if (relation != null) {
            names.put(relation.property() + "." + relation.key(), column.databaseName());
            names.put(relation.property(), column.databaseName());
          }
          names.put(column.databaseName(), column.databaseName());
        }
        for (EntityColumn column : metadata.columns()) {
          names.put(column.propertyPath(), column.databaseName());
        }
      }
    }
    return byPrefix.isEmpty() ? text : replaced(text, byPrefix);
  }

  private static Text replaced(Text text, Map<String, Map<String, String>> byPrefix) {
    String all = text.text();
    Text.Builder builder = new Text.Builder();
    int from = 0;
    int at = 0;
    while (at < all.length()) {
      boolean begins = at == 0 || " =(\n".indexOf(all.charAt(at - 1)) >= 0;
      int end = at;
      while (begins && end < all.length() && " =(),\n".indexOf(all.charAt(end)) < 0) {
        end++;
      }
      boolean ends = end == all.length() || " =),\n".indexOf(all.charAt(end)) >= 0;
      Text replacement =
          begins && ends && end > at ? replacement(all.substring(at, end), byPrefix) : null;
      if (replacement != null) {
        builder.add(text.slice(from, at)).add(replacement);
        from = end;
      }
      at = Math.max(end, at + 1);
    }
    return from == 0 ? text : builder.add(text.slice(from, all.length())).build();
  }

  private static @Nullable Text replacement(
      String word, Map<String, Map<String, String>> byPrefix) {
    for (Map.Entry<String, Map<String, String>> entry : byPrefix.entrySet()) {
      String prefix = entry.getKey();
      if (word.startsWith(prefix)) {
        String column = entry.getValue().get(word.substring(prefix.length()));
        if (column != null) {
          Text.Builder builder = new Text.Builder();
          if (!prefix.isEmpty()) {
            builder.add(Names.quote(prefix.substring(0, prefix.length() - 1))).add(".");
          }
          return builder.add(Names.quote(column)).build();
        }
      }
    }
    return null;
  }
}
