package io.github.windlass.extractor.rails;

import io.github.windlass.extractor.conformance.RecordedMigrations;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What ActiveRecord itself sent, in {@code fixtures/rails}, against what we say that it sends. */
class RecordedMigrationsTest {

  @TestFactory
  Stream<DynamicTest> whatActiveRecordSentIsRecovered() {
    return RecordedMigrations.of("rails", new RailsExtractor(), 40);
  }

  @TestFactory
  Stream<DynamicTest> whatActiveRecord61SentIsRecovered() {
    return RecordedMigrations.of("rails-6.1", new RailsExtractor(), Map.of("rails", "6.1"), 20);
  }
}
