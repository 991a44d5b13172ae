package io.github.windlass.tracer.rows;

import io.github.windlass.tracer.rows.Type.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What values of a type are made by: an expression over the number of a row, a bigint. */
final class Values {

  /** How deep types of types are gone into. */
  private static final int DEPTH = 8;

  private static final int VARHDRSZ = 4;

  private final Map<Long, Type> types;

  Values(Map<Long, Type> types) {
    this.types = types;
  }

  /** Of a type that nothing is known of: a text, which the server may take. */
  Value of(Type type, int modifier, String i) {
    return of(type, modifier, i, 0);
  }

  private Value of(long oid, int modifier, String i, int depth) {
    Type type = types.get(oid);
    return type == null ? new Value("NULL", 1) : of(type, modifier, i, depth);
  }

  private Value of(Type type, int modifier, String i, int depth) {
    if (depth > DEPTH) {
      return new Value("NULL", 1);
    }
    return switch (type.kind()) {
      case Type.Kind.Base ignored -> base(type, modifier, i);
      case Type.Kind.Enumeration(List<String> labels) -> labels(type, labels, i);
      case Type.Kind.Domain domain -> {
        Value value =
            of(domain.base(), modifier == -1 ? domain.modifier() : modifier, i, depth + 1);
        yield new Value("(" + value.sql() + ")::" + type.name(), value.distinct());
      }
      case Type.Kind.Array(long element) -> {
        Value one = of(element, modifier, i, depth + 1);
        Value two = of(element, modifier, "(" + i + " + 1)", depth + 1);
        yield new Value(
            "ARRAY[" + one.sql() + ", " + two.sql() + "]::" + type.name(), one.distinct());
      }
      case Type.Kind.Range(long subtype) -> {
        // A range of one value: no two overlap, and whichever is less, it is no greater.
        Value value = of(subtype, -1, i, depth + 1);
        yield new Value(
            type.name() + "(" + value.sql() + ", " + value.sql() + ", '[]')", value.distinct());
      }
      case Type.Kind.Multirange(long range) -> {
        Value value = of(range, -1, i, depth + 1);
        yield new Value(type.name() + "(" + value.sql() + ")", value.distinct());
      }
      case Type.Kind.Composite(List<Attribute> attributes) -> {
        List<String> parts = new ArrayList<>();
        long distinct = 1;
        for (Attribute attribute : attributes) {
          Value value = of(attribute.type(), attribute.modifier(), i, depth + 1);
          parts.add(value.sql());
          distinct = Math.max(distinct, value.distinct());
        }
        yield new Value("ROW(" + String.join(", ", parts) + ")::" + type.name(), distinct);
      }
    };
  }

  private static Value labels(Type type, List<String> labels, String i) {
    if (labels.isEmpty()) {
      return new Value("NULL", 1);
    }
    StringBuilder array = new StringBuilder("(ARRAY[");
    for (String label : labels) {
      array.append(array.length() == 7 ? "" : ", ").append(Sql.text(label));
    }
    array.append("]::").append(type.name()).append("[])");
    return new Value(array + "[1 + (" + i + " % " + labels.size() + ")::int]", labels.size());
  }

  private static Value base(Type type, int modifier, String i) {
    Value known = known(type.plainName(), modifier, i);
    // A text in the form that most have: the server may take it.
    return known != null ? known : Value.each("(" + i + "::text)::" + type.name());
  }

  private static @Nullable Value known(String name, int modifier, String i) {
    return switch (name) {
      case "bool" -> new Value("(" + i + " % 2 = 0)", 2);
      case "int2" -> new Value("(" + i + " % 32767)::int2", 32_767);
      case "int4" -> new Value("(" + i + " % 2147483647)::int4", Integer.MAX_VALUE);
      case "int8" -> Value.each(i);
      case "numeric" -> numeric(modifier, i);
      case "float4" -> new Value("(" + i + " % 10000000)::float4", 10_000_000);
      case "float8" -> Value.each(i + "::float8");
      case "money" -> Value.each(i + "::numeric::money");
      case "oid" -> new Value("(" + i + " % 4294967295)::oid", Integer.MAX_VALUE);
      case "text" -> Value.each("('value-' || " + i + ")");
      case "citext" -> Value.each("('value-' || " + i + ")");
      case "name" -> Value.each("('value_' || " + i + ")::name");
      case "varchar", "bpchar" -> characters(modifier, i);
      case "char" -> new Value("chr(65 + (" + i + " % 26)::int)::\"char\"", 26);
      case "bytea" -> Value.each("decode(md5(" + i + "::text), 'hex')");
      case "date" -> new Value("('2000-01-01'::date + (" + i + " % 1000000)::int)", 1_000_000);
      case "time", "timetz" ->
          new Value(
              "('00:00'::time + (" + i + " % 86400000) * '1 millisecond'::interval)::" + name,
              modifier == 0 ? 86_400 : 86_400_000);
      case "timestamp", "timestamptz" ->
          Value.each("('2020-01-01'::" + name + " + " + i + " * '1 minute'::interval)");
      case "interval" -> Value.each("(" + i + " * '1 second'::interval)");
      case "uuid" -> Value.each("md5(" + i + "::text)::uuid");
      case "json" -> Value.each("json_build_object('id', " + i + ")");
      case "jsonb" -> Value.each("jsonb_build_object('id', " + i + ")");
      case "jsonpath" -> Value.each("('$.\"' || " + i + " || '\"')::jsonpath");
      case "xml" -> Value.each("('<value>' || " + i + " || '</value>')::xml");
      case "inet", "cidr" ->
          new Value("('10.0.0.0'::inet + (" + i + " % 16777216))::" + name, 16_777_216);
      case "macaddr" -> Value.each("lpad(to_hex(" + i + "), 12, '0')::macaddr");
      case "macaddr8" -> Value.each("lpad(to_hex(" + i + "), 16, '0')::macaddr8");
      case "bit" -> bits(Math.max(1, modifier), i, "");
      case "varbit" -> bits(modifier < 1 ? 63 : Math.min(63, modifier), i, "::varbit");
      case "point" -> Value.each("point(3 * " + i + ", 0)");
      case "line" -> Value.each("line(point(0, " + i + "), point(1, " + i + "))");
      case "lseg" -> Value.each("lseg(point(3 * " + i + ", 0), point(3 * " + i + " + 1, 1))");
      case "box" -> Value.each(box(i));
      case "path" -> Value.each("('((0,0),(' || " + i + " || ',1))')::path");
      case "polygon" -> Value.each("polygon(" + box(i) + ")");
      case "circle" -> Value.each("circle(point(3 * " + i + ", 0), 1)");
      case "tsvector" -> Value.each("('value' || " + i + ")::tsvector");
      case "tsquery" -> Value.each("('value' || " + i + ")::tsquery");
      case "pg_lsn" -> Value.each("('0/' || to_hex(" + i + "))::pg_lsn");
      case "xid", "cid", "xid8" -> Value.each("(3 + " + i + ")::text::" + name);
      case "tid" -> Value.each("('(' || " + i + " || ',1)')::tid");
      case "txid_snapshot", "pg_snapshot" ->
          Value.each("format('%s:%s:', " + i + " + 1, " + i + " + 1)::" + name);
      case "regclass" -> new Value("'pg_class'::regclass", 1);
      case "regtype" -> new Value("'text'::regtype", 1);
      case "regproc" -> new Value("'now'::regproc", 1);
      case "regprocedure" -> new Value("'now()'::regprocedure", 1);
      case "regrole" -> new Value("current_user::regrole", 1);
      case "regnamespace" -> new Value("'pg_catalog'::regnamespace", 1);
      case "regconfig" -> new Value("'simple'::regconfig", 1);
      case "regdictionary" -> new Value("'simple'::regdictionary", 1);
      case "oidvector", "int2vector" -> Value.each("(" + i + " % 32767)::text::" + name);
      case "aclitem" -> new Value("(current_user || '=r/' || current_user)::aclitem", 1);
      case "refcursor" -> Value.each("('value-' || " + i + ")::refcursor");
      case "ltree" -> Value.each("('value_' || " + i + ")");
      case "hstore" -> Value.each("('\"id\"=>\"' || " + i + " || '\"')");
      case "vector", "halfvec" -> vector(modifier, i);
      case "sparsevec" ->
          Value.each("('{1:' || " + i + " || '}/' || " + Math.max(1, modifier) + ")");
      case "geometry", "geography" ->
          Value.each("format('POINT(%s %s)', " + i + " % 180, " + i + " % 90)");
      case "cube" -> Value.each("('(' || " + i + " || ')')");
      default -> null;
    };
  }

  private static String box(String i) {
    return "box(point(3 * " + i + ", 0), point(3 * " + i + " + 1, 1))";
  }

  private static Value numeric(int modifier, String i) {
    if (modifier < VARHDRSZ) {
      return Value.each(i + "::numeric");
    }
    int precision = ((modifier - VARHDRSZ) >> 16) & 0xffff;
    // From PostgreSQL 15 on, a scale may be negative: eleven bits.
    int scale = (((modifier - VARHDRSZ) & 0x7ff) ^ 1024) - 1024;
    int digits = Math.max(0, precision - Math.max(0, scale));
    if (digits == 0 || scale < 0) {
      return new Value("0::numeric", 1);
    }
    if (digits > 17) {
      return Value.each(i + "::numeric");
    }
    long distinct = (long) Math.pow(10, digits);
    return new Value("(" + i + " % " + distinct + ")::numeric", distinct);
  }

  /** As long a text as there is room for; where there is little, in base 16. */
  private static Value characters(int modifier, String i) {
    int length = modifier < VARHDRSZ ? 40 : modifier - VARHDRSZ;
    if (length >= 20) {
      return Value.each("('value-' || " + i + ")");
    }
    if (length >= 15) {
      return Value.each("to_hex(" + i + ")");
    }
    long distinct = 1L << (4 * Math.max(1, length));
    return new Value("to_hex(" + i + " % " + distinct + ")", distinct);
  }

  private static Value bits(int length, String i, String cast) {
    int counted = Math.min(length, 60);
    String value = "(" + i + " % " + (1L << counted) + ")::bit(" + counted + ")";
    return new Value(
        cast.isEmpty() ? value + "::bit(" + length + ")" : value + cast, 1L << counted);
  }

  private static Value vector(int modifier, String i) {
    int dimensions = modifier < 1 ? 3 : modifier;
    return Value.each("('[' || repeat('0.5,', " + (dimensions - 1) + ") || " + i + " || ']')");
  }
}
