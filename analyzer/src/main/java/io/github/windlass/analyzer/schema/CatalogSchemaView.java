package io.github.windlass.analyzer.schema;

import io.github.windlass.analyzer.HoleReading;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Completeness;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.snapshot.Snapshot;
import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.schema.Fact;
import io.github.windlass.extractor.schema.Listing;
import io.github.windlass.extractor.schema.QualifiedName;
import io.github.windlass.extractor.schema.RelationFacts;
import io.github.windlass.extractor.schema.TypeFacts;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The schema that a history built, worked out when the first question is asked.
 *
 * <p>A step that may not run makes two worlds of each, and what they answer alike is known. Steps
 * that follow each other under one condition run or do not run together.
 */
public final class CatalogSchemaView implements SchemaView {

  /** With more worlds than this, what they differ in is given up. */
  private static final int WORLD_LIMIT = 8;

  private static final String UNSEEN = "what was there before is not known";

  /** Something that happened to the view before this one. */
  private sealed interface Event {
    record Text(String sql) implements Event {}

    record Ran(Step step) implements Event {}
  }

  /** What is known of the view: how it came about, and once it was asked, the outcome. */
  private sealed interface State {
    record Pending(CatalogSchemaView before, Event event) implements State {}

    /**
     * @param open the condition that the last step ran under; null: none
     */
    record Folded(List<World> worlds, @Nullable String open) implements State {}
  }

  private final int version;

  /** Held by whoever folds, so that no other view of the same history folds the same steps. */
  private final Object folding;

  private volatile State state;

  private CatalogSchemaView(int version, Object folding, State state) {
    this.version = version;
    this.folding = folding;
    this.state = state;
  }

  private static CatalogSchemaView of(int version, World world) {
    return new CatalogSchemaView(version, new Object(), new State.Folded(List.of(world), null));
  }

  /**
   * A database in which nothing is yet, so that what the history never makes is absent.
   *
   * @param version the server's major version
   */
  public static CatalogSchemaView ofEmptyDatabase(int version) {
    return of(version, World.before(null));
  }

  /**
   * A database of which nothing is known yet.
   *
   * @param version the server's major version
   */
  public static CatalogSchemaView ofUnknownDatabase(int version) {
    return of(version, World.before(UNSEEN));
  }

  /**
   * A database whose schema was read at one moment.
   *
   * @param version the server's major version
   */
  public static CatalogSchemaView of(Snapshot snapshot, int version) {
    Completeness completeness = snapshot.catalog().completeness();
    String types = snapshot.extensions() ? "extensions have types of their own" : null;
    return of(
        version,
        World.of(
            snapshot.catalog(),
            completeness.schemas(),
            completeness.database() ? null : UNSEEN,
            types));
  }

  @Override
  public CatalogSchemaView after(String sql) {
    return after(new Event.Text(sql));
  }

  @Override
  public CatalogSchemaView after(Step step) {
    return after(new Event.Ran(step));
  }

  private CatalogSchemaView after(Event event) {
    return new CatalogSchemaView(version, folding, new State.Pending(this, event));
  }

  // --- folding -------------------------------------------------------------------------------

  private List<World> worlds() {
    if (state instanceof State.Folded folded) {
      return folded.worlds();
    }
    synchronized (folding) {
      return folded().worlds();
    }
  }

  private State.Folded folded() {
    Deque<Event> events = new ArrayDeque<>();
    State at = state;
    while (at instanceof State.Pending pending) {
      events.push(pending.event());
      at = pending.before().state;
    }
    State.Folded folded = (State.Folded) at;
    if (!events.isEmpty()) {
      Fold fold = new Fold(folded, version);
      events.forEach(fold::run);
      folded = fold.finish();
      state = folded;
    }
    return folded;
  }

  /** One reading of events. */
  private static final class Fold {
    private final int version;
    private List<World> worlds;

    /** The condition that the last step ran under; null: none. */
    private @Nullable String open;

    /** The folds of all worlds, which go on from step to step; empty: none was begun. */
    private final List<WorldFold> running = new ArrayList<>();

    Fold(State.Folded from, int version) {
      this.worlds = from.worlds();
      this.open = from.open();
      this.version = version;
    }

    State.Folded finish() {
      settle();
      return new State.Folded(worlds, open);
    }

    /** Ends the folds; worlds that have become alike are one. */
    private void settle() {
      if (!running.isEmpty()) {
        List<World> after = new ArrayList<>(running.size());
        for (WorldFold fold : running) {
          after.add(fold.world());
        }
        worlds = distinct(after);
        running.clear();
      }
    }

    void run(Event happened) {
      switch (happened) {
        case Event.Text text -> certain(PostgresParser.parse(text.sql()));
        case Event.Ran(Step.Sql sql) -> step(sql);
        case Event.Ran(Step.Gap gap) -> {
          for (WorldFold fold : each()) {
            fold.blur("something before could not be recovered: " + gap.reason());
          }
        }
      }
    }

    private void step(Step.Sql sql) {
      Script script = HoleReading.read(sql);
      String condition = sql.condition();
      if (!sql.holes().isEmpty()) {
        open = null;
        List<String> holes = new ArrayList<>();
        for (Step.Hole hole : sql.holes()) {
          String text = sql.text().substring(hole.start(), hole.end());
          holes.add(HoleReading.identifier(text).toLowerCase(Locale.ROOT));
        }
        String reason = "a statement before is not wholly known: " + sql.holes().get(0).reason();
        for (WorldFold fold : each()) {
          fold.doubt(script, holes, reason);
        }
      } else if (condition == null && !sql.repeats()) {
        certain(script);
      } else {
        perhaps(script, condition == null ? "how often a loop runs" : condition);
      }
    }

    private void certain(Script script) {
      open = null;
      for (WorldFold fold : each()) {
        fold.run(script);
      }
    }

    private List<WorldFold> each() {
      if (running.isEmpty()) {
        for (World world : worlds) {
          running.add(new WorldFold(world, version));
        }
      }
      return running;
    }

    private void perhaps(Script script, String condition) {
      settle();
      if (!condition.equals(open)) {
        List<World> forgotten = new ArrayList<>();
        for (World world : worlds) {
          forgotten.add(world.taken().isEmpty() ? world : world.taking(Map.of()));
        }
        worlds = distinct(forgotten);
        open = condition;
      }
      List<World> after = new ArrayList<>();
      for (World world : worlds) {
        Boolean taken = world.taken().get(condition);
        if (Boolean.FALSE.equals(taken)) {
          after.add(world);
          continue;
        }
        WorldFold fold = new WorldFold(world, version);
        fold.run(script);
        World ran = fold.world();
        if (taken != null) {
          after.add(ran);
        } else if (ran.sameSchema(world)) {
          after.add(world);
        } else {
          WorldFold not = new WorldFold(world, version);
          not.passOver(script, condition);
          after.add(not.world().taking(with(world.taken(), condition, false)));
          after.add(ran.taking(with(world.taken(), condition, true)));
        }
      }
      worlds = after.size() <= WORLD_LIMIT ? after : merged(after);
    }

    private static Map<String, Boolean> with(
        Map<String, Boolean> taken, String condition, boolean holds) {
      Map<String, Boolean> result = new HashMap<>(taken);
      result.put(condition, holds);
      return result;
    }

    private static List<World> distinct(List<World> all) {
      List<World> result = new ArrayList<>();
      for (World world : all) {
        boolean there = false;
        for (World other : result) {
          there |= other.taken().equals(world.taken()) && other.sameSchema(world);
        }
        if (!there) {
          result.add(world);
        }
      }
      return result;
    }

    private List<World> merged(List<World> all) {
      WorldFold fold = new WorldFold(all.get(0).taking(Map.of()), version);
      for (World other : all.subList(1, all.size())) {
        fold.doubtDifferences(other, "it depends on conditions that are not known");
      }
      open = null;
      return List.of(fold.world());
    }
  }

  // --- questions -----------------------------------------------------------------------------

  @Override
  public String currentSchema() {
    return worlds().get(0).catalog().creationSchema();
  }

  @Override
  public Fact<String> schema(String name) {
    Fact<String> answer = null;
    for (World world : worlds()) {
      Fact<String> here = schema(world, name);
      answer = answer == null ? here : joining().fact(answer, here);
    }
    return answer == null ? Fact.unknown(UNSEEN) : answer;
  }

  private static Fact<String> schema(World world, String name) {
    World.SchemaState state = world.schemas().get(name);
    if (state != null) {
      return state == World.SchemaState.DROPPED ? Fact.absent() : Fact.known(name);
    }
    boolean standard =
        name.equals("public") || name.equals("pg_catalog") || name.equals("information_schema");
    return standard || !world.catalog().relationsIn(name).isEmpty()
        ? Fact.known(name)
        : world.more() == null ? Fact.absent() : Fact.unknown(world.more());
  }

  @Override
  public Fact<RelationFacts> relation(@Nullable String schema, String name) {
    Fact<RelationFacts> answer = null;
    for (World world : worlds()) {
      Fact<RelationFacts> here = relation(world, schema, name);
      answer = answer == null ? here : joining().relation(answer, here);
    }
    return answer == null ? Fact.unknown(UNSEEN) : answer;
  }

  private static JoinedFacts joining() {
    return new JoinedFacts("it depends on a condition that is not known");
  }

  private static Fact<RelationFacts> relation(World world, @Nullable String schema, String name) {
    List<String> path =
        schema == null ? new ArrayList<>(world.catalog().searchPath()) : List.of(schema);
    if (schema == null) {
      path.add(0, Catalog.TEMPORARY_SCHEMA);
    }
    for (String candidate : path) {
      RelationName full = new RelationName(candidate, name);
      String doubt = world.doubtful().get(full);
      if (doubt != null) {
        return Fact.unknown(doubt);
      }
      Relation relation = world.catalog().relation(full).orElse(null);
      if (relation != null) {
        return Fact.known(new CatalogFacts(world).relation(relation));
      }
      String more = world.more();
      if (more != null && !candidate.equals(Catalog.TEMPORARY_SCHEMA) && !world.lacks(full)) {
        return Fact.unknown(more);
      }
    }
    return Fact.absent();
  }

  @Override
  public Fact<TypeFacts> type(@Nullable String schema, String name) {
    Fact<TypeFacts> answer = null;
    for (World world : worlds()) {
      Fact<TypeFacts> here = type(world, schema, name);
      answer = answer == null ? here : joining().fact(answer, here);
    }
    return answer == null ? Fact.unknown(UNSEEN) : answer;
  }

  private static Fact<TypeFacts> type(World world, @Nullable String schema, String name) {
    RelationName full =
        world.catalog().resolveType(schema == null ? List.of(name) : List.of(schema, name));
    boolean known =
        world.catalog().userType(full).isPresent()
            || world.catalog().relation(full).orElse(null) instanceof Relation.CompositeType;
    if (known) {
      return Fact.known(
          new CatalogFacts(world).type(ColumnType.of(full.schema() + "." + full.name())));
    }
    if (world.lacksType(full)) {
      return Fact.absent();
    }
    String reason = world.moreTypes() == null ? world.more() : world.moreTypes();
    return Fact.unknown(reason == null ? UNSEEN : reason);
  }

  @Override
  public Listing<QualifiedName> relations(String schema) {
    Listing<QualifiedName> answer = null;
    for (World world : worlds()) {
      List<QualifiedName> names = new ArrayList<>();
      for (Relation relation : world.catalog().relationsIn(schema)) {
        if (!world.doubtful().containsKey(relation.name())) {
          names.add(CatalogFacts.name(relation.name()));
        }
      }
      String missing = world.isClosed(schema) ? null : world.more();
      for (var doubt : world.doubtful().entrySet()) {
        missing = doubt.getKey().schema().equals(schema) ? doubt.getValue() : missing;
      }
      Listing<QualifiedName> here = new Listing<>(names, missing);
      answer = answer == null ? here : joining().listing(answer, here);
    }
    return answer == null ? new Listing<>(List.of(), UNSEEN) : answer;
  }
}
