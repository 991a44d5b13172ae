package io.github.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.fixtures.Golden;
import io.github.windlass.tracer.TraceReport;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shapes of what {@code trace} reports. */
class TraceReportTest {

  private static final List<TraceReport> ONE = List.of(SampleTrace.of(17, "17.6"));
  private static final List<TraceReport> SEVERAL =
      List.of(
          SampleTrace.of(18, "18.1"), SampleTrace.of(14, "14.19"), SampleTrace.ended(10, "10.23"));

  @Test
  void jsonOfOneServer() {
    Golden.check("cli/trace.json", json(ONE));
  }

  @Test
  void jsonOfSeveralServers() {
    Golden.check("cli/trace-servers.json", json(SEVERAL));
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 120})
  void text(int width) {
    String text = new TraceText(width, false).reports(ONE);
    assertThat(text.lines()).allMatch(line -> Plain.columns(line) <= width);
    Golden.check("cli/trace-" + width + ".txt", text);
  }

  @Test
  void textOfSeveralServers() {
    Golden.check("cli/trace-servers.txt", new TraceText(100, false).reports(SEVERAL));
  }

  @Test
  void coloursAddNothingElse() {
    String plain = new TraceText(80, false).reports(ONE);
    String coloured = new TraceText(80, true).reports(ONE);
    assertThat(coloured).contains("\u001b[32mconfirmed\u001b[0m");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
  }

  @Test
  void markdownOfOneServer() {
    Golden.check("cli/trace.md", new TraceMarkdown(ONE).text());
  }

  @Test
  void markdownOfSeveralServers() {
    Golden.check("cli/trace-servers.md", new TraceMarkdown(SEVERAL).text());
  }

  // --- hostile text in Markdown ---------------------------------------------------------------

  private static final String HOSTILE =
      "a|b\\|c`d``e</details><script>@everyone *x* [y](http://z) \u202e\n\n# h\n| 1 | 2 |\n```";

  @Test
  void namesCannotBreakATable() {
    for (String cell : List.of(Markdown.text(HOSTILE), Markdown.code(HOSTILE))) {
      assertThat(cell).doesNotContain("\n", "<script", "</details", "@everyone", "\u202e");
      assertThat(withoutEscapes(cell)).doesNotContain("|", "`", "*", "[", "]");
    }
    assertThat(Markdown.code("a_b(c, d)")).isEqualTo("`a_b(c, d)`");
    assertThat(Markdown.text("a_b _c_ public.x: 1 < 2"))
        .isEqualTo("a_b \\_c\\_ public.x: 1 &lt; 2");
  }

  @Test
  void aBlockEndsWhereItShould() {
    String block = Markdown.block("sql", HOSTILE + "\u0007");
    assertThat(block).startsWith("````sql\n").endsWith("\n````\n").doesNotContain("\u0007");
    assertThat(block.lines().filter(line -> line.startsWith("````"))).hasSize(2);
  }

  @Test
  void aReportOfHostileNamesHasItsOwnShape() {
    String text =
        new TraceMarkdown(List.of(SampleTrace.of(HOSTILE, 3)))
            .text()
            .replaceAll("(?s)\n````sql\n.*?\n````\n", "\n");
    assertThat(text.lines().filter(line -> line.startsWith("| ")))
        .allMatch(line -> List.of(5, 6).contains(bars(line)));
    assertThat(text.split("<details>", -1)).hasSameSizeAs(text.split("</details>", -1));
    assertThat(text).doesNotContain("@everyone", "<script");
  }

  @Test
  void aReportIsNoLongerThanACommentMayBe() {
    String text =
        new TraceMarkdown(List.of(SampleTrace.of("CREATE TABLE t (a int)", 5_000))).text();
    assertThat(text).hasSizeBetween(30_000, 61_000).containsPattern("no room for \\d+ more parts");
  }

  private static String withoutEscapes(String text) {
    return text.replaceAll("\\\\[\\\\`*_\\[\\]#!|~$]", "");
  }

  private static int bars(String line) {
    return (int) withoutEscapes(line).chars().filter(c -> c == '|').count();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.0 ms",
    "1234567, 1.2 ms",
    "9960000, 10 ms",
    "999499999, 999 ms",
    "999500000, 1.00 s",
    "12400000000, 12 s",
    "250000000000, 4 min 10 s"
  })
  void timesHaveThreeDigits(long nanoseconds, String words) {
    assertThat(TraceWords.time(Duration.ofNanos(nanoseconds))).isEqualTo(words);
  }

  private static String json(List<TraceReport> reports) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ReportStream out = new ReportStream(bytes)) {
      out.json(json -> new TraceJson(json).reports(reports, "1.2.3"));
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
