package io.github.windlass.script;

/** How a language's modules are found and run. */
public interface Modules {

  /**
   * What a module exports, run if it was not yet. What cannot be found or read is an {@link
   * Unknown} with its reason, and through which SQL may be sent.
   */
  Value load(String specifier, Place from, Interpreter interpreter);
}
