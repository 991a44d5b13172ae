package io.github.windlass.tracer.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.analyzer.Windlass;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * All of {@code fixtures/observed}, on all versions: {@code mvn -B verify -Pconformance}. It takes
 * some minutes for each version; {@code -Dconformance.versions=17,18} limits them, {@code
 * -Dconformance.every=10} takes every tenth case, and {@code -Dconformance.cases=FILE} takes the
 * cases of a file that has its base with it.
 */
@Tag("conformance")
class ConformanceTest {

  @TestFactory
  Stream<DynamicTest> whatWasObservedIsObservedAgain() {
    String limited = System.getProperty("conformance.versions", "");
    IntStream versions =
        limited.isEmpty()
            ? IntStream.rangeClosed(Windlass.OLDEST_POSTGRES, Windlass.NEWEST_POSTGRES)
            : Arrays.stream(limited.split(",", -1)).mapToInt(Integer::parseInt);
    String file = System.getProperty("conformance.cases", "");
    RecordedCases cases =
        file.isEmpty()
            ? RecordedCases.ofFixtures(Integer.getInteger("conformance.every", 1))
            : RecordedCases.of(Path.of(file));
    return versions.mapToObj(version ->
        DynamicTest.dynamicTest(
            "PostgreSQL " + version, () -> assertThat(cases.differences(version)).isEmpty()));
  }
}
