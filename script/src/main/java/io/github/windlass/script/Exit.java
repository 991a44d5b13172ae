package io.github.windlass.script;

import java.util.List;

/** An early end that may have happened. Each is one event. */
final class Exit implements Circumstance {

  private final Boundary boundary;
  private final List<Circumstance> path;
  private final Completion completion;

  /**
   * @param boundary where it leads to
   * @param path under which circumstances it happens, within the boundary
   */
  Exit(Boundary boundary, List<Circumstance> path, Completion completion) {
    this.boundary = boundary;
    this.path = path;
    this.completion = completion;
  }

  Boundary boundary() {
    return boundary;
  }

  List<Circumstance> path() {
    return path;
  }

  Completion completion() {
    return completion;
  }
}
