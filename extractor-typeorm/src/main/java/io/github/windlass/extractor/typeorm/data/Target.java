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

  /** A table by name, which TypeORM knows nothing else about; its path, perhaps with a schema. */
  record Table(Text path) implements Target {}

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
            : new Table(text);
      }
      case ClassValue type -> {
        EntityMetadata metadata = new EntityReader(names, run, place).read(type);
        yield metadata == null
            ? new Unrecognised("class " + type.name() + " has no @Entity")
            : new Entity(metadata);
      }
      case EntitySchemaObject schema -> {
        EntityMetadata metadata = new EntityReader(names, run, place).read(schema);
        yield metadata == null
            ? new Unrecognised("an EntitySchema that is not known")
            : new Entity(metadata);
      }
      case ObjectValue object -> {
        // Entities by { type, name } (TypeORM: common/EntityTarget).
        Value name = run.member(object, "name", place);
        yield name instanceof Text text
            ? new Table(text)
            : new Unrecognised("an entity that is not known");
      }
      case Unknown unknown -> new Unrecognised(unknown.reason());
      default -> new Unrecognised("no entity and no table");
    };
  }

  /** What it is for a person. */
  default String describe() {
    return switch (this) {
      case Table(Text path) -> path.text();
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
