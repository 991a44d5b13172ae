package io.github.windlass.script;

import io.github.windlass.extractor.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is called.
 *
 * @param name null: none
 * @param rest takes the arguments that are left; null: nothing does
 * @param body statements; what an expression's body gives is a Return
 */
public record Function(
    @Nullable String name,
    Kind kind,
    boolean async,
    boolean generator,
    List<Pattern.Part> parameters,
    @Nullable Pattern rest,
    List<Statement> body,
    Span span) {

  public Function {
    parameters = List.copyOf(parameters);
    body = List.copyOf(body);
  }

  /** Where Self and the return of a function come from. */
  public enum Kind {
    /** Self is what it is called on; has {@code arguments}. */
    FUNCTION,
    /** As FUNCTION, with a class above for {@code super}. */
    METHOD,
    /** Self, {@code arguments} and {@code super} are those around it. */
    ARROW
  }
}
