package io.github.windlass.script;

/** A value that the script throws, on its way to whoever catches it. */
public final class Thrown extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Value value;
  private final transient Place place;
  private final boolean meant;

  public Thrown(Value value, Place place) {
    this(value, place, false);
  }

  private Thrown(Value value, Place place, boolean meant) {
    super(null, null, false, false);
    this.value = value;
    this.place = place;
    this.meant = meant;
  }

  /**
   * The same, but certain: what fails here fails where the migration runs, too. Of other errors
   * that a script did not throw itself, but goes on after, there is a gap.
   */
  public Thrown meant() {
    return new Thrown(value, place, true);
  }

  boolean isMeant() {
    return meant;
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
