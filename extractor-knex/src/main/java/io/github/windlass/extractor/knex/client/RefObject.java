package io.github.windlass.extractor.knex.client;

import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.List;

/** The name of a column as an expression ({@code lib/ref.js}). */
public final class RefObject implements Builder {

  private final Connection connection;
  private final Value ref;
  private final ObjectValue state;

  public RefObject(Connection connection, Value ref) {
    this.connection = connection;
    this.ref = ref;
    this.state = connection.run().object();
  }

  @Override
  public String describe() {
    return "Ref";
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public boolean isRaw() {
    return true;
  }

  @Override
  public boolean isSelect() {
    return false;
  }

  @Override
  public Value alias() {
    return Nothing.UNDEFINED;
  }

  @Override
  public boolean has(String method) {
    return method.equals("as") || method.equals("withSchema");
  }

  @Override
  public Value perform(String method, List<Value> arguments, Place place) {
    state.put(method, Arguments.at(arguments, 0));
    return this;
  }

  @Override
  public Value execute(Place place) {
    return connection.send(this, compile(place), place);
  }

  @Override
  public Compiled compile(Place place) {
    Formatter formatter = connection.formatter(place);
    Sql out = new Sql();
    Value schema = state.get("withSchema");
    if (Arguments.mayBeThere(schema)) {
      Text path =
          new Text.Builder().add(formatter.text(schema)).add(".").add(formatter.text(ref)).build();
      formatter.identifier(path, out);
    } else {
      formatter.columnize(ref, out);
    }
    Value alias = state.get("as");
    if (Arguments.mayBeThere(alias)) {
      out.add(" as ");
      formatter.wrap(alias, out);
    }
    return out.build();
  }
}
