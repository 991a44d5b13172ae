package io.github.windlass.extractor.rails;

import io.github.windlass.extractor.conformance.DeclaredApi;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What ActiveRecord offers to migrations, and which recording holds each, or why none does. */
class ApiTest {

  @Test
  void allThatIsOfferedIsAccountedFor() throws IOException {
    DeclaredApi.isListed("rails");
  }

  @Test
  void aRecordingUsesWhatItHolds() throws IOException {
    DeclaredApi.isHeld("rails");
  }
}
