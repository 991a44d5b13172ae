package io.github.windlass.extractor.rails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.ProjectFolder;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.Step.GapCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file holds, the answer is a value, within bounded time. */
class HostileMigrationsTest {

  @TempDir Path folder;

  private Migration extract(String text) {
    return assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          List<Migration> all =
              new RailsExtractor()
                  .extract(new SourceFile("1_x.rb", text), ProjectFolder.at(folder));
          assertThat(all).hasSize(1);
          return all.get(0);
        });
  }

  private static String change(String body) {
    return "class X < ActiveRecord::Migration[7.1]\n  def change\n" + body + "\n  end\nend\n";
  }

  private void leaves(String text, GapCode code, int line) {
    Migration migration = extract(text);
    assertThat(migration.gaps()).extracting(Step.Gap::code).contains(code);
    assertThat(migration.gaps().get(0).origin().start().line()).isEqualTo(line);
  }

  @Test
  void aSyntaxErrorIsAGapAtItsPlace() {
    leaves(change("    add_column :a,, :b"), GapCode.SYNTAX, 3);
  }

  @Test
  void templatesOfRubyAreNoRuby() {
    leaves(
        "class <%= name %> < ActiveRecord::Migration[7.1]\n  def change\n  end\nend\n",
        GapCode.SYNTAX, 1);
  }

  @Test
  void manyBlocksWithinEachOtherMeetALimit() {
    String open = "[1].each { |a| ".repeat(20_000);
    Migration migration = extract(change(open + "}".repeat(20_000)));
    assertThat(migration.gaps()).extracting(Step.Gap::code).containsExactly(GapCode.LIMIT);
    assertThat(extract(change("    drop_table :a")).statements()).hasSize(1);
  }

  @Test
  void noRegularExpressionOrNumberIsTooLarge() {
    for (String value :
        List.of(
            "'a'.gsub(Regexp.new('(' * 100_000 + ')' * 100_000), '')",
            "'a'.gsub(/[#{'[:alpha:]' * 100_000}]/, '')",
            "('ab' * 100_000).split(/(?:a|b)*c/).size",
            "('9' * 4_000_000).to_i")) {
      assertThat(extract(change("    execute \"SELECT #{" + value + "}\"")).steps())
          .as(value)
          .isNotEmpty();
    }
  }

  @Test
  void tenMegabytesMeetALimit() {
    leaves("# " + "x".repeat(10 << 20) + "\n" + change(""), GapCode.LIMIT, 1);
  }

  @Test
  void bytesThatAreNoTextAreNoRuby() {
    StringBuilder bytes = new StringBuilder("ActiveRecord::Migration");
    for (int i = 0; i < 5_000; i++) {
      bytes.append((char) (i * 31 % 256));
    }
    assertThat(extract(bytes.toString()).gaps()).isNotEmpty();
  }

  @Test
  void recursionWithoutEndMeetsALimit() {
    Migration migration =
        extract(
            "class X < ActiveRecord::Migration[7.1]\n  def change\n    again\n  end\n"
                + "  def again\n    again\n  end\nend\n");
    assertThat(migration.gaps()).extracting(Step.Gap::code).containsExactly(GapCode.LIMIT);
  }

  @Test
  void aLoopWithoutEndMeetsALimit() {
    assertThat(extract(change("    loop { drop_table :a }")).gaps()).isNotEmpty();
    assertThat(extract(change("    a = 1\n    while true do a += 1 end")).gaps()).isNotEmpty();
  }

  @Test
  void aPatternThatGoesBackForEverIsAnswered() {
    String text = "a".repeat(200);
    assertThat(extract(change("    execute '" + text + "'.gsub(/((a|b)*)*c/, '')")).steps())
        .isNotEmpty();
  }

  @Test
  void aMigrationThatRaisesAtOnceSaysSo() {
    leaves(change("    raise ActiveRecord::IrreversibleMigration"), GapCode.UNSUPPORTED, 3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "h = {}; 100_000.times { |i| h[i] = i }",
        "(1..100_000).map { |i| { i => i } }.reduce(:merge)",
        "('\u0000'..'\uffff').each { |c| c }",
        "1.step(10**12) { |i| i }",
        "execute 'a' * 10**10",
        "a = [1]; 60.times { a = a + a }",
        "s = 'x'; 60.times { s = s + s }",
        "a = []; a << a; execute a.to_json",
        "f = ->(x) { f.(x) }; f.(1)",
        "execute ('a' * 50_000).gsub(/(a|aa)+b/, 'x')",
      })
  void whatGrowsWithoutEndIsAnswered(String line) {
    assertThat(extract(change("    " + line)).transaction()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class <%= name %> < ActiveRecord::Migration[7.1]\nend",
        "class X < ActiveRecord::Migration[7.1]\n def change\n  add_column :a,, :b\n end\nend",
        "class X < ActiveRecord::Migration[7.1]\n def change\n  change\n end\nend",
        "class X < ActiveRecord::Migration[7.1]\n def change\n  raise 'x'\n end\nend",
        "ActiveRecord::Migration \u0000\u0001\u0002",
      })
  void otherFilesAreUnharmed(String bad) {
    RailsExtractor extractor = new RailsExtractor();
    ProjectFolder project = ProjectFolder.at(folder);
    for (int i = 0; i < 3; i++) {
      assertThat(extractor.extract(new SourceFile("1_bad.rb", bad), project)).hasSize(1);
      List<Migration> good =
          extractor.extract(new SourceFile("2_x.rb", change("    drop_table :a")), project);
      assertThat(good).hasSize(1);
      assertThat(good.get(0).gaps()).isEmpty();
      assertThat(good.get(0).statements()).hasSize(1);
    }
  }

  @Test
  void nothingIsReadOutsideOfTheProject() {
    Migration migration = extract(change("    execute File.read('/etc/hostname')"));
    assertThat(migration.statements()).isEmpty();
    assertThat(migration.gaps()).isNotEmpty();
    assertThat(extract(change("    require_relative '../../../../etc/passwd'")).gaps())
        .isNotEmpty();
  }

  @Test
  void aSmallStackSuffices() throws InterruptedException {
    Throwable[] failure = new Throwable[1];
    Thread thread =
        new Thread(
            null,
            () -> {
              extractWithin(change("    add_column :a, :b, :string"));
              extractWithin(change("[".repeat(500) + "]".repeat(500)));
            },
            "small",
            512 << 10);
    thread.setUncaughtExceptionHandler((on, thrown) -> failure[0] = thrown);
    thread.start();
    thread.join(20_000);
    assertThat(failure[0]).isNull();
  }

  private void extractWithin(String text) {
    assertThat(
            new RailsExtractor().extract(new SourceFile("1_x.rb", text), ProjectFolder.at(folder)))
        .hasSize(1);
  }
}
