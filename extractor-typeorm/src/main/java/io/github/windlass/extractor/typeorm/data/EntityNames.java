package io.github.windlass.extractor.typeorm.data;

import io.github.windlass.script.ClassValue;
import io.github.windlass.script.Closure;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.Value.Nothing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the names of classes and properties become those of tables and columns: as TypeORM does, or
 * as a naming strategy of the project does; and which entities the names are of.
 *
 * @param strategy an object of the script; undefined: none; unknown: there is one that is not known
 * @param options the options of the data source; undefined: there is none
 */
public record EntityNames(Value strategy, Value options) {

  /** The names that a query runner's data source makes. */
  static EntityNames of(HostObject queryRunner, Evaluation run, Place place) {
    return queryRunner.member("connection", run, place) instanceof HostObject known
        ? new EntityNames(
            known.member("namingStrategy", run, place), known.member("options", run, place))
        : new EntityNames(Nothing.UNDEFINED, Nothing.UNDEFINED);
  }

  /** The schema of entities that name none; null: none. */
  @Nullable String schema(Evaluation run, Place place) {
    return options instanceof ObjectValue
            && run.member(options, "schema", place) instanceof Text text
        ? text.text()
        : null;
  }

  /**
   * What a text means.
   *
   * @param metadata an entity; null: none of those that are known
   * @param problem why that cannot be told; null: it can
   */
  record Named(@Nullable EntityMetadata metadata, @Nullable String problem) {}

  /**
   * The entity of the data source that a text means, by its name or its table's (TypeORM:
   * DataSource.findMetadata). Those that the data source finds by a pattern of paths are not read.
   */
  Named entity(String text, Evaluation run, Place place) {
    Value given =
        options instanceof ObjectValue ? run.member(options, "entities", place) : Nothing.UNDEFINED;
    List<Value> entities = new ArrayList<>();
    Unknown others = null;
    if (given instanceof Unknown unknown) {
      others = unknown;
    } else if (given instanceof ListValue list) {
      entities.addAll(list.items());
      others = list.uncertain();
    } else if (given instanceof ObjectValue object) {
      for (String key : object.keys()) {
        entities.add(run.member(object, key, place));
      }
      others = object.uncertain();
    }
    String problem = others == null ? null : others.reason();
    for (Value entity : entities) {
      EntityReader reader = new EntityReader(this, run, place);
      EntityMetadata metadata =
          switch (entity) {
            case ClassValue type -> reader.read(type);
            case EntitySchemaObject made -> reader.read(made);
            default -> null;
          };
      if (metadata != null && metadata.isMeantBy(text)) {
        return new Named(metadata, reader.problem());
      }
      problem =
          switch (entity) {
            case Text paths -> "the data source finds entities in " + paths.text();
            case Unknown unknown -> unknown.reason();
            default -> reader.problem() == null ? problem : reader.problem();
          };
    }
    return new Named(null, problem);
  }

  /** Why names cannot be told; null: they can. */
  @Nullable String problem() {
    return strategy instanceof Unknown unknown ? unknown.reason() : null;
  }

  /** The table of a class; null: it cannot be told. */
  @Nullable String table(String type, @Nullable String given, Evaluation run, Place place) {
    return name("tableName", List.of(Text.of(type), optional(given)), run, place);
  }

  /**
   * The column of a property, which stands in embedded objects of some prefixes; null: it cannot be
   * told.
   */
  @Nullable String column(
      String property, @Nullable String given, List<String> prefixes, Evaluation run, Place place) {
    List<Value> texts = new ArrayList<>(prefixes.stream().<Value>map(Text::of).toList());
    return name(
        "columnName", List.of(Text.of(property), optional(given), run.list(texts)), run, place);
  }

  /** The column that keeps the key of a relation's other side; null: it cannot be told. */
  @Nullable String joinColumn(String relation, String key, Evaluation run, Place place) {
    return name("joinColumnName", List.of(Text.of(relation), Text.of(key)), run, place);
  }

  private @Nullable String name(String method, List<Value> arguments, Evaluation run, Place place) {
    Value name =
        !(strategy instanceof Nothing) && run.member(strategy, method, place) instanceof Closure
            ? run.invoke(strategy, method, arguments, place)
            : own(method, arguments);
    return name instanceof Text text ? text.known() : null;
  }

  private static Value optional(@Nullable String text) {
    return text == null ? Nothing.UNDEFINED : Text.of(text);
  }

  /**
   * What TypeORM's DefaultNamingStrategy says.
   *
   * @return null: that is no method for entities' names
   */
  public static @Nullable Value own(String method, List<Value> arguments) {
    String first = text(arguments, 0);
    String second = text(arguments, 1);
    return switch (method) {
      case "tableName" -> Text.of(second == null ? Names.snakeCase(orEmpty(first)) : second);
      case "columnName" -> {
        String base = second == null || second.isEmpty() ? orEmpty(first) : second;
        List<String> prefixes = new ArrayList<>();
        if (Query.at(arguments, 2) instanceof ListValue list) {
          for (Value prefix : list.items()) {
            prefixes.add(prefix instanceof Text known ? known.text() : "");
          }
        }
        yield Text.of(prefixes.isEmpty() ? base : Names.embedded(String.join("_", prefixes), base));
      }
      case "joinColumnName" -> Text.of(Names.camelCase(orEmpty(first) + "_" + orEmpty(second)));
      default -> null;
    };
  }

  private static @Nullable String text(List<Value> arguments, int index) {
    return Query.at(arguments, index) instanceof Text text ? text.text() : null;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
