package io.github.windlass.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What follows an early end under an unknown condition runs only if it did not happen. */
class EarlyEndsTest {

  private static void sends(String script, String... steps) {
    assertThat(Trial.steps(script)).containsExactly(steps);
  }

  @Test
  void aReturnMakesTheRestOfTheFunctionConditional() {
    sends(
        """
        (fn f [q] (if (not (q.has "x")) (return)) (q.query "A") (if $b (return)) (q.query "B"))
        (f db)
        (db.query "C")
        """,
        "A if (q.has \"x\")",
        "B if (q.has \"x\") && !($b)",
        "C");
  }

  @Test
  void aReturnWithinOtherConditionsExcludesJustThat() {
    sends(
        "(fn f [] (if $a (do (if $b (return)) (db.query \"A\"))) (db.query \"B\")) (f)",
        "A if $a && !($b)",
        "B if !($a && $b)");
  }

  @Test
  void whatAFunctionGivesIsJoined() {
    sends(
        "(fn f [] (if $a (return 1)) (return 2)) (fn g [] (if $a (return 1)) (return 1))"
            + " (db.query (text (f) (g)))",
        "${depends on $a}1");
    sends(
        "(fn f [] (if $a (return \"A\")) (return \"B\")) (db.query (f))", "A if $a", "B if !($a)");
  }

  @Test
  void whatWasChangedBeforeAReturnIsJoinedAtTheEndOfTheFunctionOnly() {
    sends(
        """
        (let x 1)
        (fn f [] (if $a (do (set x 2) (return))) (db.query (text x)) (set x 3))
        (f)
        (db.query (text x "!"))
        """,
        "1 if !($a)",
        "${depends on $a}!");
  }

  @Test
  void leavingALabelEndsTheCallsInBetween() {
    sends(
        """
        (fn g [h] (h) (db.query "A"))
        (fn f [] (label l (do (g (=> [] (perform (leave l)))) (db.query "B"))) (db.query "C"))
        (f)
        """,
        "C");
  }

  @Test
  void leavingALabelUnderAConditionMakesTheRestConditional() {
    sends(
        """
        (fn g [h] (h) (db.query "A"))
        (fn f [] (label l (do (g (=> [] (perform (if $a (leave l))))) (db.query "B"))) (db.query "C"))
        (f)
        (db.query "D")
        """,
        "A if !($a)",
        "B if !($a)",
        "C",
        "D");
  }

  @Test
  void aReturnWithinAnExpressionEndsTheFunction() {
    sends(
        "(fn f [] (or $a (perform (return))) (db.query \"A\")) (f) (db.query \"B\")",
        "A if $a",
        "B");
  }

  @Test
  void bothWaysThatReturnEndTheFunction() {
    sends("(fn f [] (if $a (return) (return)) (db.query \"A\")) (f)");
  }

  @Test
  void aBreakMakesTheRestOfTheLoopConditional() {
    sends(
        "(each t [1 2] (if (db.has t) (break)) (db.query (text t))) (db.query \"end\")",
        "1 if !((db.has t))",
        "2 if !((db.has t))",
        "end");
  }

  @Test
  void aContinueMakesTheRestOfTheTurnConditional() {
    sends("(each t [1 2] (if $a (continue)) (db.query (text t)))", "1 if !($a)", "2 if !($a)");
  }

  @Test
  void aBreakThatNamesALabelMakesTheRestOfWhatItNamesConditional() {
    sends("(label l (do (if $a (break l)) (db.query \"A\"))) (db.query \"B\")", "A if !($a)", "B");
  }

  @Test
  void aReturnOutOfAFinallyDoesNotKeepTheFinallyFromRunning() {
    sends(
        "(fn f [] (try (if $a (return)) (db.query \"A\") (finally (db.query \"F\")))"
            + " (db.query \"B\")) (f)",
        "A if !($a)",
        "F",
        "B if !($a)");
  }

  @Test
  void aThrowThatNothingCatchesLeavesTheRestUnconditional() {
    sends("(if (not $a) (throw \"no\")) (db.query \"A\")", "A");
    sends("(if $a (do (db.query \"A\") (throw \"no\"))) (db.query \"B\")", "A if $a", "B");
  }

  @Test
  void aThrowThatIsCaughtMakesTheRestOfTheTryConditional() {
    sends(
        """
        (fn check [] (if $a (throw "no")) (db.query "A"))
        (try (check) (db.query "B") (catch e (db.query e)))
        (db.query "C")
        """,
        "A if !($a)",
        "B if !($a)",
        "no if $a",
        "C");
  }

  @Test
  void anErrorThatTheScriptDidNotMeanIsAGapWhereNobodyKnowsWhetherItHappens() {
    sends(
        "(if $a (do (nothere) (db.query \"A\"))) (db.query \"B\")",
        "dynamic: fails here, it seems: nothere is not defined",
        "B");
  }
}
