package io.github.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.fixtures.Golden;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The shapes of reports: a contract with programs, and the wording that people read. */
class ReportTest {

  @Test
  void json() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ReportStream out = new ReportStream(bytes)) {
      out.json(json -> new JsonReport(json).report(SampleReport.report(), "1.2.3"));
    }
    Golden.check("cli/report.json", bytes.toString(StandardCharsets.UTF_8));
  }

  @Test
  void textOf80Columns() {
    String text = new TextReport(80, false).report(SampleReport.report());
    assertThat(text.lines()).allMatch(line -> Plain.columns(line) <= 80);
    Golden.check("cli/report-80.txt", text);
  }

  @Test
  void textOf120Columns() {
    String text = new TextReport(120, false).report(SampleReport.report());
    assertThat(text.lines()).allMatch(line -> Plain.columns(line) <= 120);
    Golden.check("cli/report-120.txt", text);
  }

  @Test
  void coloursAddNothingElse() {
    String plain = new TextReport(80, false).report(SampleReport.report());
    String coloured = new TextReport(80, true).report(SampleReport.report());
    assertThat(coloured).contains("\u001b[31mHIGH\u001b[0m");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
  }
}
