package io.github.windlass.script.ruby.object;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import org.jspecify.annotations.Nullable;

/** What a framework adds to Ruby. */
public interface Framework {

  /**
   * A constant that Ruby itself does not have; null: the framework has none of that name.
   *
   * @param name without those of the modules around
   */
  @Nullable Value constant(String name, World world, Place place);

  /**
   * What stands for a constant that is found nowhere.
   *
   * @param name with those of the modules around: {@code A::B}
   */
  Value absent(String name, World world, Place place);

  /**
   * A method that every object answers, such as those of a framework's core extensions; null: none
   * of that name.
   */
  default @Nullable Value method(
      Value self, String name, Arguments arguments, Evaluation run, Place place) {
    return null;
  }
}
