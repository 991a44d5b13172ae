package io.github.windlass.extractor.rails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.ProjectFolder;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Values as Ruby gave them, in {@code values.tsv}: ours are the same, or said to be unknown. */
class RubyValuesTest {

  /** Of how many it may be said that they are unknown: to be lowered now and then. */
  private static final int UNKNOWN = 60;

  @TempDir Path folder;

  private record Recorded(String expression, String value) {}

  private static List<Recorded> recorded() throws IOException {
    List<Recorded> all = new ArrayList<>();
    try (InputStream in = RubyValuesTest.class.getResourceAsStream("values.tsv")) {
      assertThat(in).isNotNull();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.split("\n", -1)) {
        int tab = line.indexOf('\t');
        if (tab > 0) {
          all.add(new Recorded(line.substring(0, tab), line.substring(tab + 1)));
        }
      }
    }
    assertThat(all).hasSizeGreaterThan(350);
    return all;
  }

  private Migration with(String expression) {
    String text =
        "class X < ActiveRecord::Migration[6.1]\n  def up\n    execute \"SELECT #{"
            + expression
            + "}\"\n  end\nend\n";
    return new RailsExtractor()
        .extract(new SourceFile("db/migrate/1_x.rb", text), ProjectFolder.at(folder))
        .get(0);
  }

  private static boolean isUnknown(Migration migration) {
    return migration.steps().stream()
        .anyMatch(step ->
            step instanceof Step.Gap || (step instanceof Step.Sql sql && !sql.holes().isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> noValueIsAnotherThanRubys() throws IOException {
    return recorded().stream().map(each -> dynamicTest(each.expression(), () -> check(each)));
  }

  private void check(Recorded recorded) {
    Migration migration = with(recorded.expression());
    if (isUnknown(migration)) {
      return;
    }
    assertThat(migration.steps()).hasSize(1);
    assertThat(((Step.Sql) migration.steps().get(0)).text().strip())
        .isEqualTo(("SELECT " + recorded.value()).strip());
  }

  @Test
  void mostValuesAreKnown() throws IOException {
    assertThat(recorded().stream().filter(each -> isUnknown(with(each.expression()))))
        .hasSizeLessThanOrEqualTo(UNKNOWN);
  }
}
