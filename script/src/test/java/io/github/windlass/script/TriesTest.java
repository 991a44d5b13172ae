package io.github.windlass.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A handler that nothing certain leads to runs only if the server fails. */
class TriesTest {

  private static void sends(String script, String... steps) {
    assertThat(Trial.steps(script)).containsExactly(steps);
  }

  @Test
  void theStepsOfTheHandlerSayThatTheyRunOnFailure() {
    sends(
        "(try (db.query \"A\") (catch e (db.query \"B\"))) (db.query \"C\")",
        "A",
        "B if catch (e)",
        "C");
    sends("(try (db.query \"A\") (catch _ (db.query \"B\")))", "A", "B if catch");
  }

  @Test
  void aHandlerThatRollsBackAndThrowsAgainLeavesNoStep() {
    sends(
        """
        (try (db.query "A")
          (catch e (db.query "ROLLBACK TO SAVEPOINT a") (throw e))
          (finally (db.query "F")))
        """,
        "A",
        "F");
  }

  @Test
  void aHandlerOfWhatCannotFailDoesNotRun() {
    sends("(let a 1) (try (set a 2) (catch e (db.query \"B\"))) (db.query (text a))", "2");
    sends("(let l [$u]) (try (set a l.0.b) (catch e (db.query \"B\")))", "B if catch (e)");
    sends("(let l [$u]) (try (let [{b b}] l) (catch e (db.query \"B\")))", "B if catch (e)");
    sends("(let p 1) (try (await p) (catch e (db.query \"B\")))", "B if catch (e)");
    sends("(let f db.has) (try (f) (catch e (db.query \"B\")))", "B if catch (e)");
    sends("(class A $B) (try (new A) (catch e (db.query \"B\")))", "B if catch (e)");
  }

  @Test
  void otherStepsOfAHandlerThatThrowsAgainStay() {
    sends(
        "(try (db.query \"A\") (catch e (db.query \"DROP\") (throw e))) (db.query \"B\")",
        "A",
        "DROP if catch (e)",
        "B");
  }

  @Test
  void aHandlerThatReturnsMakesTheRestConditional() {
    sends(
        "(fn f [] (try (db.query \"A\") (catch e (return))) (db.query \"B\")) (f) (db.query \"C\")",
        "A",
        "B if !(catch (e))",
        "C");
  }

  @Test
  void whatTheBodyDidIsKnownAndWhatTheHandlerDidIsNot() {
    sends(
        """
        (let a 1) (let b 1)
        (try (db.query "A") (set a 2) (catch e (set b 2)))
        (db.query (text a b))
        """,
        "A",
        "2${depends on catch (e)}");
  }

  @Test
  void aHandlerOfWhatIsCertainlyThrownRunsUnconditionally() {
    sends("(try (if $a (throw 1) (throw 1)) (catch e (db.query (text \"A\" e))))", "A1");
    sends(
        "(try (if $a (throw \"x\")) (throw \"y\") (catch e (db.query (text \"A\" e))))",
        "A${depends on $a}");
  }

  @Test
  void anErrorThatTheScriptDidNotMeanIsAGapThoughItIsCaught() {
    sends(
        "(try (nothere) (db.query \"lost\") (catch e (db.query \"A\")))",
        "dynamic: fails here, it seems: nothere is not defined",
        "A");
    sends(
        "(try (if $a (nothere)) (db.query \"B\") (catch e (db.query \"A\")))",
        "B if !($a)",
        "dynamic: fails here, it seems: nothere is not defined",
        "A if $a");
  }

  @Test
  void aThrowOutOfAHandlerGoesToTheHandlerAround() {
    sends(
        "(try (try (throw 1) (catch e (throw \"again\"))) (db.query \"no\") (catch e (db.query"
            + " e)))",
        "again");
  }
}
