package io.github.windlass.analyzer.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's own operators and those of its extensions ({@code pg_operator}). */
final class BuiltInOperators {

  private static final class Table {
    static final BuiltIns OPERATORS = BuiltIns.read("operators");
  }

  private BuiltInOperators() {}

  /**
   * The volatility of an operator's function.
   *
   * @param operands the one on the right, or both; null: a literal, or a type that is not known
   * @return null if nothing is known of such an operator
   */
  static @Nullable VolatilityRange volatility(
      String name, List<@Nullable ColumnType> operands, int version) {
    List<Signature> signatures = Signature.all(Table.OPERATORS.allEntries(name, version));
    // A literal is taken for the other side's type where that fits.
    ColumnType known = null;
    for (ColumnType operand : operands) {
      known = operand == null ? known : operand;
    }
    VolatilityRange chosen = Signature.chosen(signatures, operands, version);
    if (known != null && operands.contains(null) && chosen != null) {
      List<@Nullable ColumnType> alike = new ArrayList<>();
      for (int i = 0; i < operands.size(); i++) {
        alike.add(known);
      }
      VolatilityRange same = Signature.chosen(signatures, alike, version);
      return same == null ? chosen : VolatilityRange.either(same, chosen);
    }
    return chosen;
  }
}
