package io.github.windlass.extractor.typeorm;

import io.github.windlass.extractor.SourceFile;
import io.github.windlass.script.Interpreter;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options with which a project makes its data source, as objects of the script: found by
 * running the file that makes it, when one is asked for that the file names.
 *
 * @param found the file; null: none is found
 * @param migration the file whose run asks
 */
record DataSourceOptions(
    DataSources.@Nullable Found found, SourceFile migration, Interpreter interpreter, Place place) {

  /** An option; undefined: it is not given; unknown: the file does not tell. */
  Value option(String name) {
    if (found == null || !found.source().text().contains(name)) {
      return Value.Nothing.UNDEFINED;
    }
    Value option;
    try {
      Value exports = interpreter.module(relative(migration.path(), found.source().path()), place);
      option = option(name, exports);
    } catch (Thrown thrown) {
      // Where it is run by TypeORM, it is made.
      option = null;
    }
    return option == null
        ? new Unknown("the option " + name + " of " + found.source().path(), place)
        : option;
  }

  private @Nullable Value option(String name, Value exports) {
    List<Value> values = new ArrayList<>();
    values.add(exports);
    if (exports instanceof ObjectValue object) {
      for (String key : object.keys()) {
        values.add(interpreter.member(object, key, place));
      }
    }
    for (Value value : values) {
      Value options = value instanceof TypeOrmModule.MadeDataSource made ? made.options() : value;
      if (options instanceof ObjectValue object
          && object.has(name)
          && !(interpreter.member(object, name, place) instanceof Value.Nothing)) {
        return interpreter.member(object, name, place);
      }
    }
    return null;
  }

  /** A path as a module in the file of another names it. */
  private static String relative(String from, String to) {
    String[] here = from.split("/", -1);
    String[] there = to.split("/", -1);
    int common = 0;
    while (common < here.length - 1
        && common < there.length - 1
        && here[common].equals(there[common])) {
      common++;
    }
    return "./"
        + "../".repeat(here.length - 1 - common)
        + String.join("/", List.of(there).subList(common, there.length));
  }
}
