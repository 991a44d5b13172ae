package io.github.windlass.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * A run for practice, which the launcher makes once after a build: the classes that it loads are
 * those that later runs find in the class archive.
 */
final class Practice {

  /** What most TypeORM migrations have. */
  private static final String TYPEORM =
      "import { MigrationInterface, QueryRunner, Table, TableColumn } from 'typeorm';"
          + " const tables = ['a', 'b']; export class Practice1700000000000 implements"
          + " MigrationInterface { name = 'Practice1700000000000'; public async up(queryRunner:"
          + " QueryRunner): Promise<void> { for (const table of tables) { await"
          + " queryRunner.query(`ALTER TABLE ${table} ADD c int`); } await"
          + " queryRunner.createTable(new Table({ name: 't', columns: [{ name: 'id', type: 'int',"
          + " isPrimary: true }] })); if (!(await queryRunner.hasColumn('t', 'c'))) { await"
          + " queryRunner.addColumn('t', new TableColumn({ name: 'c', type: 'text' })); } await"
          + " this.drop(queryRunner, 'c'); } private async drop(queryRunner: QueryRunner, name:"
          + " string) { await queryRunner.dropColumn('t', name); } public async down(queryRunner:"
          + " QueryRunner): Promise<void> {} }";

  private Practice() {}

  /** Goes through what is asked for most, with the migrations at a path. */
  public static void main(String[] args) {
    String path = args[0];
    String request =
        "{\"id\":1,\"history\":[\"SELECT 1\"],\"text\":\"SELECT 1\"}\n"
            + "{\"id\":2,\"format\":\"typeorm\",\"path\":\"m.ts\",\"text\":\""
            + TYPEORM
            + "\"}\n";
    run(InputStream.nullInputStream(), "analyze", path);
    run(InputStream.nullInputStream(), "analyze", "--output", "json", path);
    run(InputStream.nullInputStream(), "extract", "--output", "sql", path);
    run(
        new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8)),
        "analyze",
        "--batch",
        "-");
  }

  private static void run(InputStream in, String... args) {
    PrintStream err =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Terminal terminal =
        new Terminal(
            in,
            OutputStream.nullOutputStream(),
            err,
            Map.of("CLICOLOR_FORCE", "1"),
            Path.of(""),
            false);
    new CommandLineTool(terminal).run(args);
  }
}
