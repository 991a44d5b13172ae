package io.github.windlass.analyzer.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.analyzer.rule.Suppression.Language;
import io.github.windlass.analyzer.rule.Suppression.Scope;
import io.github.windlass.extractor.Comment;
import io.github.windlass.extractor.Origin;
import io.github.windlass.extractor.Position;
import io.github.windlass.extractor.Span;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionTest {

  private static Optional<Suppression> read(String written) {
    Position start = new Position(1, 1);
    return Suppression.of(
        new Comment(
            Comment.bare(written),
            new Origin("m.sql", new Span(0, written.length()), start, start)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          -- windlass:allow a-b why not               | WINDLASS | STATEMENT | a-b     | why not
          // windlass:allow a-b: why not              | WINDLASS | STATEMENT | a-b     | why not
          "# windlass:allow a-b, c — why, not"        | WINDLASS | STATEMENT | a-b c   | "why, not"
          /* windlass:allow-file a,b,c */             | WINDLASS | FILE      | a b c   | ""
          "/** windlass:allow a\n * why */"            | WINDLASS | STATEMENT | a       | why
          --windlass:allow                            | WINDLASS | STATEMENT | ""      | ""
          -- pgfence-ignore                           | PGFENCE  | STATEMENT | ""      | ""
          "-- pgfence-ignore: drop-table, drop-column"| PGFENCE  | STATEMENT | drop-table drop-column | ""
          -- squawk-ignore ban-drop-table -- is empty | SQUAWK   | STATEMENT | ban-drop-table | is empty
          -- squawk-ignore -- all of it               | SQUAWK   | STATEMENT | ""      | all of it
          -- squawk-ignore-file                       | SQUAWK   | FILE      | ""      | ""
          """)
  void commentsAllow(String written, Language language, Scope scope, String names, String reason) {
    Suppression read = read(written).orElseThrow();
    assertThat(read.language()).isEqualTo(language);
    assertThat(read.scope()).isEqualTo(scope);
    assertThat(read.names()).isEqualTo(names.isEmpty() ? List.of() : List.of(names.split(" ")));
    assertThat(read.reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-- see windlass:allow a",
        "-- windlass:allowed a",
        "-- squawk-ignored",
        "-- pgfence-ignore-all",
        "/*"
      })
  void otherCommentsAllowNothing(String written) {
    assertThat(read(written)).isEmpty();
  }

  @Test
  void onlyOthersCommentsAllowAllRulesByNamingNone() {
    assertThat(read("-- windlass:allow").orElseThrow().names("a")).isFalse();
    assertThat(read("-- squawk-ignore").orElseThrow().names("a")).isTrue();
  }

  @Test
  void whatOthersRulesStandForIsThere() {
    Rules installed = Rules.installed();
    ForeignRules.all()
        .forEach((name, ours) ->
            assertThat(ours).as(name).allMatch(id -> installed.rule(id).isPresent()));
  }
}
