package io.github.windlass.extractor.typeorm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Index.atIndex;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.conformance.MemoryProject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Entities that a migration names by a text, or whose own names are not known. */
class EntitiesByNameTest {

  private static final String USER =
      """
      import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";
      @Entity("app_users")
      export class User {
        @PrimaryGeneratedColumn() id: number;
        @Column({ name: "full_name" }) fullName: string;
      }
      """;

  private static final String DATA_SOURCE =
      """
      import { DataSource } from "typeorm";
      import { User } from "./user";
      export default new DataSource({ type: "postgres", entities: [User] });
      """;

  private static List<String> sent(String body, String user, String dataSource) {
    Map<String, String> files = new HashMap<>();
    files.put("user.ts", user);
    files.put("data-source.ts", dataSource);
    files.put(
        "m.ts",
        """
        import { User } from "./user";
        export class M1690000000123 {
          async up(q) {
            %s
          }
          async down(q) {}
        }
        """
            .formatted(body));
    List<Migration> migrations =
        new TypeOrmExtractor()
            .extract(
                new SourceFile("m.ts", files.get("m.ts")),
                new MemoryProject(files),
                SchemaView.unknown());
    return migrations.stream()
        .flatMap(migration -> migration.steps().stream())
        .map(step ->
            switch (step) {
              case Step.Sql sql -> sql.text();
              case Step.Gap gap -> "gap: " + gap.reason();
            })
        .toList();
  }

  @Test
  void anEntityIsTheSameInEveryBranchAndAfterThem() {
    String insert = "INSERT INTO \"app_users\"(\"full_name\") VALUES ($1) RETURNING \"id\"";

    assertThat(
            sent(
                """
                const rows = await q.query("SELECT 1");
                if (rows.length > 1) {
                  await q.manager.insert("User", { fullName: "a" });
                } else {
                  await q.manager.insert("app_users", { fullName: "b" });
                }
                await q.manager.insert("User", { fullName: "c" });
                """,
                USER,
                DATA_SOURCE))
        .filteredOn(sql -> !sql.equals("SELECT 1"))
        .containsExactly(insert, insert, insert);
  }

  @Test
  void anEntityWhoseTableIsNotKnownIsAGap() {
    for (String given :
        List.of("process.env.USERS", "`${process.env.PREFIX}users`", "{ schema: process.env.S }")) {
      for (String target : List.of("\"User\"", "User")) {
        assertThat(
                sent(
                    "await q.manager.insert(" + target + ", { fullName: \"a\" });",
                    USER.replace("\"app_users\"", given),
                    DATA_SOURCE))
            .as("@Entity(%s), asked for as %s", given, target)
            .singleElement()
            .asString()
            .startsWith("gap: inserts into ")
            .contains("the table depends on ");
      }
    }
  }

  @Test
  void anEntityWhoseColumnIsNotKnownIsAGap() {
    assertThat(
            sent(
                "await q.manager.insert(User, { fullName: \"a\" });",
                USER.replace("\"full_name\"", "process.env.NAME"),
                DATA_SOURCE))
        .singleElement()
        .asString()
        .startsWith("gap: ");
  }

  @Test
  void aTableThatMayBeAnEntitysIsToldWithAGap() {
    String body = "await q.manager.insert(\"users\", { name: \"a\" });";
    String told = "INSERT INTO \"users\"(\"name\") VALUES ($1)";

    for (String source :
        List.of(
            DATA_SOURCE.replace("[User]", "[\"src/*.entity.ts\"]"),
            DATA_SOURCE.replace("[User]", "[User, process.env.ENTITIES]"),
            DATA_SOURCE.replace("[User]", "process.env.ENTITIES"),
            DATA_SOURCE.replace("export", "throw new Error(\"no database\"); export"))) {
      assertThat(sent(body, USER, source))
          .as(source)
          .hasSize(2)
          .contains(told, atIndex(1))
          .first()
          .asString()
          .startsWith("gap: whether users is an entity");
    }
    assertThat(sent(body, USER, DATA_SOURCE)).containsExactly(told);
    assertThat(sent(body, USER, DATA_SOURCE.replace("entities: [User]", ""))).containsExactly(told);
  }
}
