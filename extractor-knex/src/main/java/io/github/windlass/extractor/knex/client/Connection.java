package io.github.windlass.extractor.knex.client;

import io.github.windlass.extractor.CatalogReads;
import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.script.Cell;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Pool;
import io.github.windlass.script.Sent;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The database, as the Knex objects of a run share it: where SQL is sent. A transaction has one of
 * its own, which shares all but the number of the connection.
 */
public final class Connection {

  /** How deep queries may stand within each other. */
  private static final int NESTING = 32;

  private final Evaluation run;
  private final Dialect dialect;
  private final Cell<Sent> sent;
  private final Subqueries subqueries;
  private final Cell<List<HostObject>> started;
  private final Cell<Map<Builder, Connection>> moved;
  private final Pool pool;

  private final Ways ways;

  /** Over which connection; less than 0: over any that is free. */
  private final int number;

  /** The turn in which the last transaction within this ended. */
  private final Cell<Integer> lastChildEnd;

  private int nesting;

  /**
   * @param before the schema when the run begins
   */
  public Connection(Evaluation run, Dialect dialect, SchemaView before, Subqueries subqueries) {
    this.run = run;
    this.dialect = dialect;
    this.sent = run.cell(Sent.nothing(before), Sent::either);
    this.subqueries = subqueries;
    this.started = run.cell(List.of(), Connection::either);
    this.moved = run.cell(Map.of(), (one, other) -> one.size() >= other.size() ? one : other);
    this.pool = new Pool(run);
    this.ways = new Ways(run);
    this.number = -1;
    this.lastChildEnd = run.cell(0, Math::max);
  }

  private Connection(Connection of, int number) {
    this.run = of.run;
    this.dialect = of.dialect;
    this.sent = of.sent;
    this.subqueries = of.subqueries;
    this.started = of.started;
    this.moved = of.moved;
    this.pool = of.pool;
    this.ways = of.ways;
    this.number = number;
    this.lastChildEnd = run.cell(0, Math::max);
  }

  /** What the project and its packages change about Knex. */
  private static final class Ways {
    final Cell<Map<String, Value>> methods;
    @Nullable Naming naming;
    Value precision = Value.Nothing.UNDEFINED;

    Ways(Evaluation run) {
      this.methods = run.cell(Map.of(), (one, other) -> one.size() >= other.size() ? one : other);
    }
  }

  /** Lets the settings say how names are sent. */
  public void name(Naming naming) {
    ways.naming = naming;
  }

  /** How names are sent; null: as they are written. */
  @Nullable Naming naming() {
    return ways.naming;
  }

  /**
   * Gives points in time a precision, where none is asked for ({@code defaultDateTimePrecision}).
   */
  public void timesHave(Value precision) {
    ways.precision = precision;
  }

  /** The precision of points in time; undefined: none. */
  public Value precisionOfTimes() {
    return ways.precision;
  }

  /**
   * Gives a kind of builder a further method ({@code TableBuilder.extend}).
   *
   * @param builder the name of the class
   */
  public void extend(String builder, String method, Value function) {
    Map<String, Value> all = new HashMap<>(ways.methods.get());
    all.put(builder + "." + method, function);
    ways.methods.set(Map.copyOf(all));
  }

  /** A method that a kind of builder was given; null: it has none of that name. */
  public @Nullable Value extension(String builder, String method) {
    return ways.methods.get().get(builder + "." + method);
  }

  /** That of a transaction which begins. */
  public Connection ofTransaction() {
    return new Connection(this, pool.take());
  }

  /** A transaction ends: others may have its connection. */
  public void end() {
    pool.give(number);
  }

  private int number() {
    return number < 0 ? pool.free() : number;
  }

  /** Lets a builder send elsewhere ({@code transacting}). */
  void move(Builder builder, Connection to) {
    Map<Builder, Connection> all = new HashMap<>(moved.get());
    all.put(builder, to);
    moved.set(Map.copyOf(all));
  }

  /** Where a builder of this sends. */
  private Connection of(Builder builder) {
    return moved.get().getOrDefault(builder, this);
  }

  /** Sends what a builder has written. */
  public Value send(Builder builder, Compiled compiled, Place place) {
    return of(builder).send(compiled, place);
  }

  public Evaluation run() {
    return run;
  }

  /**
   * Whether what Knex's builders write is modelled for this database. Where it is not, that is a
   * gap.
   *
   * @param what is asked of a builder
   */
  public boolean isModelled(String what, Place place) {
    if (dialect == Dialect.POSTGRES) {
      return true;
    }
    String name = dialect.name().toLowerCase(Locale.ROOT);
    run.gap(GapCode.UNSUPPORTED, what + " on " + name + ": its SQL is not modelled", place);
    return false;
  }

  /** The schema as it is now. */
  public SchemaView view() {
    return sent.get().view();
  }

  private static List<HostObject> either(List<HostObject> one, List<HostObject> other) {
    List<HostObject> all = new ArrayList<>(one);
    for (HostObject each : other) {
      if (!all.contains(each)) {
        all.add(each);
      }
    }
    return List.copyOf(all);
  }

  /** Remembers what was started and has sent nothing yet. */
  public void start(HostObject what) {
    started.set(either(started.get(), List.of(what)));
  }

  /** Says that something sends now; gives false if it has done so before. */
  public boolean take(HostObject what) {
    List<HostObject> left = new ArrayList<>(started.get());
    boolean first = left.remove(what);
    started.set(List.copyOf(left));
    return first;
  }

  /** What was started and has sent nothing yet. */
  public List<HostObject> started() {
    return started.get();
  }

  /** The SQL of a query within another; where they are nested too deep, a gap. */
  public Compiled nested(Compilable query, Place place) {
    if (nesting >= NESTING) {
      String reason = "queries are nested deeper than " + NESTING;
      run.gap(GapCode.LIMIT, reason, place);
      return Compiled.of(Text.hole(new Unknown(reason, place)));
    }
    nesting++;
    try {
      return query.compile(place);
    } finally {
      nesting--;
    }
  }

  /** The query of a callback. */
  Compilable subquery(Value callback, @Nullable String part, Place place) {
    return subqueries.of(callback, part, this, place);
  }

  /** The query of a callback, of which only a part is wanted. */
  public Compilable part(Value callback, String part, Place place) {
    return subqueries.of(callback, part, this, place);
  }

  /** Writes names and values of one statement. */
  public Formatter formatter(Place place) {
    return new Formatter(this, place);
  }

  public Literals literals(Place place) {
    return new Literals(run, place);
  }

  /** SQL with its values in it ({@code toString}). */
  public Text inline(Compiled compiled, Place place) {
    return Placeholders.inline(compiled, literals(place));
  }

  /** Sends SQL. What it gives is unknown. */
  public Value send(Compiled compiled, Place place) {
    starts();
    Text sql = dialect == Dialect.POSTGRES ? Placeholders.numbered(compiled.sql()) : compiled.sql();
    String known = sql.known();
    if (known == null && sql.pieces().size() == 1) {
      run.gap(GapCode.DYNAMIC, "the statement is not known: " + sql.text(), place);
      answered();
      return new Unknown("the rows of a statement that is not known", place);
    }
    if (known == null || (!known.isBlank() && !CatalogReads.isOne(known))) {
      run.sql(sql, compiled.bindings(), number(), place);
      sent.set(sent.get().with(sql, place));
    }
    answered();
    return new Unknown("the rows of " + sql.beginning(), place);
  }

  /** Sends words of Knex's own that have no values, such as BEGIN. */
  public void control(String words, Place place) {
    starts();
    run.sql(Text.of(words), List.of(), number(), place);
    answered();
  }

  /** Over a pool, who is first is not known: all that was sent before. */
  private void starts() {
    if (number < 0) {
      run.turn(run.lastTurn());
    }
  }

  /**
   * A statement, or a question, is answered. What else was started over the same connection has had
   * its turn before who waits for the answer sends the next one: {@code pg} sends what it is given
   * in order.
   */
  public void answered() {
    if (number >= 0) {
      run.turn(run.turn() + 1);
    }
  }

  /** A transaction begins within this, when the one before it has ended ({@code _lastChild}). */
  public void begin() {
    run.turn(Math.max(run.turn(), number < 0 ? run.lastTurn() : lastChildEnd.get()));
  }

  /** A transaction within this ends. */
  public void childEnds() {
    lastChildEnd.set(run.turn());
  }

  /** Says that something cannot be recovered. */
  public Unknown unsupported(String what, Place place) {
    run.gap(GapCode.UNSUPPORTED, what, place);
    return new Unknown(what, place, true);
  }
}
