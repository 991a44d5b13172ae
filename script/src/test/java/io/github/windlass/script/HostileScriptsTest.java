package io.github.windlass.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a script does, the run ends soon, on a stack of 512 kB, with a gap that says why. */
class HostileScriptsTest {

  private static Trial run(String text) {
    AtomicReference<Script> script = new AtomicReference<>();
    AtomicReference<Trial> trial = new AtomicReference<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    // The reader of the tests is recursive itself.
    on(1L << 30, () -> script.set(Lisp.read("test", text)), failure);
    on(512L << 10, () -> trial.set(Trial.of(script.get())), failure);
    assertThat(failure.get()).isNull();
    return trial.get();
  }

  private static void on(long stack, Runnable body, AtomicReference<Throwable> failure) {
    Thread thread = new Thread(null, body, "script", stack);
    thread.setUncaughtExceptionHandler((in, thrown) -> failure.set(thrown));
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          thread.start();
          thread.join();
        });
  }

  private static String times(int times, String before, String middle, String after) {
    return before.repeat(times) + middle + after.repeat(times);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(while true 1)",
        "(while true (db.query \"A\"))",
        "(let s \"ab\") (while true (set s (+ s s)))",
        "(let l []) (while true (l.push 1))",
        "(let l []) (while true (l.push {a 1 b [1 2 3]}))",
        "(let l []) (set (at l 100000000) 1)",
        "(fn f [] (f)) (f)",
        "(fn f [n] (do (if true (do (try (each x [1] (return (+ 1 (f n)))) (finally 1)))))) (f 1)",
        "(fn f [(= x (f))] 1) (f)",
        "(fn f [] (. [1] (forEach (=> [x] (f))))) (f)",
        "(async f [] (await (f))) (f)",
        "(class A _ (constructor c [] (new A))) (new A)",
        "(class A _ (field a (new A))) (new A)",
        "(const o {(get x [] (return o.x))}) o.x",
        "(const o {(set x [v] (set o.x 1))}) (set o.x 1)",
        "(fn f [n] (if (< n 40) (do (f (+ n 1)) (f (+ n 1))))) (f 0)",
        "(let l []) (for ((let i 0)) (< i 1000000) (++ i) (if $a (l.push i)))",
        "(try (while true 1) (catch e (while true 1)) (finally (while true 1)))"
      })
  void aScriptWithoutEndMeetsALimit(String script) {
    Trial trial = run(script);
    assertThat(trial.lines()).last().asString().startsWith("limit: it ");
    assertThat(trial.interpreter().isOver()).isTrue();
  }

  @Test
  void expressionsAndStatementsWithinEachOtherMeetALimit() {
    int deep = 3000;
    for (String script :
        List.of(
            "(let x " + times(deep, "[", "1", "]") + ")",
            times(deep, "(not ", "$a", ")"),
            times(deep, "(if $a ", "1", ")"),
            times(deep, "(do ", "1", ")"),
            times(deep, "(while $a ", "1", ")"),
            times(deep, "(try ", "1", " (catch e 2))"),
            times(deep, "(try $a (catch e ", "1", "))"),
            times(deep, "(set x (? $a ", "1", " 2))"),
            "(if " + "$a 1 ".repeat(deep) + " 2)",
            "(and " + "$a ".repeat(deep) + ")",
            "(switch $a " + "(case 1 2 (break))".repeat(deep) + ")",
            "(. $a " + "(?b) ".repeat(deep) + ")",
            "(let " + times(deep, "[", "x", "]") + " $a)")) {
      assertThat(run(script).lines())
          .describedAs("%.20s", script)
          .last()
          .isEqualTo("limit: it is nested too deeply");
    }
  }

  @Test
  void chainsOfLinksAndOperationsAreAsLongAsTheyLike() {
    int many = 100_000;
    assertThat(run("(. $a " + "b ".repeat(many) + ") (db.query \"A\")").lines())
        .containsExactly("A");
    assertThat(run("(let x (+ " + "\"a\" ".repeat(many) + ")) (db.query (text x.length))").lines())
        .containsExactly("" + many);
  }

  @Test
  void aTextMayGrowPieceByPiece() {
    Trial trial =
        run("(let s \"\") (for ((let i 0)) (< i 10000) (++ i) (set s (+ s \"x\"))) (db.query s)");
    assertThat(trial.lines()).containsExactly("x".repeat(10_000));
  }

  @Test
  void unknownConditionsThatCallEachOtherDoNotGrowWithoutBound() {
    Trial trial =
        run("(fn f [n] (db.query (text n)) (if $a (f (+ n 1)) (f (+ n 2))) (f $b)) (f 0)");
    assertThat(trial.lines()).hasSizeLessThan(5000).isNotEmpty();
  }

  @Test
  void manyEarlyEndsAreNoHarm() {
    Trial trial = run("(fn f [] " + "(if $a (return)) (db.query \"A\")".repeat(500) + ") (f)");
    assertThat(trial.lines()).hasSize(500).containsOnly("A if !($a)");
  }

  @Test
  void nothingHappensAfterALimit() {
    Trial trial = run("(fn f [] (db.query \"A\")) (while true 1)");
    int steps = trial.steps().size();
    Value value =
        trial
            .interpreter()
            .call(
                trial.value("f"),
                Value.Nothing.UNDEFINED,
                List.of(),
                ((Closure) trial.value("f"))
                    .environment()
                    .place(((Closure) trial.value("f")).function().span()));
    assertThat(value).isInstanceOf(Unknown.class);
    assertThat(trial.steps()).hasSize(steps);
  }

  @Test
  void theLimitIsAtTheStatementThatMetIt() {
    String script = "(let a 1) (while true (+ 1 1))";
    assertThat(run(script).steps().get(0))
        .isInstanceOfSatisfying(
            io.github.windlass.extractor.Step.Gap.class,
            gap ->
                assertThat(script.substring(gap.origin().span().start(), gap.origin().span().end()))
                    .isIn("(+ 1 1)", "(while true (+ 1 1))"));
  }
}
