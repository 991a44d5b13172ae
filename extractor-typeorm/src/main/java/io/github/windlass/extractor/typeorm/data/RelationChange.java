package io.github.windlass.extractor.typeorm.data;

import static io.github.windlass.extractor.typeorm.data.EntityManagerObject.call;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.typeorm.data.QueryBuilderObject.Call;
import io.github.windlass.script.ClassValue;
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
 * {@code relation(A, "b").of(1).add(2)}: what holds the keys of the two is changed (TypeORM:
 * query-builder/RelationUpdater, RelationRemover).
 */
final class RelationChange {

  private final HostObject queryRunner;
  private final Evaluation run;
  private final Place place;

  private RelationChange(HostObject queryRunner, Evaluation run, Place place) {
    this.queryRunner = queryRunner;
    this.run = run;
    this.place = place;
  }

  /** The call that names a relation; null: the builder is for something else. */
  static @Nullable Call of(List<Call> calls) {
    for (Call call : calls) {
      if (call.method().equals("relation")) {
        return call;
      }
    }
    return null;
  }

  /** Sends what a change of a relation makes, or leaves a gap. */
  static Value send(
      HostObject queryRunner,
      List<Call> calls,
      String change,
      List<Value> arguments,
      Evaluation run,
      Place place) {
    Call relation = of(calls);
    Value of = Nothing.UNDEFINED;
    for (Call call : calls) {
      of = call.method().equals("of") ? Query.at(call.arguments(), 0) : of;
    }
    RelationChange sender = new RelationChange(queryRunner, run, place);
    boolean sent =
        relation != null
            && Query.at(relation.arguments(), 0) instanceof ClassValue type
            && Query.at(relation.arguments(), 1) instanceof Text property
            && sender.send(type, property.text(), of, change, Query.at(arguments, 0));
    if (sent) {
      return run.language().promise(() -> Nothing.UNDEFINED, run, place);
    }
    run.gap(
        GapCode.UNSUPPORTED, "the change of a relation by " + change + "() is not modelled", place);
    return new Unknown("a relation", place, true);
  }

  private boolean send(ClassValue type, String property, Value of, String change, Value value) {
    EntityReader reader = new EntityReader(EntityNames.of(queryRunner, run, place), run, place);
    EntityReader.RelationOf relation = reader.relation(type, property);
    if (relation == null || run.language().items(run.list(ids(of)), run, place) == null) {
      return false;
    }
    return switch (relation.kind()) {
      case "ManyToOne", "OneToOne" -> {
        if (!change.equals("set")) {
          yield false;
        }
        send(call("update", type), call("set", values(property, value)), call("whereInIds", of));
        yield true;
      }
      case "OneToMany" -> {
        String inverse = relation.inverse();
        if (inverse == null || !(change.equals("add") || change.equals("remove"))) {
          yield false;
        }
        Value kept = change.equals("add") ? of : Nothing.NULL;
        send(
            call("update", relation.other()),
            call("set", values(inverse, kept)),
            call("whereInIds", value));
        yield true;
      }
      case "ManyToMany" -> manyToMany(relation, of, change, value);
      default -> false;
    };
  }

  /** The rows of the table between the two. */
  private boolean manyToMany(
      EntityReader.RelationOf relation, Value of, String change, Value value) {
    EntityReader.Junction junction = relation.junction();
    if (junction == null) {
      return false;
    }
    List<Value> columns = List.of(Text.of(junction.owner()), Text.of(junction.inverse()));
    List<Value> rows = new ArrayList<>();
    Text.Builder conditions = new Text.Builder();
    ObjectValue parameters = run.object();
    for (Value one : ids(of)) {
      for (Value other : ids(value)) {
        ObjectValue row = run.object();
        row.put(junction.owner(), one);
        row.put(junction.inverse(), other);
        int n = rows.size();
        parameters.put("owner_" + n, one);
        parameters.put("inverse_" + n, other);
        conditions.add(n == 0 ? "(" : " OR (").add(Names.quote(junction.owner()));
        conditions.add(" = :owner_" + n + " AND ").add(Names.quote(junction.inverse()));
        conditions.add(" = :inverse_" + n + ")");
        rows.add(row);
      }
    }
    Text table = Text.of(junction.table());
    switch (change) {
      case "add" ->
          send(
              call("insert"),
              call("into", table, run.list(columns)),
              call("values", run.list(rows)));
      case "remove" ->
          send(call("delete"), call("from", table), call("where", conditions.build(), parameters));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static List<Value> ids(Value value) {
    return value instanceof ListValue list ? list.items() : List.of(value);
  }

  private Value values(String property, Value value) {
    ObjectValue values = run.object();
    values.put(property, value);
    return values;
  }

  private void send(Call... calls) {
    new QueryBuilderObject(queryRunner, List.of(calls), run)
        .invoke("execute", List.of(), run, place);
  }
}
