package io.github.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass.analyzer.AnalyzedStatement;
import io.github.windlass.analyzer.Report;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.Windlass;
import io.github.windlass.extractor.Migration;
import io.github.windlass.fixtures.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library's front door, tested here because here are extractors. */
class WindlassTest {

  private static final Path SHOP = Path.of("fixtures/examples/shop");

  @TempDir Path folder;

  @Test
  void theExampleInText() {
    Report report = Windlass.builder().directory(Golden.root()).build().analyze(SHOP);
    Golden.check("cli/shop.txt", new TextReport(100, false).report(report));
  }

  @Test
  void extractsAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("a.sql"), "SELECT 1; SELECT 2");
    List<Migration> migrations = Windlass.builder().build().extract(file);
    assertThat(migrations).hasSize(1);
    assertThat(migrations.get(0).statements()).hasSize(2);
    Path missing = folder.resolve("gone.sql");
    assertThatThrownBy(() -> Windlass.builder().build().extract(missing))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("gone.sql: no such file or folder");
  }

  @Test
  void problemsAreInTheReport() {
    Report report = Windlass.builder().build().analyze(folder.resolve("gone.sql"), folder);
    assertThat(report.problems()).hasSize(2);
    assertThat(report.migrations()).isEmpty();
    assertThat(report.maxRisk()).isEqualTo(Risk.SAFE);
    assertThat(report.coverage()).isEqualTo(1);
  }

  @Test
  void historyIsContext() throws IOException {
    Path before = Files.writeString(folder.resolve("1.sql"), "CREATE TABLE t (id int);");
    Path file = Files.writeString(folder.resolve("2.sql"), "ALTER TABLE t ADD COLUMN a int;");
    Report without = Windlass.builder().build().analyze(file);
    Report with = Windlass.builder().history(before).build().analyze(file);
    assertThat(with.migrations()).hasSize(1);
    assertThat(assumptions(without)).isNotEmpty();
    assertThat(assumptions(with)).isEmpty();
  }

  private static List<String> assumptions(Report report) {
    return report.migrations().stream()
        .flatMap(migration -> migration.statements().stream())
        .map(AnalyzedStatement::effects)
        .flatMap(effects -> effects.assumptions().stream())
        .toList();
  }

  @Test
  void onlyKnownVersions() {
    assertThatThrownBy(() -> Windlass.builder().postgres(9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("PostgreSQL 10 to 18 are known, not 9");
  }
}
