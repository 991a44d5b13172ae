package io.github.windlass.cli;

/** Where the command line starts. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("windlass " + Main.class.getPackage().getImplementationVersion());
  }
}
