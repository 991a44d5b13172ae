package io.github.windlass.extractor;

/**
 * An input that could not be read.
 *
 * @param path the input, as the user gave it
 * @param reason why, for a person, in one line
 */
public record Problem(String path, String reason) {

  /** The problem in one line. */
  @Override
  public String toString() {
    return path + ": " + reason;
  }
}
