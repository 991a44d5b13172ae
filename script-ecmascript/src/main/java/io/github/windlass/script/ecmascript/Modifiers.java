package io.github.windlass.script.ecmascript;

import io.github.windlass.script.ecmascript.tree.ModifierLike;
import io.github.windlass.script.ecmascript.tree.ModifierLike.Decorator;
import io.github.windlass.script.ecmascript.tree.ModifierLike.Modifier;
import java.util.ArrayList;
import java.util.List;

/** What stands before a declaration, asked. */
final class Modifiers {

  private Modifiers() {}

  static boolean has(List<ModifierLike> modifiers, Modifier.Kind kind) {
    for (ModifierLike modifier : modifiers) {
      if (modifier instanceof Modifier keyword && keyword.kind() == kind) {
        return true;
      }
    }
    return false;
  }

  /** Whether a parameter of a constructor is a property too. */
  static boolean isProperty(List<ModifierLike> modifiers) {
    return has(modifiers, Modifier.Kind.PUBLIC)
        || has(modifiers, Modifier.Kind.PRIVATE)
        || has(modifiers, Modifier.Kind.PROTECTED)
        || has(modifiers, Modifier.Kind.READONLY)
        || has(modifiers, Modifier.Kind.OVERRIDE);
  }

  static List<Decorator> decorators(List<ModifierLike> modifiers) {
    List<Decorator> decorators = new ArrayList<>();
    for (ModifierLike modifier : modifiers) {
      if (modifier instanceof Decorator decorator) {
        decorators.add(decorator);
      }
    }
    return decorators;
  }
}
