package io.github.windlass.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleOptions;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.analyzer.rule.Rules;
import io.github.windlass.analyzer.rule.SessionSettings;
import io.github.windlass.extractor.Comment;
import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.fixtures.RulePage;
import io.github.windlass.fixtures.RulePage.Block;
import io.github.windlass.fixtures.RulePage.Section;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every rule's page says what the rule does. */
class RulePagesTest {

  private static final Set<String> PLACES =
      Set.of("given", "postgres", "transaction", "format", "reason", "rules", "proof", "rewrites");

  private static final Rules ALL = Rules.installed();

  @TestFactory
  Stream<DynamicNode> aPageSaysWhatItsRuleDoes() {
    return ALL.all().stream().map(rule -> DynamicTest.dynamicTest(rule.id(), () -> holds(rule)));
  }

  @Test
  void thereAreRules() {
    assertThat(ALL.all()).isNotEmpty();
  }

  private static void holds(Rule rule) {
    RulePage page = RulePage.of(rule.page());
    assertThat(page.title()).isEqualTo(rule.id());
    assertThat(page.summary()).isNotBlank();
    assertThat(page.sections()).as("a section 'Flagged'").anyMatch(Section::isFlagged);
    assertThat(page.sections()).as("a section 'Not flagged'").anyMatch(RulePagesTest::isSilent);
    Rules alone = new Rules(List.of(rule));
    Rules withDefaults =
        ALL.only(each -> each.set() == RuleSet.SAFETY || each.id().equals(rule.id()));
    for (Section section : page.sections()) {
      List<String> expected = expected(section);
      assertThat(said(section, isAmongOthers(section) ? withDefaults : alone))
          .as(rule.id() + ", " + section.heading())
          .containsExactlyInAnyOrderElementsOf(expected);
      if (section.isFlagged()) {
        assertThat(expected).anyMatch(each -> each.endsWith(" " + rule.id()));
      }
      if (section.isSafer() || isSilent(section)) {
        assertThat(expected).isEmpty();
      }
      for (Block block : section.migrations()) {
        assertThat(rewrites(rule, section, block))
            .as(rule.id() + ", " + section.heading() + ": rewrites")
            .isEqualTo(block.rewrites());
      }
    }
  }

  /** Whether the rules that judge by default have a say, too. */
  private static boolean isAmongOthers(Section section) {
    return section.isSafer()
        || section.migrations().stream().anyMatch(block -> block.words().containsKey("rules"));
  }

  private static boolean isSilent(Section section) {
    return section.heading().startsWith("Not flagged");
  }

  /** {@code LINE ID}, with the line of the page, for each finding that the comments name. */
  private static List<String> expected(Section section) {
    List<String> expected = new ArrayList<>();
    for (Block block : section.migrations()) {
      int lines = block.text().split("\n", -1).length;
      for (int line = 0; line < lines; line++) {
        for (String id : block.expectedAt(line)) {
          expected.add((block.line() + line) + " " + id);
        }
      }
      block.expectedOfMigration().forEach(id -> expected.add(block.line() + " migration " + id));
    }
    return expected;
  }

  /** The same for each finding that there is; a statement's line is the one on which it ends. */
  private static List<String> said(Section section, Rules judging) {
    List<String> said = new ArrayList<>();
    List<AnalyzedMigration> analyzed = analyzed(section, judging);
    for (int i = 0; i < analyzed.size(); i++) {
      int line = section.migrations().get(i).line();
      assertThat(analyzed.get(i).gaps()).isEmpty();
      for (AnalyzedStatement statement : analyzed.get(i).statements()) {
        for (Finding finding : statement.findings()) {
          said.add((line + statement.origin().end().line() - 1) + " " + finding.rule());
        }
      }
      for (Finding finding : analyzed.get(i).findings()) {
        said.add(line + " migration " + finding.rule());
      }
    }
    return said;
  }

  private static List<AnalyzedMigration> analyzed(Section section, Rules judging) {
    List<Migration> given = section.given().stream().map(RulePagesTest::migration).toList();
    List<Migration> migrations =
        section.migrations().stream().map(RulePagesTest::migration).toList();
    if (migrations.isEmpty()) {
      return List.of();
    }
    Block first = section.migrations().get(0);
    int postgres =
        Integer.parseInt(
            first.words().getOrDefault("postgres", String.valueOf(Windlass.NEWEST_POSTGRES)));
    Map<String, String> session = new HashMap<>(first.words());
    session.keySet().removeAll(PLACES);
    RuleOptions options =
        RuleOptions.DEFAULTS.withReasonRequired("required".equals(first.words().get("reason")));
    return new PostgresAnalyzer(judging, SessionSettings.of(session), options)
        .analyze(Catalog.empty(), given, migrations, postgres);
  }

  /** How many of the rule's findings on a block come with steps. */
  private static int rewrites(Rule rule, Section section, Block block) {
    return (int)
        analyzed(section, new Rules(List.of(rule)))
            .get(section.migrations().indexOf(block))
            .statements()
            .stream()
            .flatMap(statement -> statement.findings().stream())
            .filter(finding -> finding.rewrite() != null)
            .count();
  }

  private static Migration migration(Block block) {
    SourceFile source = new SourceFile("page.sql", block.text());
    List<Step> steps = new ArrayList<>();
    TransactionMode transaction =
        TransactionMode.valueOf(
            block
                .words()
                .getOrDefault("transaction", "none")
                .toUpperCase(Locale.ROOT)
                .replace('-', '_'));
    if (transaction == TransactionMode.IMPLICIT) {
      steps.add(Step.Sql.verbatim(source, new Span(0, block.text().length())));
    } else {
      for (Script.Item item : PostgresParser.parse(block.text()).items()) {
        steps.add(Step.Sql.verbatim(source, new Span(item.span().start(), item.span().end())));
      }
    }
    return new Migration(
        "page.sql",
        block.words().getOrDefault("format", "sql"),
        "page",
        Dialect.POSTGRES,
        transaction,
        steps,
        Comment.in(
            source,
            PostgresParser.parse(block.text()).comments().stream()
                .map(span -> new Span(span.start(), span.end()))
                .toList()));
  }
}
