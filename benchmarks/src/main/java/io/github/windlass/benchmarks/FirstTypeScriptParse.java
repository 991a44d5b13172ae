package io.github.windlass.benchmarks;

import io.github.windlass.script.ecmascript.parser.EcmaScriptParser;
import io.github.windlass.script.ecmascript.parser.FileKind;
import io.github.windlass.script.ecmascript.parser.ParseResult;

/** The time from the start of main to the end of the first parse, in a JVM of its own. */
public final class FirstTypeScriptParse {

  private static final String MIGRATION =
      """
      import { MigrationInterface, QueryRunner, Table } from "typeorm";

      const columns = ["currency", "rate"] as const;

      export class AddCurrency1700000000000 implements MigrationInterface {
        name = "AddCurrency1700000000000";

        public async up(queryRunner: QueryRunner): Promise<void> {
          for (const column of columns) {
            await queryRunner.query(`ALTER TABLE "orders" ADD "${column}" text NOT NULL DEFAULT 'x'`);
          }
          if (!(await queryRunner.hasTable("rates"))) {
            await queryRunner.createTable(
              new Table({ name: "rates", columns: [{ name: "id", type: "int", isPrimary: true }] }),
              true,
            );
          }
        }

        public async down(queryRunner: QueryRunner): Promise<void> {
          await Promise.all(columns.map((c) => queryRunner.query(`ALTER TABLE "orders" DROP "${c}"`)));
        }
      }
      """;

  private FirstTypeScriptParse() {}

  /** Prints the milliseconds. */
  public static void main(String[] args) {
    long start = System.nanoTime();
    ParseResult result = EcmaScriptParser.parse(MIGRATION, FileKind.TS);
    long end = System.nanoTime();
    System.out.println(
        (end - start) / 1e6
            + " ms, "
            + (result instanceof ParseResult.Parsed ? "parsed" : "error"));
  }
}
