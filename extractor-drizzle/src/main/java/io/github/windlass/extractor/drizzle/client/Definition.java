package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.script.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a column was defined with, as far as queries depend on it ({@code ColumnBuilder} of {@code
 * src/column-builder.ts}).
 *
 * @param type the function that began it: {@code timestamp}; empty: not known
 * @param mode as it was given; null: none
 * @param isArray whether {@code array()} was called
 * @param isComputed whether the server computes it ({@code generatedAlwaysAs})
 * @param hasDefault whether it has a default of the server that is not falsy
 * @param byDefault {@code $defaultFn}; null: none
 * @param onUpdate {@code $onUpdateFn}; null: none
 */
record Definition(
    String type,
    @Nullable String mode,
    boolean isArray,
    boolean isComputed,
    boolean hasDefault,
    @Nullable Value byDefault,
    @Nullable Value onUpdate) {

  static final Definition UNKNOWN = of("", null);

  static Definition of(String type, @Nullable String mode) {
    return new Definition(type, mode, false, false, false, null, null);
  }

  Definition array() {
    return new Definition(type, mode, true, isComputed, hasDefault, byDefault, onUpdate);
  }

  Definition computed() {
    return new Definition(type, mode, isArray, true, hasDefault, byDefault, onUpdate);
  }

  Definition withDefault() {
    return new Definition(type, mode, isArray, isComputed, true, byDefault, onUpdate);
  }

  Definition byDefault(Value function) {
    return new Definition(type, mode, isArray, isComputed, hasDefault, function, onUpdate);
  }

  Definition onUpdate(Value function) {
    return new Definition(type, mode, isArray, isComputed, hasDefault, byDefault, function);
  }
}
