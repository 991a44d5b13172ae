package io.github.windlass.script;

/** A value that the script throws, on its way to whoever catches it. */
public final class Thrown extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Value value;
  private final transient Place place;

  public Thrown(Value value, Place place) {
    super(null, null, false, false);
    this.value = value;
    this.place = place;
  }

  /** What is thrown. */
  public Value value() {
    return value;
  }

  /** Where. */
  public Place place() {
    return place;
  }
}
