package io.github.windlass.script;

/** What changes while a script runs. */
interface Mutable {

  /** A picture of the present state, which no later change alters. */
  Object save();

  /** Becomes what a picture shows. */
  void restore(Object picture);

  /** Becomes what is common to two pictures; where they differ it is unknown. */
  void join(Object one, Object other, Unknown unlike);
}
