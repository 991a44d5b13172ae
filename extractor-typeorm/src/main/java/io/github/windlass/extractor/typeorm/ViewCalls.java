package io.github.windlass.extractor.typeorm;

import io.github.windlass.extractor.schema.Fact;
import io.github.windlass.extractor.schema.RelationFacts;
import io.github.windlass.extractor.schema.ViewFacts;
import io.github.windlass.extractor.typeorm.ddl.Index;
import io.github.windlass.extractor.typeorm.ddl.Indexes;
import io.github.windlass.extractor.typeorm.ddl.Options;
import io.github.windlass.extractor.typeorm.ddl.Session;
import io.github.windlass.extractor.typeorm.ddl.TablePath;
import io.github.windlass.extractor.typeorm.ddl.View;
import io.github.windlass.extractor.typeorm.ddl.Views;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The methods that make and drop views. By name TypeORM only finds views that its own table {@code
 * typeorm_metadata} has: those that it made itself, or was told of.
 */
final class ViewCalls {

  private final TableCall call;

  ViewCalls(TableCall call) {
    this.call = call;
  }

  /** Does what a method does; false: it is none of these. */
  boolean call(String method, Value view, Value second) {
    switch (method) {
      case "createView" -> create(view, second);
      case "dropView" -> drop(view, call.ifExists(second));
      case "createViewIndex" -> createIndex(view, second);
      case "createViewIndices" -> call.each(second, index -> createIndex(view, index));
      case "dropViewIndex" -> dropIndex(view, second);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void create(Value given, Value recorded) {
    View view = call.objects().view(given, call.place());
    Value query = view.options().get("expression");
    if (!(query instanceof Text || query instanceof Unknown)) {
      Value builder =
          call.run()
              .call(
                  query,
                  Value.Nothing.UNDEFINED,
                  List.of(call.database().dataSource()),
                  call.place());
      query = call.run().invoke(builder, "getQuery", List.of(), call.place());
    }
    call.send(Views.create(call.session(), view, query));
    if (Values.truth(recorded) == Truth.TRUE) {
      call.database().recordView(call.objects().make(SchemaClass.VIEW, view.options()));
    }
  }

  private void drop(Value given, Truth ifExists) {
    boolean isObject = SchemaObjects.isA(SchemaClass.VIEW, given);
    Value name = isObject ? call.run().member(given, "name", call.place()) : given;
    ObjectValue recorded = recorded(name);
    Session session = call.session();
    if (recorded != null) {
      View view = call.objects().view(recorded, call.place());
      call.send(Views.drop(session, view, ifExists));
      return;
    }
    View view = isObject ? call.objects().view(given, call.place()) : named(name);
    TablePath path = session.path(view);
    String schema = path.schema() == null ? null : path.schema().known();
    String viewName = path.name().known();
    Fact<RelationFacts> relation =
        viewName == null
            ? Fact.unknown("its name is not known")
            : session.view().relation(schema, viewName);
    switch (relation) {
      case Fact.Known<RelationFacts>(ViewFacts facts) ->
          call.send(
              Views.drop(
                  session,
                  new View(
                      view.options().with("materialized", Value.Bool.of(facts.materialized()))),
                  ifExists));
      case Fact.Absent<RelationFacts> absent when ifExists != Truth.FALSE -> {}
      case Fact.Absent<RelationFacts> absent ->
          throw call.fails("View \"" + Values.text(name).text() + "\" does not exist.");
      case Fact.Known<RelationFacts> other -> unknown(view, session, ifExists, isObject);
      case Fact.Unknown<RelationFacts> reason -> unknown(view, session, ifExists, isObject);
    }
  }

  private void unknown(View view, Session session, Truth ifExists, boolean isObject) {
    String name = Values.text(view.name()).text();
    if (!isObject) {
      call.missing(
          "whether "
              + name
              + " is a materialized view is not known; TypeORM's table typeorm_metadata says it");
    }
    call.send(Views.drop(session, view, ifExists));
  }

  private static View named(Value name) {
    Map<String, Value> options = new HashMap<>();
    options.put("name", name);
    options.put("materialized", Value.Bool.FALSE);
    return new View(Options.of(options));
  }

  private @Nullable ObjectValue recorded(Value name) {
    for (List<ObjectValue> views :
        List.of(call.database().loadedViews(), call.database().recordedViews())) {
      for (ObjectValue view : views) {
        if (Values.same(view.get("name"), name) == Truth.TRUE) {
          return view;
        }
      }
    }
    return null;
  }

  // Indexes.

  /** The object of a view that is given so or by name; null: the name is all that is known. */
  private @Nullable ObjectValue object(Value viewOrName) {
    if (viewOrName instanceof ObjectValue object) {
      return object;
    }
    ObjectValue recorded = recorded(viewOrName);
    if (recorded != null && !call.database().loadedViews().contains(recorded)) {
      call.database().loadView(recorded);
    }
    return recorded;
  }

  private View view(@Nullable ObjectValue object, Value viewOrName) {
    return object == null ? named(viewOrName) : call.objects().view(object, call.place());
  }

  private void createIndex(Value viewOrName, Value given) {
    ObjectValue object = object(viewOrName);
    View view = view(object, viewOrName);
    Session session = call.session();
    Index index =
        Indexes.named(session, Values.text(view.name()), call.objects().index(given, call.place()));
    call.send(Indexes.create(session, view, index));
    if (given instanceof ObjectValue part) {
      part.put("name", index.name());
    }
    if (object != null) {
      call.objects().add(object, "indices", given, call.place());
    }
  }

  private void dropIndex(Value viewOrName, Value indexOrName) {
    ObjectValue object = object(viewOrName);
    View view = view(object, viewOrName);
    Session session = call.session();
    Index index =
        indexOrName instanceof ObjectValue
            ? call.objects().index(indexOrName, call.place())
            : indexOf(object, indexOrName);
    Index named = Indexes.named(session, Values.text(view.name()), index);
    call.send(Indexes.drop(session, view, named));
    if (object != null) {
      call.objects().remove(object, "indices", named.name(), call.place());
    }
  }

  private Index indexOf(@Nullable ObjectValue view, Value name) {
    if (view != null && view.get("indices") instanceof ListValue indices) {
      for (Value index : indices.items()) {
        if (Values.same(call.run().member(index, "name", call.place()), name) == Truth.TRUE) {
          return call.objects().index(index, call.place());
        }
      }
    }
    return new Index(Options.of(Map.of("name", name)));
  }
}
