package io.github.windlass.extractor.sql.prisma;

import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.SourceMap;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.sql.prisma.Block.Argument;
import io.github.windlass.extractor.sql.prisma.Block.Attribute;
import io.github.windlass.extractor.sql.prisma.Block.Field;
import io.github.windlass.extractor.sql.prisma.Block.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The statements that make what a schema describes, as {@code prisma migrate diff --from-empty}
 * writes them: enums, tables, indexes, foreign keys.
 */
final class PrismaDdl {

  /** PostgreSQL cuts longer names; Prisma keeps the end. */
  private static final int NAME_LIMIT = 63;

  private static final Set<String> PROVIDERS = Set.of("postgresql", "postgres");

  private final SourceFile source;
  private final List<Block> blocks;
  private final Map<String, Block> models = new HashMap<>();
  private final Map<String, Block> enums = new HashMap<>();
  private final List<Step> enumSteps = new ArrayList<>();
  private final List<Step> tableSteps = new ArrayList<>();
  private final List<Step> indexSteps = new ArrayList<>();
  private final List<Step> keySteps = new ArrayList<>();
  private final List<Step> gaps = new ArrayList<>();
  private boolean foreignKeys = true;

  private PrismaDdl(SourceFile source, List<Block> blocks) {
    this.source = source;
    this.blocks = blocks;
  }

  static List<Step> of(SourceFile source) {
    PrismaReader.Read read = PrismaReader.read(source);
    PrismaDdl ddl = new PrismaDdl(source, read.blocks());
    ddl.gaps.addAll(read.gaps());
    ddl.schema();
    List<Step> steps = new ArrayList<>(ddl.enumSteps);
    steps.addAll(ddl.tableSteps);
    steps.addAll(ddl.indexSteps);
    steps.addAll(ddl.keySteps);
    steps.addAll(ddl.gaps);
    return List.copyOf(steps);
  }

  private void schema() {
    Block datasource = PrismaReader.first(blocks, "datasource");
    if (datasource == null) {
      gap(Step.GapCode.MISSING_SOURCE, "the datasource is in another file", new Span(0, 0));
    } else if (!datasource(datasource)) {
      return;
    }
    for (Block block : blocks) {
      switch (block.kind()) {
        case "model" -> models.put(block.name(), block);
        case "enum" -> enums.put(block.name(), block);
        case "view" ->
            gap(
                Step.GapCode.UNSUPPORTED,
                "what view " + block.name() + " reads does not stand in the schema",
                block.span());
        default -> {
          // Settings, and types of other databases.
        }
      }
    }
    blocks.stream().filter(block -> block.kind().equals("enum")).forEach(this::enumeration);
    blocks.stream().filter(block -> block.kind().equals("model")).forEach(this::table);
    manyToMany();
  }

  private boolean datasource(Block datasource) {
    String provider = datasource.setting("provider");
    if (provider == null || !PROVIDERS.contains(provider)) {
      gap(
          Step.GapCode.UNSUPPORTED,
          provider == null
              ? "the provider is not known"
              : "a schema for " + provider + ", not for PostgreSQL",
          datasource.span());
      return false;
    }
    foreignKeys = !"prisma".equals(datasource.setting("relationMode"));
    for (Field field : datasource.fields()) {
      Value value = field.setting();
      if (value == null || value.kind() != Value.Kind.LIST) {
        continue;
      }
      for (Argument item : value.arguments()) {
        String name = item.value().text();
        if (field.name().equals("schemas") && !name.equals("public")) {
          add(enumSteps, "CREATE SCHEMA IF NOT EXISTS " + quoted(name), field.span());
        } else if (field.name().equals("extensions")) {
          extension(item.value(), field.span());
        }
      }
    }
    return true;
  }

  private void extension(Value extension, Span span) {
    String name = extension.text();
    String schema = null;
    for (Argument argument : extension.arguments()) {
      name = "map".equals(argument.name()) ? argument.value().text() : name;
      schema = "schema".equals(argument.name()) ? argument.value().text() : schema;
    }
    add(
        enumSteps,
        "CREATE EXTENSION IF NOT EXISTS "
            + quoted(name)
            + (schema == null ? "" : " WITH SCHEMA " + quoted(schema)),
        span);
  }

  private void enumeration(Block block) {
    List<String> labels = new ArrayList<>();
    for (Field value : block.fields()) {
      Attribute map = value.attribute("map");
      String mapped = map == null ? null : map.text("name", 0);
      labels.add(PrismaTypes.literal(mapped == null ? value.name() : mapped));
    }
    add(
        enumSteps,
        "CREATE TYPE " + fullName(block) + " AS ENUM (" + String.join(", ", labels) + ")",
        block.span());
  }

  // --- tables ---------------------------------------------------------------------------------

  private void table(Block model) {
    String table = plainName(model);
    List<String> elements = new ArrayList<>();
    List<String> key = new ArrayList<>();
    String keyName = null;
    for (Field field : model.fields()) {
      if (models.containsKey(field.type())) {
        relation(model, field);
        continue;
      }
      String column = column(model, field);
      if (column == null) {
        continue;
      }
      elements.add(column);
      Attribute id = field.attribute("id");
      if (id != null) {
        key = List.of(columnName(field));
        keyName = id.text("map", -1);
      }
      Attribute unique = field.attribute("unique");
      if (unique != null) {
        index(
            model,
            true,
            List.of(quoted(columnName(field)) + sort(unique)),
            List.of(columnName(field)),
            unique,
            unique.text("map", 0));
      }
    }
    for (Attribute attribute : model.attributes()) {
      switch (attribute.name()) {
        case "id" -> {
          key = columns(model, attribute);
          keyName = attribute.text("map", 1);
        }
        case "unique" -> index(model, true, attribute);
        case "index" -> index(model, false, attribute);
        default -> {
          // Of the client, or of the whole model.
        }
      }
    }
    if (!key.isEmpty()) {
      elements.add(
          "CONSTRAINT "
              + quoted(keyName == null ? named(table, List.of(), "pkey") : keyName)
              + " PRIMARY KEY ("
              + quoted(key)
              + ")");
    }
    add(
        tableSteps,
        "CREATE TABLE " + fullName(model) + " (" + String.join(", ", elements) + ")",
        model.span());
  }

  private @Nullable String column(Block model, Field field) {
    Attribute nativeType = field.nativeType();
    Block enumeration = enums.get(field.type());
    String scalar = PrismaTypes.scalar(field.type());
    String type =
        nativeType != null
            ? PrismaTypes.named(nativeType)
            : enumeration != null
                ? fullName(enumeration)
                : field.unsupported() != null ? field.unsupported() : scalar;
    if (type == null) {
      gap(
          Step.GapCode.MISSING_SOURCE,
          field.type() + " of " + model.name() + "." + field.name() + " is in another file",
          field.span());
      return null;
    }
    StringBuilder out = new StringBuilder(quoted(columnName(field))).append(' ');
    Attribute given = field.attribute("default");
    Value value = given == null ? null : given.argument("value", 0);
    boolean counts =
        value != null && value.kind() == Value.Kind.CALL && value.text().equals("autoincrement");
    out.append(counts ? PrismaTypes.serial(type) : type).append(field.list() ? "[]" : "");
    if (!field.optional() && !field.list()) {
      out.append(" NOT NULL");
    }
    String text =
        value == null || counts
            ? null
            : PrismaTypes.defaultOf(mapped(value, enumeration), enumeration != null);
    if (text != null) {
      out.append(" DEFAULT ").append(text);
    }
    return out.toString();
  }

  /** An enum's value under its name in the database. */
  private static Value mapped(Value value, @Nullable Block enumeration) {
    if (enumeration == null || value.kind() != Value.Kind.WORD) {
      return value;
    }
    for (Field label : enumeration.fields()) {
      Attribute map = label.attribute("map");
      String name = map == null ? null : map.text("name", 0);
      if (label.name().equals(value.text()) && name != null) {
        return new Value(Value.Kind.WORD, name, List.of());
      }
    }
    return value;
  }

  // --- indexes --------------------------------------------------------------------------------

  private void index(Block model, boolean unique, Attribute attribute) {
    List<String> elements = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    Value fields = attribute.argument("fields", 0);
    if (fields == null) {
      gap(Step.GapCode.SYNTAX, "an index of " + model.name() + " has no fields", attribute.span());
      return;
    }
    for (Argument item : fields.arguments()) {
      String column = columnName(model, item.value().text());
      columns.add(column);
      elements.add(quoted(column) + operators(item.value()) + sort(item.value()));
    }
    String name = attribute.text("map", 1);
    index(model, unique, elements, columns, attribute, name);
  }

  private void index(
      Block model,
      boolean unique,
      List<String> elements,
      List<String> columns,
      Attribute attribute,
      @Nullable String given) {
    Value type = attribute.argument("type", -1);
    String method =
        type == null || type.text().equals("BTree")
            ? ""
            : " USING " + type.text().toUpperCase(Locale.ROOT);
    String name = given != null ? given : named(plainName(model), columns, unique ? "key" : "idx");
    add(
        indexSteps,
        (unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ")
            + quoted(name)
            + " ON "
            + fullName(model)
            + method
            + " ("
            + String.join(", ", elements)
            + ")",
        attribute.span());
  }

  private static String sort(Attribute attribute) {
    Value sort = attribute.argument("sort", -1);
    return sort != null && sort.text().equals("Desc") ? " DESC" : "";
  }

  private static String sort(Value field) {
    for (Argument argument : field.arguments()) {
      if ("sort".equals(argument.name()) && argument.value().text().equals("Desc")) {
        return " DESC";
      }
    }
    return "";
  }

  /** {@code ops: JsonbPathOps} is jsonb_path_ops, {@code raw("…")} is as written. */
  private static String operators(Value field) {
    for (Argument argument : field.arguments()) {
      if (!"ops".equals(argument.name())) {
        continue;
      }
      Value ops = argument.value();
      if (ops.kind() == Value.Kind.CALL && !ops.arguments().isEmpty()) {
        return " " + ops.arguments().get(0).value().text();
      }
      StringBuilder snake = new StringBuilder(" ");
      for (int i = 0; i < ops.text().length(); i++) {
        char c = ops.text().charAt(i);
        snake.append(Character.isUpperCase(c) && i > 0 ? "_" : "").append(Character.toLowerCase(c));
      }
      return snake.toString();
    }
    return "";
  }

  // --- relations ------------------------------------------------------------------------------

  private void relation(Block model, Field field) {
    Attribute relation = field.attribute("relation");
    Block target = models.get(field.type());
    Value fields = relation == null ? null : relation.argument("fields", 1);
    Value references = relation == null ? null : relation.argument("references", 2);
    if (relation == null
        || target == null
        || fields == null
        || references == null
        || !foreignKeys) {
      return;
    }
    List<String> columns = new ArrayList<>();
    boolean optional = false;
    for (Argument item : fields.arguments()) {
      columns.add(columnName(model, item.value().text()));
      optional |= isOptional(model, item.value().text());
    }
    List<String> referenced = new ArrayList<>();
    references.arguments().forEach(item -> referenced.add(columnName(target, item.value().text())));
    String name = relation.text("map", -1);
    add(
        keySteps,
        "ALTER TABLE "
            + fullName(model)
            + " ADD CONSTRAINT "
            + quoted(name == null ? named(plainName(model), columns, "fkey") : name)
            + " FOREIGN KEY ("
            + quoted(columns)
            + ") REFERENCES "
            + fullName(target)
            + "("
            + quoted(referenced)
            + ") ON DELETE "
            + action(relation.argument("onDelete", -1), optional ? "SET NULL" : "RESTRICT")
            + " ON UPDATE "
            + action(relation.argument("onUpdate", -1), "CASCADE"),
        relation.span());
  }

  private static boolean isOptional(Block model, String name) {
    for (Field field : model.fields()) {
      if (field.name().equals(name)) {
        return field.optional();
      }
    }
    return false;
  }

  private static String action(@Nullable Value given, String usual) {
    return switch (given == null ? "" : given.text()) {
      case "Cascade" -> "CASCADE";
      case "Restrict" -> "RESTRICT";
      case "NoAction" -> "NO ACTION";
      case "SetNull" -> "SET NULL";
      case "SetDefault" -> "SET DEFAULT";
      default -> usual;
    };
  }

  /** Two lists that name each other's model, without columns, have a table between them. */
  private void manyToMany() {
    Map<String, List<Block>> sides = new TreeMap<>();
    Map<String, Span> places = new HashMap<>();
    for (Block model : models.values()) {
      for (Field field : model.fields()) {
        Block other = models.get(field.type());
        Attribute relation = field.attribute("relation");
        if (other == null
            || !field.list()
            || (relation != null && relation.argument("fields", 1) != null)
            || !hasListOf(other, model, nameOf(relation))) {
          continue;
        }
        boolean first = model.name().compareTo(other.name()) <= 0;
        String given = nameOf(relation);
        String between =
            given != null
                ? given
                : (first ? model.name() : other.name())
                    + "To"
                    + (first ? other.name() : model.name());
        sides.put("_" + between, first ? List.of(model, other) : List.of(other, model));
        places.put("_" + between, field.span());
      }
    }
    sides.forEach(
        (table, ends) -> between(table, ends, places.getOrDefault(table, new Span(0, 0))));
  }

  private static @Nullable String nameOf(@Nullable Attribute relation) {
    return relation == null ? null : relation.text("name", 0);
  }

  private static boolean hasListOf(Block model, Block other, @Nullable String name) {
    for (Field field : model.fields()) {
      if (field.type().equals(other.name())
          && field.list()
          && java.util.Objects.equals(nameOf(field.attribute("relation")), name)) {
        return true;
      }
    }
    return false;
  }

  private void between(String table, List<Block> ends, Span span) {
    List<String> elements = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    String[] letters = {"A", "B"};
    for (int i = 0; i < letters.length; i++) {
      Field id = null;
      for (Field field : ends.get(i).fields()) {
        id = field.attribute("id") != null ? field : id;
      }
      if (id == null) {
        gap(Step.GapCode.UNSUPPORTED, "the key behind " + table + " is not known", span);
        return;
      }
      Attribute nativeType = id.nativeType();
      String scalar = PrismaTypes.scalar(id.type());
      String type =
          nativeType != null ? PrismaTypes.named(nativeType) : scalar == null ? "TEXT" : scalar;
      elements.add(quoted(letters[i]) + " " + type + " NOT NULL");
      keys.add(
          "ALTER TABLE "
              + quoted(table)
              + " ADD CONSTRAINT "
              + quoted(table + "_" + letters[i] + "_fkey")
              + " FOREIGN KEY ("
              + quoted(letters[i])
              + ") REFERENCES "
              + fullName(ends.get(i))
              + "("
              + quoted(columnName(id))
              + ") ON DELETE CASCADE ON UPDATE CASCADE");
    }
    add(
        tableSteps,
        "CREATE TABLE " + quoted(table) + " (" + String.join(", ", elements) + ")",
        span);
    add(
        indexSteps,
        "CREATE INDEX " + quoted(table + "_B_index") + " ON " + quoted(table) + " (\"B\")",
        span);
    if (foreignKeys) {
      keys.forEach(key -> add(keySteps, key, span));
    }
    gap(
        Step.GapCode.UNSUPPORTED,
        table + " has a primary key since Prisma 6, and a unique index before",
        span);
  }

  // --- names ----------------------------------------------------------------------------------

  private List<String> columns(Block model, Attribute attribute) {
    List<String> columns = new ArrayList<>();
    Value fields = attribute.argument("fields", 0);
    if (fields != null) {
      fields.arguments().forEach(item -> columns.add(columnName(model, item.value().text())));
    }
    return columns;
  }

  private static String columnName(Block model, String name) {
    for (Field field : model.fields()) {
      if (field.name().equals(name)) {
        return columnName(field);
      }
    }
    return name;
  }

  private static String columnName(Field field) {
    Attribute map = field.attribute("map");
    String name = map == null ? null : map.text("name", 0);
    return name == null ? field.name() : name;
  }

  private static String plainName(Block block) {
    Attribute map = block.attribute("map");
    String name = map == null ? null : map.text("name", 0);
    return name == null ? block.name() : name;
  }

  private static String fullName(Block block) {
    Attribute schema = block.attribute("schema");
    String name = schema == null ? null : schema.text("name", 0);
    return (name == null ? "" : quoted(name) + ".") + quoted(plainName(block));
  }

  /** {@code User_email_key}: as Prisma names what the schema does not. */
  private static String named(String table, List<String> columns, String ending) {
    StringBuilder name = new StringBuilder(table);
    columns.forEach(column -> name.append('_').append(column));
    String suffix = "_" + ending;
    while (name.toString().getBytes(StandardCharsets.UTF_8).length > NAME_LIMIT - suffix.length()) {
      name.setLength(name.length() - 1);
    }
    return name + suffix;
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String quoted(List<String> names) {
    Set<String> seen = new HashSet<>();
    List<String> all = new ArrayList<>();
    for (String name : names) {
      if (seen.add(name)) {
        all.add(quoted(name));
      }
    }
    return String.join(", ", all);
  }

  // --- steps ----------------------------------------------------------------------------------

  private void add(List<Step> steps, String sql, Span span) {
    steps.add(
        new Step.Sql(sql, SourceMap.produced(sql.length(), source, span), null, false, List.of()));
  }

  private void gap(Step.GapCode code, String reason, Span span) {
    gaps.add(new Step.Gap(code, reason, source.origin(span)));
  }
}
