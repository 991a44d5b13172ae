package io.github.windlass.extractor.sequelize;

import io.github.windlass.extractor.conformance.RecordedMigrations;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What Sequelize itself sent, in {@code fixtures/sequelize}, against what we say that it sends. */
class RecordedMigrationsTest {

  @TestFactory
  Stream<DynamicTest> whatSequelizeSentIsRecovered() {
    return RecordedMigrations.of("sequelize", new SequelizeExtractor(), 80);
  }
}
