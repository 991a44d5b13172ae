package io.github.windlass.cli;

import io.github.windlass.analyzer.Report;
import io.github.windlass.extractor.Extraction;

final class TextReport {
  TextReport(int width, boolean colours) {}

  String report(Report report) {
    return report.toString() + "\n";
  }

  String extraction(Extraction e) {
    return e.toString() + "\n";
  }
}
