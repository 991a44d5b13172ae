package io.github.windlass.script.ruby.parser;

import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Interrupts a parse that takes too long. Where a source is nested so deeply that Prism's own stack
 * is full, it may write over its memory and run for ever; its code asks for interruptions.
 */
final class Watchdog {

  /** A parse may take so many milliseconds of a processor, */
  private static final long MILLISECONDS = 1_000;

  /** and one more for so many characters: four times as long as it takes. */
  private static final long CHARACTERS = 200;

  private static final long LOOKS = 500;

  private static final Set<Watch> WATCHES = ConcurrentHashMap.newKeySet();

  private Watchdog() {}

  /** The thread that looks; it is there once the first file is parsed. */
  private static final class Looker {
    static final Thread THREAD = start();

    private static Thread start() {
      Thread thread = new Thread(Watchdog::look, "windlass-ruby-watchdog");
      thread.setDaemon(true);
      thread.start();
      return thread;
    }
  }

  private static void look() {
    while (true) {
      try {
        Thread.sleep(LOOKS);
      } catch (InterruptedException ended) {
        return;
      }
      long now = System.nanoTime();
      for (Watch watch : WATCHES) {
        watch.look(now);
      }
    }
  }

  /** Begins to watch the thread that calls, which parses so many characters. */
  static Watch begin(int characters) {
    long allowed = MILLISECONDS + characters / CHARACTERS;
    Watch watch = new Watch(Thread.currentThread(), allowed * 1_000_000);
    WATCHES.add(watch);
    if (!Looker.THREAD.isAlive()) {
      throw new IllegalStateException("nobody watches");
    }
    return watch;
  }

  /** One parse. */
  static final class Watch {
    private final Thread thread;
    private final long allowed;
    private final long begun = System.nanoTime();
    private boolean ended;
    private boolean interrupted;
    private long before = -1;

    /**
     * @param allowed nanoseconds
     */
    Watch(Thread thread, long allowed) {
      this.thread = thread;
      this.allowed = allowed;
    }

    /**
     * Ends a parse that takes too long. Where the machine is busy, time goes by without it: what
     * counts is the processor's. Few parses are looked at at all: it costs some classes.
     */
    private synchronized void look(long now) {
      if (ended || interrupted || now - begun < LOOKS * 800_000) {
        return;
      }
      long time = ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId());
      if (time < 0) {
        time = now - begun;
        before = 0;
      } else if (before < 0) {
        before = time;
      }
      if (time - before > allowed) {
        interrupted = true;
        thread.interrupt();
      }
    }

    /** Ends it; the thread is as it was. */
    void end() {
      boolean mine;
      synchronized (this) {
        ended = true;
        mine = interrupted;
      }
      WATCHES.remove(this);
      if (mine) {
        Thread.interrupted();
      }
    }
  }
}
