package io.github.windlass.extractor.typeorm.ddl;

import static io.github.windlass.extractor.typeorm.ddl.Described.after;
import static io.github.windlass.extractor.typeorm.ddl.Described.column;
import static io.github.windlass.extractor.typeorm.ddl.Described.found;
import static io.github.windlass.extractor.typeorm.ddl.Described.lines;
import static io.github.windlass.extractor.typeorm.ddl.Described.table;
import static io.github.windlass.extractor.typeorm.ddl.Described.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.SchemaView;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaChangesTest {

  private static final Session NOWHERE = Described.session(SchemaView.unknown());

  private static Table unknownTable() {
    return Table.unknown(Text.of("t"), unknown("no history"));
  }

  private static Column unknownColumn(String name) {
    return Column.unknown(Text.of(name), unknown("no history"));
  }

  // createTable and addColumn.

  @Test
  void anEnumTypeIsMadeIfThereIsNone() {
    Table table = table("t", column("a", "enum", "enum", "it's,b"));

    assertThat(lines(CreateTable.of(after(""), table, true, true).actions()))
        .containsExactly(
            "CREATE TYPE \"public\".\"t_a_enum\" AS ENUM('it''s', 'b')",
            "CREATE TABLE \"t\" (\"a\" \"public\".\"t_a_enum\" NOT NULL)");
    assertThat(
            lines(
                CreateTable.of(after("CREATE TYPE t_a_enum AS ENUM ('b')"), table, true, true)
                    .actions()))
        .hasSize(1);
    assertThat(lines(CreateTable.of(NOWHERE, table, true, true).actions()).get(0))
        .startsWith("if there is no type public.t_a_enum: CREATE TYPE");
  }

  @Test
  void columnsOfWhichItIsUnknownThatThereAreOthersLeaveAHole() {
    Table table =
        table("t", column("a", "int"))
            .withColumns(new Several<>(List.of(column("a", "int")), unknown("...extra columns")));

    assertThat(lines(CreateTable.of(after(""), table, true, true).actions()))
        .containsExactly("CREATE TABLE \"t\" (\"a\" int NOT NULL, ${...extra columns})");
  }

  @Test
  void aColumnThatJoinsThePrimaryKeyReplacesIt() {
    Session session = after("CREATE TABLE t (a int, CONSTRAINT own PRIMARY KEY (a))");

    assertThat(
            lines(
                AddColumn.of(session, found(session, "t"), column("b", "int", "isPrimary", true))
                    .actions()))
        .containsExactly(
            "ALTER TABLE \"t\" ADD \"b\" int NOT NULL",
            "ALTER TABLE \"t\" DROP CONSTRAINT \"own\"",
            "ALTER TABLE \"t\" ADD CONSTRAINT \"own\" PRIMARY KEY (\"a\", \"b\")");
  }

  @Test
  void theKeyThatAColumnJoinsMayBeUnknown() {
    assertThat(
            lines(
                AddColumn.of(NOWHERE, unknownTable(), column("b", "int", "isPrimary", true))
                    .actions()))
        .hasSize(2)
        .first()
        .isEqualTo("ALTER TABLE \"t\" ADD \"b\" int NOT NULL");
  }

  // dropColumn and dropTable.

  @Test
  void aColumnsOwnIndexCheckAndConstraintGoFirst() {
    Session session =
        after(
            "CREATE TYPE t_b_enum AS ENUM ('x');"
                + "CREATE TABLE t (a int UNIQUE CHECK (a > 0), b t_b_enum);"
                + "CREATE INDEX i ON t (a); CREATE INDEX two ON t (a, b)");
    Table table = found(session, "t");

    assertThat(lines(DropColumn.of(session, table, columnOf(table, "a"), Truth.FALSE).actions()))
        .containsExactly(
            "DROP INDEX \"public\".\"i\"",
            "ALTER TABLE \"t\" DROP CONSTRAINT \"t_a_check\"",
            "ALTER TABLE \"t\" DROP CONSTRAINT \"t_a_key\"",
            "ALTER TABLE \"t\" DROP COLUMN \"a\"");
    assertThat(lines(DropColumn.of(session, table, columnOf(table, "b"), Truth.TRUE).actions()))
        .containsExactly(
            "ALTER TABLE \"t\" DROP COLUMN IF EXISTS \"b\"", "DROP TYPE \"public\".\"t_b_enum\"");
  }

  private static Column columnOf(Table table, String name) {
    Column column = table.column(Text.of(name));
    assertThat(column).isNotNull();
    return column;
  }

  @Test
  void whatGoesWithAColumnMayBeUnknown() {
    assertThat(
            lines(
                DropColumn.of(NOWHERE, unknownTable(), unknownColumn("a"), Truth.FALSE).actions()))
        .containsExactly(
            "missing: also drops what stands on t.a (primary key, index, check, unique"
                + " constraint, enum type), which is not known: no history",
            "ALTER TABLE \"t\" DROP COLUMN \"a\"");
  }

  @Test
  void indexesAndForeignKeysGoBeforeATable() {
    Session session =
        after(
            "CREATE TABLE u (id int PRIMARY KEY);"
                + "CREATE TABLE t (a int CONSTRAINT fk REFERENCES u); CREATE INDEX i ON t (a)");

    assertThat(lines(DropTable.of(session, found(session, "t"), true, true)))
        .containsExactly(
            "DROP INDEX \"public\".\"i\"",
            "ALTER TABLE \"t\" DROP CONSTRAINT \"fk\"",
            "DROP TABLE \"t\"");
    assertThat(lines(DropTable.of(session, found(session, "t"), false, false)))
        .containsExactly("DROP TABLE \"t\"");
    assertThat(lines(DropTable.of(NOWHERE, unknownTable(), true, true)))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("missing: first drops the indexes");
  }

  // changeColumn and renameColumn.

  @Test
  void anotherTypeReplacesTheColumn() {
    Session session = after("CREATE TABLE t (a varchar(9) NOT NULL)");
    Table table = found(session, "t");

    assertThat(
            lines(
                ChangeColumn.of(session, table, columnOf(table, "a"), column("a", "text"), true)
                    .actions()))
        .containsExactly(
            "ALTER TABLE \"t\" DROP COLUMN \"a\"", "ALTER TABLE \"t\" ADD \"a\" text NOT NULL");
  }

  @Test
  void whatDiffersIsAltered() {
    Session session = after("CREATE TABLE t (a integer NOT NULL DEFAULT 3)");
    Table table = found(session, "t");
    Column wanted = column("b", "integer", "isNullable", true, "comment", "it's", "isUnique", true);

    assertThat(lines(ChangeColumn.of(session, table, columnOf(table, "a"), wanted, true).actions()))
        .containsExactly(
            "ALTER TABLE \"t\" RENAME COLUMN \"a\" TO \"b\"",
            "ALTER TABLE \"t\" ALTER COLUMN \"b\" DROP NOT NULL",
            "COMMENT ON COLUMN \"t\".\"b\" IS 'it''s'",
            "ALTER TABLE \"t\" ADD CONSTRAINT \"UQ_02982fe25c4c887d3edbdf0e38d\" UNIQUE (\"b\")",
            "ALTER TABLE \"t\" ALTER COLUMN \"b\" DROP DEFAULT");
  }

  @Test
  void whatDiffersMayBeUnknown() {
    assertThat(
            lines(
                ChangeColumn.of(
                        NOWHERE, unknownTable(), unknownColumn("a"), column("a", "text"), true)
                    .actions()))
        .singleElement()
        .asString()
        .startsWith("missing: what is sent depends on how t.a differs");
  }

  @Test
  void aRenameIsCertainWhateverElseIsUnknown() {
    Column old = unknownColumn("a");

    assertThat(
            lines(
                ChangeColumn.of(NOWHERE, unknownTable(), old, old.with("name", Text.of("b")), true)
                    .actions()))
        .containsExactly(
            "ALTER TABLE \"t\" RENAME COLUMN \"a\" TO \"b\"",
            "missing: also renames what is named after t.a (constraints, indexes, sequence, enum"
                + " type), which is not known: no history");
  }

  @Test
  void whatTypeOrmNamedIsRenamedWithTheColumn() {
    Session session =
        after(
            "CREATE TABLE t (id SERIAL NOT NULL, mail text,"
                + " CONSTRAINT \"UQ_2af62c5a9dd2e8acf92ef58d1b6\" UNIQUE (mail),"
                + " CONSTRAINT own UNIQUE (mail, id),"
                + " CONSTRAINT \"PK_eb88175348bc656de27db7918a7\" PRIMARY KEY (id))");
    Table table = found(session, "t");
    Column id = columnOf(table, "id");

    assertThat(
            lines(
                ChangeColumn.of(session, table, id, id.with("name", Text.of("key")), true)
                    .actions()))
        .hasSize(3)
        .element(0)
        .isEqualTo("ALTER TABLE \"t\" RENAME COLUMN \"id\" TO \"key\"");
    assertThat(
            lines(
                ChangeColumn.of(session, table, id, id.with("name", Text.of("key")), true)
                    .actions()))
        .contains("ALTER SEQUENCE \"t_id_seq\" RENAME TO \"t_key_seq\"");
  }

  @Test
  void valuesAreAddedToAnEnumTypeOrItIsReplaced() {
    Session session =
        after("CREATE TYPE t_a_enum AS ENUM ('x', 'y'); CREATE TABLE t (a t_a_enum NOT NULL)");
    Table table = found(session, "t");
    Column old = columnOf(table, "a");

    assertThat(
            lines(
                ChangeColumn.of(session, table, old, column("a", "enum", "enum", "y,x,z"), true)
                    .actions()))
        .containsExactly("ALTER TYPE \"public\".\"t_a_enum\" ADD VALUE 'z'");
    assertThat(
            lines(
                ChangeColumn.of(session, table, old, column("a", "enum", "enum", "x"), true)
                    .actions()))
        .containsExactly(
            "ALTER TYPE \"public\".\"t_a_enum\" RENAME TO \"t_a_enum_old\"",
            "CREATE TYPE \"public\".\"t_a_enum\" AS ENUM('x')",
            "ALTER TABLE \"t\" ALTER COLUMN \"a\" TYPE \"public\".\"t_a_enum\" USING"
                + " \"a\"::\"text\"::\"public\".\"t_a_enum\"",
            "DROP TYPE \"public\".\"t_a_enum_old\"");
    assertThat(
            lines(
                ChangeColumn.of(session, table, old, column("a", "enum", "enum", "y,x"), true)
                    .actions()))
        .isEmpty();
  }

  // renameTable.

  @Test
  void whatTypeOrmNamedIsRenamedWithTheTable() {
    Session session =
        after(
            "CREATE TABLE users (id SERIAL, mail text, CONSTRAINT"
                + " \"PK_a3ffb1c0c8416b9fc6f907b7433\" PRIMARY KEY (id), CONSTRAINT own UNIQUE"
                + " (mail))");

    assertThat(lines(RenameTable.of(session, found(session, "users"), Text.of("people")).actions()))
        .containsExactly(
            "ALTER TABLE \"users\" RENAME TO \"people\"",
            "ALTER TABLE \"people\" RENAME CONSTRAINT \"PK_a3ffb1c0c8416b9fc6f907b7433\" TO"
                + " \"PK_aa866e71353ee94c6cc51059c5b\"",
            "ALTER SEQUENCE \"users_id_seq\" RENAME TO \"people_id_seq\"");
    assertThat(lines(RenameTable.of(NOWHERE, unknownTable(), Text.of("u")).actions()))
        .hasSize(2)
        .first()
        .isEqualTo("ALTER TABLE \"t\" RENAME TO \"u\"");
  }

  // Comments.

  @Test
  void aCommentIsChangedIfItIsAnother() {
    Session session = after("CREATE TABLE t (); COMMENT ON TABLE t IS 'old'");
    Table table = found(session, "t");

    assertThat(lines(Comments.change(session, table, Text.of("old")).actions())).isEmpty();
    assertThat(lines(Comments.change(session, table, Value.Nothing.UNDEFINED).actions()))
        .containsExactly("COMMENT ON TABLE \"t\" IS NULL");
    assertThat(lines(Comments.change(NOWHERE, unknownTable(), Text.of("new")).actions()))
        .containsExactly("if the comment of t is another: COMMENT ON TABLE \"t\" IS 'new'");
  }
}
