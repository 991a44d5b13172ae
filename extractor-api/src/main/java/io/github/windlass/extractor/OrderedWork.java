package io.github.windlass.extractor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Work on a list, spread over the processors, with results in the list's order.
 *
 * <p>What stands earlier is begun earlier, so that work may wait for the results before its own.
 *
 * @param <T> what is worked on
 * @param <R> what comes of it
 */
final class OrderedWork<T, R> implements Runnable {

  /** With fewer things than this, to start threads takes longer than they save. */
  private static final int WORTH_IT = 8;

  /** Threads more than processors, since some wait for others. */
  private static final int WAITING = 1;

  private static final int THREADS = 16;

  /** Does the work on one of the list. */
  interface Task<T, R> {

    /**
     * @param index where it stands in the list
     */
    R of(T item, int index);
  }

  private final List<T> items;
  private final Task<T, R> task;
  private final List<@Nullable R> results;
  private final AtomicInteger next = new AtomicInteger();

  /** Guarded by {@code this}, as the results are. */
  private @Nullable Throwable failure;

  OrderedWork(List<T> items, Task<T, R> task) {
    this.items = items;
    this.task = task;
    this.results = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      results.add(null);
    }
  }

  /**
   * Does all of it, in this thread and in others that end with it.
   *
   * @throws RuntimeException as the first of the work that throws
   */
  List<R> all() {
    begin();
    List<R> all = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      all.add(take(i));
    }
    return all;
  }

  /** Begins the work in other threads, which end with it. */
  void begin() {
    int processors = Runtime.getRuntime().availableProcessors();
    int threads = items.size() < WORTH_IT || processors == 1 ? 1 : processors + WAITING;
    threads = Math.min(Math.min(threads, THREADS), items.size());
    for (int i = 1; i < threads; i++) {
      Thread thread = new Thread(this, "windlass-" + i);
      thread.setDaemon(true);
      try {
        thread.start();
      } catch (OutOfMemoryError e) {
        // The system gives no more threads; those that are there do the work.
        break;
      }
    }
  }

  /**
   * What came of one, for whoever began the work: until it is there, this thread works too.
   *
   * @throws RuntimeException as the first of the work that throws
   */
  R take(int index) {
    boolean more = true;
    while (more && !isKnown(index)) {
      more = runNext();
    }
    return result(index);
  }

  /** Begins no more work. */
  void end() {
    next.set(items.size());
  }

  @Override
  public void run() {
    boolean more = true;
    while (more) {
      more = runNext();
    }
  }

  /** Does one piece of the work that nobody began; false: there is none. */
  private boolean runNext() {
    int at = next.getAndIncrement();
    if (at >= items.size()) {
      return false;
    }
    try {
      done(at, task.of(items.get(at), at));
    } catch (RuntimeException | Error e) {
      failed(e);
    }
    return true;
  }

  private synchronized boolean isKnown(int index) {
    return failure != null || results.get(index) != null;
  }

  private synchronized void done(int index, R result) {
    results.set(index, result);
    notifyAll();
  }

  private synchronized void failed(Throwable thrown) {
    failure = failure == null ? thrown : failure;
    end();
    notifyAll();
  }

  /**
   * What came of one that stands before the caller's own; waits for it.
   *
   * @throws RuntimeException as the first of the work that throws
   */
  synchronized R result(int index) {
    boolean interrupted = false;
    R result = results.get(index);
    while (result == null && failure == null) {
      try {
        wait();
      } catch (InterruptedException e) {
        // The work itself heeds no interrupt either; whoever called is told afterwards.
        interrupted = true;
      }
      result = results.get(index);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (result != null) {
      return result;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }
}
