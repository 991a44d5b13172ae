package io.github.windlass.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.analyzer.rule.Rules;
import io.github.windlass.fixtures.Golden;
import io.github.windlass.fixtures.RulePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/rules} holds the rules' pages, a list of them, and which patterns they cover. */
class RuleDocsTest {

  private static final Path FOLDER = Golden.root().resolve("docs/rules");

  private static final Set<String> NO_PAGES = Set.of("README.md", "coverage.md");

  private static final Pattern IN_BACKTICKS = Pattern.compile("`([a-z0-9-]+)`");

  private static final Rules ALL = Rules.installed();

  /** {@code -Dgolden=update} copies them anew. */
  @Test
  void everyPageIsThere() throws IOException {
    Map<String, String> pages = new HashMap<>();
    for (Rule rule : ALL.all()) {
      pages.put(rule.id() + ".md", rule.page());
    }
    pages.put("README.md", list());
    if ("update".equals(System.getProperty("golden"))) {
      for (String file : files()) {
        if (!NO_PAGES.contains(file) && !pages.containsKey(file)) {
          Files.delete(FOLDER.resolve(file));
        }
      }
      for (Map.Entry<String, String> page : pages.entrySet()) {
        Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
      }
    }
    Map<String, String> copies = new HashMap<>();
    for (String file : files()) {
      if (!file.equals("coverage.md")) {
        copies.put(file, Files.readString(FOLDER.resolve(file)));
      }
    }
    assertThat(copies).isEqualTo(pages);
  }

  @Test
  void everyRuleCoversAPattern() throws IOException {
    Set<String> ids =
        ALL.all().stream().map(Rule::id).collect(Collectors.toCollection(TreeSet::new));
    Set<String> named = new TreeSet<>();
    for (String line : Files.readAllLines(FOLDER.resolve("coverage.md"))) {
      String[] cells = line.split("\\|", -1);
      if (cells.length > 2) {
        Matcher matcher = IN_BACKTICKS.matcher(cells[2]);
        while (matcher.find()) {
          named.add(matcher.group(1));
        }
        assertThat(cells[2]).as(line).isNotBlank().isNotEqualTo(" open ");
      }
    }
    assertThat(named).containsAll(ids);
  }

  private static Set<String> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  private static String list() {
    StringBuilder list = new StringBuilder();
    list.append("# Rules\n\n")
        .append("The set `safety` judges unless others are asked for: `--rules`. Which patterns of")
        .append(" other tools they cover:\n[coverage.md](coverage.md).\n");
    for (RuleSet set : RuleSet.values()) {
      list.append("\n## ").append(set.label()).append("\n\n");
      String what = set.description();
      list.append(Character.toUpperCase(what.charAt(0))).append(what.substring(1)).append(".\n\n");
      list.append("| rule | what it warns of |\n|---|---|\n");
      for (Rule rule : ALL.only(each -> each.set() == set).all()) {
        list.append("| [")
            .append(rule.id())
            .append("](")
            .append(rule.id())
            .append(".md) | ")
            .append(RulePage.of(rule.page()).summary().replace("|", "\\|"))
            .append(" |\n");
      }
    }
    return list.toString();
  }
}
