package io.github.windlass.tracer.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.analyzer.Windlass;
import org.junit.jupiter.api.Test;

/** Some of {@code fixtures/observed}, on the version that is at hand. */
class CaseRecorderTest {

  private static final int EVERY = 60;

  @Test
  void whatWasObservedIsObservedAgain() {
    assertThat(RecordedCases.ofFixtures(EVERY).differences(Windlass.NEWEST_POSTGRES)).isEmpty();
  }
}
