package io.github.windlass.extractor.typeorm;

import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.typeorm.ddl.DefaultNamingStrategy;
import io.github.windlass.extractor.typeorm.ddl.NamingStrategy;
import io.github.windlass.extractor.typeorm.ddl.Session;
import io.github.windlass.script.Cell;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Sent;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The database during one run of a migration: its schema as it changes, and what TypeORM keeps of
 * it. All query runners of a run share it.
 */
final class Database {

  private final Evaluation run;
  private final Settings settings;
  private final SchemaObjects objects;
  private final Cell<Sent> sent;
  private final Cell<List<ObjectValue>> loadedTables;
  private final Cell<List<ObjectValue>> loadedViews;
  private final Cell<List<ObjectValue>> recordedViews;
  private final Cell<Map<String, Value>> recordedExpressions;
  private final Map<String, String> unknownTables = new HashMap<>();
  private final DataSourceObject dataSource;
  private Value namingStrategy = Value.Nothing.UNDEFINED;
  private @Nullable DataSourceOptions options;
  private @Nullable Value entities;
  private boolean missesATable;

  Database(Evaluation run, Settings settings, SchemaObjects objects, SchemaView before) {
    this.run = run;
    this.settings = settings;
    this.objects = objects;
    this.sent = run.cell(Sent.nothing(before), Sent::either);
    this.loadedTables = run.cell(List.of(), Database::common);
    this.loadedViews = run.cell(List.of(), Database::common);
    this.recordedViews = run.cell(List.of(), Database::common);
    this.recordedExpressions = run.cell(Map.of(), Database::common);
    this.dataSource = new DataSourceObject(this);
  }

  /** Says that a table is asked for which is not there. */
  void missATable() {
    missesATable = true;
  }

  /** Whether a table was asked for which is not there. */
  boolean missesATable() {
    return missesATable;
  }

  private static List<ObjectValue> common(List<ObjectValue> one, List<ObjectValue> other) {
    List<ObjectValue> both = new ArrayList<>(one);
    both.removeIf(each -> other.stream().noneMatch(table -> table == each));
    return List.copyOf(both);
  }

  private static Map<String, Value> common(Map<String, Value> one, Map<String, Value> other) {
    Map<String, Value> both = new HashMap<>(one);
    both.entrySet().retainAll(other.entrySet());
    return Map.copyOf(both);
  }

  Evaluation run() {
    return run;
  }

  Settings settings() {
    return settings;
  }

  SchemaObjects objects() {
    return objects;
  }

  DataSourceObject dataSource() {
    return dataSource;
  }

  /** The schema as it is now. */
  SchemaView view() {
    return sent.get().view();
  }

  /** Says that a statement was sent. */
  void sent(Text sql, Place place) {
    sent.set(sent.get().with(sql, place));
  }

  /** Sets with what the data source is made. */
  void setDataSourceOptions(DataSourceOptions made) {
    options = made;
    namingStrategy = made.option("namingStrategy");
  }

  /** What is used as naming strategy: undefined where the data source names none. */
  Value namingStrategy() {
    return namingStrategy;
  }

  /** What the data source is given as entities; undefined where it names none. */
  Value entities() {
    Value known = entities;
    if (known == null) {
      known = options == null ? Value.Nothing.UNDEFINED : options.option("entities");
      entities = known;
    }
    return known;
  }

  /** What a call finds. */
  Session session(Place place) {
    NamingStrategy own = new DefaultNamingStrategy(place);
    return new Session(
        view(),
        settings.schema() == null ? null : Text.of(settings.schema()),
        settings.uuidGenerator(),
        namingStrategy instanceof ObjectValue
            ? new ScriptNamingStrategy(namingStrategy, run, own, place)
            : own,
        place);
  }

  // What TypeORM keeps.

  List<ObjectValue> loadedTables() {
    return loadedTables.get();
  }

  /** Keeps these tables, and no others. */
  void loadTables(List<ObjectValue> tables) {
    loadedTables.set(List.copyOf(tables));
  }

  /** Keeps a table more. */
  void loadTable(ObjectValue table) {
    loadedTables.set(with(loadedTables.get(), table));
  }

  List<ObjectValue> loadedViews() {
    return loadedViews.get();
  }

  void loadView(ObjectValue view) {
    loadedViews.set(with(loadedViews.get(), view));
  }

  /** The views that the migration wrote into {@code typeorm_metadata}. */
  List<ObjectValue> recordedViews() {
    return recordedViews.get();
  }

  void recordView(ObjectValue view) {
    recordedViews.set(with(recordedViews.get(), view));
  }

  /** The expression that the migration wrote there for a stored column; null: none. */
  @Nullable Value recordedExpression(String column) {
    return recordedExpressions.get().get(column);
  }

  /** Keeps what TypeORM writes into {@code typeorm_metadata} for a stored column. */
  void recordExpression(String column, Value expression) {
    Map<String, Value> more = new HashMap<>(recordedExpressions.get());
    more.put(column, expression);
    recordedExpressions.set(Map.copyOf(more));
  }

  private static List<ObjectValue> with(List<ObjectValue> objects, ObjectValue one) {
    List<ObjectValue> more = new ArrayList<>(objects);
    more.add(one);
    return List.copyOf(more);
  }

  /** Remembers which table an unknown value stands for, by the value's reason. */
  void rememberUnknownTable(String reason, String path) {
    unknownTables.put(reason, path);
  }

  /** The path of the table that an unknown value stands for, by its reason; null: for none. */
  @Nullable String unknownTable(String reason) {
    return unknownTables.get(reason);
  }
}
