package io.github.windlass.extractor.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.Extractors;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.UnreadableSourceException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Liquibase's changelogs include and is not read is told by a file beside it. */
class MasterChangelogTest {

  private static final String SQL = "--liquibase formatted sql\n--changeset a:1\nSELECT 1;\n";

  private record Files(Map<String, String> texts) implements Project {

    @Override
    public SourceFile read(String path) throws UnreadableSourceException {
      String text = texts.get(path);
      if (text == null) {
        throw new UnreadableSourceException("no such file");
      }
      return new SourceFile(path, text);
    }

    @Override
    public List<String> list(String folder) {
      return texts.keySet().stream()
          .filter(path -> path.startsWith(folder) && path.indexOf('/', folder.length()) < 0)
          .map(path -> path.substring(folder.length()))
          .sorted()
          .toList();
    }
  }

  private static List<Step.Gap> gaps(String path, Map<String, String> texts) {
    return Extractors.installed()
        .forFormat("liquibase")
        .orElseThrow()
        .extract(new SourceFile(path, SQL), new Files(texts))
        .get(0)
        .gaps();
  }

  private static String including(String... files) {
    StringBuilder text = new StringBuilder("databaseChangeLog:\n");
    for (String file : files) {
      text.append("  - include:\n      file: ").append(file).append('\n');
    }
    return text.toString();
  }

  @Test
  void aChangelogThatIsTooDeepIsNotSilent() {
    Map<String, String> texts = new HashMap<>(Map.of("db/last.sql", SQL, "db/deep.sql", SQL));
    texts.put("db/changelog-master.yaml", including("db/c1.yaml", "db/last.sql"));
    for (int i = 1; i < 12; i++) {
      texts.put("db/c" + i + ".yaml", including("db/c" + (i + 1) + ".yaml"));
    }
    texts.put("db/c12.yaml", including("db/deep.sql"));
    assertThat(gaps("db/last.sql", texts))
        .singleElement()
        .satisfies(gap -> {
          assertThat(gap.code()).isEqualTo(Step.GapCode.LIMIT);
          assertThat(gap.reason()).startsWith("db/c8.yaml is not read");
        });
  }

  @Test
  void whatIsMissingIsToldByTheFileThatComesNextOrElseByTheLast() {
    Map<String, String> texts = new HashMap<>(Map.of("db/a.sql", SQL, "db/b.sql", SQL));
    texts.put(
        "db/changelog-master.yaml",
        including("db/none1.sql", "db/a.sql", "db/none2.sql", "db/b.sql", "db/none3.sql"));
    assertThat(gaps("db/a.sql", texts))
        .extracting(Step.Gap::reason)
        .containsExactly("the changelog includes db/none1.sql, which is not there");
    assertThat(gaps("db/b.sql", texts))
        .extracting(Step.Gap::reason)
        .containsExactly(
            "the changelog includes db/none2.sql, which is not there",
            "the changelog includes db/none3.sql, which is not there");
  }

  @Test
  void moreThanIsReadIsNotSilent() {
    Map<String, String> texts = new HashMap<>(Map.of("db/a.sql", SQL));
    String[] many = new String[5_001];
    Arrays.fill(many, "db/a.sql");
    texts.put("db/changelog-master.yaml", including(many));
    assertThat(gaps("db/a.sql", texts))
        .extracting(Step.Gap::code)
        .containsExactly(Step.GapCode.LIMIT);
  }
}
