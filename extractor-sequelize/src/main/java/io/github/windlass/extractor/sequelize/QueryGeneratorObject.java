package io.github.windlass.extractor.sequelize;

import io.github.windlass.extractor.sequelize.generator.Call;
import io.github.windlass.extractor.sequelize.generator.Literals;
import io.github.windlass.extractor.sequelize.generator.Names;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.List;

/** Sequelize's QueryGenerator: it writes SQL and sends none. */
record QueryGeneratorObject() implements HostObject {

  @Override
  public String describe() {
    return "QueryGenerator";
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return new NativeFunction(
        name, (self, arguments, within, at) -> invoke(name, arguments, within, at));
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    Call call = new Call(run, place);
    Value first = SequelizeObject.at(arguments, 0);
    return switch (name) {
      case "quoteIdentifier" -> Names.identifier(Values.text(first));
      case "quoteIdentifiers" -> Names.identifiers(Values.text(first));
      case "quoteTable" -> Names.table(call, first);
      case "escape" -> Literals.escaped(call, first);
      default -> new Unknown("QueryGenerator." + name + "()", place);
    };
  }
}
