package io.github.windlass.extractor.knex.client;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.builtin.JavaScript;
import io.github.windlass.script.ecmascript.builtin.PromiseKind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that sends SQL when somebody waits for it ({@code lib/builder-interface-augmenter.js}).
 */
public interface Builder extends Compilable {

  /** The methods that all have. */
  Set<String> COMMON =
      Set.of(
          "asCallback",
          "catch",
          "connection",
          "debug",
          "emit",
          "finally",
          "on",
          "once",
          "options",
          "pipe",
          "queryContext",
          "removeAllListeners",
          "removeListener",
          "stream",
          "then",
          "timeout",
          "toQuery",
          "toSQL",
          "toString",
          "transacting");

  Connection connection();

  /** Sends. */
  Value execute(Place place);

  /** Whether it has a method of its own. */
  boolean has(String method);

  /** Calls a method of its own. */
  Value perform(String method, List<Value> arguments, Place place);

  /** SQL with its values in it. */
  default Text inline(Place place) {
    return connection().inline(compile(place), place);
  }

  @Override
  default boolean sends() {
    return true;
  }

  @Override
  default Value member(String name, Evaluation run, Place place) {
    return COMMON.contains(name) || has(name)
        ? new NativeFunction(
            name, (self, arguments, evaluation, at) -> invoke(name, arguments, evaluation, at))
        : Nothing.UNDEFINED;
  }

  @Override
  default Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    if (has(name)) {
      return perform(name, arguments, place);
    }
    Value common = common(name, arguments, run, place);
    return common == null
        ? connection().unsupported(describe() + " has no method " + name, place)
        : common;
  }

  private @Nullable Value common(String name, List<Value> arguments, Evaluation run, Place place) {
    return switch (name) {
      case "then", "catch", "finally" -> run.invoke(promise(run, place), name, arguments, place);
      case "asCallback" -> {
        Value promise = promise(run, place);
        Value callback = Arguments.at(arguments, 0);
        if (Arguments.mayBeThere(callback)) {
          Value given = run.language().await(promise, run, place);
          run.call(callback, Nothing.UNDEFINED, List.of(Nothing.NULL, given), place);
        }
        yield promise;
      }
      case "stream", "pipe" -> execute(place);
      case "toString", "toQuery" -> inline(place);
      case "toSQL" -> described(run, place);
      case "connection",
          "debug",
          "emit",
          "on",
          "once",
          "options",
          "queryContext",
          "removeAllListeners",
          "removeListener",
          "timeout" ->
          this;
      case "transacting" -> {
        if (Arguments.at(arguments, 0) instanceof Transaction transaction) {
          connection().move(this, transaction.connection());
        }
        yield this;
      }
      default -> null;
    };
  }

  private Value promise(Evaluation run, Place place) {
    return JavaScript.promise(PromiseKind.Known.EITHER, () -> execute(place), run, place);
  }

  private Value described(Evaluation run, Place place) {
    Compiled compiled = compile(place);
    ObjectValue described = run.object();
    described.put("sql", compiled.sql());
    described.put("bindings", run.list(compiled.bindings()));
    described.put(
        "toNative",
        new NativeFunction(
            "toNative",
            (self, arguments, evaluation, at) -> {
              ObjectValue nativeSql = evaluation.object();
              nativeSql.put("sql", Placeholders.numbered(compiled.sql()));
              nativeSql.put("bindings", evaluation.list(compiled.bindings()));
              return nativeSql;
            }));
    return described;
  }
}
