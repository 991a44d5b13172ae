package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table as TypeORM has it: TypeORM's {@code Table}.
 *
 * @param options those that are no lists: {@code name}, {@code schema}, {@code database}, {@code
 *     comment}
 */
public record Table(
    Options options,
    Several<Column> columns,
    Several<Index> indices,
    Several<ForeignKey> foreignKeys,
    Several<Unique> uniques,
    Several<Check> checks,
    Several<Exclusion> exclusions) {

  /** The options of its constructor that are no lists. */
  public static final List<String> FIELDS =
      List.of("database", "schema", "name", "justCreated", "withoutRowid", "engine", "comment");

  /** A table of which only the path is known. */
  public static Table unknown(Text path, Unknown why) {
    return new Table(
        new Options(Map.of("name", path, "schema", Value.Nothing.UNDEFINED), Map.of(), why),
        Several.unknown(why),
        Several.unknown(why),
        Several.unknown(why),
        Several.unknown(why),
        Several.unknown(why),
        Several.unknown(why));
  }

  /** Its name, perhaps with a schema. */
  public Text name() {
    return options.text("name");
  }

  /** Its path; the schema that is said beside the name comes first. */
  public TablePath path() {
    return TablePath.of(options.get("schema"), name());
  }

  /** A column by name; null: it is not among those that are known. */
  public @Nullable Column column(Value columnName) {
    for (Column column : columns.known()) {
      if (Values.same(column.name(), columnName) == Truth.TRUE) {
        return column;
      }
    }
    return null;
  }

  /** With another column in the place of one. */
  public Table replacing(Column one, Column other) {
    return withColumns(columns.replacing(one, other));
  }

  /** The columns of the primary key. */
  public Several<Column> primaryColumns() {
    List<Column> primary = new ArrayList<>();
    Unknown why = columns.others();
    for (Column column : columns.known()) {
      switch (column.isPrimary()) {
        case TRUE -> primary.add(column);
        case FALSE -> {}
        case UNKNOWN -> {
          Unknown unknown = Values.unknown(column.options().get("isPrimary"));
          why = unknown == null ? why : unknown;
        }
      }
    }
    return new Several<>(primary, why);
  }

  Table with(Options changed) {
    return new Table(changed, columns, indices, foreignKeys, uniques, checks, exclusions);
  }

  Table withColumns(Several<Column> changed) {
    return new Table(options, changed, indices, foreignKeys, uniques, checks, exclusions);
  }

  Table withIndices(Several<Index> changed) {
    return new Table(options, columns, changed, foreignKeys, uniques, checks, exclusions);
  }

  Table withForeignKeys(Several<ForeignKey> changed) {
    return new Table(options, columns, indices, changed, uniques, checks, exclusions);
  }

  Table withUniques(Several<Unique> changed) {
    return new Table(options, columns, indices, foreignKeys, changed, checks, exclusions);
  }

  Table withChecks(Several<Check> changed) {
    return new Table(options, columns, indices, foreignKeys, uniques, changed, exclusions);
  }
}
