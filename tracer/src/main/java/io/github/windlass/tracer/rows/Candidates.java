package io.github.windlass.tracer.rows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Expressions that may satisfy what is asked of a column, those first that are likelier: made of
 * the constants of its constraints, and of what texts, numbers and the like usually look like.
 */
final class Candidates {

  private static final List<String> TEXTS =
      List.of(
          "'user' || i || '@example.com'",
          "'https://example.com/' || i",
          "'value' || i",
          "'value_' || i",
          "'VALUE' || i",
          "i::text",
          "lpad(i::text, 10, '0')",
          "'+1' || lpad((i % 10000000000)::text, 10, '0')",
          "'#' || lpad(to_hex(i % 16777216), 6, '0')",
          "lpad(to_hex(i), 16, '0')",
          "md5(i::text)",
          "md5(i::text) || md5(i::text)",
          "upper(md5(i::text))",
          "md5(i::text)::uuid::text",
          "chr(65 + (i % 26)::int)",
          "chr(97 + (i % 26)::int)",
          "chr(65 + (i % 26)::int) || chr(65 + (i / 26 % 26)::int)",
          "chr(97 + (i % 26)::int) || chr(97 + (i / 26 % 26)::int)",
          "chr(65 + (i % 26)::int) || chr(65 + (i / 26 % 26)::int) || chr(65 + (i / 676 %"
              + " 26)::int)",
          "'en-US'",
          "'1.0.' || i",
          "'/value/' || i",
          "'host' || i || '.example.com'",
          "host('10.0.0.0'::inet + (i % 16777216))",
          "to_char('2020-01-01'::date + (i % 1000)::int, 'YYYY-MM-DD')",
          "to_char('2020-01-01'::date + (i % 1000)::int, 'YYYY-MM')",
          "lpad((i % 24)::text, 2, '0') || ':00'",
          "'{}'",
          "'[]'",
          "'Value'",
          "'a'",
          "''");

  private static final List<String> NUMBERS =
      List.of(
          "i % 2",
          "i % 10",
          "1 + i % 10",
          "1 + i % 5",
          "i % 100",
          "1 + i % 12",
          "(i % 1000) / 1000.0",
          "-i",
          "0",
          "1",
          "-1",
          "2 * i",
          "2 * i + 1",
          "10 * i",
          "1000 * i");

  private static final List<String> TIMES =
      List.of(
          "now()",
          "'2020-01-01'::date + (i % 1000)::int",
          "date_trunc('month', '2020-01-01'::timestamp + i * '1 day'::interval)",
          "now() - i * '1 minute'::interval",
          "now() + i * '1 minute'::interval",
          "'infinity'",
          "'1990-01-01'::date + (i % 3000)::int");

  private final Values values;
  private final Map<Long, Type> types;

  Candidates(Values values, Map<Long, Type> types) {
    this.values = values;
    this.types = types;
  }

  /**
   * For a column.
   *
   * @param expressions the constraints that it is in
   * @param distinct whether each row should have a value of its own: then those that repeat are the
   *     last resort
   * @return without the cast to the column's type
   */
  List<String> of(Column column, List<String> expressions, boolean distinct) {
    List<String> asked = new ArrayList<>(expressions);
    Type base = base(column.type(), asked);
    Constants constants = Constants.of(asked);
    Set<String> all = new LinkedHashSet<>();
    all.add(values.of(column.type(), column.modifier(), "i").sql());
    if (!distinct) {
      several(constants.texts(), all);
    }
    between(base.plainName(), constants, all);
    if (!distinct) {
      constants.texts().forEach(text -> all.add(Sql.text(text)));
      constants.numbers().forEach(number -> around(number, base.plainName(), all));
    }
    all.add(values.of(column.type(), column.modifier(), "(i + 1)").sql());
    all.add(values.of(column.type(), column.modifier(), "(i + 1000)").sql());
    all.add(values.of(column.type(), column.modifier(), "(2 * i)").sql());
    if (!column.notNull() && !distinct) {
      all.add("NULL");
    }
    usual(base, constants, column, all);
    if (column.fallback() != null && !column.isSerial()) {
      all.add(column.fallback());
    }
    if (distinct) {
      several(constants.texts(), all);
      constants.texts().forEach(text -> all.add(Sql.text(text)));
      constants.numbers().forEach(number -> around(number, base.plainName(), all));
      if (!column.notNull()) {
        all.add("NULL");
      }
    }
    return new ArrayList<>(all);
  }

  /** What a domain is over, with the checks on the way. */
  private Type base(Type type, List<String> asked) {
    Type at = type;
    for (int depth = 0; depth < 20 && at.kind() instanceof Type.Kind.Domain domain; depth++) {
      asked.addAll(domain.checks());
      Type below = types.get(domain.base());
      if (below == null) {
        return at;
      }
      at = below;
    }
    return at;
  }

  private static void several(List<String> texts, Set<String> all) {
    if (texts.size() > 1) {
      List<String> quoted = texts.stream().map(Sql::text).toList();
      all.add("(ARRAY[" + String.join(", ", quoted) + "])[1 + (i % " + texts.size() + ")::int]");
    }
  }

  /** Spread from one constant to another, or from one on. */
  private static void between(String type, Constants constants, Set<String> all) {
    switch (type) {
      case "int2", "int4", "int8", "numeric", "float4", "float8", "money" -> {
        List<String> numbers = new ArrayList<>(constants.numbers());
        constants.texts().stream().filter(Candidates::isNumber).forEach(numbers::add);
        for (String low : numbers) {
          for (String high : numbers.subList(0, Math.min(8, numbers.size()))) {
            if (isLess(low, high)) {
              String width = "((" + high + ")::numeric - (" + low + ")::numeric)";
              all.add("(" + low + ") + floor(" + width + " * (i % 1000) / 1000)");
              all.add("(" + low + ") + 1 + (i % greatest(1, floor(" + width + ")::bigint - 1))");
            }
          }
          all.add("(" + low + ") + i");
          all.add("(" + low + ") - i");
          all.add("i % (abs(" + low + ")::bigint + 1)");
        }
      }
      case "date" ->
          pairs(
              constants.texts(),
              (low, high) ->
                  low + "::date + (i % greatest(1, " + high + "::date - " + low + "::date))::int",
              low -> low + "::date + (i % 1000000)::int",
              low -> low + "::date - 1 - (i % 1000)::int",
              all);
      case "timestamp", "timestamptz" ->
          pairs(
              constants.texts(),
              (low, high) ->
                  cast(low, type)
                      + " + ("
                      + cast(high, type)
                      + " - "
                      + cast(low, type)
                      + ") * ((i % 1000) / 1000.0)",
              low -> cast(low, type) + " + i * '1 second'::interval",
              low -> cast(low, type) + " - i * '1 second'::interval",
              all);
      default -> {
        // There is nothing between texts.
      }
    }
  }

  private interface Pair {
    String of(String low, String high);
  }

  private interface One {
    String of(String text);
  }

  private static void pairs(
      List<String> texts, Pair between, One from, One until, Set<String> all) {
    List<String> few = texts.subList(0, Math.min(8, texts.size()));
    for (String low : few) {
      for (String high : few) {
        // As texts, which is how dates are written.
        if (low.compareTo(high) < 0) {
          all.add(between.of(Sql.text(low), Sql.text(high)));
        }
      }
    }
    for (String text : few) {
      all.add(from.of(Sql.text(text)));
      all.add(until.of(Sql.text(text)));
    }
  }

  private static String cast(String text, String type) {
    return text + "::" + type;
  }

  private static boolean isNumber(String text) {
    if (text.isEmpty() || text.length() > 18) {
      return false;
    }
    int start = text.charAt(0) == '-' ? 1 : 0;
    for (int i = start; i < text.length(); i++) {
      if (!Character.isDigit(text.charAt(i)) && text.charAt(i) != '.') {
        return false;
      }
    }
    return text.length() > start && Character.isDigit(text.charAt(start));
  }

  private static boolean isLess(String low, String high) {
    try {
      return Double.parseDouble(low) < Double.parseDouble(high);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static void around(String number, String type, Set<String> all) {
    all.add(number);
    if (!type.equals("text") && !type.equals("varchar")) {
      all.add("(" + number + ") + 1");
      all.add("(" + number + ") - 1");
    }
  }

  private void usual(Type base, Constants constants, Column column, Set<String> all) {
    switch (base.kind()) {
      case Type.Kind.Enumeration(List<String> labels) ->
          labels.stream().limit(40).forEach(label -> all.add(Sql.text(label)));
      case Type.Kind.Array(long element) -> arrays(element, constants, all);
      case Type.Kind.Base ignored -> usual(base.plainName(), constants, all);
      case Type.Kind.Range ignored -> all.add("'empty'");
      case Type.Kind.Domain ignored -> all.add("i::text");
      case Type.Kind.Multirange ignored -> all.add("'{}'");
      case Type.Kind.Composite ignored ->
          all.add(values.of(column.type(), column.modifier(), "(3 * i)").sql());
    }
  }

  private static void usual(String type, Constants constants, Set<String> all) {
    switch (type) {
      case "text", "varchar", "bpchar", "citext", "name" -> {
        for (String number : constants.numbers()) {
          if (isNumber(number) && number.length() < 5 && number.indexOf('.') < 0) {
            all.add("rpad('value-' || i, " + number + ", 'x')");
            all.add("lpad(i::text, " + number + ", '0')");
            all.add("left(md5(i::text) || md5(i::text), " + number + ")");
            all.add("rpad('value-' || i, " + number + " + 1, 'x')");
            all.add("left('v' || i, greatest(" + number + " - 1, 0))");
          }
        }
        for (String text : constants.texts()) {
          String plain = Sql.text(text.replace("%", "").replace("^", "").replace("$", ""));
          all.add(plain + " || i");
          all.add("i || " + plain);
          all.add("'value' || i || " + plain);
          all.add("'value' || " + plain + " || i");
        }
        all.addAll(TEXTS);
      }
      case "int2", "int4", "int8", "numeric", "float4", "float8", "money" -> all.addAll(NUMBERS);
      case "bool" -> {
        all.add("true");
        all.add("false");
      }
      case "date", "timestamp", "timestamptz" -> all.addAll(TIMES);
      case "json", "jsonb" -> objects(type, constants, all);
      default -> {
        // What else there is of these types is no more likely than what is made first.
      }
    }
  }

  /** Objects with the keys that constraints speak of, and of each kind one. */
  private static void objects(String type, Constants constants, Set<String> all) {
    Map<String, String> kinds = new LinkedHashMap<>();
    kinds.put("number", "i");
    kinds.put("text", "'value-' || i");
    kinds.put("object", "'{}'::json");
    kinds.put("array", "'[]'::json");
    kinds.put("true", "true");
    for (String made : kinds.values()) {
      List<String> parts = new ArrayList<>();
      for (String text : constants.texts()) {
        parts.add(Sql.text(text));
        parts.add(made);
      }
      if (!parts.isEmpty()) {
        all.add(type + "_build_object(" + String.join(", ", parts) + ")");
      }
    }
    List.of("'{}'", "'[]'", "'[1]'", "'\"value\"'", "'1'", "'null'", "'[\"value\"]'")
        .forEach(all::add);
  }

  private void arrays(long element, Constants constants, Set<String> all) {
    Type of = types.get(element);
    String cast = of == null ? "" : "::" + of.name() + "[]";
    if (!constants.texts().isEmpty()) {
      List<String> quoted = constants.texts().stream().map(Sql::text).toList();
      all.add("ARRAY[" + String.join(", ", quoted) + "]" + cast);
      all.add(
          "ARRAY[(ARRAY["
              + String.join(", ", quoted)
              + "])[1 + (i % "
              + quoted.size()
              + ")::int]]"
              + cast);
    }
    if (of != null && of.kind() instanceof Type.Kind.Domain) {
      Column one = new Column(0, "", of, of.name(), -1, true, null, false, false);
      of(one, List.of(), false).forEach(value -> all.add("ARRAY[" + value + "]" + cast));
    } else if (of != null) {
      String one = values.of(of, -1, "i").sql();
      all.add("ARRAY[" + one + "]" + cast);
      for (String number : constants.numbers()) {
        if (isNumber(number) && number.length() < 4 && number.indexOf('.') < 0) {
          all.add("array_fill(" + one + ", ARRAY[" + number + "])" + cast);
        }
      }
    }
    all.add("'{}'");
  }
}
