package io.github.windlass.extractor.rails;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor.Match;
import io.github.windlass.extractor.ProjectFolder;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.TransactionMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RailsExtractorTest {

  @TempDir Path folder;

  private Migration extract(String text) {
    List<Migration> all =
        new RailsExtractor()
            .extract(
                new SourceFile("db/migrate/20200101000000_x.rb", text), ProjectFolder.at(folder));
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static String up(String body) {
    return "class X < ActiveRecord::Migration[7.1]\n  def up\n" + body + "\n  end\nend\n";
  }

  private static List<String> lines(Migration migration) {
    return migration.steps().stream()
        .map(step ->
            step instanceof Step.Sql sql
                ? sql.text() + (sql.condition() == null ? "" : " if " + sql.condition())
                : "gap " + ((Step.Gap) step).code().code())
        .toList();
  }

  @Test
  void aFileIsKnownByItsClass() {
    RailsExtractor extractor = new RailsExtractor();
    ProjectFolder project = ProjectFolder.at(folder);
    assertThat(extractor.match(new SourceFile("x.rb", up("")), project)).isEqualTo(Match.CERTAIN);
    assertThat(
            extractor.match(
                new SourceFile("spec/a.rb", "ActiveRecord::Migration.maintain_test_schema!"),
                project))
        .isEqualTo(Match.NO);
  }

  @Test
  void unknownConditionsRunBothWays() {
    assertThat(
            lines(
                extract(
                    up(
                        """
                            if ENV["BIG"]
                              execute "A"
                            else
                              execute "B"
                            end
                            return unless table_exists?(:t)
                            execute "C"
                        """))))
        .containsExactly("A if ENV[\"BIG\"]", "B if !(ENV[\"BIG\"])", "C if table_exists?(:t)");
  }

  @Test
  void charactersComeFromWhereTheyAreWritten() {
    Migration migration = extract(up("    execute <<~SQL\n      DROP TABLE a\n    SQL"));
    Step.Sql sql = migration.statements().get(0);
    assertThat(sql.origin().start().line()).isEqualTo(4);
    assertThat(sql.origin().start().column()).isEqualTo(7);
  }

  @Test
  void aClassThatIsNotThereIsNamed() {
    assertThat(lines(extract(up("    PaymentService.repair(1)"))))
        .containsExactly("gap missing-source");
    assertThat(extract(up("    PaymentService.repair(1)")).gaps().get(0).reason())
        .contains("PaymentService.repair");
  }

  @Test
  void filesOfTheApplicationAreRead() throws IOException {
    Files.createDirectories(folder.resolve("lib"));
    Files.createDirectories(folder.resolve("db/views"));
    Files.writeString(
        folder.resolve("lib/flag_helper.rb"),
        "module FlagHelper\n  def flag(t)\n    add_column t, :flag, :boolean\n  end\nend\n");
    Files.writeString(folder.resolve("db/views/reports_v02.sql"), "SELECT 1");
    assertThat(
            lines(
                extract(
                    "class X < ActiveRecord::Migration[7.1]\n  include FlagHelper\n  def change\n"
                        + "    flag :users\n    create_view :reports, version: 2\n  end\nend\n")))
        .containsExactly(
            "ALTER TABLE \"users\" ADD \"flag\" boolean", "CREATE VIEW \"reports\" AS SELECT 1;");
  }

  @Test
  void theVersionInstalledIsThatOfTheLockFile() throws IOException {
    Files.writeString(
        folder.resolve("Gemfile.lock"), "GEM\n  specs:\n    activerecord (6.1.7.10)\n");
    assertThat(lines(extract(up("    add_timestamps :users"))))
        .containsExactly(
            "ALTER TABLE \"users\" ADD \"created_at\" timestamp(6) NOT NULL",
            "ALTER TABLE \"users\" ADD \"updated_at\" timestamp(6) NOT NULL");
  }

  @Test
  void anOlderVersionLacksMethodsOfColumns() throws IOException {
    String asked =
        up("    create_table(:files) { |t| t.blob :body if t.respond_to?(:blob); t.text :name }");
    assertThat(lines(extract(asked)).get(0)).contains("\"body\" bytea, \"name\" text");
    Files.writeString(
        folder.resolve("Gemfile.lock"), "GEM\n  specs:\n    activerecord (6.1.7.10)\n");
    assertThat(lines(extract(asked)).get(0)).doesNotContain("body").contains("\"name\" text");
  }

  @Test
  void whatTheUserSaysGoesBeforeTheLockFile() throws IOException {
    Files.writeString(folder.resolve("Gemfile.lock"), "GEM\n  specs:\n    activerecord (7.2.3)\n");
    SourceFile source =
        new SourceFile(
            "db/migrate/20200101000000_x.rb",
            "class X < ActiveRecord::Migration[6.1]\n  def change\n    add_timestamps :users\n"
                + "  end\nend\n");
    ProjectFolder told =
        new ProjectFolder(folder, "", ProjectFolder.SIZE_LIMIT, Map.of("rails", "6.1"));
    assertThat(lines(new RailsExtractor().extract(source, told).get(0)))
        .containsExactly(
            "ALTER TABLE \"users\" ADD \"created_at\" timestamp(6) NOT NULL",
            "ALTER TABLE \"users\" ADD \"updated_at\" timestamp(6) NOT NULL");
    assertThat(lines(new RailsExtractor().extract(source, ProjectFolder.at(folder)).get(0)))
        .containsExactly(
            "ALTER TABLE \"users\" ADD \"created_at\" timestamp(6) NOT NULL,"
                + " ADD \"updated_at\" timestamp(6) NOT NULL");
  }

  @Test
  void theDatabaseIsThatOfTheConfiguration() throws IOException {
    Files.createDirectories(folder.resolve("config"));
    Path configuration = folder.resolve("config/database.yml");
    Files.writeString(
        configuration,
        "default: &default\n  adapter: <%= ENV['ADAPTER'].presence || \"mysql2\" %>\n\n"
            + "test:\n  adapter: sqlite3 # not postgresql\n");
    Migration migration = extract(up("    execute \"A\""));
    assertThat(migration.dialect()).isEqualTo(Dialect.MYSQL);
    assertThat(migration.gaps()).extracting(Step.Gap::reason).asString().contains("is mysql");
    Files.writeString(
        configuration, "development:\n  adapter: sqlite3\nproduction:\n  url: postgres://h/d\n");
    assertThat(extract(up("    execute \"A\"")).dialect()).isEqualTo(Dialect.POSTGRES);
    assertThat(extract(up("    execute \"A\"")).gaps()).isEmpty();
    Files.writeString(
        configuration, "a:\n  adapter: sqlite3\nproduction:\n  b:\n    adapter: trilogy\n");
    assertThat(extract(up("    execute \"A\"")).dialect()).isEqualTo(Dialect.MYSQL);
    Files.delete(configuration);
    Files.writeString(folder.resolve("Gemfile.lock"), "GEM\n  specs:\n    sqlite3 (1.7.0)\n");
    assertThat(extract(up("    execute \"A\"")).dialect()).isEqualTo(Dialect.SQLITE);
  }

  @Test
  void whatRunsOtherProgramsIsAGap() {
    assertThat(extract(up("    system \"rake x\"")).gaps())
        .extracting(Step.Gap::code)
        .containsExactly(GapCode.SIDE_EFFECT);
  }

  @Test
  void aMigrationMayRunWithoutTransaction() {
    assertThat(extract(up("")).transaction()).isEqualTo(TransactionMode.PER_MIGRATION);
    assertThat(
            extract(
                    "class X < ActiveRecord::Migration[7.1]\n  disable_ddl_transaction!\n"
                        + "  def change\n  end\nend\n")
                .transaction())
        .isEqualTo(TransactionMode.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "User.where(a: 1).frobnicate!",
        "User.all.each_with_object({}) { |user, seen| user.save! }",
        "User.all.in_groups_of(100) { |users| users.each { |user| user.save! } }",
        "User.find(1).save!",
        "User.find(1).profile.update!(a: 1)",
        "User.new.posts.create!(a: 1)",
        "User.connection_pool.with_connection { |c| c.frobnicate }",
        "User.execute_sql('DROP TABLE a')",
        "PG.connect(dbname: 'x').exec('DROP TABLE a')",
        "Rake::Task['data:fix'].invoke",
        "Rails.application.load_seed",
        "ActiveRecord::Tasks::DatabaseTasks.load_schema_current",
        "ActiveRecord::Migrator.run(:up, 'x', 1)",
        "ActiveRecord::Base.descendants.each { |model| model.update_all(a: 1) }",
        "Dir.glob('db/fixes/*.rb').each { |file| load file }",
      })
  void whatMaySendSqlAndIsNotUnderstoodIsAGap(String call) {
    assertThat(extract(withModel(call)).gaps()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "add_column :users, :a, :string, null: ENV['N']",
        "add_index :users, :a, unique: ENV['N']",
        "add_foreign_key :users, :a, validate: ENV['N']",
        "drop_table :users, if_exists: ENV['N']",
        "create_table(:users) { |t| t.string :a, null: ENV['N'] }",
        "change_column_null :users, :a, ENV['N']",
        "change_table(:users, bulk: true) { |t| t.change_null :a, ENV['N'] }",
      })
  void aFlagOfWhichNothingIsKnownIsAGap(String call) {
    assertThat(extract(withModel(call)).gaps())
        .extracting(Step.Gap::reason)
        .asString()
        .contains("ENV['N']");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "User.all.sort_by { |user| user.a }",
        "User.where(a: 1).to_set",
        "name = User.find(1).name.downcase",
        "User.find(1).profile.name",
        "ActiveRecord::Type::Boolean.new.cast('x')",
        "User.connection_pool.with_connection { |c| c.quote('x') }",
      })
  void whatOnlyReadsIsNoGap(String call) {
    assertThat(extract(withModel(call)).gaps()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cycle(2)", "permutation(2)", "in_groups(2)", "chunk", "slice_when"})
  void blocksOfMethodsThatAreNotComputedRun(String method) {
    assertThat(lines(extract(withModel("[1, 2]." + method + " { execute 'A' }"))))
        .containsExactly("A");
  }

  @Test
  void rowsOfADefaultScopeAreNotAllRows() {
    Migration migration =
        extract(
            """
            class X < ActiveRecord::Migration[7.1]
              class User < ActiveRecord::Base
                default_scope { where(deleted: false) }
              end
              def up
                User.update_all(a: 1)
                User.unscoped.update_all(a: 2)
              end
            end
            """);
    assertThat(lines(migration)).containsExactly("gap dynamic", "UPDATE \"users\" SET \"a\" = $1");
  }

  private static String withModel(String body) {
    return "class X < ActiveRecord::Migration[7.1]\n  class User < ActiveRecord::Base\n  end\n"
        + "  def up\n    "
        + body
        + "\n  end\nend\n";
  }
}
