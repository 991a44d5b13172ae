package io.github.windlass.script;

import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables of a scope, and the scope around it. */
public final class Environment {

  private final @Nullable Environment outer;
  private Map<String, Cell<Value>> variables = Map.of();
  private @Nullable Frame frame;
  private @Nullable SourceFile source;
  private Value self = Value.Nothing.UNDEFINED;

  /**
   * @param outer the scope around it, of whose function and source it is; null: none
   */
  public Environment(@Nullable Environment outer) {
    this.outer = outer;
    if (outer != null) {
      this.frame = outer.frame;
      this.source = outer.source;
    }
  }

  /** The scope around it; null: none. */
  public @Nullable Environment outer() {
    return outer;
  }

  /** A variable of this scope; null: none. */
  @Nullable Cell<Value> own(String name) {
    return variables.get(name);
  }

  /** A variable that is seen from here; null: none. */
  @Nullable Cell<Value> find(String name) {
    for (Environment scope = this; scope != null; scope = scope.outer) {
      Cell<Value> cell = scope.variables.get(name);
      if (cell != null) {
        return cell;
      }
    }
    return null;
  }

  void declare(String name, Cell<Value> cell) {
    if (variables.isEmpty()) {
      variables = new HashMap<>(8);
    }
    variables.put(name, cell);
  }

  Collection<Cell<Value>> cells() {
    return variables.values();
  }

  Map<String, Cell<Value>> variables() {
    return variables;
  }

  /** The call that it is in. */
  Frame frame() {
    Frame present = frame;
    if (present == null) {
      present = new Frame(null, this, Value.Nothing.UNDEFINED, null, false, List.of());
      frame = present;
    }
    return present;
  }

  void setFrame(Frame newFrame) {
    frame = newFrame;
  }

  /** Says in which source the statements are that run in it. */
  void setSource(SourceFile newSource) {
    source = newSource;
  }

  /** Self of the module whose statements run in it; undefined: none. */
  Value self() {
    return self;
  }

  /** Says what Self is in a module whose statements are to run in it. */
  public void setSelf(Value newSelf) {
    self = newSelf;
  }

  /** A stretch of the source whose statements run in it. */
  Place place(Span span) {
    return new Place(source(), span);
  }

  SourceFile source() {
    SourceFile present = source;
    if (present == null) {
      throw new IllegalStateException("no statements run in this scope");
    }
    return present;
  }
}
