package io.github.windlass.tracer.observe;

import org.jspecify.annotations.Nullable;

/**
 * A statement to be sent.
 *
 * @param data what follows {@code COPY … FROM stdin}; null for other statements
 * @param toClient whether it is {@code COPY … TO stdout}
 */
public record Request(String sql, @Nullable String data, boolean toClient) {

  /** A statement without data. */
  public static Request of(String sql) {
    return new Request(sql, null, false);
  }
}
