package io.github.windlass.analyzer.schema;

import io.github.windlass.analyzer.catalog.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The functions that defaults, checks and indexes call most: what their arguments are cast to and
 * what they yield. Those of several signatures stand here with those that are told apart surely.
 */
final class Signatures {

  /** Any type, as it comes. */
  static final ColumnType ANY = ColumnType.of("any");

  /**
   * A function.
   *
   * @param variadic whether the last argument may come any number of times
   */
  record Signature(List<ColumnType> arguments, ColumnType result, boolean variadic) {

    /** What the argument of an index is cast to; null if there are not that many. */
    @Nullable ColumnType argument(int index) {
      if (index < arguments.size()) {
        return arguments.get(index);
      }
      return variadic ? arguments.get(arguments.size() - 1) : null;
    }
  }

  private static final Map<String, List<Signature>> ALL =
      Map.ofEntries(
          of("now", "timestamptz"),
          of("transaction_timestamp", "timestamptz"),
          of("statement_timestamp", "timestamptz"),
          of("clock_timestamp", "timestamptz"),
          of("random", "float8"),
          of("gen_random_uuid", "uuid"),
          of("uuid_generate_v1", "uuid"),
          of("uuid_generate_v1mc", "uuid"),
          of("uuid_generate_v4", "uuid"),
          of("uuid_nil", "uuid"),
          of("lower", "text", "text"),
          of("upper", "text", "text"),
          of("initcap", "text", "text"),
          of("md5", "text", "text"),
          of("reverse", "text", "text"),
          of("btrim", "text", "text"),
          of("ltrim", "text", "text"),
          of("rtrim", "text", "text"),
          of("left", "text", "text", "int4"),
          of("right", "text", "text", "int4"),
          of("substr", "text", "text", "int4", "int4"),
          of("replace", "text", "text", "text", "text"),
          of("split_part", "text", "text", "text", "int4"),
          of("strpos", "int4", "text", "text"),
          Map.entry("length", List.of(sig("int4", "text"), sig("int4", "bpchar"))),
          Map.entry("char_length", List.of(sig("int4", "text"), sig("int4", "bpchar"))),
          Map.entry("character_length", List.of(sig("int4", "text"), sig("int4", "bpchar"))),
          of("jsonb_typeof", "text", "jsonb"),
          of("json_typeof", "text", "json"),
          of("jsonb_array_length", "int4", "jsonb"),
          of("json_array_length", "int4", "json"),
          of("encode", "text", "bytea", "text"),
          of("gen_random_bytes", "bytea", "int4"),
          of("to_tsvector", "tsvector", "regconfig", "text"),
          Map.entry("round", List.of(sig("numeric", "numeric"), sig("float8", "float8"))),
          Map.entry("ceil", List.of(sig("numeric", "numeric"), sig("float8", "float8"))),
          Map.entry("floor", List.of(sig("numeric", "numeric"), sig("float8", "float8"))),
          Map.entry(
              "abs",
              List.of(
                  sig("int2", "int2"),
                  sig("int4", "int4"),
                  sig("int8", "int8"),
                  sig("numeric", "numeric"),
                  sig("float4", "float4"),
                  sig("float8", "float8"))),
          Map.entry(
              "timezone",
              List.of(
                  sig("timestamp", "text", "timestamptz"),
                  sig("timestamptz", "text", "timestamp"))),
          Map.entry(
              "date_trunc",
              List.of(
                  sig("timestamptz", "text", "timestamptz"),
                  sig("timestamp", "text", "timestamp"))),
          Map.entry("num_nonnulls", List.of(new Signature(List.of(ANY), Operators.INT4, true))),
          Map.entry("num_nulls", List.of(new Signature(List.of(ANY), Operators.INT4, true))),
          Map.entry("cardinality", List.of(new Signature(List.of(ANY), Operators.INT4, false))),
          Map.entry("concat", List.of(new Signature(List.of(ANY), Operators.TEXT, true))));

  private static final Set<String> STRINGS = Set.of("text", "varchar");

  private Signatures() {}

  private static Map.Entry<String, List<Signature>> of(
      String name, String result, String... arguments) {
    return Map.entry(name, List.of(sig(result, arguments)));
  }

  private static Signature sig(String result, String... arguments) {
    List<ColumnType> types = new ArrayList<>();
    for (String argument : arguments) {
      types.add(ColumnType.of(argument));
    }
    return new Signature(types, ColumnType.of(result), false);
  }

  /**
   * The signature that arguments of some types surely mean; null if none or several may.
   *
   * @param arguments their types; null for a quoted literal
   */
  static @Nullable Signature resolve(String name, List<@Nullable ColumnType> arguments) {
    List<Signature> overloads = ALL.getOrDefault(name, List.of());
    for (Signature signature : overloads) {
      boolean fits = signature.variadic() || signature.arguments().size() == arguments.size();
      for (int i = 0; fits && i < arguments.size(); i++) {
        ColumnType argument = arguments.get(i);
        ColumnType wanted = signature.argument(i);
        fits =
            wanted != null
                && (wanted.equals(ANY)
                    || (argument == null
                        ? overloads.size() == 1 || wanted.name().equals("text")
                        : argument.equals(wanted)
                            || (!argument.array()
                                && wanted.name().equals("text")
                                && STRINGS.contains(argument.name()))));
      }
      if (fits) {
        return signature;
      }
    }
    return null;
  }
}
