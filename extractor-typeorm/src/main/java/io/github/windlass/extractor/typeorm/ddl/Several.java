package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Unknown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several of a kind.
 *
 * @param known in order
 * @param others why there may be others, or others instead; null: these are all
 */
public record Several<T>(List<T> known, @Nullable Unknown others) {

  public Several {
    known = List.copyOf(known);
  }

  /** All that there are. */
  public static <T> Several<T> all(List<T> known) {
    return new Several<>(known, null);
  }

  /** None. */
  public static <T> Several<T> none() {
    return new Several<>(List.of(), null);
  }

  /** It is not known which. */
  public static <T> Several<T> unknown(Unknown why) {
    return new Several<>(List.of(), why);
  }

  /** Whether these are all. */
  public boolean isCertain() {
    return others == null;
  }

  /** With one more at the end. */
  public Several<T> with(T one) {
    List<T> more = new ArrayList<>(known);
    more.add(one);
    return new Several<>(more, others);
  }

  /** Without one, wherever it is. */
  public Several<T> without(T one) {
    List<T> fewer = new ArrayList<>(known);
    fewer.remove(one);
    return new Several<>(fewer, others);
  }

  /** With another in the place of one. */
  public Several<T> replacing(T one, T other) {
    List<T> changed = new ArrayList<>(known);
    int at = changed.indexOf(one);
    if (at >= 0) {
      changed.set(at, other);
    }
    return new Several<>(changed, others);
  }
}
