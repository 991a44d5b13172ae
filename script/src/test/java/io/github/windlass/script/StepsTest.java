package io.github.windlass.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.SourceMap;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.Step.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A step knows where each of its characters was written, and what is not known of it. */
class StepsTest {

  private static Step.Sql sql(String script) {
    return (Step.Sql) Trial.of(script).steps().get(0);
  }

  private static List<String> origins(String script) {
    Step.Sql step = sql(script);
    List<String> origins = new ArrayList<>();
    for (SourceMap.Segment segment : step.map().segments()) {
      origins.add(
          step.text().substring(segment.start(), segment.end())
              + (segment.verbatim() ? " = " : " < ")
              + script.substring(segment.span().start(), segment.span().end()));
    }
    return origins;
  }

  @Test
  void theTextOfALiteralStandsInTheSource() {
    assertThat(origins("(db.query \"DROP TABLE a\")"))
        .containsExactly("DROP TABLE a = DROP TABLE a");
  }

  @Test
  void piecesKeepTheirOriginThroughVariablesAndConcatenation() {
    assertThat(
            origins("(const t \"users\") (let s (text \"DROP \" t)) (db.query (+ s \" CASCADE\"))"))
        .containsExactly("DROP  = DROP ", "users = users", " CASCADE =  CASCADE");
  }

  @Test
  void whatAnExpressionProducesComesFromIt() {
    assertThat(origins("(db.query (text \"LIMIT \" (+ 1 2)))"))
        .containsExactly("LIMIT  = LIMIT ", "3 < (+ 1 2)");
  }

  @Test
  void aHoleSaysWhyItIsUnknown() {
    Step.Sql step = sql("(db.query (text \"DROP SCHEMA \" $s \" x\"))");
    assertThat(step.text()).isEqualTo("DROP SCHEMA ${$s} x");
    assertThat(step.holes()).containsExactly(new Step.Hole(12, 17, "$s"));
  }

  @Test
  void anEmptyTextHasAPlaceToo() {
    assertThat(sql("(db.query \"\")").origin().span()).isEqualTo(new Span(0, 13));
  }

  @Test
  void valuesAreBoundAsParameters() {
    assertThat(sql("(db.query \"A\" 1 1.5 \"t\" true null undefined [1 \"x\"] $u)").parameters())
        .containsExactly(
            new Parameter.Num("1"),
            new Parameter.Num("1.5"),
            new Parameter.Text("t"),
            new Parameter.Bool(true),
            new Parameter.Null(),
            new Parameter.Null(),
            new Parameter.Array(List.of(new Parameter.Num("1"), new Parameter.Text("x"))),
            new Parameter.Unknown("$u"));
  }

  @Test
  void aTextWithAHoleIsAnUnknownParameter() {
    assertThat(sql("(db.query \"A\" (text \"x\" $u))").parameters())
        .containsExactly(new Parameter.Unknown("$u"));
  }
}
