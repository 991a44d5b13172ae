package io.github.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code windlass.toml} says holds, unless the command line says otherwise. */
class ConfigFileTest {

  @TempDir Path folder;

  private Path directory = Path.of("");
  private final ToolRun tool = new ToolRun(() -> directory);

  @BeforeEach
  void files() throws IOException {
    directory = Files.createDirectories(folder.resolve("project"));
    Files.createDirectories(directory.resolve(".git"));
    write("before.sql", "CREATE TABLE orders (id int, user_id int);\n");
    write("m/1.sql", "CREATE INDEX a ON orders (id);\nALTER TABLE orders DROP COLUMN user_id;\n");
  }

  private Path write(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void settingsHold() throws IOException {
    write(
        "windlass.toml",
        """
        postgres = 14
        history = ["before.sql"]
        rules = ["+data-loss", "-index-built-without-concurrently"]
        max-risk = "CRITICAL"
        """);
    assertThat(tool.run("analyze", "m")).isZero();
    assertThat(tool.output())
        .contains("on PostgreSQL 14")
        .contains("data-dropped")
        .doesNotContain("index-built-without-concurrently", "assumes");
    assertThat(tool.run("analyze", "--ci", "m")).isZero();
    assertThat(tool.run("analyze", "--ci", "--max-risk", "high", "m")).isEqualTo(1);
    assertThat(tool.run("analyze", "--postgres", "16", "m")).isZero();
    assertThat(tool.output()).contains("on PostgreSQL 16");
    assertThat(tool.run("extract", "m")).isZero();
    assertThat(tool.run("formats")).isZero();
  }

  @Test
  void theNearestFileAboveHoldsUpToTheRepository() throws IOException {
    write("windlass.toml", "postgres = 12\nhistory = \"before.sql\"\n");
    Files.writeString(folder.resolve("windlass.toml"), "postgres = 11\n");
    directory = directory.resolve("m");
    assertThat(tool.run("analyze", "1.sql")).isZero();
    assertThat(tool.output()).contains("on PostgreSQL 12").doesNotContain("assumes");
    Files.delete(folder.resolve("project/windlass.toml"));
    assertThat(tool.run("analyze", "1.sql")).isZero();
    assertThat(tool.output()).contains("on PostgreSQL 18");
  }

  @Test
  void rulesAreToldMore() throws IOException {
    write("m/2.sql", "SET lock_timeout = '8s';\nALTER TABLE orders ADD COLUMN a int;\n");
    String[] analyze = {"analyze", "--rules", "lock-timeout-too-long", "m/2.sql"};
    tool.run(analyze);
    assertThat(tool.output()).contains("lock-timeout-too-long");
    write("windlass.toml", "[rule-options]\nlongest-lock-timeout = \"10s\"\n");
    tool.run(analyze);
    assertThat(tool.output()).doesNotContain("lock-timeout-too-long");
    tool.run(
        "analyze",
        "--rules",
        "lock-timeout-too-long",
        "--rule-option",
        "longest-lock-timeout=1s",
        "m/2.sql");
    assertThat(tool.output()).contains("lock-timeout-too-long");
    write(
        "m/3.sql", "-- windlass:allow index-built-without-concurrently\nCREATE INDEX b ON t (a);");
    write("windlass.toml", "[rule-options]\nreason-required = true\nhonoured = [\"windlass\"]\n");
    tool.run("analyze", "m/3.sql");
    assertThat(tool.output()).contains("index-built-without-concurrently", "allow-without-reason");
  }

  @Test
  void theSessionHasSettings() throws IOException {
    String[] analyze = {"analyze", "--rules", "lock-timeout-missing", "m/1.sql"};
    tool.run(analyze);
    assertThat(tool.output()).contains("lock-timeout-missing");
    for (String session : List.of("lock_timeout = \"2s\"", "Lock_Timeout = 2000")) {
      write("windlass.toml", "[session]\n" + session + "\n");
      tool.run(analyze);
      assertThat(tool.output()).as(session).doesNotContain("lock-timeout-missing");
    }
  }

  @Test
  void whatIsWrongIsSaidInOneLine() throws IOException {
    says("postgres = \n", "windlass.toml: no TOML: ");
    says(
        "colour = 1\n", "windlass.toml: unknown key 'colour'; there are format, history, max-risk");
    says("db-url = \"postgresql://a:secret@b/c\"\n", "windlass.toml: unknown key 'db-url'");
    says("postgres = [17, 18]\n", "windlass.toml: postgres takes one value");
    says("format = { a = 1 }\n", "windlass.toml: format is no table");
    says(
        "[rule-options]\nspeed = 1\n", "windlass.toml: unknown option of rules 'speed'; there are");
    says(
        "[session]\nlock_timeout = \"soon\"\n", "windlass.toml: lock_timeout takes a time such as");
    says("[rule-options]\nmost-statements = -1\n", "windlass.toml: most-statements takes a number");
    says("[rule-options]\nhonoured = [\"x\"]\n", "windlass.toml: honoured takes windlass, pgfence");
    says(
        "history = [\"../../etc\"]\n",
        "windlass.toml: history leads out of the project: ../../etc");
    says("stats-file = \"/etc/passwd\"\n", "windlass.toml: stats-file leads out of the project");
    says("a = " + "[".repeat(100_000), "windlass.toml: ");
    Files.createSymbolicLink(directory.resolve("out"), folder);
    says("snapshot = \"out\"\n", "windlass.toml: snapshot leads out of the project: out");
  }

  @Test
  void aPathIsReadAsItIsWritten() throws IOException {
    // By the file system, linked/.. is the folder above the one that is linked to.
    Files.writeString(folder.resolve("before.sql"), "CREATE TABLE outside (id int);\n");
    Files.createSymbolicLink(
        directory.resolve("linked"), Files.createDirectories(folder.resolve("elsewhere")));
    write("windlass.toml", "history = [\"linked/../before.sql\"]\n");
    assertThat(ConfigFile.around(directory).options())
        .containsEntry("--history", List.of("before.sql"));
    write("windlass.toml", "history = [\".\"]\n");
    assertThat(ConfigFile.around(directory).options()).containsEntry("--history", List.of("."));
  }

  private void says(String text, String what) throws IOException {
    write("windlass.toml", text);
    assertThat(tool.run("analyze", "m")).as(text.substring(0, 9)).isEqualTo(2);
    assertThat(tool.errors())
        .startsWith("windlass: " + what)
        .hasLineCount(1)
        .doesNotContain("secret");
  }

  @Test
  void initWritesAFileThatChangesNothingYet() throws IOException {
    tool.run("analyze", "m");
    String before = tool.output();
    assertThat(tool.run("init")).isZero();
    assertThat(tool.errors()).isEqualTo("windlass: wrote windlass.toml\n");
    assertThat(tool.run("analyze", "m")).isZero();
    assertThat(tool.output()).isEqualTo(before);
    assertThat(tool.run("init")).isEqualTo(2);
    assertThat(tool.errors()).isEqualTo("windlass: windlass.toml is there already\n");
  }

  @Test
  void allThatInitWritesIsTrueWithoutItsMarks() throws IOException {
    tool.run("init");
    Path file = directory.resolve("windlass.toml");
    String text = Files.readString(file);
    for (String key : ConfigFile.OPTIONS) {
      assertThat(text).contains("\n#" + key + " = ");
    }
    for (String key : Config.RULE_OPTIONS) {
      assertThat(text).contains("\n#" + key + " = ");
    }
    Files.writeString(file, text.replaceAll("(?m)^#([a-z])", "$1"));
    Config config = ConfigFile.around(directory);
    assertThat(config.options()).hasSize(ConfigFile.OPTIONS.size());
    assertThat(config.ruleOptions())
        .isEqualTo(io.github.windlass.analyzer.rule.RuleOptions.DEFAULTS);
  }
}
