package io.github.windlass.extractor.typeorm;

import io.github.windlass.script.ClassDefinition;
import io.github.windlass.script.ClassValue;
import io.github.windlass.script.Closure;
import io.github.windlass.script.Expression;
import io.github.windlass.script.Function;
import io.github.windlass.script.Interpreter;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.EcmaScriptProgram;
import java.util.ArrayList;
import java.util.List;

/**
 * The classes of a file that TypeORM takes for migrations: those that it exports, by themselves, in
 * a list or an object ({@code util/DirectoryExportedClassesLoader}). Of a file that exports none,
 * those that look like migrations.
 */
final class Candidates {

  /** How deep lists and objects are looked into. */
  private static final int DEPTH = 3;

  private final Interpreter interpreter;
  private final Place place;
  private final List<Value> found = new ArrayList<>();
  private boolean onlyAbstract;

  private Candidates(Interpreter interpreter, Place place) {
    this.interpreter = interpreter;
    this.place = place;
  }

  static Candidates of(EcmaScriptProgram program, Place place) {
    Candidates candidates = new Candidates(program.interpreter(), place);
    candidates.look(program.exports(), DEPTH);
    if (candidates.found.isEmpty()) {
      for (ClassValue type : program.classes()) {
        candidates.look(type, 0);
      }
    }
    return candidates;
  }

  /** The classes, or functions that are used as such. */
  List<Value> found() {
    return found;
  }

  /** Whether there is a class like a migration's, but only for others to extend. */
  boolean areAbstract() {
    return onlyAbstract;
  }

  private void look(Value value, int depth) {
    if (value instanceof ClassValue type) {
      if (type.definition().isAbstract()) {
        onlyAbstract |= hasUp(type);
      } else if (hasUp(type)) {
        add(type);
      }
    } else if (value instanceof ObjectValue object && depth > 0) {
      for (String key : object.keys()) {
        look(interpreter.member(object, key, place), depth - 1);
      }
    } else if (value instanceof ListValue list && depth > 0) {
      list.items().forEach(item -> look(item, depth - 1));
    } else if (value instanceof Closure function
        && isConstructor(function)
        && hasUp(interpreter.classOf(function))) {
      add(function);
    }
  }

  private void add(Value type) {
    if (!found.contains(type)) {
      found.add(type);
    }
  }

  private static boolean isConstructor(Closure function) {
    return function.function().kind() == Function.Kind.FUNCTION;
  }

  private static boolean hasUp(ClassValue type) {
    Value at = type;
    for (int depth = 0; at instanceof ClassValue each && depth < 16; depth++) {
      if (each.methods().has("up")) {
        return true;
      }
      for (ClassDefinition.Member member : each.definition().members()) {
        if (member.kind() == ClassDefinition.Kind.FIELD
            && member.key() instanceof Expression.TextLiteral key
            && key.parts().size() == 1
            && key.parts().get(0) instanceof Expression.TextLiteral.Characters characters
            && characters.text().equals("up")) {
          return true;
        }
      }
      Value above = each.superclass();
      at = above == null ? Value.Nothing.UNDEFINED : above;
    }
    return false;
  }
}
