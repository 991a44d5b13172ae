package io.github.windlass.script;

import io.github.windlass.extractor.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class.
 *
 * @param name null: none
 * @param superclass null: none
 * @param interfaces the text of what it {@code implements}, without type arguments
 * @param members in order
 */
public record ClassDefinition(
    @Nullable String name,
    @Nullable Expression superclass,
    List<String> interfaces,
    boolean isAbstract,
    List<Member> members,
    List<Expression> decorators,
    Span span) {

  public ClassDefinition {
    interfaces = List.copyOf(interfaces);
    members = List.copyOf(members);
    decorators = List.copyOf(decorators);
  }

  /**
   * A member.
   *
   * @param key its name: a TextLiteral, or any expression; private names begin with {@code #}
   * @param value METHOD, GETTER, SETTER, CONSTRUCTOR and STATIC_BLOCK: a FunctionLiteral; FIELD:
   *     the initial value, null: none
   * @param declaredType the text of its type annotation; null: none
   */
  public record Member(
      Kind kind,
      boolean isStatic,
      Expression key,
      @Nullable Expression value,
      @Nullable String declaredType,
      List<Expression> decorators,
      Span span) {

    public Member {
      decorators = List.copyOf(decorators);
    }
  }

  /** What a member is. */
  public enum Kind {
    CONSTRUCTOR,
    METHOD,
    GETTER,
    SETTER,
    FIELD,
    STATIC_BLOCK
  }
}
