package io.github.windlass.script.ruby.object;

import io.github.windlass.script.Closure;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The module whose body is around a piece of source: where constants are looked for, and methods
 * defined. Lowered Ruby has it in a variable.
 *
 * @param outer the module around that; null: none
 */
public record Lexical(RubyModule module, @Nullable Lexical outer) implements HostObject {

  @Override
  public String describe() {
    return module.name();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    if (name.startsWith("@@")) {
      for (RubyModule each : module.ancestors()) {
        Value value = each.variables().get(name);
        if (value != Nothing.UNDEFINED) {
          return value;
        }
      }
      return Nothing.NULL;
    }
    return World.of(run).globalVariable(name, place);
  }

  @Override
  public void assign(String name, Value value, Evaluation run, Place place) {
    if (name.startsWith("@@")) {
      module.variables().put(name, value);
    } else {
      World.of(run).setGlobalVariable(name, value);
    }
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    World world = World.of(run);
    return switch (name) {
      case "%const" -> constant(text(arguments, 0), world, place);
      case "%top" -> world.constant(text(arguments, 0), place);
      case "%within" -> world.constantOf(arguments.get(0), text(arguments, 1), place);
      case "%const=" -> {
        module.constants().put(text(arguments, 0), arguments.get(1));
        yield arguments.get(1);
      }
      case "%within=" -> {
        if (arguments.get(0) instanceof RubyModule other) {
          other.constants().put(text(arguments, 1), arguments.get(2));
        }
        yield arguments.get(2);
      }
      case "%defined" -> {
        Value found = world.ifDefined(text(arguments, 0), this, place);
        yield found == null ? Nothing.NULL : found instanceof Unknown ? found : Text.of("constant");
      }
      case "%class" -> open(true, arguments, world, run, place);
      case "%module" -> open(false, arguments, world, run, place);
      case "%singleton" -> singleton(arguments, run, place);
      case "%def" -> define(arguments, world);
      case "%defs" -> defineOn(arguments);
      case "alias_method" -> run.invoke(module, name, arguments, place);
      default -> new Unknown(place.text(), place);
    };
  }

  private static String text(List<Value> arguments, int index) {
    return arguments.get(index) instanceof Text text ? text.text() : "";
  }

  private Value constant(String name, World world, Place place) {
    for (Lexical at = this; at != null && at.outer != null; at = at.outer) {
      Value found = at.module.constants().get(name);
      if (found != Nothing.UNDEFINED) {
        return found;
      }
    }
    for (RubyModule each : module.ancestors()) {
      Value found = each.constants().get(name);
      if (found != Nothing.UNDEFINED) {
        return found;
      }
    }
    for (Lexical at = this; at != null && at.outer != null; at = at.outer) {
      Value found = world.autoloaded(at.module, name, place);
      if (found != null) {
        return found;
      }
    }
    return world.constant(name, place);
  }

  private Value open(
      boolean isClass, List<Value> arguments, World world, Evaluation run, Place place) {
    String name = text(arguments, 0);
    RubyModule around = module;
    if (arguments.get(3) instanceof RubyModule parent) {
      around = parent;
    } else if (!(arguments.get(3) instanceof Nothing)) {
      around = world.stub(arguments.get(3), place);
    }
    RubyModule opened =
        around.constants().get(name) instanceof RubyModule known
            ? known
            : world.reopened(around, name, isClass);
    boolean inherits = false;
    if (opened == null) {
      Value above = arguments.get(1);
      Value superclass = !isClass ? null : above instanceof Nothing ? world.object() : above;
      String whole = around == world.object() ? name : around.name() + "::" + name;
      opened = new RubyModule(whole, isClass, superclass, run, place);
      around.constants().put(name, opened);
      inherits = true;
    }
    if (inherits && opened.superclass() instanceof RubyModule above) {
      Callable hook = above.singleton("inherited");
      if (hook != null) {
        hook.call(above, Arguments.positional(opened), run, place);
      }
    }
    return run(opened, arguments.get(2), run, place);
  }

  private Value run(RubyModule opened, Value body, Evaluation run, Place place) {
    return run.call(body, opened, List.of(new Lexical(opened, this)), place);
  }

  private Value singleton(List<Value> arguments, Evaluation run, Place place) {
    if (arguments.get(0) instanceof RubyModule target) {
      RubyModule meta = new RubyModule(target.name(), false, null, run, place);
      run.call(arguments.get(1), meta, List.of(new Lexical(meta, this)), place);
      for (String method : meta.methods().allKeys()) {
        target.singletons().put(method, meta.methods().get(method));
      }
      for (String variable : meta.variables().allKeys()) {
        target.variables().put(variable, meta.variables().get(variable));
      }
    }
    return Nothing.NULL;
  }

  private Value define(List<Value> arguments, World world) {
    String name = text(arguments, 0);
    RubyModule target = arguments.get(3) instanceof RubyModule self ? self : module;
    if (arguments.get(1) instanceof Signature signature
        && arguments.get(2) instanceof Closure closure) {
      RubyMethod method = new RubyMethod(name, target, false, signature, closure);
      target.methods().put(name, method);
      if (world.isModuleFunction(target)) {
        target.singletons().put(name, new RubyMethod(name, target, true, signature, closure));
      }
    }
    return Symbol.of(name);
  }

  private Value defineOn(List<Value> arguments) {
    String name = text(arguments, 0);
    if (arguments.get(3) instanceof RubyModule target
        && arguments.get(1) instanceof Signature signature
        && arguments.get(2) instanceof Closure closure) {
      target.singletons().put(name, new RubyMethod(name, target, true, signature, closure));
    } else if (arguments.get(3) instanceof RubyObject object
        && arguments.get(1) instanceof Signature signature
        && arguments.get(2) instanceof Closure closure) {
      object
          .type()
          .methods()
          .put(name, new RubyMethod(name, object.type(), false, signature, closure));
    }
    return Symbol.of(name);
  }
}
