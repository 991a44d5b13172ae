package io.github.windlass.extractor.typeorm;

import io.github.windlass.extractor.conformance.RecordedMigrations;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What TypeORM itself sent, in {@code fixtures/typeorm}, against what we say that it sends. */
class RecordedMigrationsTest {

  @TestFactory
  Stream<DynamicTest> whatTypeOrmSentIsRecovered() {
    return RecordedMigrations.of("typeorm", new TypeOrmExtractor(), 200);
  }
}
