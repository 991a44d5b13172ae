package io.github.windlass.extractor.rails;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.analyzer.schema.CatalogSchemaView;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.ProjectFolder;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What gems add to migrations, by their source: Scenic 1.9.0, fx 0.11.0, online_migrations 0.36.0,
 * safe-pg-migrations 4.0.0, strong_migrations 2.8.0.
 */
class LibrariesTest {

  private static final String TABLE =
      "CREATE TABLE users (id bigserial PRIMARY KEY, name varchar, age integer);";

  @TempDir Path folder;

  private record Case(String calls, String... told) {
    @Override
    public String toString() {
      return calls;
    }
  }

  private static List<Case> cases() {
    String check = "ALTER TABLE \"users\" ADD CONSTRAINT ";
    return List.of(
        new Case("create_view :v", "CREATE VIEW \"v\" AS SELECT 1;;"),
        new Case("create_view 'app.v', version: 2", "CREATE VIEW \"app\".\"v\" AS SELECT 2;"),
        new Case("create_view :v, sql_definition: 'SELECT 3'", "CREATE VIEW \"v\" AS SELECT 3;"),
        new Case(
            "create_view :v, materialized: true", "CREATE MATERIALIZED VIEW \"v\" AS SELECT 1;"),
        new Case(
            "create_view :v, materialized: { no_data: true }",
            "CREATE MATERIALIZED VIEW \"v\" AS SELECT 1 WITH NO DATA;"),
        new Case(
            "update_view :v, version: 1, revert_to_version: 1",
            "DROP VIEW \"v\";",
            "CREATE VIEW \"v\" AS SELECT 1;;"),
        new Case(
            "replace_view :v, version: 1, revert_to_version: 1",
            "CREATE OR REPLACE VIEW \"v\" AS SELECT 1;;"),
        new Case("replace_view :v, version: 1, materialized: true", "gap unsupported"),
        new Case(
            "update_view :v, version: 1, materialized: true",
            "DROP MATERIALIZED VIEW \"v\";",
            "CREATE MATERIALIZED VIEW \"v\" AS SELECT 1;",
            "gap dynamic"),
        new Case(
            "update_view :v, version: 1, materialized: { side_by_side: true }",
            "CREATE MATERIALIZED VIEW \"_scenic_sbs_${a random name}\" AS SELECT 1;",
            "gap dynamic",
            "DROP MATERIALIZED VIEW \"v\";",
            "ALTER MATERIALIZED VIEW _scenic_sbs_${a random name} RENAME TO v"),
        new Case(
            "drop_view :v, revert_to_version: 1, materialized: true",
            "DROP MATERIALIZED VIEW \"v\";"),
        new Case(
            "create_view :gone",
            "gap missing-source",
            "CREATE VIEW \"gone\" AS ${the file db/views/gone_v01.sql};"),
        new Case("revert { create_view :v, version: 2 }", "DROP VIEW \"v\";"),
        new Case(
            "revert { update_view :v, version: 2, revert_to_version: 1 }",
            "DROP VIEW \"v\";",
            "CREATE VIEW \"v\" AS SELECT 1;;"),
        new Case("revert { drop_view :v }", "gap unsupported"),
        new Case(
            "Scenic.database.refresh_materialized_view(:v, concurrently: true, cascade: false)",
            "REFRESH MATERIALIZED VIEW CONCURRENTLY \"v\";"),
        new Case(
            "Scenic.database.refresh_materialized_view('v', cascade: true)",
            "gap dynamic",
            "REFRESH MATERIALIZED VIEW \"v\";"),
        new Case("create_function :f", "CREATE FUNCTION f();"),
        new Case("update_function :f, version: 1", "DROP FUNCTION f;", "CREATE FUNCTION f();"),
        new Case("drop_function :f, revert_to_version: 1", "DROP FUNCTION f;"),
        new Case("create_function :g, sql_definition: '  x'", "x"),
        new Case("create_trigger :t, on: :users", "CREATE TRIGGER t;"),
        new Case(
            "update_trigger :t, on: :users, version: 1",
            "DROP TRIGGER t ON users;",
            "CREATE TRIGGER t;"),
        new Case("revert { create_trigger :t, on: :users }", "DROP TRIGGER t ON users;"),
        new Case(
            "add_not_null_constraint :users, :name",
            check + "chk_rails_eab540bf6c CHECK (\"name\" IS NOT NULL) NOT VALID",
            "ALTER TABLE \"users\" VALIDATE CONSTRAINT \"chk_rails_eab540bf6c\""),
        new Case(
            "add_not_null_constraint :users, :name, name: 'n', validate: false",
            check + "n CHECK (\"name\" IS NOT NULL) NOT VALID"),
        new Case(
            "validate_not_null_constraint :users, :name, name: 'n'",
            "ALTER TABLE \"users\" VALIDATE CONSTRAINT \"n\""),
        new Case(
            "remove_not_null_constraint :users, :name, name: 'n'",
            "ALTER TABLE \"users\" DROP CONSTRAINT \"n\""),
        new Case(
            "add_text_limit_constraint :users, :name, 50, name: 'n'",
            check + "n CHECK (char_length(name) <= 50) NOT VALID",
            "ALTER TABLE \"users\" VALIDATE CONSTRAINT \"n\""),
        new Case(
            "add_column_with_default :users, :a, :integer, default: 3, null: false",
            "ALTER TABLE \"users\" ADD \"a\" integer DEFAULT 3 NOT NULL"),
        new Case(
            "add_column_with_default :users, :a, :float, default: -> { 'random()' }",
            "ALTER TABLE \"users\" ADD \"a\" float",
            "ALTER TABLE \"users\" ALTER COLUMN \"a\" SET DEFAULT random()",
            "UPDATE \"users\" SET \"a\" = random() WHERE (\"users\".\"a\" != random() OR"
                + " \"users\".\"a\" IS NULL) AND ${a range of keys of users}"),
        new Case(
            "add_reference_concurrently :users, :org, foreign_key: true",
            "ALTER TABLE \"users\" ADD \"org_id\" bigint",
            "CREATE INDEX CONCURRENTLY \"index_users_on_org_id\" ON \"users\" (\"org_id\")",
            check
                + "\"fk_rails_e73753bccb\"\nFOREIGN KEY (\"org_id\")\n  REFERENCES \"orgs\""
                + " (\"id\")\n NOT VALID",
            "ALTER TABLE \"users\" VALIDATE CONSTRAINT \"fk_rails_e73753bccb\""),
        new Case(
            "update_column_in_batches :users, :age, 3",
            "UPDATE \"users\" SET \"age\" = 3 WHERE (\"users\".\"age\" != 3 OR \"users\".\"age\" IS"
                + " NULL) AND ${a range of keys of users}"),
        new Case("update_columns_in_batches :users, [[:age, 3], ENV['PAIR']]", "gap dynamic"),
        new Case(
            "swap_column_names :users, :name, :age",
            "ALTER TABLE \"users\" RENAME COLUMN \"name\" TO \"name_tmp\"",
            "ALTER TABLE \"users\" RENAME COLUMN \"age\" TO \"name\"",
            "ALTER TABLE \"users\" RENAME COLUMN \"name_tmp\" TO \"age\""),
        new Case(
            "initialize_column_rename :users, :name, :title",
            "ALTER TABLE \"users\" RENAME TO \"users_column_rename\"",
            "ALTER INDEX \"users_pkey\" RENAME TO \"users_column_rename_pkey\"",
            "ALTER TABLE \"public\".\"users_id_seq\" RENAME TO \"users_column_rename_id_seq\"",
            "CREATE VIEW \"users\" AS SELECT *, \"name\" AS \"title\" FROM"
                + " \"users_column_rename\""),
        new Case("finalize_table_rename :users, :people", "DROP VIEW IF EXISTS \"users\""),
        new Case("initialize_column_type_change :users, :age, :bigint", "gap dynamic"),
        new Case("add_index_in_background :users, :age", "gap dynamic"),
        new Case("safety_assured { execute 'SELECT 1' }", "SELECT 1"),
        new Case("transaction { execute 'SELECT 1' }", "SELECT 1"),
        new Case(
            "transaction(requires_new: true) { execute 'SELECT 1' }",
            "SAVEPOINT active_record_1",
            "SELECT 1",
            "RELEASE SAVEPOINT active_record_1"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatALibrarysMethodsSendIsKnown(Case each) throws IOException {
    assertThat(told(extract(each.calls(), ""))).containsExactly(each.told());
  }

  @Test
  void aTransactionIsOpenedWhereRailsOpensNone() throws IOException {
    Migration migration =
        extract("transaction { execute 'A' }\nexecute 'B'", "disable_ddl_transaction!");
    assertThat(told(migration)).containsExactly("BEGIN", "A", "COMMIT", "B");
    assertThat(migration.transaction()).isEqualTo(TransactionMode.EXPLICIT);
  }

  @Test
  void withSafePgMigrationsStatementsAreSafer() throws IOException {
    Files.writeString(
        folder.resolve("Gemfile.lock"),
        "GEM\n  specs:\n    activerecord (7.2.3)\n    safe-pg-migrations (4.0.0)\n");
    Migration migration =
        extract(
            "add_index :users, :age\n"
                + "create_table(:posts) { |t| t.string :a, index: true }\n"
                + "add_foreign_key :posts, :users\n"
                + "change_column_null :users, :name, false",
            "");
    assertThat(migration.transaction()).isEqualTo(TransactionMode.NONE);
    assertThat(told(migration))
        .containsExactly(
            "SET lock_timeout TO '4950ms'",
            "SET statement_timeout TO '5s'",
            "SET statement_timeout TO 0",
            "SET lock_timeout TO 0",
            "CREATE INDEX CONCURRENTLY \"index_users_on_age\" ON \"users\" (\"age\")",
            "SET lock_timeout TO '4950ms'",
            "SET statement_timeout TO '5s'",
            "CREATE TABLE \"posts\" (\"id\" bigserial primary key, \"a\" character varying)",
            "SET statement_timeout TO 0",
            "SET lock_timeout TO 0",
            "CREATE INDEX \"index_posts_on_a\" ON \"posts\" (\"a\")",
            "SET lock_timeout TO '4950ms'",
            "SET statement_timeout TO '5s'",
            "ALTER TABLE \"posts\" ADD CONSTRAINT \"fk_rails_5b5ddfd518\"\nFOREIGN KEY"
                + " (\"user_id\")\n  REFERENCES \"users\" (\"id\")\n NOT VALID",
            "SET statement_timeout TO 0",
            "ALTER TABLE \"posts\" VALIDATE CONSTRAINT \"fk_rails_5b5ddfd518\"",
            "SET statement_timeout TO '5s'",
            "ALTER TABLE \"users\" ADD CONSTRAINT chk_rails_ded75be9ce CHECK (name IS NOT NULL) NOT"
                + " VALID",
            "SET statement_timeout TO 0",
            "ALTER TABLE \"users\" VALIDATE CONSTRAINT \"chk_rails_ded75be9ce\"",
            "SET statement_timeout TO '5s'",
            "ALTER TABLE \"users\" ALTER COLUMN \"name\" SET NOT NULL",
            "ALTER TABLE \"users\" DROP CONSTRAINT \"chk_rails_ded75be9ce\"",
            "SET statement_timeout TO ${what it was before}",
            "SET lock_timeout TO ${what it was before}");
  }

  private Migration extract(String calls, String declaration) throws IOException {
    write("db/views/v_v01.sql", "SELECT 1;");
    write("db/views/app_v_v02.sql", "SELECT 2");
    write("db/functions/f_v01.sql", "CREATE FUNCTION f();");
    write("db/triggers/t_v01.sql", "CREATE TRIGGER t;");
    String text =
        "class X < ActiveRecord::Migration[7.2]\n"
            + declaration
            + "\n  def change\n"
            + calls
            + "\n  end\nend\n";
    return new RailsExtractor()
        .extract(
            new SourceFile("db/migrate/20200101000000_x.rb", text),
            new ProjectFolder(folder, "", ProjectFolder.SIZE_LIMIT, Map.of("rails", "7.2")),
            CatalogSchemaView.ofEmptyDatabase(15).after(TABLE))
        .get(0);
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static List<String> told(Migration migration) {
    return migration.steps().stream()
        .map(step ->
            switch (step) {
              case Step.Gap gap -> "gap " + gap.code().code();
              case Step.Sql sql -> sql.text();
            })
        .toList();
  }
}
