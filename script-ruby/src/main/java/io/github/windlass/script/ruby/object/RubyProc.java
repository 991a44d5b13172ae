package io.github.windlass.script.ruby.object;

import io.github.windlass.script.Closure;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A block, a proc or a lambda. */
public final class RubyProc implements Callable {

  private final @Nullable Closure closure;
  private final @Nullable Callable body;
  private final Signature signature;
  private final boolean lambda;
  private @Nullable Symbol symbol;

  private RubyProc(
      @Nullable Closure closure, @Nullable Callable body, Signature signature, boolean lambda) {
    this.closure = closure;
    this.body = body;
    this.signature = signature;
    this.lambda = lambda;
  }

  static RubyProc of(Closure closure, Signature signature, boolean lambda) {
    return new RubyProc(closure, null, signature, lambda);
  }

  /** {@code &:name}. */
  public static RubyProc of(Symbol name) {
    RubyProc block =
        ofJava(
            (NativeMethod.Body)
                (self, arguments, run, place) -> {
                  List<Value> given = arguments.positional();
                  Value on = given.isEmpty() ? Value.Nothing.NULL : given.get(0);
                  String method = name.text().text();
                  return run.invoke(
                      on, method, given.isEmpty() ? given : given.subList(1, given.size()), place);
                });
    block.symbol = name;
    return block;
  }

  /** A block whose body is Java. */
  public static RubyProc ofJava(NativeMethod.Body body) {
    return of(new NativeMethod("block", body));
  }

  /** A method as a block. */
  public static RubyProc of(Callable body) {
    return new RubyProc(
        null, body, new Signature(0, 0, true, false, 0, List.of(), Set.of(), false, false), true);
  }

  @Override
  public String describe() {
    return lambda ? "a lambda" : "a block";
  }

  /** Whether it takes as many arguments as it has parameters. */
  public boolean isLambda() {
    return lambda;
  }

  /** The method that {@code &:name} calls; null: it is no such block. */
  public @Nullable Symbol symbol() {
    return symbol;
  }

  /** Its parameters. */
  public Signature signature() {
    return signature;
  }

  /** Calls it. */
  public Value run(Evaluation run, Place place, Value... arguments) {
    return run(Arguments.positional(arguments), run, place);
  }

  /** Calls it. */
  public Value run(Arguments arguments, Evaluation run, Place place) {
    Closure function = closure;
    if (function == null) {
      Callable method = body;
      return method == null
          ? Value.Nothing.NULL
          : method.call(Value.Nothing.NULL, arguments, run, place);
    }
    List<Value> bound = signature.bind(arguments, lambda, run, place);
    return given(run.call(function, Value.Nothing.UNDEFINED, bound, place));
  }

  /** Calls it as if it were a method of an object: {@code instance_exec}. */
  public Value on(Value self, Arguments arguments, Evaluation run, Place place) {
    Closure function = closure;
    if (function == null) {
      return run(arguments, run, place);
    }
    List<Value> bound = signature.bind(arguments, lambda, run, place);
    Closure moved =
        new Closure(function.function(), function.environment(), self, function.home(), false);
    return given(run.call(moved, Value.Nothing.UNDEFINED, bound, place));
  }

  private static Value given(Value value) {
    return value == Value.Nothing.UNDEFINED ? Value.Nothing.NULL : value;
  }

  /** As a method that {@code define_method} makes. */
  @Override
  public Value call(Value self, Arguments arguments, Evaluation run, Place place) {
    return on(self, arguments, run, place);
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    return switch (name) {
      case "call", "()", "yield", "===", "[]" -> run(Arguments.of(arguments), run, place);
      case "to_proc", "freeze", "itself", "dup" -> this;
      case "lambda?" -> Bool.of(lambda);
      case "arity" -> new BigInt(BigInteger.valueOf(signature.arity()));
      case "parameters" -> run.list(List.of());
      case "curry" -> this;
      case ">>" ->
          ofJava(
              (NativeMethod.Body)
                  (self, given, inner, at) ->
                      inner.invoke(arguments.get(0), "call", List.of(run(given, inner, at)), at));
      case "is_a?", "kind_of?", "instance_of?" ->
          Bool.of(
              !arguments.isEmpty()
                  && arguments.get(0) instanceof RubyModule type
                  && type.name().equals("Proc"));
      case "respond_to?" ->
          Bool.of(
              !arguments.isEmpty()
                  && (arguments.get(0).equals(Symbol.of("call"))
                      || arguments.get(0).equals(Text.of("call"))));
      default -> World.of(run).objectMethod(this, name, Arguments.of(arguments), place);
    };
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return invoke(name, List.of(), run, place);
  }
}
