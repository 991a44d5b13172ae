package io.github.windlass.extractor.knex;

import io.github.windlass.extractor.conformance.HostileScripts;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class HostileMigrationsTest {

  @TestFactory
  Stream<DynamicTest> whateverAFileHoldsItEndsAndSaysSo() {
    return new HostileScripts(
            new KnexExtractor(), "module.exports = { up: async (knex) => { ", "await knex.raw")
        .tests();
  }
}
