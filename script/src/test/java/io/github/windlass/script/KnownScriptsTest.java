package io.github.windlass.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Scripts in which all is known run as they would. */
class KnownScriptsTest {

  private static void sends(String script, String... steps) {
    assertThat(Trial.steps(script)).containsExactly(steps);
  }

  @Test
  void statementsRunInTheirOrder() {
    sends("(db.query \"A\") (db.query \"B\")", "A", "B");
  }

  @Test
  void aBlockHasVariablesOfItsOwn() {
    sends("(let x 1) (do (let x 2) (db.query (text x))) (db.query (text x))", "2", "1");
  }

  @Test
  void aVariableOfAFunctionIsSeenOutsideOfItsBlock() {
    sends("(fn f [] (do (var x 2)) (return x)) (var x 1) (db.query (text (f) x))", "21");
  }

  @Test
  void aDeclarationWithoutValueLeavesAVariableOfTheFunction() {
    sends("(var x 1) (var x) (db.query (text x))", "1");
  }

  @Test
  void aLoopThatIsKnownIsUnrolled() {
    sends("(each t [\"a\" \"b\"] (db.query (text \"drop \" t)))", "drop a", "drop b");
    sends("(for ((let i 0)) (< i 2) (++ i) (db.query (text i)))", "0", "1");
    sends("(let i 0) (while (< i 2) (db.query (text i)) (++ i))", "0", "1");
    sends("(let i 5) (until (< i 2) (db.query (text i)) (++ i))", "5");
    sends("(keys k {a 1 b 2} (db.query (text k)))", "a", "b");
  }

  @Test
  void eachTurnOfALoopHasVariablesOfItsOwn() {
    sends(
        """
        (let fs [])
        (for ((let i 0)) (< i 3) (++ i) (fs.push (=> [] (db.query (text i)))))
        (each f fs (f))
        """,
        "0",
        "1",
        "2");
  }

  @Test
  void breakAndContinueEndTheLoopThatTheyName() {
    sends(
        """
        (label outer (each a [1 2 3]
          (each b [1 2 3]
            (if (=== b 2) (continue outer))
            (if (=== a 3) (break outer))
            (db.query (text a b)))))
        """,
        "11",
        "21");
    sends("(label l (do (db.query \"A\") (break l) (db.query \"B\"))) (db.query \"C\")", "A", "C");
  }

  @Test
  void aSwitchFallsThroughUntilItIsLeft() {
    String cases =
        "(switch x (case 1 (db.query \"1\")) (default (db.query \"d\")) (case 2 (db.query \"2\")"
            + " (break)) (case 3 (db.query \"3\")))";
    sends("(let x 1) " + cases, "1", "d", "2");
    sends("(let x 3) " + cases, "3");
    sends("(let x 4) " + cases, "d", "2");
  }

  @Test
  void aCaughtValueGoesToTheHandlerAndFinallyRunsInAnyCase() {
    sends(
        "(try (throw \"no\") (db.query \"A\") (catch e (db.query e)) (finally (db.query \"F\")))",
        "no",
        "F");
    sends("(fn f [] (try (return 1) (finally (db.query \"F\")))) (db.query (text (f)))", "F", "1");
    sends("(fn f [] (try (return 1) (finally (return 2)))) (db.query (text (f)))", "2");
    sends("(try (throw 1) (catch _ (db.query \"A\")))", "A");
  }

  @Test
  void whatNobodyCatchesEndsTheScript() {
    sends(
        "(try (db.query \"A\") (fail) (finally (db.query \"F\"))) (db.query \"B\")",
        "A",
        "F",
        "dynamic: throws failed");
  }

  @Test
  void aFunctionSeesTheVariablesAroundIt() {
    sends(
        "(fn counter [] (let n 0) (return (=> [] (return (++ n))))) (const c (counter)) (c)"
            + " (db.query (text (c)))",
        "2");
  }

  @Test
  void parametersHaveDefaultsAndTakeTheRest() {
    sends(
        "(fn f [a (= b a) (... c)] (db.query (text a b c.length))) (f 1) (f 1 2 3 4)",
        "110",
        "122");
    sends("(fn f [] (db.query (text arguments.1 arguments.length))) (f 5 6)", "62");
    sends("(fn f [] ((=> [] (db.query (text arguments.0))))) (f 7)", "7");
  }

  @Test
  void itemsAreSpreadIntoListsAndArguments() {
    sends(
        "(fn f [a b c] (db.query (text a b c))) (f 1 (... [2 3])) (each x [0 (... [1])] (f x))",
        "123",
        "0undefinedundefined",
        "1undefinedundefined");
  }

  @Test
  void patternsTakeListsAndObjectsApart() {
    sends("(let [a _ (= b 2) (... c)] [1 9 undefined 3 4]) (db.query (text a b c.0 c.1))", "1234");
    sends("(let {x {y (= z 3)} k q (... r)} {x {} k 2 m 5}) (db.query (text z q r.m))", "325");
    sends("(let a 1) (let b 2) (set [a b] [b a]) (db.query (text a b))", "21");
    sends("(let o {}) (set [o.x (at o \"y\")] [1 2]) (db.query (text o.x o.y))", "12");
  }

  @Test
  void gettersAndSettersOfObjectsRun() {
    sends(
        "(let o {n 1 (get double [] (return (+ self.n self.n))) (set double [v] (set self.n v))})"
            + " (set o.double 4) (db.query (text o.double))",
        "8");
  }

  @Test
  void propertiesAreSpreadDeletedAndOverwritten() {
    sends("(let o {a 1 (... {a 2 b 3})}) (db.query (text o.a o.b))", "23");
    sends("(let o {a 1}) (delete o \"a\") (db.query (text o.a))", "undefined");
    sends("(let o {a 1}) (+= o.a 5) (db.query (text o.a))", "6");
    sends("(let o {}) (??= o.a 5) (??= o.a 6) (and= o.a 7) (or= o.a 8) (db.query (text o.a))", "7");
    sends("(let i 1) (let j (post++ i)) (db.query (text i j))", "21");
  }

  @Test
  void aClassHasFieldsMethodsAndAccessors() {
    sends(
        """
        (class A _
          (field n (+ 1 1))
          (static-field count 5)
          (constructor c [m] (set self.m m))
          (get sum [] (return (+ self.n self.m)))
          (set sum [v] (set self.n v))
          (static-method make [m] (return (new self m)))
          (static-block b [] (set self.made true))
          (method send [q] (q.query (text self.sum))))
        (const a (A.make 3)) (a.send db) (set a.sum 10) (a.send db) (db.query (text A.count A.made))
        """,
        "5",
        "13",
        "5true");
  }

  @Test
  void aClassInheritsFromTheClassAbove() {
    sends(
        """
        (class A _ (field a 1) (constructor c [x] (set self.x x)) (method up [q] (q.query (text "A" self.x))))
        (class B A (field b (+ self.a 1)) (method up [q] (super.up q) (q.query (text "B" self.b))))
        (class C B (constructor c [] (super 7) (set self.c 1)) (method up [q] (super.up q) (q.query "C")))
        (. (new C) (up db))
        """,
        "A7",
        "B2",
        "C");
  }

  @Test
  void aMethodOfTheClassBelowIsCalledFromTheClassAbove() {
    sends(
        """
        (class Base _ (method up [q] (self.each (=> [t] (q.query t)))))
        (class M Base (method each [f] (f "A") (f "B")))
        (. (new M) (up db))
        """,
        "A",
        "B");
  }

  @Test
  void anInstanceOfWhatIsNoClassOfTheScriptHasItsMembers() {
    sends("(class M db (method up [] (self.query \"A\"))) (. (new M) (up))", "A");
    sends("(class M db (method query [s] (super.query s))) (. (new M) (query \"A\"))", "A");
  }

  @Test
  void aFunctionIsAClassOfItsOwn() {
    Trial trial = Trial.of("(fn F [n] (set self.n n)) (const f (new F 3)) (db.query (text f.n))");
    assertThat(trial.lines()).containsExactly("3");
    assertThat(trial.value("f"))
        .isInstanceOfSatisfying(
            ObjectValue.class,
            f ->
                assertThat(f.type())
                    .isEqualTo(trial.interpreter().classOf((Closure) trial.value("F"))));
  }

  @Test
  void theValuesOfDecoratorsAreKeptThoughTheyMayFail() {
    Trial trial = Trial.of("(class A _ (@ \"x\") (@ (fail)))");
    assertThat(((ClassValue) trial.value("A")).decorations())
        .extracting(decoration -> decoration.decorator().getClass().getSimpleName())
        .containsExactly("Text", "Unknown");
  }

  @Test
  void theItemsOfAGeneratorAreThoseThatItGives() {
    sends("(gen g [] (yield 1) (yield* [2 3])) (each i (g) (db.query (text i)))", "1", "2", "3");
  }

  @Test
  void ofAGeneratorThatGivesItemsForEverItIsUnknownWhichAreTaken() {
    sends(
        "(gen g [] (while true (yield 1))) (each x (g) (db.query (text x))) (db.query \"end\")",
        "${an item of (g)} repeats",
        "end");
  }

  @Test
  void anAsynchronousFunctionRunsWhereItIsCalled() {
    sends("(async f [q] (await (q.query \"A\"))) (await (f db)) (db.query \"B\")", "A", "B");
  }

  @Test
  void anOptionalChainEndsWhereThereIsNothing() {
    sends("(let o {}) (. o a (?b) c (d (db.query \"A\"))) (db.query \"B\")", "B");
    sends("(. db (?query \"A\")) (. db (query? \"B\"))", "A", "B");
    sends("(let o {}) (. o (send? (db.query \"A\")))");
    sends("(db.query (text (. null ?a b)))", "undefined");
  }

  @Test
  void aMethodThatAnIndexNamesHasWhatIsBeforeItAsSelf() {
    sends("(. db [\"query\"] (call \"A\"))", "A");
    sends("(let o {n 1 f (fn [] (return self.n))}) (db.query (text (. o [\"f\"] (call))))", "1");
  }

  @Test
  void aTagGetsTheTextsAndTheValues() {
    sends("(fn tag [t a] (db.query (text t.0 a t.1 t.raw.1))) (tag tag \"x\" 5 \"y\")", "x5yy");
    sends("(let o {n 1 f (fn [t] (return self.n))}) (db.query (text (tag o.f \"x\")))", "1");
    sends(
        "(let o {n 1 f (fn [t] (return self.n))}) (db.query (text (tag (. o [\"f\"]) \"x\")))",
        "1");
  }

  @Test
  void anImportedNameReadsTheMemberWhenItIsRead() {
    sends("(let m {a 1}) (alias x m a) (set m.a 2) (db.query (text x))", "2");
  }

  @Test
  void ofAnUndeclaredNameTheTypeIsAskedWithoutError() {
    sends("(db.query (text (typeof nothere)))", "undefined");
    sends("(db.query (text nothere))", "dynamic: throws nothere is not defined");
  }

  @Test
  void aMemberOfNothingIsAnError() {
    sends("(let a null) a.b", "dynamic: throws \"b\" is read of null");
    sends("(let a) (set a.b 1)", "dynamic: throws \"b\" is read of undefined");
  }
}
