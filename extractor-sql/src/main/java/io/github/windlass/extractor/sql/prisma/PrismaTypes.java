package io.github.windlass.extractor.sql.prisma;

import io.github.windlass.extractor.sql.prisma.Block.Attribute;
import io.github.windlass.extractor.sql.prisma.Block.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's types of Prisma's (Prisma's manual, "PostgreSQL: type mapping"), as its migrations
 * write them.
 */
final class PrismaTypes {

  private PrismaTypes() {}

  /** The type of a scalar without {@code @db}; null if it is no scalar. */
  static @Nullable String scalar(String type) {
    return switch (type) {
      case "String" -> "TEXT";
      case "Boolean" -> "BOOLEAN";
      case "Int" -> "INTEGER";
      case "BigInt" -> "BIGINT";
      case "Float" -> "DOUBLE PRECISION";
      case "Decimal" -> "DECIMAL(65,30)";
      case "DateTime" -> "TIMESTAMP(3)";
      case "Json" -> "JSONB";
      case "Bytes" -> "BYTEA";
      default -> null;
    };
  }

  /** The type that {@code @db.…} names. */
  static String named(Attribute attribute) {
    String name = attribute.name().substring("db.".length());
    String type =
        switch (name) {
          case "DoublePrecision" -> "DOUBLE PRECISION";
          case "ByteA" -> "BYTEA";
          case "JsonB" -> "JSONB";
          default -> name.toUpperCase(Locale.ROOT);
        };
    List<String> modifiers = new ArrayList<>();
    attribute.arguments().forEach(argument -> modifiers.add(argument.value().text()));
    return modifiers.isEmpty() ? type : type + "(" + String.join(",", modifiers) + ")";
  }

  /** The type of a column that counts by itself. */
  static String serial(String type) {
    return switch (type) {
      case "BIGINT" -> "BIGSERIAL";
      case "SMALLINT" -> "SMALLSERIAL";
      default -> "SERIAL";
    };
  }

  /** A default's SQL; null where Prisma itself makes the value. */
  static @Nullable String defaultOf(Value value, boolean enumerated) {
    return switch (value.kind()) {
      case STRING -> literal(value.text());
      case NUMBER -> value.text();
      case WORD -> enumerated ? literal(value.text()) : value.text();
      case LIST -> {
        List<String> items = new ArrayList<>();
        for (Block.Argument item : value.arguments()) {
          String text = defaultOf(item.value(), enumerated);
          items.add(text == null ? "NULL" : text);
        }
        yield "ARRAY[" + String.join(", ", items) + "]";
      }
      case CALL ->
          switch (value.text()) {
            case "now" -> "CURRENT_TIMESTAMP";
            case "dbgenerated" ->
                value.arguments().isEmpty() ? null : value.arguments().get(0).value().text();
            default -> null;
          };
    };
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
