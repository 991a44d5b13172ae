package io.github.windlass.tracer.observe;

import io.github.windlass.analyzer.Effects.Failure;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered to a statement.
 *
 * @param failure null where it did what was asked
 * @param time from sending to the answer
 * @param messages of the debugging messages those that tell of work, in order, each once
 * @param stopped why the tracer stopped it; null where it ended by itself
 * @param waiting whether it waited for a lock when it was stopped
 * @param unwatched whether whoever looked while it ran could see nothing any more
 * @param lost whether the connection is gone with it
 */
public record Answer(
    @Nullable Failure failure,
    Duration time,
    List<String> messages,
    @Nullable String stopped,
    boolean waiting,
    boolean unwatched,
    boolean lost) {

  public Answer {
    messages = List.copyOf(messages);
  }
}
