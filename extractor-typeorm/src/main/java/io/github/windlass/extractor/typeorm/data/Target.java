package io.github.windlass.extractor.typeorm.data;

import io.github.windlass.script.ClassValue;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import org.jspecify.annotations.Nullable;

/** What a query is about: the {@code EntityTarget} of TypeORM's API. */
sealed interface Target {

  /**
   * A table by name, which TypeORM knows nothing else about; its path, perhaps with a schema.
   *
   * @param doubt why it may be that of an entity; null: it is not
   */
  record Table(Text path, @Nullable String doubt) implements Target {}

  /** A table with an entity. */
  record Entity(EntityMetadata metadata) implements Target {}

  /** A query in parentheses. */
  record Subquery(Text sql) implements Target {}

  /** What cannot be told. */
  record Unrecognised(String reason) implements Target {}

  /** What a value given as target means. */
  static Target of(Value value, EntityNames names, Evaluation run, Place place) {
    String problem = names.problem();
    if (problem != null && !(value instanceof Text)) {
      return new Unrecognised(problem);
    }
    return switch (value) {
      case Text text -> {
        String known = text.known();
        yield known != null && known.startsWith("(") && known.endsWith(")")
            ? new Subquery(text)
            : named(text, names, run, place);
      }
      case ClassValue type -> {
        EntityReader reader = new EntityReader(names, run, place);
        EntityMetadata metadata = reader.read(type);
        yield read(reader, metadata, "class " + type.name() + " has no @Entity");
      }
      case EntitySchemaObject schema -> {
        EntityReader reader = new EntityReader(names, run, place);
        EntityMetadata metadata = reader.read(schema);
        yield read(reader, metadata, "an EntitySchema that is not known");
      }
      case ObjectValue object -> {
        // Entities by { type, name } (TypeORM: common/EntityTarget).
        Value name = run.member(object, "name", place);
        yield name instanceof Text text
            ? named(text, names, run, place)
            : new Unrecognised("an entity that is not known");
      }
      case Unknown unknown -> new Unrecognised(unknown.reason());
      default -> new Unrecognised("no entity and no table");
    };
  }

  /** What a name means: an entity of the data source, or a table. */
  private static Target named(Text text, EntityNames names, Evaluation run, Place place) {
    String known = text.known();
    if (known == null) {
      return new Table(text, null);
    }
    EntityNames.Named named = names.entity(known, run, place);
    EntityMetadata metadata = named.metadata();
    if (metadata == null) {
      return new Table(text, named.problem());
    }
    String problem = names.problem() == null ? named.problem() : names.problem();
    return problem == null ? new Entity(metadata) : new Unrecognised(problem);
  }

  private static Target read(
      EntityReader reader, @Nullable EntityMetadata metadata, String otherwise) {
    String problem = reader.problem();
    if (problem != null) {
      return new Unrecognised(problem);
    }
    return metadata == null ? new Unrecognised(otherwise) : new Entity(metadata);
  }

  /** What it is for a person. */
  default String describe() {
    return switch (this) {
      case Table table -> table.path().text();
      case Entity(EntityMetadata metadata) -> metadata.tablePath();
      case Subquery(Text sql) -> sql.text();
      case Unrecognised(String reason) -> reason;
    };
  }

  /** The entity; null: none. */
  default @Nullable EntityMetadata metadata() {
    return this instanceof Entity entity ? entity.metadata() : null;
  }
}
