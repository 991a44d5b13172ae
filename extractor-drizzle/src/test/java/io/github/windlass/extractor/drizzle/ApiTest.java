package io.github.windlass.extractor.drizzle;

import io.github.windlass.extractor.conformance.DeclaredApi;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the type declarations offer, and which recording holds each, or why none does. */
class ApiTest {

  @Test
  void allThatIsDeclaredIsAccountedFor() throws IOException {
    DeclaredApi.isListed("drizzle");
  }

  @Test
  void aRecordingUsesWhatItHolds() throws IOException {
    DeclaredApi.isHeld("drizzle");
  }
}
