package io.github.windlass.extractor.sql.rails;

import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.SourceMap;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.sql.rails.RubyCall.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The statements that Rails sends for a {@code schema.rb}. Calls that are not known are gaps. */
final class RailsDdl {

  private final SourceFile source;
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, Set<String>> columns = new HashMap<>();

  /** Times have six digits unless told otherwise: {@code ActiveRecord::Schema[7.0]} and later. */
  private boolean precise;

  /** The table whose block is open. */
  private @Nullable RubyCall table;

  private final List<String> elements = new ArrayList<>();
  private final List<Step> afterTable = new ArrayList<>();

  private RailsDdl(SourceFile source) {
    this.source = source;
  }

  static List<Step> of(SourceFile source) {
    RailsDdl ddl = new RailsDdl(source);
    for (RubyCall call : RubyCalls.in(source.text())) {
      ddl.call(call);
    }
    ddl.endOfTable();
    return List.copyOf(ddl.steps);
  }

  private void call(RubyCall call) {
    if (call.problem() != null) {
      gap(Step.GapCode.SYNTAX, call.name() + ": " + call.problem(), call.span());
    } else if (call.receiver().startsWith("ActiveRecord::Schema")) {
      String receiver = call.receiver();
      int bracket = receiver.indexOf('[');
      precise =
          bracket >= 0
              && bracket + 1 < receiver.length()
              && Character.digit(receiver.charAt(bracket + 1), 10) >= 7;
    } else if (table != null && !call.receiver().isEmpty()) {
      inTable(table, call);
    } else {
      statement(call);
    }
  }

  private void statement(RubyCall call) {
    String first = call.text(0);
    switch (call.name()) {
      case "end" -> endOfTable();
      case "enable_extension" ->
          add("CREATE EXTENSION IF NOT EXISTS " + quoted(last(first)), call.span());
      case "create_schema" -> add("CREATE SCHEMA " + quoted(first), call.span());
      case "create_enum" -> {
        List<String> labels = new ArrayList<>();
        if (call.positional().size() > 1) {
          RubyCall.texts(call.positional().get(1)).forEach(label -> labels.add(literal(label)));
        }
        add(
            "CREATE TYPE " + quotedName(first) + " AS ENUM (" + String.join(", ", labels) + ")",
            call.span());
      }
      case "create_table" -> {
        endOfTable();
        table = call;
        key(call);
        if (!call.block()) {
          endOfTable();
        }
      }
      case "add_index" -> {
        Value indexed = call.positional().size() > 1 ? call.positional().get(1) : null;
        add(index(first, indexed, call), call.span());
      }
      case "add_foreign_key" -> foreignKey(first, call.text(1), call);
      case "add_check_constraint" ->
          add(alter(first) + check(first, call.text(1), call), call.span());
      default ->
          gap(
              Step.GapCode.UNSUPPORTED,
              call.name() + " is not one of the calls that are known",
              call.span());
    }
  }

  // --- tables ---------------------------------------------------------------------------------

  private void key(RubyCall call) {
    Value key = call.named().get("primary_key");
    if (call.isFalse("id") || key instanceof Value.Items) {
      if (key instanceof Value.Items items) {
        elements.add("PRIMARY KEY (" + quoted(RubyCall.texts(items)) + ")");
      }
      return;
    }
    String name = RubyCall.text(key);
    Value id = call.named().get("id");
    Map<String, Value> options = id instanceof Value.Pairs pairs ? pairs.pairs() : call.named();
    String type = id instanceof Value.Pairs pairs ? RubyCall.text(pairs.pairs().get("type")) : null;
    type = id instanceof Value.Symbol symbol ? symbol.name() : type;
    String known = type == null || type.equals("primary_key") ? "bigint" : type;
    boolean without = options.get("default") instanceof Value.Nil;
    String full = RailsTypes.of(known, options, precise);
    if (!without && (known.equals("bigint") || known.equals("integer"))) {
      full = known.equals("bigint") ? "bigserial" : "serial";
    }
    String column = name == null ? "id" : name;
    columnsOf(call).add(column);
    String text =
        known.equals("uuid") && !options.containsKey("default")
            ? " DEFAULT gen_random_uuid()"
            : defaultOf(options.get("default"), full);
    elements.add(quoted(column) + " " + full + text + " NOT NULL PRIMARY KEY");
  }

  private Set<String> columnsOf(RubyCall create) {
    String name = create.text(0);
    return columns.computeIfAbsent(name == null ? "" : name, each -> new TreeSet<>());
  }

  private void inTable(RubyCall create, RubyCall call) {
    String name = create.text(0);
    String first = call.text(0);
    switch (call.name()) {
      case "index" -> {
        Value indexed = call.positional().isEmpty() ? null : call.positional().get(0);
        afterTable.add(step(index(name, indexed, call), call.span()));
      }
      case "check_constraint" -> elements.add(check(name, first, call));
      case "unique_constraint" -> {
        Value key = call.positional().isEmpty() ? null : call.positional().get(0);
        elements.add(
            constraint(call.text("name"))
                + "UNIQUE"
                + (call.isTrue("nulls_not_distinct") ? " NULLS NOT DISTINCT" : "")
                + " ("
                + quoted(RubyCall.texts(key))
                + ")"
                + deferrable(call));
      }
      case "exclusion_constraint" -> {
        String using = call.text("using");
        String where = call.text("where");
        elements.add(
            constraint(call.text("name"))
                + "EXCLUDE"
                + (using == null ? "" : " USING " + using)
                + " ("
                + first
                + ")"
                + (where == null ? "" : " WHERE (" + where + ")")
                + deferrable(call));
      }
      case "column" -> column(create, first, call.text(1), call);
      case "virtual" -> {
        String type = call.text("type");
        String column = first == null ? "" : first;
        columnsOf(create).add(column);
        elements.add(
            quoted(column)
                + " "
                + RailsTypes.of(type == null ? "string" : type, call.named(), precise)
                + " GENERATED ALWAYS AS ("
                + call.text("as")
                + (call.isTrue("stored") ? ") STORED" : ") VIRTUAL")
                + (call.isFalse("null") ? " NOT NULL" : ""));
      }
      case "timestamps" -> {
        for (String column : List.of("created_at", "updated_at")) {
          columnsOf(create).add(column);
          elements.add(
              quoted(column)
                  + " "
                  + RailsTypes.of("datetime", call.named(), precise)
                  + " NOT NULL");
        }
      }
      default -> column(create, first, call.name(), call);
    }
  }

  private void column(
      RubyCall create, @Nullable String column, @Nullable String type, RubyCall call) {
    if (column == null || type == null) {
      gap(Step.GapCode.UNSUPPORTED, call.name() + " has no name", call.span());
      return;
    }
    columnsOf(create).add(column);
    String enumeration = call.text("enum_type");
    String full =
        type.equals("enum") && enumeration != null
            ? quotedName(enumeration) + (call.isTrue("array") ? "[]" : "")
            : RailsTypes.of(type, call.named(), precise);
    String collation = call.text("collation");
    elements.add(
        quoted(column)
            + " "
            + full
            + (collation == null ? "" : " COLLATE " + quoted(collation))
            + defaultOf(call.named().get("default"), full)
            + (call.isFalse("null") ? " NOT NULL" : ""));
    String comment = call.text("comment");
    if (comment != null) {
      afterTable.add(
          step(
              "COMMENT ON COLUMN "
                  + quotedName(create.text(0))
                  + "."
                  + quoted(column)
                  + " IS "
                  + literal(comment),
              call.span()));
    }
  }

  private static String defaultOf(@Nullable Value value, String type) {
    return switch (value) {
      case Value.Text text ->
          " DEFAULT " + (text.expression() ? text.text() : literal(text.text()));
      case Value.Symbol symbol -> " DEFAULT " + literal(symbol.name());
      case Value.Num number ->
          " DEFAULT " + (type.startsWith("character") ? literal(number.text()) : number.text());
      case Value.Bool bool -> " DEFAULT " + (bool.value() ? "TRUE" : "FALSE");
      case Value.Items items -> {
        List<String> texts = RubyCall.texts(items);
        StringBuilder array = new StringBuilder("{");
        for (String text : texts) {
          array.append(array.length() == 1 ? "" : ",");
          array.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
        }
        yield " DEFAULT " + literal(array.append('}').toString());
      }
      // Rails writes JSON; which it is does not matter for the schema.
      case Value.Pairs pairs -> " DEFAULT " + (pairs.pairs().isEmpty() ? "'{}'" : "'{\"\":0}'");
      case Value.Nil ignored -> "";
      case null -> "";
    };
  }

  private void endOfTable() {
    RubyCall create = table;
    if (create == null) {
      return;
    }
    table = null;
    String name = create.text(0);
    String options = create.text("options");
    add(
        "CREATE TABLE "
            + quotedName(name)
            + " ("
            + String.join(", ", elements)
            + ")"
            + (options == null ? "" : " " + options),
        create.span());
    String comment = create.text("comment");
    if (comment != null) {
      add("COMMENT ON TABLE " + quotedName(name) + " IS " + literal(comment), create.span());
    }
    steps.addAll(afterTable);
    elements.clear();
    afterTable.clear();
  }

  // --- indexes and constraints ----------------------------------------------------------------

  private String index(@Nullable String tableName, @Nullable Value indexed, RubyCall call) {
    List<String> keys = new ArrayList<>();
    if (indexed instanceof Value.Text expression && !isColumn(tableName, expression.text())) {
      keys.add(expression.text());
    } else {
      for (String column : RubyCall.texts(indexed)) {
        keys.add(quoted(column) + option(call, "opclass", column) + order(call, column));
      }
    }
    String given = call.text("name");
    String name =
        given != null
            ? given
            : "index_" + last(tableName) + "_on_" + String.join("_and_", RubyCall.texts(indexed));
    String using = call.text("using");
    String where = call.text("where");
    List<String> include = RubyCall.texts(call.named().get("include"));
    return (call.isTrue("unique") ? "CREATE UNIQUE INDEX " : "CREATE INDEX ")
        + quoted(name)
        + " ON "
        + quotedName(tableName)
        + (using == null ? "" : " USING " + using)
        + " ("
        + String.join(", ", keys)
        + ")"
        + (include.isEmpty() ? "" : " INCLUDE (" + quoted(include) + ")")
        + (call.isTrue("nulls_not_distinct") ? " NULLS NOT DISTINCT" : "")
        + (where == null ? "" : " WHERE " + where);
  }

  private boolean isColumn(@Nullable String tableName, String text) {
    return columns.getOrDefault(tableName == null ? "" : tableName, Set.of()).contains(text);
  }

  private static String option(RubyCall call, String option, String column) {
    Value value = call.named().get(option);
    String text =
        value instanceof Value.Pairs pairs
            ? RubyCall.text(pairs.pairs().get(column))
            : RubyCall.text(value);
    return text == null ? "" : " " + text;
  }

  private static String order(RubyCall call, String column) {
    return option(call, "order", column).toUpperCase(Locale.ROOT);
  }

  private void foreignKey(@Nullable String from, @Nullable String to, RubyCall call) {
    if (from == null || to == null) {
      gap(Step.GapCode.UNSUPPORTED, "add_foreign_key names no tables", call.span());
      return;
    }
    List<String> own = RubyCall.texts(call.named().get("column"));
    if (own.isEmpty()) {
      own = List.of(referencing(from, last(to)));
    }
    List<String> referenced = RubyCall.texts(call.named().get("primary_key"));
    String given = call.text("name");
    String name =
        given != null ? given : "fk_rails_" + hash(from + "_" + String.join("_and_", own) + "_fk");
    add(
        alter(from)
            + constraint(name)
            + "FOREIGN KEY ("
            + quoted(own)
            + ") REFERENCES "
            + quotedName(to)
            + " ("
            + quoted(referenced.isEmpty() ? List.of("id") : referenced)
            + ")"
            + action(" ON DELETE ", call.text("on_delete"))
            + action(" ON UPDATE ", call.text("on_update"))
            + deferrable(call)
            + (call.isFalse("validate") ? " NOT VALID" : ""),
        call.span());
  }

  /**
   * The column that a foreign key without {@code column:} has: the singular of the other table.
   * Which word that is, the columns tell.
   */
  private String referencing(String from, String to) {
    List<String> singulars = new ArrayList<>();
    if (to.endsWith("ies")) {
      singulars.add(to.substring(0, to.length() - 3) + "y");
    }
    if (to.endsWith("es")) {
      singulars.add(to.substring(0, to.length() - 2));
    }
    if (to.endsWith("s")) {
      singulars.add(0, to.substring(0, to.length() - 1));
    }
    if (to.endsWith("people")) {
      singulars.add(to.substring(0, to.length() - 6) + "person");
    }
    singulars.add(to);
    Set<String> known = columns.getOrDefault(from, Set.of());
    for (String singular : singulars) {
      if (known.contains(singular + "_id")) {
        return singular + "_id";
      }
    }
    return singulars.get(0) + "_id";
  }

  private static String action(String words, @Nullable String action) {
    return switch (action == null ? "" : action) {
      case "cascade" -> words + "CASCADE";
      case "nullify" -> words + "SET NULL";
      case "restrict" -> words + "RESTRICT";
      default -> "";
    };
  }

  private static String deferrable(RubyCall call) {
    String when = call.text("deferrable");
    return when == null
        ? call.isTrue("deferrable") ? " DEFERRABLE" : ""
        : " DEFERRABLE INITIALLY " + when.toUpperCase(Locale.ROOT);
  }

  private static String check(
      @Nullable String tableName, @Nullable String expression, RubyCall call) {
    String given = call.text("name");
    String name =
        given != null ? given : "chk_rails_" + hash(tableName + "_" + expression + "_chk");
    return constraint(name)
        + "CHECK ("
        + expression
        + ")"
        + (call.isFalse("validate") && call.name().startsWith("add_") ? " NOT VALID" : "");
  }

  private static String constraint(@Nullable String name) {
    return name == null ? "" : "CONSTRAINT " + quoted(name) + " ";
  }

  /** The first ten digits, by which Rails names what has no name. */
  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, 10);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  // --- text -----------------------------------------------------------------------------------

  private static String alter(@Nullable String tableName) {
    return "ALTER TABLE " + quotedName(tableName) + " ADD ";
  }

  private static String last(@Nullable String name) {
    return name == null ? "" : name.substring(name.lastIndexOf('.') + 1);
  }

  private static String quoted(@Nullable String name) {
    return '"' + (name == null ? "" : name).replace("\"", "\"\"") + '"';
  }

  private static String quoted(List<String> names) {
    List<String> all = new ArrayList<>();
    names.forEach(name -> all.add(quoted(name)));
    return String.join(", ", all);
  }

  /** A name with or without schema. */
  private static String quotedName(@Nullable String name) {
    if (name == null) {
      return quoted("");
    }
    int dot = name.indexOf('.');
    return dot < 0
        ? quoted(name)
        : quoted(name.substring(0, dot)) + "." + quoted(name.substring(dot + 1));
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private void add(String sql, Span span) {
    steps.add(step(sql, span));
  }

  private Step step(String sql, Span span) {
    return new Step.Sql(
        sql, SourceMap.produced(sql.length(), source, span), null, false, List.of());
  }

  /** What is not known of a table comes behind it: it is then known not to be known whole. */
  private void gap(Step.GapCode code, String reason, Span span) {
    (table == null ? steps : afterTable).add(new Step.Gap(code, reason, source.origin(span)));
  }
}
