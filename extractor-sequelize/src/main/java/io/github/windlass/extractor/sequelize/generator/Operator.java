package io.github.windlass.extractor.sequelize.generator;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code Op}: symbols, which are {@code Symbol.for} of their names ({@code operators}). */
public final class Operator {

  /** How the name of a property begins whose key is such a symbol. */
  private static final String PREFIX = "@@for ";

  private static final List<String> NAMES =
      List.of(
          "eq",
          "ne",
          "gte",
          "gt",
          "lte",
          "lt",
          "not",
          "is",
          "in",
          "notIn",
          "like",
          "notLike",
          "iLike",
          "notILike",
          "startsWith",
          "endsWith",
          "substring",
          "regexp",
          "notRegexp",
          "iRegexp",
          "notIRegexp",
          "between",
          "notBetween",
          "overlap",
          "contains",
          "contained",
          "adjacent",
          "strictLeft",
          "strictRight",
          "noExtendRight",
          "noExtendLeft",
          "and",
          "or",
          "any",
          "all",
          "values",
          "col",
          "placeholder",
          "join",
          "match");

  private Operator() {}

  /** The key of the property that an operator names. */
  static String key(String operator) {
    return PREFIX + operator;
  }

  /** The operator that a property's key is; null: none. */
  static @Nullable String of(String key) {
    if (!key.startsWith(PREFIX)) {
      return null;
    }
    String name = key.substring(PREFIX.length());
    return NAMES.contains(name) ? name : null;
  }

  /** The operator that a symbol is; null: none. */
  static @Nullable String of(Value symbol) {
    if (symbol instanceof HostObject host && host.describe().startsWith("Symbol(")) {
      String name = host.describe();
      return of(PREFIX + name.substring("Symbol(".length(), name.length() - 1));
    }
    return null;
  }

  /** {@code OperatorMap} of {@code query-generator/operators}; null: there is none. */
  static @Nullable String comparator(String operator) {
    return switch (operator) {
      case "eq" -> "=";
      case "ne" -> "!=";
      case "gte" -> ">=";
      case "gt" -> ">";
      case "lte" -> "<=";
      case "lt" -> "<";
      case "not" -> "IS NOT";
      case "is" -> "IS";
      case "in" -> "IN";
      case "notIn" -> "NOT IN";
      case "like", "startsWith", "endsWith", "substring" -> "LIKE";
      case "notLike" -> "NOT LIKE";
      case "iLike" -> "ILIKE";
      case "notILike" -> "NOT ILIKE";
      case "regexp" -> "~";
      case "notRegexp" -> "!~";
      case "iRegexp" -> "~*";
      case "notIRegexp" -> "!~*";
      case "between" -> "BETWEEN";
      case "notBetween" -> "NOT BETWEEN";
      case "overlap" -> "&&";
      case "contains" -> "@>";
      case "contained" -> "<@";
      case "adjacent" -> "-|-";
      case "strictLeft" -> "<<";
      case "strictRight" -> ">>";
      case "noExtendRight" -> "&<";
      case "noExtendLeft" -> "&>";
      case "any" -> "ANY";
      case "all" -> "ALL";
      case "and" -> " AND ";
      case "or" -> " OR ";
      case "col" -> "COL";
      case "placeholder" -> "$$PLACEHOLDER$$";
      case "match" -> "@@";
      default -> null;
    };
  }

  /** {@code Sequelize.Op}. */
  public record All() implements HostObject {

    @Override
    public String describe() {
      return "Op";
    }

    @Override
    public Value member(String name, Evaluation run, Place place) {
      Value symbol = NAMES.contains(name) ? run.language().global("Symbol", run, place) : null;
      return symbol == null
          ? Nothing.UNDEFINED
          : run.invoke(symbol, "for", List.of(Text.of(name)), place);
    }
  }
}
