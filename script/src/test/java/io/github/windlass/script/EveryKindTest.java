package io.github.windlass.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The interpreter asks for kinds one by one, so that the compiler does not see if one is missing.
 */
class EveryKindTest {

  private static final String ALL =
      """
      (const c 1) (alias al {m 1} m) (do 1) (if 1 2) (switch 1 (case 1 2)) (while false 1)
      (each x [] 1) (label l (each y [1] (break l))) (each y [1] (continue)) (fn f [] (return 1))
      (try (throw "x") (catch e 1))
      (text "a" c) self [1] {a 1} (class C _ (method m [] (return super.x))) c.d
      (class D C (constructor k [] (super)) (method m [] (super.m)))
      (new D) (+ 1 2) (not 1) (and 1 2) (? 1 2 3) (set z 1) (+= z 2) (or= z 3) (++ z) (delete {a 1} "a")
      (await 1) (gen g [] (yield 1)) (g) (seq 1 2) (tag f "x") (opaque "o") (. (new D) (m)) (f)
      (label k (do (perform (leave k))))
      """;

  @Test
  void everyKindOfStatementAndExpressionIsRun() {
    Script script = Lisp.read("test", ALL);
    Set<Class<?>> kinds = new HashSet<>();
    for (Statement statement : script.body()) {
      collect(statement, kinds);
    }
    kinds.add(Expression.RegularExpression.class);
    assertThat(kinds)
        .containsAll(List.of(Statement.class.getPermittedSubclasses()))
        .containsAll(List.of(Expression.class.getPermittedSubclasses()));
    assertThat(Trial.of(script).lines()).isEmpty();
  }

  @Test
  void aRegularExpressionIsMadeByTheLanguage() {
    Span span = new Span(0, 1);
    List<Statement> body = new ArrayList<>();
    Expression pattern = new Expression.RegularExpression("a", "g", span);
    body.add(
        new Statement.Declare(
            Statement.Declare.Scope.CONSTANT, new Pattern.Name("p", span), pattern, span));
    Trial trial = Trial.of(new Script(new SourceFile("test", "/a/g"), body));
    assertThat(trial.value("p")).isEqualTo(Text.of("a"));
  }

  /** All records of the script, by their components. */
  private static void collect(Object part, Set<Class<?>> kinds) {
    if (part instanceof List<?> parts) {
      parts.forEach(each -> collect(each, kinds));
    } else if (part instanceof Record whole
        && whole.getClass().getPackage() == Script.class.getPackage()) {
      kinds.add(whole.getClass());
      for (var component : whole.getClass().getRecordComponents()) {
        try {
          var accessor = component.getAccessor();
          accessor.setAccessible(true);
          collect(accessor.invoke(whole), kinds);
        } catch (ReflectiveOperationException e) {
          throw new AssertionError(e);
        }
      }
    }
  }
}
