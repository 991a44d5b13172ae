package io.github.windlass.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Both ways from an unknown condition run, and are joined. Names that begin with $ are unknown. */
class UnknownConditionsTest {

  private static void sends(String script, String... steps) {
    assertThat(Trial.steps(script)).containsExactly(steps);
  }

  @Test
  void stepsSayUnderWhichConditionTheyRun() {
    sends(
        "(if $a (db.query \"A\") (db.query \"B\")) (db.query \"C\")", "A if $a", "B if !($a)", "C");
  }

  @Test
  void whatIsNegatedTwiceIsNotNegated() {
    sends("(if (not $a) (db.query \"A\") (db.query \"B\"))", "A if (not $a)", "B if $a");
  }

  @Test
  void conditionsWithinEachOtherAreJoined() {
    sends(
        "(if $a (if $b (db.query \"A\")) $c (db.query \"B\") (db.query \"C\"))",
        "A if $a && $b",
        "B if !($a) && $c",
        "C if !($a) && !($c)");
    sends("(if (or $a $b) (if $c (db.query \"A\")))", "A if ((or $a $b)) && $c");
  }

  @Test
  void aConditionThatIsDecidedAlreadyIsNotAskedAgain() {
    sends(
        """
        (const has (db.has "x"))
        (if has (do (if (not has) (db.query "never") (db.query "A"))) (db.query "B"))
        """,
        "A if has",
        "B if !(has)");
  }

  @Test
  void aVariableThatDiffersAfterwardsIsUnknown() {
    sends("(let x 1) (if $a (set x 2)) (db.query (text \"v\" x))", "v${depends on $a}");
    sends("(let x 1) (if $a (set x 2) (set x 2)) (db.query (text \"v\" x))", "v2");
    sends("(let x 1) (if $a (set x 1)) (db.query (text \"v\" x))", "v1");
    sends(
        "(let o {n 1}) (if $a (set o.n 2)) (db.query (text o.n o.m))", "${depends on $a}undefined");
    sends("(let o {}) (if $a (set o.n 2)) (db.query (text \"v\" o.n))", "v${depends on $a}");
    sends("(let l [1 2]) (if $a (set (at l 1) 3)) (db.query (text l.0 l.1))", "1${depends on $a}");
  }

  @Test
  void eachWayBeginsWithWhatWasBefore() {
    sends(
        "(let x 1) (if $a (do (set x 2) (db.query (text x))) (db.query (text x)))",
        "2 if $a",
        "1 if !($a)");
  }

  @Test
  void ofTwoKnownTextsBothAreSent() {
    sends("(db.query (? $a \"A\" \"B\"))", "A if $a", "B if !($a)");
    sends(
        "(let s) (if $a (set s \"A\") $b (set s \"B\") (set s \"C\")) (db.query s)",
        "A if $a",
        "B if !($a) && $b",
        "C if !($a) && !($b)");
    sends("(let s) (if $a (set s \"A\") (set s \"B\")) (if $a (db.query \"X\"))", "X if $a");
  }

  @Test
  void whereAValueCountsAsTrueItIsNotTheOneThatDoesNot() {
    sends("(let s) (if $a (set s \"A\")) (if s (db.query (text s s)))", "AA if s");
    sends(
        "(let s \"B\") (if $a (set s \"A\")) (if $b (if $a (db.query s)))",
        "A if $b && $a",
        "B if $b && $a && !($a)");
    sends("(const a $a) (let s \"B\") (if a (set s \"A\")) (if a (db.query (text s)))", "A if a");
  }

  @Test
  void insertedInATextWhatDependsIsAHoleThatSaysOnWhat() {
    sends("(db.query (text \"x \" (? $a \"A\" \"B\")))", "x ${(? $a \"A\" \"B\")}");
    sends("(db.query (text \"x \" (or $schema \"public\")))", "x ${(or $schema \"public\")}");
    sends("(db.query (text \"x \" (?? $schema \"public\")))", "x ${(?? $schema \"public\")}");
    sends("(db.query (text \"x \" (? $a \"A\" \"A\")))", "x A");
  }

  @Test
  void aShortcutGoesOnUnderACondition() {
    sends(
        "(and $a (db.query \"A\") (db.query \"B\")) (or $b (db.query \"C\"))",
        "A if $a",
        "B if $a && (db.query \"A\")",
        "C if !($b)");
    sends("(let x) (or= x (db.query \"A\"))", "A");
    sends("(let x $a) (or= x (db.query \"A\"))", "A if !(x)");
  }

  @Test
  void aSwitchOverWhatIsUnknownTriesAllCases() {
    sends(
        """
        (switch $t
          (case 1 (db.query "1"))
          (case 2 (db.query "2") (break))
          (case 3) (case 4 (db.query "34") (break))
          (default (db.query "d")))
        (db.query "end")
        """,
        "1 if $t === 1",
        "2 if $t === 1",
        "2 if !($t === 1) && $t === 2",
        "34 if !($t === 1) && !($t === 2) && ($t === 3 || $t === 4)",
        "d if !($t === 1) && !($t === 2) && !($t === 3 || $t === 4)",
        "end");
  }

  @Test
  void aCaseThatMayBeMeantFallsThroughToOneThatIsNot() {
    sends(
        "(switch true (case $a) (case false (db.query \"A\") (break)) (case true (db.query"
            + " \"B\")))",
        "A if true === $a",
        "B if !(true === $a)");
  }

  @Test
  void aChainFromWhatIsUnknownMayEndEarly() {
    sends("(. $a (?b (db.query \"A\")))", "A if $a");
  }

  @Test
  void ofAListThatMayHaveMoreItemsTheConditionsOfTheItemsAreKnown() {
    sends(
        """
        (let l ["A"])
        (if (db.has "x") (l.push "B" "C"))
        (if $b (l.push "D"))
        (l.push "E")
        (each q l (db.query q))
        """,
        "A",
        "B if (db.has \"x\")",
        "C if (db.has \"x\")",
        "D if $b",
        "E");
    sends(
        """
        (let l ["A"])
        (if $b (l.push "B"))
        (each q ["0" (... l) "C"] (db.query q))
        (l.forEach (=> [q] (db.query q)))
        """,
        "0",
        "A",
        "B if $b",
        "C",
        "A",
        "B if $b");
  }

  @Test
  void ofAListWhoseItemsDependOnMoreAnItemIsUnknown() {
    sends(
        "(let l [\"A\"]) (if $a (do (l.push \"B\") (if $b (l.push \"C\")))) (each q l (db.query"
            + " q))",
        "${an item of l} repeats");
  }

  @Test
  void throughOneOfTwoConnectionsSqlIsSentUnderItsCondition() {
    sends(
        "(const c (? $a db {query (fn [s] (db.query \"other\"))})) (c.query \"A\")",
        "A if $a",
        "other if !($a)");
    sends("(let c) (if $a (set c db)) (c.query \"A\") (db.query \"B\")", "A if $a", "B");
  }

  @Test
  void anObjectOfOneOfTwoClassesIsMadeUnderItsCondition() {
    sends(
        """
        (class A _ (method up [q] (q.query "A")))
        (class B _ (constructor c [] (db.query "new")) (method up [q] (q.query "B")))
        (const m (new (? $a A B))) (m.up db)
        """,
        "new if !($a)",
        "A if $a",
        "B if !($a)");
  }

  @Test
  void oneOfTwoFunctionsIsCalledUnderItsCondition() {
    sends(
        "(const f (? $a (=> [] (db.query \"A\")) (=> [] (db.query \"B\")))) (f)",
        "A if $a",
        "B if !($a)");
  }
}
