package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.extractor.drizzle.client.Clauses.Clause;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What queries select and return ({@code buildSelection} of {@code src/pg-core/dialect.ts}). */
final class PgFields {

  private final Evaluation run;
  private final Place place;

  PgFields(Evaluation run, Place place) {
    this.run = run;
    this.place = place;
  }

  private Unknown unknown(String reason) {
    return new Unknown(reason, place);
  }

  private static Sql.Words words(String words) {
    return new Sql.Words(Text.of(words));
  }

  /** The fields of a query, by their keys. */
  Value of(PgQuery query) {
    Clauses clauses = query.clauses();
    if (query.kind() != PgQuery.Kind.SELECT) {
      Value returning = clauses.get(Clause.RETURNING);
      return returning == Value.Bool.TRUE
          ? allOf(query.subject())
          : returning instanceof Value.Nothing ? run.object() : returning;
    }
    Value chosen = clauses.get(Clause.FIELDS);
    if (!(chosen instanceof Value.Nothing)) {
      return chosen;
    }
    if (clauses.joins().isEmpty()) {
      return allOf(clauses.get(Clause.FROM));
    }
    ObjectValue all = run.object();
    List<Value> sources = new ArrayList<>(List.of(clauses.get(Clause.FROM)));
    clauses.joins().forEach(join -> sources.add(join.table()));
    for (Value source : sources) {
      Text name =
          switch (source) {
            case Table table -> table.name();
            case Subquery subquery -> subquery.alias();
            default -> Text.EMPTY;
          };
      if (name.known() == null || name.length() == 0) {
        return unknown("the fields of a query");
      }
      all.put(name.text(), allOf(source));
    }
    return all;
  }

  /** All that a table or a query has. */
  Value allOf(Value source) {
    return switch (source) {
      case Table table -> table.columns(run, place);
      case Subquery subquery -> subquery.all(run, place);
      default -> unknown("the fields of a query");
    };
  }

  /** {@code orderSelectedFields}: false, if it is not known which they are. */
  boolean add(Value of, List<Value> into) {
    run.spend(1);
    switch (of) {
      case Column column -> into.add(column);
      case Sql sql -> into.add(sql);
      case Sql.Aliased aliased -> into.add(aliased);
      case Sql.Name name -> into.add(name);
      case Subquery subquery -> into.add(subquery);
      case PgCount count -> into.add(count.part());
      case Table table -> {
        Map<String, Column> columns = table.all(run, place);
        if (columns == null) {
          return false;
        }
        into.addAll(columns.values());
      }
      case ObjectValue object -> {
        if (object.uncertain() != null) {
          return false;
        }
        for (String key : object.keys()) {
          if (!add(run.member(object, key, place), into)) {
            return false;
          }
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** {@code buildSelection}: of one table alone, columns are without its name. */
  void write(List<Value> fields, boolean alone, List<Value> out) {
    for (int i = 0; i < fields.size(); i++) {
      out.add(words(i == 0 ? "" : ", "));
      Value field = fields.get(i);
      switch (field) {
        case Column column -> out.add(alone ? new Sql.NameOf(column) : column);
        case Sql.Aliased aliased -> {
          out.add(alone ? unqualified(aliased.sql()) : aliased.sql());
          out.add(words(" as "));
          out.add(new Sql.Name(aliased.alias()));
        }
        case Sql sql -> out.add(alone ? unqualified(sql) : sql);
        default -> out.add(field);
      }
    }
  }

  /** Only columns of the piece itself, not of pieces within it. */
  private Sql unqualified(Sql sql) {
    List<Value> chunks = new ArrayList<>();
    for (Value chunk : sql.chunks()) {
      chunks.add(chunk instanceof Column column ? new Sql.NameOf(column) : chunk);
    }
    return new Sql(chunks, run);
  }
}
