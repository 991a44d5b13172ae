package io.github.windlass.extractor.typeorm.data;

import io.github.windlass.script.Closure;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
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
 * as a naming strategy of the project does.
 *
 * @param strategy an object of the script; undefined: none; unknown: there is one that is not known
 */
public record EntityNames(Value strategy) {

  /** The names that a query runner's data source makes. */
  static EntityNames of(HostObject queryRunner, Evaluation run, Place place) {
    Value dataSource = queryRunner.member("connection", run, place);
    return new EntityNames(
        dataSource instanceof HostObject known
            ? known.member("namingStrategy", run, place)
            : Nothing.UNDEFINED);
  }

  /** Why names cannot be told; null: they can. */
  @Nullable String problem() {
    return strategy instanceof Unknown unknown ? unknown.reason() : null;
  }

  /** The table of a class. */
  String table(String type, @Nullable String given, Evaluation run, Place place) {
    return name("tableName", List.of(Text.of(type), optional(given)), run, place);
  }

  /** The column of a property, which stands in embedded objects of some prefixes. */
  String column(
      String property, @Nullable String given, List<String> prefixes, Evaluation run, Place place) {
    List<Value> texts = new ArrayList<>(prefixes.stream().<Value>map(Text::of).toList());
    return name(
        "columnName", List.of(Text.of(property), optional(given), run.list(texts)), run, place);
  }

  /** The column that keeps the key of a relation's other side. */
  String joinColumn(String relation, String key, Evaluation run, Place place) {
    return name("joinColumnName", List.of(Text.of(relation), Text.of(key)), run, place);
  }

  private String name(String method, List<Value> arguments, Evaluation run, Place place) {
    Value name =
        !(strategy instanceof Nothing) && run.member(strategy, method, place) instanceof Closure
            ? run.invoke(strategy, method, arguments, place)
            : own(method, arguments);
    return name instanceof Text text ? text.text() : "";
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
        if (Query.at(arguments, 2) instanceof io.github.windlass.script.ListValue list) {
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
