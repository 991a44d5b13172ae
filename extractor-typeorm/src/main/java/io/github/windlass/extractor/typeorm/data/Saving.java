package io.github.windlass.extractor.typeorm.data;

import static io.github.windlass.extractor.typeorm.data.EntityManagerObject.call;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.script.ClassValue;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.Value.Nothing;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code save()}: an INSERT where the entity has no id. Where it has one, rows decide: TypeORM
 * reads the row and sends an INSERT, an UPDATE or nothing (TypeORM:
 * persistence/EntityPersistExecutor).
 */
final class Saving {

  private static final int DEPTH_LIMIT = 16;

  private Saving() {}

  static Value save(
      EntityManagerObject manager, List<Value> arguments, Evaluation run, Place place) {
    Value first = Query.at(arguments, 0);
    boolean targeted =
        arguments.size() > 1
            && (first instanceof ClassValue
                || first instanceof Text
                || isSchema(manager, first, run, place));
    Value saved = targeted ? arguments.get(1) : first;
    List<Value> entities =
        saved instanceof ListValue list ? run.language().items(list, run, place) : List.of(saved);
    if (entities == null) {
      unknown(manager, targeted ? first : Nothing.UNDEFINED, run, place);
      return saved;
    }
    List<Value> rows = new ArrayList<>();
    Value target = first;
    for (Value entity : entities) {
      ClassValue type = entity instanceof ObjectValue object ? object.type() : null;
      Value of = targeted ? first : type == null ? Nothing.UNDEFINED : type;
      EntityMetadata metadata = manager.target(of, run, place).metadata();
      boolean isNew =
          metadata != null
              && !holdsOthers(of, entity)
              && entity instanceof ObjectValue object
              && object.uncertain() == null
              && isNew(metadata, object);
      if (!isNew) {
        insert(manager, target, rows, run, place);
        unknown(manager, of, run, place);
        continue;
      }
      if (!rows.isEmpty() && !of.equals(target)) {
        insert(manager, target, rows, run, place);
      }
      target = of;
      beforeInsert(entity, run, place);
      rows.add(entity);
    }
    insert(manager, target, rows, run, place);
    return saved;
  }

  /** Whether rows of other tables are saved with an entity, or may be. */
  private static boolean holdsOthers(Value type, Value entity) {
    if (type instanceof ClassValue of && entity instanceof ObjectValue object) {
      for (String property : EntityReader.heldElsewhere(of)) {
        if (!(object.get(property) instanceof Nothing)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Calls the methods of an entity that are decorated for it; a plain object has none. */
  private static void beforeInsert(Value entity, Evaluation run, Place place) {
    Value at = entity instanceof ObjectValue object ? object.type() : null;
    for (int depth = 0; at instanceof ClassValue type && depth < DEPTH_LIMIT; depth++) {
      for (ClassValue.Decoration decoration : type.decorations()) {
        String member = decoration.member();
        if (member != null
            && decoration.decorator() instanceof DecoratorObject decorator
            && decorator.name().equals("BeforeInsert")) {
          Value result = run.invoke(entity, member, List.of(), place);
          run.language().await(result, run, place);
        }
      }
      at = type.superclass();
    }
  }

  private static boolean isSchema(
      EntityManagerObject manager, Value value, Evaluation run, Place place) {
    return value instanceof io.github.windlass.script.HostObject
        && manager.target(value, run, place) instanceof Target.Entity;
  }

  /** Whether the row cannot be there: its key is made by the database, and is not given. */
  private static boolean isNew(EntityMetadata metadata, ObjectValue entity) {
    List<EntityColumn> keys = metadata.primaryColumns();
    for (EntityColumn key : keys) {
      if (!(entity.get(key.propertyPath()) instanceof Nothing)) {
        return false;
      }
    }
    return !keys.isEmpty();
  }

  private static void insert(
      EntityManagerObject manager, Value target, List<Value> rows, Evaluation run, Place place) {
    if (!rows.isEmpty()) {
      manager.send(
          run, place, call("insert"), call("into", target), call("values", run.list(rows)));
      for (Value row : rows) {
        if (row instanceof ObjectValue object) {
          EntityMetadata metadata = manager.target(target, run, place).metadata();
          if (metadata != null) {
            for (EntityColumn column : metadata.columns()) {
              if (column.returned() && object.get(column.propertyPath()) instanceof Nothing) {
                object.put(
                    column.propertyPath(),
                    new Unknown("a new row's " + column.propertyPath(), place));
              }
            }
          }
        }
      }
      rows.clear();
    }
  }

  private static void unknown(
      EntityManagerObject manager, Value target, Evaluation run, Place place) {
    String table =
        target instanceof Nothing ? "a table" : manager.target(target, run, place).describe();
    run.gap(
        GapCode.DYNAMIC,
        "saves entities of "
            + table
            + ": rows decide whether that inserts, updates or does nothing, and in which tables",
        place);
  }
}
