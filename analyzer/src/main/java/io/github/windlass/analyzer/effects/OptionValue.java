package io.github.windlass.analyzer.effects;

import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether an option is on ({@code defGetBoolean} in define.c). */
final class OptionValue {

  private static final Set<String> FALSE_WORDS = Set.of("false", "off", "no", "0");

  private OptionValue() {}

  /** Whether an option is written, and not switched off. */
  static boolean isOn(List<DefElem> options, String name) {
    for (DefElem option : options) {
      if (option.defname().equals(name)) {
        return isTrue(option.arg());
      }
    }
    return false;
  }

  /** Whether an option is written and switched off. */
  static boolean isOff(List<DefElem> options, String name) {
    for (DefElem option : options) {
      if (option.defname().equals(name)) {
        return !isTrue(option.arg());
      }
    }
    return false;
  }

  static boolean isTrue(@Nullable Node argument) {
    return switch (argument) {
      case null -> true;
      case Value.BooleanValue value -> value.boolval();
      case Value.IntegerValue value -> value.ival() != 0;
      case Value.StringValue value -> !FALSE_WORDS.contains(value.sval().toLowerCase(Locale.ROOT));
      case Constant.BooleanConstant constant -> constant.boolval();
      default -> true;
    };
  }
}
