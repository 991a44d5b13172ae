package io.github.windlass.extractor.knex;

import io.github.windlass.extractor.conformance.RecordedMigrations;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What Knex itself sent, in {@code fixtures/knex}, against what we say that it sends. */
class RecordedMigrationsTest {

  @TestFactory
  Stream<DynamicTest> whatKnexSentIsRecovered() {
    return RecordedMigrations.of("knex", new KnexExtractor(), 100);
  }
}
