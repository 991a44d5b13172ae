package io.github.windlass.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderedWorkTest {

  private static final List<Integer> MANY = IntStream.range(0, 2_000).boxed().toList();

  @Test
  void resultsComeInTheOrderOfTheList() {
    List<String> all =
        new OrderedWork<Integer, String>(MANY, (item, index) -> item + "/" + index).all();
    assertThat(all).hasSize(2_000).startsWith("0/0", "1/1").endsWith("1999/1999");
    assertThat(new OrderedWork<Integer, Integer>(List.of(), (item, index) -> item).all()).isEmpty();
  }

  @Test
  void workMayWaitForWhatStandsBeforeIt() {
    AtomicReference<OrderedWork<Integer, Integer>> itself = new AtomicReference<>();
    OrderedWork<Integer, Integer> sums =
        new OrderedWork<>(
            MANY, (item, index) -> index == 0 ? 0 : item + itself.get().result(index - 1));
    itself.set(sums);
    List<Integer> all = assertTimeoutPreemptively(Duration.ofSeconds(60), sums::all);
    assertThat(all).endsWith(1_999 * 2_000 / 2);
  }

  @Test
  void resultsAreTakenWhileOthersAreWorkedOut() {
    AtomicInteger worked = new AtomicInteger();
    OrderedWork<Integer, Integer> work =
        new OrderedWork<>(
            MANY,
            (item, index) -> {
              worked.incrementAndGet();
              return item;
            });
    work.begin();
    for (int i = 0; i < 100; i++) {
      assertThat(work.take(i)).isEqualTo(i);
    }
    work.end();
    // Those that other threads have begun may still come.
    assertThat(work.take(50)).isEqualTo(50);
    OrderedWork<Integer, Integer> alone =
        new OrderedWork<>(List.of(1, 2, 3), (item, index) -> worked.addAndGet(10_000));
    assertThat(alone.take(0)).isBetween(10_000, 12_000);
    alone.end();
    assertThat(worked.get()).isLessThan(20_000);
  }

  @Test
  void whatIsThrownReachesTheCallerAndThoseWhoWait() {
    AtomicReference<OrderedWork<Integer, Integer>> itself = new AtomicReference<>();
    OrderedWork<Integer, Integer> failing =
        new OrderedWork<>(
            MANY,
            (item, index) -> {
              if (index == 3) {
                throw new IllegalStateException("the fourth");
              }
              return index < 3 ? item : itself.get().result(3);
            });
    itself.set(failing);
    assertTimeoutPreemptively(
        Duration.ofSeconds(60), () -> assertThatThrownBy(failing::all).hasMessage("the fourth"));
    OrderedWork<Integer, Integer> deep =
        new OrderedWork<>(
            MANY,
            (item, index) -> {
              throw new StackOverflowError();
            });
    assertThatThrownBy(deep::all).isInstanceOf(StackOverflowError.class);
  }
}
