package io.github.windlass.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A loop of unknown length runs once, and its steps repeat. */
class UnknownLoopsTest {

  private static void sends(String script, String... steps) {
    assertThat(Trial.steps(script)).containsExactly(steps);
  }

  @Test
  void theBodyRunsOnceWithAnUnknownItem() {
    sends(
        "(each r $rows (db.query (text \"drop \" r.name))) (db.query \"end\")",
        "drop ${r.name} repeats",
        "end");
    sends("(keys k $o (db.query (text \"drop \" k)))", "drop ${a key of $o} repeats");
    sends(
        "(let [a {b (= c 1)}] $rows) (db.query (text a c))", "${[0] of $rows}${b of [1] of $rows}");
  }

  @Test
  void aLoopThatAsksForAFlagAndMayEndRunsOnce() {
    sends(
        "(let more true) (let n 0)"
            + " (while more (if $last (break)) (db.query (text \"n\" n)) (++ n))",
        "n${depends on more} repeats if !($last)");
    sends(
        "(let o {done false}) (while (not o.done) (if $last (break)) (db.query \"a\"))",
        "a repeats if !($last)");
    sends(
        "(let go true) (while go (if $last (break)) (db.query \"a\") (set go false))",
        "a if !($last)");
  }

  @Test
  void whatALoopChangesIsUnknownWithinAndAfterwards() {
    sends(
        "(let i 0) (while (< i $n) (db.query (text \"i\" i)) (++ i)) (db.query (text \"e\" i))",
        "i${depends on (< i $n)} repeats",
        "e${depends on (< i $n)}");
    sends(
        """
        (let a 0) (let b 0) (let c 0)
        (each r $rows (set c b) (set b a) (set a 1) (db.query (text c)))
        """,
        "${depends on $rows} repeats");
    sends("(let a 1) (each r $rows (set a 1)) (db.query (text a))", "1");
    sends(
        "(let l []) (each r $rows (l.push r)) (each x l (db.query (text x)))",
        "${an item of l} repeats");
  }

  @Test
  void aConditionThatBecomesUnknownMakesTheWholeLoopUnknown() {
    sends(
        """
        (let more true)
        (while more
          (const rows (db.query "SELECT"))
          (db.query "UPDATE")
          (set more (> rows.length 1000)))
        """,
        "SELECT repeats",
        "UPDATE repeats");
    sends("(until (> rows.length 0) (var rows (db.query \"SELECT\")))", "SELECT repeats");
    sends(
        "(let r) (while (set r (db.query \"SELECT\")) (db.query \"A\"))",
        "SELECT repeats",
        "A repeats");
  }

  @Test
  void aLoopForEverThatMayBeLeftRunsOnce() {
    sends(
        """
        (while true
          (const rows (db.query "SELECT"))
          (if (=== rows.length 0) (break))
          (db.query "UPDATE"))
        (db.query "end")
        """,
        "SELECT repeats",
        "UPDATE repeats if !((=== rows.length 0))",
        "end");
  }

  @Test
  void aReturnOutOfAnUnknownLoopMakesTheRestConditional() {
    sends("(fn f [] (each r $rows (if r.bad (return))) (db.query \"A\")) (f)", "A if !(r.bad)");
    sends("(fn f [] (each r $rows (return)) (db.query \"A\")) (f)", "A if !($rows)");
  }

  @Test
  void loopsWithinUnknownLoopsRepeatOnce() {
    sends(
        "(each r $rows (each t [1 2] (db.query (text r.n t))))",
        "${r.n}1 repeats",
        "${r.n}2 repeats");
  }

  @Test
  void whatTheLanguageRepeatsRepeats() {
    sends("($rows.forEach (=> [r] (db.query (text r.n))))", "${r.n} repeats");
  }

  @Test
  void afterManyTurnsThatMayHaveEndedALoopItCountsAsUnknown() {
    assertThat(
            Trial.steps("(for ((let i 0)) (< i 100000) (++ i) (if $a (break)) (db.query \"A\"))"))
        .hasSizeLessThan(300)
        .endsWith("A repeats if !($a)");
  }
}
