package io.github.windlass.extractor.rails.schema;

import org.jspecify.annotations.Nullable;

/** A version of ActiveRecord: what is installed, or what a migration is written for. */
public record Version(int major, int minor) implements Comparable<Version> {

  /** What a migration without a version is written for: classes before 5.0 had none. */
  public static final Version OLDEST = new Version(4, 2);

  /** Taken where nothing says what is installed. */
  public static final Version USUAL = new Version(7, 2);

  /** {@code 7.1} or {@code 7.1.3.2}; null: no version. */
  public static @Nullable Version of(String text) {
    int point = text.indexOf('.');
    if (point < 1 || point + 1 >= text.length()) {
      return null;
    }
    int major = 0;
    for (int i = 0; i < point; i++) {
      if (!Character.isDigit(text.charAt(i)) || i > 3) {
        return null;
      }
      major = major * 10 + text.charAt(i) - '0';
    }
    int minor = 0;
    for (int i = point + 1; i < text.length() && text.charAt(i) != '.'; i++) {
      if (!Character.isDigit(text.charAt(i)) || i > point + 3) {
        return null;
      }
      minor = minor * 10 + text.charAt(i) - '0';
    }
    return new Version(major, minor);
  }

  @Override
  public int compareTo(Version other) {
    return major != other.major
        ? Integer.compare(major, other.major)
        : Integer.compare(minor, other.minor);
  }

  /** Whether it is a version or an older one. */
  public boolean upTo(int otherMajor, int otherMinor) {
    return compareTo(new Version(otherMajor, otherMinor)) <= 0;
  }

  /** Whether it is a version or a newer one. */
  public boolean from(int otherMajor, int otherMinor) {
    return compareTo(new Version(otherMajor, otherMinor)) >= 0;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
