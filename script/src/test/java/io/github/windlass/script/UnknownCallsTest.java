package io.github.windlass.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where SQL may be sent by what is unknown, there is a gap. */
class UnknownCallsTest {

  private static void sends(String script, String... steps) {
    assertThat(Trial.steps(script)).containsExactly(steps);
  }

  @Test
  void aConnectionGivenToAnUnknownFunctionIsAGap() {
    sends("($f 1)");
    sends("($f db)", "dynamic: calls $f, which may send SQL");
    sends("($f [{a db}])", "dynamic: calls $f, which may send SQL");
    sends("(new $F {connection db})", "dynamic: calls $F, which may send SQL");
    sends("(class M _ (field q db)) ($f (new M))", "dynamic: calls $f, which may send SQL");
  }

  @Test
  void whatAnUnknownFunctionMadeOfAConnectionMaySend() {
    sends(
        "(const b ($f db)) (b.run \"A\")",
        "dynamic: calls $f, which may send SQL",
        "dynamic: calls run of ($f db), which may send SQL");
  }

  @Test
  void aCallIntoAModuleThatIsNotThereIsAMissingSource() {
    sends("(lost.run 1)", "missing-source: calls run of module \"lost\", which may send SQL");
    sends(
        "(alias run lost run) (run db)",
        "missing-source: calls run of module \"lost\", which may send SQL");
  }

  @Test
  void theSameGapAtTheSamePlaceIsGivenOnce() {
    sends("(each t [1 2 3] ($f db))", "dynamic: calls $f, which may send SQL");
  }

  @Test
  void aFunctionGivenToAnUnknownFunctionIsCalledPerhapsAndRepeatedly() {
    sends(
        "($each [1] (=> [x] (db.query (text \"A\" x))))", "A${what $each passes} repeats if $each");
    sends("($run {do (=> [] (db.query \"A\"))})", "A repeats if $run");
  }

  @Test
  void aConnectionThatAnUnknownFunctionPassesOnMaySend() {
    sends(
        "($within db (=> [c] (c.query \"A\") (db.query \"B\")))",
        "dynamic: calls $within, which may send SQL",
        "dynamic: calls query of what $within passes, which may send SQL",
        "B repeats if $within");
  }

  @Test
  void whatAClassInheritsFromAnUnknownOneIsUnknown() {
    sends(
        "(class M $Base (method up [q] (q.query \"A\") (self.helper q) (super.up q)))"
            + " (. (new M) (up db))",
        "A",
        "dynamic: calls helper of $Base, which may send SQL",
        "dynamic: calls up of $Base, which may send SQL");
  }

  @Test
  void aMethodOfAConnectionWhoseNameIsUnknownMaySend() {
    sends("(. db [$m] (call \"A\"))", "dynamic: calls (. db [$m], which may send SQL");
  }

  @Test
  void aWalkThroughAnUnknownTreeEnds() {
    sends(
        "(fn walk [n] (db.query (text \"A\" n.name)) (each c n.children (walk c))) (walk $root)",
        "A${n.name}",
        "A${n.name} repeats");
  }

  @Test
  void aFunctionThatCallsItselfNobodyKnowsHowOftenIsAGap() {
    assertThat(Trial.steps("(fn f [n] (db.query (text n)) (if $a (f (+ n 1)))) (f 0)"))
        .startsWith("0", "1 if $a")
        .endsWith("dynamic: f() calls itself, and it is unknown how often");
  }

  @Test
  void unknownArgumentsThatAreSpreadMayBeAnyParameters() {
    sends("(fn f [a b] (db.query (text a b))) (f 1 (... $x))", "1${an item of $x}");
    sends("(fn f [a b] (db.query (text a b))) (f (... $x))", "${an item of $x}${an item of $x}");
    sends("(let l []) (l.push (... $x)) (each i l (db.query i))", "${an item of l} repeats");
  }

  @Test
  void aConnectionBehindArgumentsThatAreSpreadMayBeAnyParameter() {
    sends(
        "(fn f [a q] (q.query \"A\")) (f (... $x) db)",
        "dynamic: calls query of an item of $x, which may send SQL");
  }

  @Test
  void theRestOfWhatMaySendMaySend() {
    sends(
        "(let [a (... r)] ($f db)) (each c r (c.query \"A\"))",
        "dynamic: calls $f, which may send SQL",
        "dynamic: calls query of an item of r, which may send SQL");
    sends(
        "(let {a a (... r)} ($f db)) ($g r)",
        "dynamic: calls $f, which may send SQL",
        "dynamic: calls $g, which may send SQL");
  }

  @Test
  void whatTheFrontEndCannotLowerIsUnknown() {
    sends("(db.query (text \"A\" (opaque \"a thing\")))", "A${a thing}");
  }
}
