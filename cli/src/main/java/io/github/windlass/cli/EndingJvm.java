package io.github.windlass.cli;

/**
 * A JVM that a signal ends: shutdown hooks stop servers and remove what is theirs, while the main
 * thread goes on and sees its server go.
 */
final class EndingJvm {

  private EndingJvm() {}

  /**
   * Returns at once, unless the JVM is ending: then never, so that its hooks come to their end and
   * its exit status is that of the signal (130 of SIGINT, 143 of SIGTERM).
   */
  static void await() {
    Thread nothing = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(nothing);
      Runtime.getRuntime().removeShutdownHook(nothing);
    } catch (IllegalStateException e) {
      while (true) {
        try {
          Thread.sleep(60_000);
        } catch (InterruptedException interrupted) {
          // There is nothing else to do.
        }
      }
    }
  }
}
