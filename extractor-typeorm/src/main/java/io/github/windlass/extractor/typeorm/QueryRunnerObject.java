package io.github.windlass.extractor.typeorm;

import io.github.windlass.extractor.CatalogReads;
import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.typeorm.data.EntityManagerObject;
import io.github.windlass.script.Cell;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * TypeORM's QueryRunner, which a migration gets: one connection. The facts are those of {@code
 * query-runner/BaseQueryRunner} and {@code driver/postgres/PostgresQueryRunner}.
 */
final class QueryRunnerObject implements HostObject {

  private final Database database;
  private final int connection;
  private final Cell<Integer> depth;
  private final Cell<Boolean> remembers;
  private final Cell<List<Memory>> memory;
  private final SchemaCalls schema;
  private final ObjectValue data;

  /** A statement that TypeORM keeps in memory. */
  private record Memory(Text sql) {}

  /**
   * @param transactions how many transactions are open, one within the other
   * @param connection over which connection it sends: 0 is that of the migration's own query runner
   */
  QueryRunnerObject(Database database, int transactions, int connection) {
    Evaluation run = database.run();
    this.database = database;
    this.connection = connection;
    this.depth = run.cell(transactions, Math::max);
    this.remembers = run.cell(false, Boolean::logicalOr);
    this.memory = run.cell(List.of(), (one, other) -> one.size() >= other.size() ? one : other);
    this.schema = new SchemaCalls(database, this);
    this.data = run.object();
  }

  @Override
  public String describe() {
    return "QueryRunner";
  }

  @Override
  public boolean sends() {
    return true;
  }

  /** The database that it is connected to. */
  Database database() {
    return database;
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return switch (name) {
      case "connection", "dataSource" -> database.dataSource();
      case "driver" -> new DriverObject(database);
      case "manager" -> new EntityManagerObject(this);
      case "data" -> data;
      case "isTransactionActive" -> Bool.of(depth.get() > 0);
      case "transactionDepth" -> new Num(depth.get());
      case "isReleased" -> Bool.FALSE;
      case "mode" -> Text.of("master");
      case "loadedTables" -> run.list(List.copyOf(database.loadedTables()));
      case "loadedViews" -> run.list(List.copyOf(database.loadedViews()));
      default -> Methods.isKnown(name) ? bound(name) : Nothing.UNDEFINED;
    };
  }

  /** A method that is taken without being called: {@code const { query } = queryRunner}. */
  private Value bound(String name) {
    return new NativeFunction(
        name, (self, arguments, run, place) -> invoke(name, arguments, run, place));
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    return switch (name) {
      case "getMemorySql" -> memorySql(run);
      case "enableSqlMemory" -> remember(true);
      case "disableSqlMemory" -> remember(false);
      case "clearSqlMemory" -> {
        memory.set(List.of());
        yield Nothing.UNDEFINED;
      }
      case "getReplicationMode" -> Text.of("master");
      default -> {
        if (Methods.isKnown(name)) {
          yield run.language().promise(() -> perform(name, arguments, run, place), run, place);
        }
        run.gap(GapCode.UNSUPPORTED, "QueryRunner has no method " + name, place);
        yield new Unknown(describe() + "." + name + "()", place, true);
      }
    };
  }

  private Value perform(String name, List<Value> arguments, Evaluation run, Place place) {
    return switch (name) {
      case "query", "stream" -> query(arguments, run, place);
      case "sql" -> {
        SqlTag tag = SqlTag.of(arguments, run, place);
        yield send(tag.sql(), tag.parameters(), run, place);
      }
      case "startTransaction" -> start(argument(arguments, 0), run, place);
      case "commitTransaction" -> end("COMMIT", "RELEASE SAVEPOINT typeorm_", run, place);
      case "rollbackTransaction" -> end("ROLLBACK", "ROLLBACK TO SAVEPOINT typeorm_", run, place);
      case "executeMemoryUpSql" -> {
        for (Memory each : memory.get()) {
          send(each.sql(), List.of(), run, place);
        }
        yield Nothing.UNDEFINED;
      }
      case "executeMemoryDownSql" -> {
        run.gap(GapCode.UNSUPPORTED, "what undoes the statements in memory", place);
        yield Nothing.UNDEFINED;
      }
      case "connect", "release", "beforeMigration", "afterMigration" -> Nothing.UNDEFINED;
      default -> schemaCall(name, arguments, run, place);
    };
  }

  private Value schemaCall(String name, List<Value> arguments, Evaluation run, Place place) {
    boolean reads = Methods.reads(name);
    if (database.settings().dialect() == Dialect.POSTGRES) {
      return reads
          ? new CatalogCalls(database, place).call(name, arguments)
          : schema.call(name, arguments, place);
    }
    String what = name + "() on " + database.settings().type();
    if (!reads) {
      run.gap(GapCode.UNSUPPORTED, what + ": its SQL is not modelled", place);
    }
    return new Unknown(what, place);
  }

  // Statements.

  private Value query(List<Value> arguments, Evaluation run, Place place) {
    Value given = argument(arguments, 0);
    Value parameters = argument(arguments, 1);
    if (given instanceof Unknown unknown) {
      run.gap(GapCode.DYNAMIC, "the statement is not known: " + unknown.reason(), place);
      return new Unknown("the rows of a statement that is not known", place);
    }
    if (!(given instanceof Text sql)) {
      run.gap(GapCode.DYNAMIC, "what is sent is no text", place);
      return new Unknown("the rows of what is no statement", place);
    }
    List<Value> values = List.of();
    if (parameters instanceof ListValue list) {
      values = list.items();
    } else if (parameters instanceof Unknown) {
      values = List.of(parameters);
    }
    return send(sql, values, run, place);
  }

  /** Sends a statement. What it gives is unknown. */
  Value send(Text sql, List<Value> parameters, Evaluation run, Place place) {
    String known = sql.known();
    if (sql.pieces().size() == 1 && known == null) {
      run.gap(GapCode.DYNAMIC, "the statement is not known: " + sql.text(), place);
      return new Unknown("the rows of a statement that is not known", place);
    }
    if (known == null || !known.isBlank()) {
      if (known == null || !CatalogReads.isOne(known)) {
        run.sql(sql, bound(parameters, run, place), connection, place);
        database.sent(sql, place);
      }
    }
    return new Unknown("the rows of " + sql.beginning(), place);
  }

  /** Values as the package {@code pg} sends them: objects as JSON, dates in ISO form. */
  private static List<Value> bound(List<Value> parameters, Evaluation run, Place place) {
    List<Value> bound = new ArrayList<>();
    for (Value parameter : parameters) {
      bound.add(
          switch (parameter) {
            case ObjectValue object -> json(object, run, place);
            case HostObject host -> json(host, run, place);
            default -> parameter;
          });
    }
    return bound;
  }

  private static Value json(Value value, Evaluation run, Place place) {
    Value toJson = run.member(value, "toJSON", place);
    if (!(toJson instanceof Nothing || toJson instanceof Unknown)) {
      return run.call(toJson, value, List.of(), place);
    }
    Value json = run.language().global("JSON", run, place);
    return json == null || value instanceof HostObject
        ? value
        : run.invoke(json, "stringify", List.of(value), place);
  }

  /** Sends what TypeORM made ({@code executeQueries}): in memory mode it only keeps it. */
  void execute(Text sql, @Nullable String condition, Place place) {
    Evaluation run = database.run();
    List<Memory> kept = new ArrayList<>(memory.get());
    kept.add(new Memory(sql));
    memory.set(List.copyOf(kept));
    if (remembers.get()) {
      return;
    }
    if (condition == null) {
      send(sql, List.of(), run, place);
    } else {
      run.perhaps(condition, () -> send(sql, List.of(), run, place), place);
    }
  }

  private Value remember(boolean on) {
    memory.set(List.of());
    remembers.set(on);
    return Nothing.UNDEFINED;
  }

  private Value memorySql(Evaluation run) {
    List<Value> queries = new ArrayList<>();
    for (Memory each : memory.get()) {
      ObjectValue query = run.object();
      query.put("query", each.sql());
      query.put("parameters", Nothing.UNDEFINED);
      queries.add(query);
    }
    ObjectValue sql = run.object();
    sql.put("upQueries", run.list(queries));
    sql.put("downQueries", run.list(List.of()));
    return sql;
  }

  // Transactions.

  private Value start(Value isolation, Evaluation run, Place place) {
    int open = depth.get();
    if (open == 0) {
      control(Text.of("START TRANSACTION"), run, place);
      if (Values.mayBeThere(isolation)) {
        control(
            Text.of("SET TRANSACTION ISOLATION LEVEL ").concat(Values.text(isolation)), run, place);
      }
    } else {
      control(Text.of("SAVEPOINT typeorm_" + open), run, place);
    }
    depth.set(open + 1);
    return Nothing.UNDEFINED;
  }

  private Value end(String outermost, String savepoint, Evaluation run, Place place) {
    int open = depth.get();
    if (open == 0) {
      throw run.language()
          .error(
              "Transaction is not started yet, start transaction before committing or rolling it"
                  + " back.",
              run,
              place)
          .meant();
    }
    control(Text.of(open > 1 ? savepoint + (open - 1) : outermost), run, place);
    depth.set(open - 1);
    return Nothing.UNDEFINED;
  }

  private void control(Text sql, Evaluation run, Place place) {
    run.sql(sql, List.of(), connection, place);
    database.sent(sql, place);
  }

  static Value argument(List<Value> arguments, int index) {
    return index < arguments.size() ? arguments.get(index) : Nothing.UNDEFINED;
  }

  /** The schema as it is now. */
  SchemaView view() {
    return database.view();
  }
}
