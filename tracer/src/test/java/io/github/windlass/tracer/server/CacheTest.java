package io.github.windlass.tracer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {

  @Test
  void whatSeveralWantAtOnceIsMadeOnce(@TempDir Path folder) throws Exception {
    Cache cache = Cache.at(folder);
    AtomicInteger made = new AtomicInteger();
    List<Callable<Path>> wanted = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      wanted.add(() ->
          cache.get(
              "servers",
              "one",
              empty -> Files.writeString(empty.resolve("n"), "" + made.incrementAndGet())));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Path> got : threads.invokeAll(wanted)) {
        assertThat(got.get().resolve("n")).hasContent("1");
      }
    }
  }

  @Test
  void whatFailsLeavesNothingAndIsTriedAgain(@TempDir Path folder) throws Exception {
    Cache cache = Cache.at(folder);
    Path killed = Files.createDirectories(folder.resolve("data/.one-123/half"));
    assertThatThrownBy(() ->
            cache.get(
                "data",
                "one",
                empty -> {
                  Files.writeString(empty.resolve("half"), "");
                  throw new IOException("No space left on device");
                }))
        .hasMessage("No space left on device");
    assertThat(folder.resolve("data")).isEmptyDirectory();
    assertThat(killed).doesNotExist();
    assertThat(cache.get("data", "one", empty -> {})).isEmptyDirectory();
  }

  @Test
  void theUsersOwnFolderIsTakenAndNoOther(@TempDir Path folder) throws Exception {
    Path own = folder.resolve("own");
    assertThat(Cache.standard(Map.of("WINDLASS_CACHE", own.toString())).folder())
        .isEqualTo(own.toRealPath());
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> Cache.standard(Map.of("WINDLASS_CACHE", file.toString())))
        .isInstanceOf(IOException.class);
  }
}
