package io.github.windlass.extractor.rails.schema;

import io.github.windlass.extractor.CatalogReads;
import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.schema.TableFacts;
import io.github.windlass.script.Cell;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Place;
import io.github.windlass.script.Sent;
import io.github.windlass.script.Text;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.Strings;
import io.github.windlass.script.ruby.object.World;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The database during one run of a migration, and the ActiveRecord that speaks to it. */
public final class Database {

  private final Evaluation run;
  private final Version installed;
  private final Cell<Sent> sent;
  private final Cell<Integer> open;

  /**
   * @param installed the version of ActiveRecord
   */
  public Database(Evaluation run, Version installed, SchemaView before) {
    this.run = run;
    this.installed = installed;
    this.sent = run.cell(Sent.nothing(before), Sent::either);
    this.open = run.cell(1, Math::max);
  }

  public Evaluation run() {
    return run;
  }

  /** The version of ActiveRecord that runs. */
  public Version installed() {
    return installed;
  }

  /** The schema as it is now. */
  public SchemaView view() {
    return sent.get().view();
  }

  /** A table by the name that a migration has for it; null: it is not known. */
  public @Nullable TableFacts table(Text name) {
    if (!name.isKnown()) {
      return null;
    }
    List<Text> parts = Names.parts(name);
    return parts.size() > 1
        ? view().table(parts.get(0).text(), parts.get(1).text()).orNull()
        : view().table(null, name.text()).orNull();
  }

  /** A value as a text: of a symbol its name. */
  public Text text(Value value, Origin at) {
    return Strings.text(value, run, at.place());
  }

  /** Sends a statement; what it gives is unknown. */
  public Value send(Text sql, Place place) {
    return send(sql, List.of(), place);
  }

  /** Sends a statement with bound values. */
  public Value send(Text sql, List<Value> bound, Place place) {
    String known = sql.known();
    if (sql.pieces().size() == 1 && known == null) {
      run.gap(GapCode.DYNAMIC, "the statement is not known: " + sql.text(), place);
      return new Unknown("the rows of a statement that is not known", place);
    }
    if (known != null && known.isBlank()) {
      return Value.Nothing.NULL;
    }
    if (known == null || !CatalogReads.isOne(known)) {
      run.sql(sql, bound, place);
      sent.set(sent.get().with(sql, place));
    }
    return new Unknown("the rows of " + sql.beginning(), place);
  }

  /** Says that no transaction is open around the migration. */
  public void withoutTransaction() {
    open.set(0);
  }

  /**
   * Does something within a transaction.
   *
   * @param another whether it is one of its own where another is open: a savepoint, then
   */
  public Value transaction(Supplier<Value> body, boolean another, Place place) {
    int depth = open.get();
    if (depth > 0 && !another) {
      return body.get();
    }
    String savepoint = "active_record_" + depth;
    control(depth == 0 ? "BEGIN" : "SAVEPOINT " + savepoint, place);
    open.set(depth + 1);
    boolean failed = false;
    try {
      return body.get();
    } catch (Thrown thrown) {
      failed = true;
      throw thrown;
    } finally {
      open.set(depth);
      control(
          failed
              ? depth == 0 ? "ROLLBACK" : "ROLLBACK TO SAVEPOINT " + savepoint
              : depth == 0 ? "COMMIT" : "RELEASE SAVEPOINT " + savepoint,
          place);
    }
  }

  private void control(String statement, Place place) {
    run.sql(Text.produced(statement, place), List.of(), place);
  }

  /** Says that something is sent, or may be, that is not modelled. */
  public Value gap(GapCode code, String reason, Place place) {
    run.gap(code, reason, place);
    return new Unknown(place.text(), place);
  }

  /** Says that a call is not modelled. */
  public Value unsupported(String reason, Place place) {
    return gap(GapCode.UNSUPPORTED, reason, place);
  }

  /** An error that ActiveRecord raises. */
  public Thrown error(String type, String message, Origin at) {
    return World.of(run)
        .error(type.equals("ArgumentError") ? type : "StandardError", message, at.place())
        .meant();
  }

  /** The characters of a value; null: they are not all known. */
  public @Nullable String known(Value value, Origin at) {
    return value instanceof Unknown ? null : text(value, at).known();
  }
}
