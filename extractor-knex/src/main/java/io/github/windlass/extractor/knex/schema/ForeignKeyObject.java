package io.github.windlass.extractor.knex.schema;

import io.github.windlass.extractor.knex.client.Arguments;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code table.foreign()} and {@code column.references()} give: methods that describe a
 * foreign key.
 *
 * @param column whose methods it has besides; null: none's
 */
record ForeignKeyObject(ForeignKey key, @Nullable ColumnBuilderObject column)
    implements HostObject {

  static final Set<String> METHODS =
      Set.of("deferrable", "onDelete", "onUpdate", "references", "withKeyName");

  @Override
  public String describe() {
    return "a foreign key";
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public Value member(String member, Evaluation run, Place place) {
    return METHODS.contains(member)
        ? new NativeFunction(member, (self, given, evaluation, at) -> call(member, given, at))
        : Nothing.UNDEFINED;
  }

  @Override
  public Value invoke(String member, List<Value> given, Evaluation run, Place place) {
    return METHODS.contains(member)
        ? call(member, given, place)
        : key.connection.unsupported("a foreign key has no method " + member, place);
  }

  private HostObject self() {
    return column == null ? this : column;
  }

  Value call(String called, List<Value> given, Place place) {
    Value first = Arguments.at(given, 0);
    switch (called) {
      case "references" -> {
        return references(first);
      }
      case "withKeyName" -> key.data.put("keyName", first);
      default -> key.data.put(called, first);
    }
    return self();
  }

  /** {@code table.column}, or a column, after which the table is asked for. */
  private Value references(Value given) {
    String known = Arguments.known(given);
    int dot = known == null ? -1 : known.indexOf('.');
    if (dot < 0 || !(given instanceof Text text)) {
      key.data.put("references", given);
      return new Referenced(this);
    }
    int second = text.text().indexOf('.', dot + 1);
    key.data.put("inTable", text.slice(0, dot));
    key.data.put("references", text.slice(dot + 1, second < 0 ? text.length() : second));
    return self();
  }

  /** What {@code references("column")} gives: only the table can be said now. */
  private record Referenced(ForeignKeyObject of) implements HostObject {

    @Override
    public String describe() {
      return "what a foreign key references";
    }

    @Override
    public Value member(String member, Evaluation run, Place place) {
      return member.equals("on") || member.equals("inTable")
          ? new NativeFunction(
              member, (self, given, evaluation, at) -> invoke(member, given, evaluation, at))
          : Nothing.UNDEFINED;
    }

    @Override
    public Value invoke(String member, List<Value> given, Evaluation run, Place place) {
      if (!member.equals("on") && !member.equals("inTable")) {
        throw run.language().error(describe() + " has no method " + member, run, place).meant();
      }
      Value table = Arguments.at(given, 0);
      if (!(table instanceof Text) && !(table instanceof Unknown)) {
        throw run.language().error("Expected tableName to be a string", run, place).meant();
      }
      of.key.data.put("inTable", table);
      return of.self();
    }
  }
}
