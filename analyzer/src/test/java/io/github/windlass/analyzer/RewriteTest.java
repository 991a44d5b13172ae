package io.github.windlass.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.analyzer.Finding.RewriteStep;
import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.SourceMap;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RewriteTest {

  private static final String GIVEN = "CREATE TABLE t (id bigint PRIMARY KEY, a varchar(50))";

  @Test
  void showsNoStepsWhereAPlaceholderWouldStandInThem() {
    String check = "ALTER TABLE t ADD CONSTRAINT named CHECK (id > 0)";
    assertThat(steps(check, "")).isNotEmpty();
    assertThat(findings(check, "named")).isNotEmpty();
    assertThat(steps(check, "named")).isEmpty();
  }

  @Test
  void speaksOfAConstraintWhoseExpressionIsNotKnown() {
    String check = "ALTER TABLE t ADD CONSTRAINT named CHECK (condition)";
    assertThat(findings(check, "condition")).isNotEmpty();
    assertThat(steps(check, "condition")).isEmpty();
  }

  @Test
  void dropsNoIndexThatMayBeThereAndValid() {
    assertThat(steps("CREATE INDEX i ON t (a)", "")).anyMatch(sql -> sql.startsWith("DROP INDEX"));
    assertThat(steps("CREATE INDEX IF NOT EXISTS i ON t (a)", ""))
        .isNotEmpty()
        .noneMatch(sql -> sql.startsWith("DROP INDEX"));
  }

  @Test
  void losesNoInheritNowhere() {
    assertThat(findings("ALTER TABLE t ADD CONSTRAINT n NOT NULL a", "")).isNotEmpty();
    assertThat(findings("ALTER TABLE t ADD CONSTRAINT n NOT NULL a NO INHERIT", "")).isNotEmpty();
    assertThat(steps("ALTER TABLE t ADD CONSTRAINT n NOT NULL a NO INHERIT", "")).isEmpty();
  }

  @Test
  void doesNotCutOffWhatIsTooLongForTheNewType() {
    List<String> steps = steps("ALTER TABLE t ALTER COLUMN a TYPE varchar(5)", "");
    assertThat(steps).isNotEmpty().noneMatch(sql -> sql.contains("::varchar(5)"));
  }

  @Test
  void asksForNoSecondNotNullOnATableThatIsNotKnown() {
    assertThat(steps("ALTER TABLE u ADD PRIMARY KEY (id)", ""))
        .contains("ALTER TABLE u ALTER COLUMN id SET NOT NULL")
        .anyMatch(sql -> sql.contains("CHECK (id IS NOT NULL) NOT VALID"))
        .noneMatch(sql -> sql.contains("NOT NULL id"));
  }

  @Test
  void speaksOnceOfATableThatRefersToItself() {
    assertThat(findings("ALTER TABLE t ADD CONSTRAINT p FOREIGN KEY (id) REFERENCES t", ""))
        .extracting(Finding::message)
        .anyMatch(message -> message.startsWith("Writes to public.t wait while every row"));
  }

  @Test
  void keepsAParameterOutOfABlock() {
    assertThat(steps("UPDATE t SET a = 'x'", "")).anyMatch(sql -> sql.startsWith("DO $$"));
    assertThat(steps("UPDATE t SET a = $1", "")).isEmpty();
  }

  private static List<String> steps(String sql, String hole) {
    List<String> steps = new ArrayList<>();
    for (Finding finding : findings(sql, hole)) {
      if (finding.rewrite() != null) {
        finding.rewrite().steps().stream().map(RewriteStep::sql).forEach(steps::add);
      }
    }
    return steps;
  }

  /** The findings of a statement of which a part is not known. */
  private static List<Finding> findings(String sql, String hole) {
    int at = sql.indexOf(hole);
    List<Step.Hole> holes =
        hole.isEmpty() ? List.of() : List.of(new Step.Hole(at, at + hole.length(), "unknown"));
    return new PostgresAnalyzer()
        .analyze(List.of(migration(GIVEN, List.of())), List.of(migration(sql, holes)), 18)
        .get(0)
        .statements()
        .get(0)
        .findings();
  }

  private static Migration migration(String sql, List<Step.Hole> holes) {
    SourceFile source = new SourceFile("m.sql", sql);
    SourceMap map = SourceMap.verbatim(source, new Span(0, sql.length()));
    return new Migration(
        "m.sql",
        "sql",
        "m",
        Dialect.POSTGRES,
        TransactionMode.NONE,
        List.of(new Step.Sql(sql, map, null, false, holes)));
  }
}
