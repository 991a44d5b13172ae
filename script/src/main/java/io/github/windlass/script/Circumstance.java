package io.github.windlass.script;

/** A condition under which a run is: a guard that holds, or an early end that has not happened. */
sealed interface Circumstance permits Guard, Exit {}
