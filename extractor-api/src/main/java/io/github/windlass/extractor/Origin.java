package io.github.windlass.extractor;

/**
 * Where something was written.
 *
 * @param path the source's path, as the user knows it
 * @param span offsets in the source's text
 * @param start the place of the first character
 * @param end the place after the last character
 */
public record Origin(String path, Span span, Position start, Position end) {}
