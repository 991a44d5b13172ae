package io.github.windlass.extractor.drizzle;

import io.github.windlass.extractor.conformance.RecordedMigrations;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What Drizzle itself sent, in {@code fixtures/drizzle}, against what we say that it sends. */
class RecordedMigrationsTest {

  @TestFactory
  Stream<DynamicTest> whatDrizzleSentIsRecovered() {
    return RecordedMigrations.of("drizzle", new DrizzleExtractor(), 45);
  }
}
