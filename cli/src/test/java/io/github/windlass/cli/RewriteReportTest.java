package io.github.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.analyzer.Report;
import io.github.windlass.analyzer.RewriteFiles;
import io.github.windlass.analyzer.Windlass;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.fixtures.Golden;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How safe ways are shown as migrations of frameworks. */
class RewriteReportTest {

  private static final String HISTORY =
      """
      CREATE TABLE users (id bigint PRIMARY KEY, email text);
      CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint);
      """;

  @TempDir Path folder;

  private Report analyze(String path, String text) throws IOException {
    Path before = Files.writeString(folder.resolve("before.sql"), HISTORY);
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return Windlass.builder().history(before).directory(folder).build().analyze(Path.of(path));
  }

  private void check(String golden, String path, String text) throws IOException {
    Golden.check("cli/" + golden, new TextReport(100, false, true).report(analyze(path, text)));
  }

  @Test
  void migrationsOfTypeOrm() throws IOException {
    check(
        "rewrites-typeorm.txt",
        "src/migrations/1700000000000-OrdersBelongToUsers.ts",
        """
        import { MigrationInterface, QueryRunner } from "typeorm";

        export class OrdersBelongToUsers1700000000000 implements MigrationInterface {
          public async up(queryRunner: QueryRunner): Promise<void> {
            await queryRunner.query(`ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users`);
            await queryRunner.query(`ALTER TABLE users ALTER COLUMN email SET NOT NULL`);
          }
          public async down(queryRunner: QueryRunner): Promise<void> {}
        }
        """);
  }

  @Test
  void migrationsOfKnex() throws IOException {
    check(
        "rewrites-knex.txt",
        "migrations/20250102235959_more.js",
        """
        exports.up = async (knex) => {
          await knex.schema.alterTable('orders', (table) => {
            table.index('user_id', 'orders_user_id_idx');
            table.foreign('user_id').references('users.id');
          });
        };
        exports.down = async (knex) => {};
        """);
  }

  @Test
  void migrationsOfSequelize() throws IOException {
    check(
        "rewrites-sequelize.txt",
        "migrations/20250102000000-more.js",
        """
        'use strict';

        module.exports = {
          async up(queryInterface, Sequelize) {
            await queryInterface.addIndex('orders', ['user_id'], { name: 'orders_user_id_idx' });
            await queryInterface.sequelize.query(
              "ALTER TABLE orders ADD CONSTRAINT positive CHECK (user_id > 0)",
            );
          },
          async down(queryInterface) {},
        };
        """);
  }

  private static final String RAILS =
      """
      class More < ActiveRecord::Migration[7.1]
        def change
          add_index :orders, :user_id
          add_foreign_key :orders, :users
          add_check_constraint :orders, "user_id > 0", name: "positive"
        end
      end
      """;

  @Test
  void migrationsOfRails() throws IOException {
    check("rewrites-rails.txt", "db/migrate/20250102000000_more.rb", RAILS);
  }

  @Test
  void theJsonHasTheFilesAndWhatCommentsAllow() throws IOException {
    Report report =
        analyze(
            "db/migrate/20250102000000_more.rb",
            """
            class More < ActiveRecord::Migration[7.1]
              def change
                add_foreign_key :orders, :users
                # windlass:allow index-built-without-concurrently few rows
                add_index :orders, :user_id
              end
            end
            """);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ReportStream out = new ReportStream(bytes)) {
      out.json(json -> new JsonReport(json).report(report, "1.2.3"));
    }
    Golden.check("cli/rewrites.json", bytes.toString(StandardCharsets.UTF_8));
  }

  private List<SourceFile> files(String path, String text) throws IOException {
    return RewriteFiles.of(analyze(path, text).migrations().get(0)).byRewrite().values().stream()
        .flatMap(written -> written.files().stream())
        .toList();
  }

  @Test
  void classesOfRailsHaveNamesOfTheirOwn() throws IOException {
    List<SourceFile> files =
        files(
            "db/migrate/20250101235959_add_a_to_users.rb",
            """
            class AddAToUsers < ActiveRecord::Migration[7.1]
              def change
                execute "ALTER TABLE users ADD COLUMN a uuid DEFAULT gen_random_uuid()"
                execute "ALTER TABLE orders ADD COLUMN a uuid DEFAULT gen_random_uuid()"
              end
            end
            """);
    assertThat(files)
        .extracting(file -> file.text().lines().findFirst().orElseThrow())
        .containsExactlyInAnyOrder(
            "class AddAToUsers2 < ActiveRecord::Migration[7.1]",
            "class BackfillForAddAToUsers < ActiveRecord::Migration[7.1]",
            "class AddAToOrders < ActiveRecord::Migration[7.1]",
            "class BackfillForAddAToUsers2 < ActiveRecord::Migration[7.1]");
  }

  @Test
  void whatMayHaveBeenThereBeforeIsNotDropped() throws IOException {
    String added =
        """
        class AddToken < ActiveRecord::Migration[7.1]
          def change
            execute "ALTER TABLE users ADD COLUMN%s token uuid DEFAULT gen_random_uuid()"
          end
        end
        """;
    String path = "db/migrate/20250101235959_add_token.rb";
    assertThat(files(path, added.formatted("")).get(0).text())
        .contains("execute \"ALTER TABLE users DROP COLUMN IF EXISTS token\"");
    assertThat(files(path, added.formatted(" IF NOT EXISTS")).get(0).text())
        .contains("ADD COLUMN IF NOT EXISTS token")
        .contains("raise ActiveRecord::IrreversibleMigration")
        .doesNotContain("DROP COLUMN");
  }
}
