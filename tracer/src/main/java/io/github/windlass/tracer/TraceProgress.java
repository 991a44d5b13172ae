package io.github.windlass.tracer;

import io.github.windlass.analyzer.AnalyzedStatement;
import io.github.windlass.extractor.Migration;

/** Is told how far a trace has come. */
public interface TraceProgress {

  /** Tells nobody. */
  TraceProgress SILENT =
      new TraceProgress() {
        @Override
        public void startingServer(int version) {}

        @Override
        public void preparing(String what) {}

        @Override
        public void running(Migration migration, AnalyzedStatement statement, int number, int of) {}
      };

  /** An embedded server starts, its files being fetched first if they are not there. */
  void startingServer(int version);

  /** Something before the first statement: the history, seed rows. */
  void preparing(String what);

  /**
   * A statement is sent.
   *
   * @param number from 1
   * @param of how many there are in all
   */
  void running(Migration migration, AnalyzedStatement statement, int number, int of);
}
