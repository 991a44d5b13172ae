package io.github.windlass.extractor.sequelize.generator;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.ArrayList;
import java.util.List;

/** {@code Sequelize.Deferrable}: classes that stand for themselves, too. */
public record Deferrable(String name, Value constraints) implements HostObject {

  /** The object with all of them. */
  public record All() implements HostObject {

    @Override
    public String describe() {
      return "Deferrable";
    }

    @Override
    public Value member(String name, Evaluation run, Place place) {
      return switch (name) {
        case "INITIALLY_DEFERRED", "INITIALLY_IMMEDIATE", "NOT", "SET_DEFERRED", "SET_IMMEDIATE" ->
            new Deferrable(name, Nothing.UNDEFINED);
        default -> Nothing.UNDEFINED;
      };
    }
  }

  @Override
  public String describe() {
    return name;
  }

  @Override
  public Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
    return construct(arguments, run, place);
  }

  @Override
  public Value construct(List<Value> arguments, Evaluation run, Place place) {
    return new Deferrable(name, arguments.isEmpty() ? Nothing.UNDEFINED : arguments.get(0));
  }

  /** As part of a column or constraint, or as a statement of a transaction. */
  public static Text sql(Call call, Value value) {
    return switch (value) {
      case Deferrable(String name, Value constraints) ->
          switch (name) {
            case "INITIALLY_DEFERRED" -> Text.of("DEFERRABLE INITIALLY DEFERRED");
            case "INITIALLY_IMMEDIATE" -> Text.of("DEFERRABLE INITIALLY IMMEDIATE");
            case "NOT" -> Text.of("NOT DEFERRABLE");
            case "SET_DEFERRED" -> set(call, constraints, " DEFERRED");
            default -> set(call, constraints, " IMMEDIATE");
          };
      case Unknown unknown -> Text.hole(unknown);
      default -> Values.text(value);
    };
  }

  private static Text set(Call call, Value constraints, String when) {
    Text names = Text.of("ALL");
    if (constraints instanceof ListValue list) {
      List<Text> quoted = new ArrayList<>();
      for (Value name : call.items(list)) {
        quoted.add(Names.identifier(call, name));
      }
      names = Words.joined(quoted, ", ");
    }
    return Text.of("SET CONSTRAINTS ").concat(names).concat(Text.of(when));
  }
}
