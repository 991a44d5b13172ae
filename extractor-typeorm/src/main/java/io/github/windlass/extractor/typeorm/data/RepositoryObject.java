package io.github.windlass.extractor.typeorm.data;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * A repository: an entity manager for one target (TypeORM: repository/Repository).
 *
 * @param target the entity, or the table's name
 */
record RepositoryObject(EntityManagerObject manager, Value target) implements HostObject {

  @Override
  public String describe() {
    return "Repository";
  }

  @Override
  public boolean sends() {
    return true;
  }

  /** The same repository on another connection. */
  RepositoryObject on(EntityManagerObject other) {
    return new RepositoryObject(other, target);
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return switch (name) {
      case "manager" -> manager;
      case "target" -> target;
      case "queryRunner" -> manager.queryRunner();
      case "metadata" -> metadata(run, place);
      default -> Nothing.UNDEFINED;
    };
  }

  private Value metadata(Evaluation run, Place place) {
    EntityMetadata metadata = manager.target(target, run, place).metadata();
    if (metadata == null) {
      return new Unknown("the metadata of an entity", place);
    }
    var object = run.object();
    int dot = metadata.tablePath().lastIndexOf('.');
    object.put("name", Text.of(metadata.name()));
    object.put("targetName", Text.of(metadata.name()));
    object.put("tablePath", Text.of(metadata.tablePath()));
    object.put("tableName", Text.of(metadata.tablePath().substring(dot + 1)));
    List<Value> columns = new ArrayList<>();
    for (EntityColumn column : metadata.columns()) {
      var described = run.object();
      described.put("propertyName", Text.of(column.propertyPath()));
      described.put("databaseName", Text.of(column.databaseName()));
      described.put("isPrimary", Bool.of(column.primary()));
      columns.add(described);
    }
    object.put("columns", run.list(columns));
    return object;
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    return switch (name) {
      case "query", "sql" -> manager.invoke(name, arguments, run, place);
      case "createQueryBuilder" -> {
        Value alias = Query.at(arguments, 0);
        Target known = manager.target(target, run, place);
        EntityMetadata metadata = known.metadata();
        // TypeORM: Repository.createQueryBuilder takes the entity's name where no alias is given.
        Text named =
            alias instanceof Text text
                ? text
                : Text.of(metadata == null ? known.describe() : metadata.name());
        yield EntityManagerObject.createQueryBuilder(
            manager.queryRunner(), List.of(target, named), run);
      }
      case "extend" -> this;
      default -> {
        List<Value> all = new ArrayList<>();
        all.add(target);
        all.addAll(arguments);
        yield manager.invoke(name, all, run, place);
      }
    };
  }
}
